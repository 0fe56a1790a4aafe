"""What is killed, and what reads meanwhile? The real functions, each in a process of its own.

Every import brings one version of one month: all its service rows carry the version as fee, so
that a reader who sees two versions at once, or half of one, knows it.
"""

import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from sqlalchemy import BigInteger, FromClause, Select, cast, func, select

from exports.chosen import rules_today
from exports.taken import export_to
from metrics.record import record
from rules.sets import load_ruleset
from store import batches, evaluations, manifest
from store.batches import commit
from store.home import Home, open_home
from store.intake.submit import submit
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from tests.store.intake.month_files import HOUR, MONTH, NANJING, A, B, Month, market_row
from tests.store.making import submission

DAY = 24 * HOUR
ROWS = 150
"""Service rows of each market."""
NOW = "2026-10-02"
BY = "importer"
KIND, PERIOD = "monitoring", str(MONTH)
EXPORTS = (("ranking", "ranking.xlsx"), ("supervision", "supervision.xlsx"),
           ("market", "report.docx"), ("market", "report.pdf"))  # fmt: skip
Ready = Callable[[], None]
"""Called when the preparations are done; from then on the worker may be killed."""


def month(version: int) -> Month:
    """The month in one version; a correction says why."""
    made = Month()
    made.add("market", market_row(A), market_row(B))
    for market in (A, B):
        made.add("service", *service_rows(made.start, market, version))
    made.cover["reason"] = f"第 {version} 次更正"
    return made


def service_rows(start: int, market: str, version: int) -> list[dict[str, object]]:
    return [
        {"market": market, "record_id": f"{market}-{n}", "open": 0, "kind": "matching",
         "opened_at": start + n % 28 * DAY + 9 * HOUR, "fee_fen": version,
         "closed_at": start + n % 28 * DAY + 10 * HOUR}
        for n in range(ROWS)
    ]  # fmt: skip


def import_file(home: Home, folder: Path, version: int, ready: Ready) -> None:
    """A workbook through the whole intake, the parsing child included."""
    path = month(version).write(folder / f"v{version}.xlsx")
    ready()
    outcome = submit(
        PROVINCE, home, path, BY, authority=rules_today(PROVINCE, home).authority["submit"],
        approved_by="省厅",
    )  # fmt: skip
    assert outcome.accepted, outcome.problems


def commit_rows(home: Home, folder: Path, version: int, ready: Ready) -> None:
    """The last part of an import alone, where files and rows are kept."""
    start = month(version).start
    rows = [row for market in (A, B) for row in service_rows(start, market, version)]
    made = submission(folder, NANJING, MONTH, {"service": rows}, reason="更正", approved_by="省厅")
    ready()
    commit(PROVINCE, home, made)


def evaluate(home: Home, folder: Path, version: int, ready: Ready) -> None:
    ruleset = load_ruleset("jiangsu-2024")
    ready()
    record(PROVINCE, home, ruleset, KIND, PERIOD, "evaluator", publish=False)


def publish(home: Home, folder: Path, version: int, ready: Ready) -> None:
    """The last draft, whoever left it; a new one where there is none."""
    draft = evaluations.latest(PROVINCE, home, KIND, PERIOD, status="draft")
    number = draft.evaluation_id if draft else record(
        PROVINCE, home, load_ruleset("jiangsu-2024"), KIND, PERIOD, "evaluator", publish=False
    )[0]  # fmt: skip
    ready()
    evaluations.publish(PROVINCE, home, number, "publisher", f"第 {version} 次更正")


def export(home: Home, folder: Path, version: int, ready: Ready) -> None:
    what, name = EXPORTS[version % len(EXPORTS)]
    code = A if what == "market" else ""
    ready()
    export_to(PROVINCE, home, what, code, KIND, PERIOD, "", folder / "out" / name, "zh",
              by="exporter")  # fmt: skip


WORK = {"import": import_file, "commit": commit_rows, "evaluate": evaluate, "publish": publish,
        "export": export}  # fmt: skip


def work(name: str, root: Path, folder: Path, version: int, told: Connection) -> None:
    """The process that may be killed."""
    os.environ["BIAOCHI_NOW"] = NOW
    WORK[name](open_home(root), folder, version, lambda: told.send("ready"))


def read(root: Path, stop: Event, looks: Connection) -> None:
    """The process that reads until it is told to stop; how often it looked goes to `looks`."""
    os.environ["BIAOCHI_NOW"] = NOW
    home, count = open_home(root), 0
    while not stop.is_set():
        look(home)
        count += 1
    looks.send(count)


def look(home: Home) -> None:
    """Everything a page reads, and that each part of it is whole."""
    history = batches.history(PROVINCE, home)
    assert set(history["rows"]) <= {2 * ROWS}, history
    assert set(history["segments"]) <= {1}
    counted = ParquetLedger(home).query(PROVINCE, "service", versions, [MONTH])
    assert counted[["rows", "least"]].to_numpy().tolist() == [[ROWS, counted["most"][0]]] * 2
    active = manifest.active_segments(PROVINCE, home, [MONTH])
    assert active["rows"].tolist() == [2 * ROWS]
    assert set(manifest.covers(PROVINCE, home, [MONTH])["rows"]) == {ROWS}
    for number in evaluations.published(PROVINCE, home)["evaluation_id"].tail(3):
        assert evaluations.results(PROVINCE, home, number)["subject"].tolist() == [A, B]
        assert len(evaluations.findings(PROVINCE, home, number)) > 50
        assert len(evaluations.aggregates(PROVINCE, home, number)) > 0


def versions(table: FromClause) -> Select[tuple[str, int, int, int]]:
    """Per market the number of rows, and the least and greatest version among them."""
    whole = (func.count(), func.min(table.c.fee_fen), func.max(table.c.fee_fen))
    names = ("rows", "least", "most")
    columns = [cast(each, BigInteger).label(name) for each, name in zip(whole, names, strict=True)]
    return select(table.c.market, *columns).group_by(table.c.market).order_by(table.c.market)
