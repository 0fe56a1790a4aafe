"""A town of eight markets over twelve months, small enough to know by heart, for papers and
lists: built through the real store, evaluated by the real engine and rule set.

320102001 entrusted, one confirmed charge to a worker (with its ledger record)
320102002 entrusted, fails nearly everything: 不合格 by its points
320102003 self-run, one confirmed charge to a worker
320102004 entrusted, in order
320102005 co-run (ppp), fails nearly everything; its contract ended
320102006 self-run, filed nothing
320102007 entrusted, opened in the last month but one, an open lead
320102008 self-run, in order
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from metrics.record import record
from rules.calendar import day_start, month_end_day, months_between
from rules.codes import code_list
from rules.sets import load_ruleset
from store import duck, engine
from store.folder import Home
from store.home import open_home
from store.leads import incident_no
from store.prepared import RegisterRow
from store.scope import PROVINCE
from tests.metrics.small_city import DAY, LONG_AGO, City, fact, inspection, market, moment, service

NOW = "2026-11-05"
RULESET = load_ruleset("jiangsu-2024")
FIRST, LAST = 202511, 202610
MONTHS = months_between(FIRST, LAST)
CHARGED, POOR, SELF_CHARGED, GOOD, CO_RUN, SILENT, NEW, SELF_RUN = (
    f"320102{number:03d}" for number in range(1, 9)
)
MODES = {
    CHARGED: "entrusted", POOR: "entrusted", SELF_CHARGED: "self", GOOD: "entrusted",
    CO_RUN: "ppp", SILENT: "self", NEW: "entrusted", SELF_RUN: "self",
}  # fmt: skip
FAILING = (POOR, CO_RUN)
OPENED = day_start(date(2026, 9, 9))
RECORD = "202609-fee"
VISITED = day_start(date(2026, 9, 20)) + 10 * 3600


def build(root: Path) -> Home:
    """The home of the town: registers, twelve months, what was published from them."""
    town = City(root)
    known = {FIRST: [*registers()], LAST: [*incidents()]}
    for month in MONTHS:
        filed = [code for code in MODES if code != SILENT and (code != NEW or month >= 202609)]
        rows = {"service": [row for code in filed for row in services(code, month)]}
        town.file(month, filed, rows, registers=known.get(month, []))
    for kind, period in (("monitoring", "202609"), ("monitoring", "202610"),
                         ("performance", "202610")):  # fmt: skip
        record(PROVINCE, town.home, RULESET, kind, period, "tester", publish=True)
    return town.home


def registers() -> Iterator[RegisterRow]:
    for code, mode in MODES.items():
        opened = OPENED if code == NEW else LONG_AGO
        yield market(
            code, mode=mode, opened_on=opened, valid_from=opened, address="中山路1号",
            managing_unit=f"{code[-1]}号管理处",
        )  # fmt: skip
        for weekday in range(1, 8):
            yield fact("hours", market=code, weekday=weekday, opens=480, closes=1080)
        yield from checks(code, "not_met" if code in FAILING else "met")
        if mode in ("entrusted", "ppp"):
            yield contract(code)


def contract(code: str) -> RegisterRow:
    ends = date(2026, 9, 30) if code == CO_RUN else date(2026, 12, 31)
    return fact(
        "contract", contract_no=f"HT-{code}", market=code, operator="安康人力资源有限公司",
        operator_code="91320102MA1ABCDE1X", buyer="320102", buyer_name="玄武区人力资源和社会保障局",
        procedure="open_tender", amount_fen=50_000_000, starts_on=day_start(date(2025, 1, 1)),
        ends_on=day_start(ends),
    )  # fmt: skip


def checks(code: str, result: str) -> Iterator[RegisterRow]:
    """Every inspected and declared item, checked late in the window."""
    for item in code_list("inspection_item").codes:
        yield inspection(code, item.code, VISITED, result)
    for item in code_list("declared_item").codes:
        declared = VISITED // DAY * DAY - 8 * 3600
        yield fact(
            "declaration", market=code, item=item.code, document="材料", declared_on=declared,
            valid_from=declared,
        )  # fmt: skip
        yield fact(
            "verification", market=code, item=item.code, verified_on=declared,
            verified_by="李核", result=result, valid_from=declared,
        )  # fmt: skip


def services(code: str, month: int) -> Iterator[dict[str, object]]:
    """A record a day; at a failing market all closed far beyond any limit, in the good ones two
    a month after five hours and the rest within the hour. Three charged a worker in 2026-09."""
    for day in range(1, month_end_day(month).day + 1):
        late = code in FAILING or day <= 2
        yield service(
            code, f"{month}-{day:02d}", month, opened_at=moment(month, day),
            closed_at=moment(month, day, hour=17 if late else 11),
            satisfaction="satisfied", satisfaction_source="market",
        )  # fmt: skip
    if month == 202609 and code in (CHARGED, SELF_CHARGED, NEW):
        yield service(
            code, RECORD, month, fee_fen=5_000, fee_payer="worker", fee_item="介绍费",
        )  # fmt: skip


def incidents() -> Iterator[RegisterRow]:
    """The leads of two markets, confirmed by two officers with a document; that of the third
    stays as the import wrote it."""
    for code in (CHARGED, SELF_CHARGED):
        day = moment(202609) // DAY * DAY - 8 * 3600
        yield fact(
            "incident", incident_no=incident_no("service", code, RECORD), market=code, kind="fee",
            happened_on=day, status="confirmed", origin="ledger", ledger="service",
            record_id=RECORD, fee_fen=5_000, answered_on=day_start(date(2026, 11, 2)),
            officer_a="王查", officer_b="赵核", document="宁人社核〔2026〕3号",
            valid_from=day_start(date(2026, 11, 2)),
        )  # fmt: skip


def shared(base: Path) -> Home:
    """The town under `base`, built by whoever comes first; the others wait. Each process opens a
    copy of its own: where another is reading, files come and go under whoever copies."""
    root, own = base / "town", base / f"town-{os.getpid()}"
    with (base / "town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "ready").exists():
            root.mkdir()
            build_closed(root)
            (root / "ready").touch()
        if not own.exists():
            shutil.copytree(root / "home", own / "home")
    return open_home(own / "home")


def build_closed(root: Path) -> None:
    home = build(root)
    engine.close(home)
    duck.close(home.ledger, home.derived)


def base_of(temporary: Path) -> Path:
    """The folder all workers of one test run share."""
    return temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary


def copied(home: Home, root: Path) -> Home:
    """A copy of the town that a test may write to."""
    engine.close(home)
    shutil.copytree(home.root, root)
    return open_home(root)


def filing(home: Home, root: Path) -> City:
    """The filing unit of a copied town, to file once more; its files are written under `root`."""
    city = object.__new__(City)
    city.root, city.unit, city.home, city.files = root, "320100", home, 900
    return city
