"""How does the project itself count? Its own tallies, kept or not, and the rows behind one."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from metrics.behind import rows_behind
from metrics.catalogue import METRICS
from metrics.model import NO_VALUES, Values
from metrics.select import used
from metrics.tally import Request, month_many
from rules.calendar import day_start
from store import derived
from store.home import Home
from store.ledger import DERIVED, MONTH, columns_of, table_of
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from store.sql_ledger import SqlLedger

SOURCE, SUBJECT = "service", "market"
LIMITS = ((day_start(date(2024, 4, 11)), 7_200), (day_start(date(2026, 1, 1)), 5_400))
"""The time limit, in seconds of opening time, with the days from which its values hold."""
BEHIND = "service.time_limit"
KEYS = ["subject", "month"]
SUMS = ["numerator", "denominator", "undecided"]


@dataclass(frozen=True)
class Counting:
    """One home, and the months that are counted there."""

    home: Home
    months: tuple[int, ...]
    url: str = field(default="", repr=False)
    """Of the database that counts in place of DuckDB."""

    @property
    def ledger(self) -> ParquetLedger | SqlLedger:
        return SqlLedger(self.home, self.url) if self.url else ParquetLedger(self.home)

    def files(self, months: Sequence[int]) -> list[tuple[Path, int]]:
        """The files these months are counted from, each with its month; made if need be."""
        return derived.files(PROVINCE, self.home, SOURCE, months)

    def forget(self) -> None:
        """Throw away every kept tally; and know the home again, of which a process remembers one
        at a time: tasks before this one work on another."""
        shutil.rmtree(self.home.cache / "tally", ignore_errors=True)
        self.files(self.months)

    def tally(self, months: Sequence[int]) -> dict[Request, pd.DataFrame]:
        """All additive metrics of the service ledger, by market and month."""
        return month_many(self.ledger, PROVINCE, requests(), months)

    def behind(self, market: str, month: int) -> pd.DataFrame:
        """The rows behind one metric of one market and month."""
        request = next(one for one in requests() if one.metric.name == BEHIND)
        values = request.values
        found = rows_behind(self.ledger, PROVINCE, request.metric, values, market, [month])
        return found[0].frame


def requests() -> list[Request]:
    """Every additive metric that is counted in the service ledger alone."""
    return [
        Request(metric, Values((("limit", LIMITS),)) if metric.params else NO_VALUES)
        for metric in METRICS.values()
        if not metric.variants and metric.additive and not metric.owed
        if {tally.source for tally in metric.tallies} == {SOURCE}
    ]


def columns() -> dict[str, str]:
    """The columns these metrics read from a file, with their types: what is to be scanned."""
    counted = [item for request in requests() for item in request.counted]
    read = {SUBJECT, *used(counted, table_of(SOURCE))}
    known = {name: sql for name, sql in columns_of(SOURCE).items() if name not in MONTH}
    return {name: sql for name, sql in known.items() if name in read}


def shown() -> list[str]:
    """The columns of the rows behind: the sheet's, and the derived ones of the metric."""
    held = [name for name in columns_of(SOURCE) if name not in (*DERIVED[SOURCE], *MONTH)]
    return [*held, "used_seconds", "used_before"]


def side_by_side(found: dict[Request, pd.DataFrame]) -> pd.DataFrame:
    """One row per market and month, one column "metric.sum" each: the answer to compare."""
    parts = [
        frame.set_index(KEYS)[SUMS].add_prefix(f"{request.metric.name}.")
        for request, frame in found.items()
    ]
    return pd.concat(parts, axis="columns").sort_index()
