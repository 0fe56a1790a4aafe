"""Which home is everything measured on? One written through the store, unit by unit."""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from bench.records import Size, month_files, steps_of
from rules.calendar import day_start, month_bounds
from rules.codes import code_list, divisions
from store import duck
from store.batches import Prepared, PreparedSegment, RegisterRow, commit, register_row
from store.canonical import write_segment
from store.files import digest_file
from store.home import Home, create_home
from store.ledger_sheets import LEDGERS
from store.register_sheets import HOURS, MARKET
from store.scope import PROVINCE

OPENED = day_start(date(2020, 1, 1))
UNKNOWN_HOURS_EVERY = 60
"""One market in sixty of a unit has no opening hours on file: some time limits are undecided."""


@dataclass
class Draft:
    """What one unit is going to submit: segments and the lines of the cover sheet."""

    segments: list[PreparedSegment] = field(default_factory=list)
    covers: list[tuple[str, str, int, int]] = field(default_factory=list)


def write_province(folder: Path, size: Size) -> Home:
    """A real home in `folder`, which holds `size.rows` rows of the service log, steps for a
    fifth of its records, and the registers of markets and hours; one batch per unit."""
    home = create_home(folder / "home")
    stage = folder / "stage"
    stage.mkdir()
    markets = market_codes(size.markets)
    units = {market: divisions().reporting_unit_of(market[:6]) for market in markets}
    drafts: dict[str, Draft] = defaultdict(Draft)
    for month, records in month_files(size, markets):
        for ledger, rows in (("service", records), ("step", steps_of(records))):
            _write(stage, drafts, ledger, month, rows, units)
    received = month_bounds(size.window[-1])[1] + 86_400
    for unit, draft in drafts.items():
        own = [market for market, reports in units.items() if reports == unit]
        commit(PROVINCE, home, _submission(stage, unit, draft, own, received))
    duck.close(stage)
    shutil.rmtree(stage)
    return home


def market_codes(number: int) -> list[str]:
    """Codes of so many markets, spread over the counties, in order."""
    counties = divisions().counties
    places = (divmod(at, len(counties)) for at in range(number))
    return sorted(f"{counties[county]}{round_ + 1:03d}" for round_, county in places)


def _write(
    stage: Path, drafts: dict[str, Draft], ledger: str, month: int, rows: pd.DataFrame,
    units: dict[str, str],
) -> None:  # fmt: skip
    for unit, own in rows.groupby(rows["market"].map(units), observed=True):
        path = stage / f"{unit}-{ledger}-{month}.parquet"
        digest, number = write_segment(LEDGERS[ledger], own, path)
        draft = drafts[str(unit)]
        draft.segments.append(PreparedSegment(ledger, str(unit), month, path, digest, number))
        named = own["market"].astype("str").value_counts()
        draft.covers += [
            (market, ledger, month, int(named.get(market, 0)))
            for market, reports in units.items()
            if reports == unit
        ]


def _submission(
    stage: Path, unit: str, draft: Draft, markets: Sequence[str], received: int
) -> Prepared:
    evidence = stage / f"{unit}.txt"
    evidence.write_text(f"{unit}\n")
    return Prepared(
        unit=unit, period=max(part.month for part in draft.segments), received_at=received,
        submitted_by="bench", file_name=evidence.name, evidence=evidence,
        original=digest_file(evidence), reason="", segments=draft.segments,
        covers=draft.covers, register_rows=list(_registered(markets, unit)),
    )  # fmt: skip


def _registered(markets: Sequence[str], unit: str) -> Iterator[RegisterRow]:
    types, modes = (code_list(name).codes for name in ("market_type", "market_mode"))
    for at, market in enumerate(markets):
        since: dict[str, str | int | None] = {"market": market, "valid_from": OPENED}
        yield register_row(
            MARKET,
            {
                **since, "name": f"零工市场 {market}", "type": types[at % len(types)].code,
                "mode": modes[at % len(modes)].code, "division": market[:6],
                "filing_unit": unit, "managing_unit": unit, "opened_on": OPENED,
            },
        )  # fmt: skip
        if at % UNKNOWN_HOURS_EVERY != 1:
            for weekday in range(1, 8):
                clock = {"opens": 480 - at % 4 * 30, "closes": 1080 + at % 3 * 30}
                yield register_row(HOURS, {**since, "weekday": weekday, **clock})
