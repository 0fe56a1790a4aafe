"""Which statements count a set of tallies? One per source and kind of rows, kept and reused."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from metrics import kept
from metrics.conditions import Counted
from metrics.model import Over
from metrics.select import (
    Partial,
    monthly_select,
    value_select,
    window_months,
    window_select,
)
from store.ledger import Build, Ledger
from store.parquet_ledger import sql_text
from store.scope import Scope

SUMS = ("counted", "decided", "undecided")


class _Group(NamedTuple):
    source: str
    subject: str
    over: Over


@dataclass(frozen=True)
class Counter:
    """Runs the statements of one ledger and scope over some months, or reads what is kept."""

    ledger: Ledger
    scope: Scope
    months: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.months:
            raise ValueError("没有要统计的月份 / there is no month to count")

    def monthly(self, wanted: Sequence[Counted]) -> dict[Counted, pd.DataFrame]:
        """Per tally one row per subject and month: counted, decided, undecided."""
        found: dict[Counted, pd.DataFrame] = {}
        for group, items in _grouped(wanted).items():
            frame = self._months_of(group.source, _statement(tuple(items)))
            found |= _split(_ordered(frame), items, ["subject", "month"])
        return found

    def windowed(self, wanted: Sequence[Counted], partial: Partial) -> dict[Counted, pd.DataFrame]:
        """Per tally one row per subject; for one value per row: subject, first, second, rows."""
        found: dict[Counted, pd.DataFrame] = {}
        for item in dict.fromkeys(wanted):
            if item.tally.each is not None:
                build = value_select(item, self.months, partial)
                found[item] = self._window_of(item.tally.source, "window", build, partial)
        plain = [item for item in wanted if item.tally.each is None]
        for group, items in _grouped(plain).items():
            build = window_select(items, self.months, partial)
            frame = self._window_of(group.source, group.over, build, partial)
            found |= _split(frame.sort_values("subject", ignore_index=True), items, ["subject"])
        return found

    def _months_of(self, source: str, build: Build) -> pd.DataFrame:
        """Kept months from the shelf, all the others in one statement."""
        shelf = kept.shelf(self.ledger, self.scope, source, self.months)
        if shelf is None:
            return self._ask(source, build, self.months)
        text = sql_text(source, build)
        names = {month: shelf.name(text, [month]) for month in self.months}
        held = {month: shelf.read(name) for month, name in names.items()}
        missing = [month for month, rows in held.items() if rows is None]
        if missing:
            counted = kept.by_month(self._ask(source, build, missing), missing)
            for month, rows in counted.items():
                shelf.write(names[month], rows)
            held |= counted
        return kept.frame_of([held[month] for month in self.months])

    def _window_of(self, source: str, over: Over, build: Build, partial: Partial) -> pd.DataFrame:
        months = window_months(over, self.months, partial)
        shelf = kept.shelf(self.ledger, self.scope, source, months)
        if shelf is None:
            return self._ask(source, build, months)
        name = shelf.name(sql_text(source, build), months)
        rows = shelf.read(name)
        if rows is None:
            rows = kept.rows_of(self._ask(source, build, months))
            shelf.write(name, rows)
        return kept.frame_of([rows])

    def _ask(self, source: str, build: Build, months: Sequence[int]) -> pd.DataFrame:
        return _typed(self.ledger.query(self.scope, source, build, list(months)))


@lru_cache(maxsize=64)
def _statement(items: tuple[Counted, ...]) -> Build:
    """One and the same for the same tallies, so that its SQL is written once."""
    return monthly_select(items)


def _grouped(wanted: Sequence[Counted]) -> dict[_Group, list[Counted]]:
    groups: dict[_Group, list[Counted]] = defaultdict(list)
    for item in dict.fromkeys(wanted):
        tally = item.tally
        groups[_Group(tally.source, tally.subject, tally.over)].append(item)
    return groups


def _split(
    frame: pd.DataFrame, items: Sequence[Counted], keys: list[str]
) -> dict[Counted, pd.DataFrame]:
    return {
        item: frame[[*keys, *(f"{name}_{number}" for name in SUMS)]].set_axis(
            [*keys, *SUMS], axis="columns"
        )
        for number, item in enumerate(items)
    }


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """By subject and month, the order of every frame of months."""
    subjects, _ = pd.factorize(frame["subject"], sort=True)
    return frame.take(np.lexsort((frame["month"], subjects))).reset_index(drop=True)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """int64 whatever the engine counted in; only the NULL of an undecided value stays apart."""
    types = {
        name: "str" if name == "subject" else "Int64" if name in ("first", "second") else "int64"
        for name in frame.columns
    }
    known = frame["subject"].notna()
    return (frame if known.all() else frame[known]).astype(types)
