"""Which statements count a set of tallies? One per source and kind of rows, kept and reused."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from metrics import kept
from metrics.model import Over
from metrics.select import (
    Counted,
    Partial,
    monthly_select,
    value_select,
    window_months,
    window_select,
)
from store.ledger import Build, Ledger, table_of
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
            frame = self._months_of(group.source, monthly_select(items))
            found |= _split(frame, items, ["subject", "month"])
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
            found |= _split(frame, items, ["subject"])
        return found

    def _months_of(self, source: str, build: Build) -> pd.DataFrame:
        """Kept months from the shelf, all the others in one statement."""
        shelf = kept.shelf(self.ledger, self.scope, source, self.months)
        if shelf is None:
            return self._ask(source, build, self.months)
        text = kept.sql_text(build(table_of(source)))
        names = {month: shelf.name(text, [month]) for month in self.months}
        kept_frames = {month: shelf.read(name) for month, name in names.items()}
        frames = {month: frame for month, frame in kept_frames.items() if frame is not None}
        missing = [month for month in self.months if month not in frames]
        counted = self._ask(source, build, missing) if missing else pd.DataFrame()
        for month in missing:
            frames[month] = counted[counted["month"] == month].reset_index(drop=True)
            shelf.write(names[month], frames[month])
        return pd.concat([frames[month] for month in self.months], ignore_index=True)

    def _window_of(self, source: str, over: Over, build: Build, partial: Partial) -> pd.DataFrame:
        months = window_months(over, self.months, partial)
        shelf = kept.shelf(self.ledger, self.scope, source, months)
        if shelf is None:
            return self._ask(source, build, months)
        name = shelf.name(kept.sql_text(build(table_of(source))), months)
        frame = shelf.read(name)
        if frame is None:
            frame = self._ask(source, build, months)
            shelf.write(name, frame)
        return frame

    def _ask(self, source: str, build: Build, months: Sequence[int]) -> pd.DataFrame:
        return _typed(self.ledger.query(self.scope, source, build, list(months)))


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


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """int64 whatever the engine counted in; only the NULL of an undecided value stays apart."""
    types = {
        name: "str" if name == "subject" else "Int64" if name in ("first", "second") else "int64"
        for name in frame.columns
    }
    return frame[frame["subject"].notna()].astype(types)
