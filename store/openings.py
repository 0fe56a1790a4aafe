"""When was each market open? One interval a day, from hours, special days and the calendar.

By the register's hours for the weekday, weekends too; a 调休 working day takes Monday's; a
statutory holiday or 调休 rest day is closed; what the register of special openings and closures
lists for a day goes before all of these.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rules.calendar import load_calendar
from store.months import Moments, starts_of

EPOCH = date(1970, 1, 1)
MINUTE = 60


class Hours(NamedTuple):
    """A row of the register `hours`: clocks in minutes, [since, until) in numbered days."""

    weekday: int
    opens: int
    closes: int
    since: int
    until: int


class Special(NamedTuple):
    """A row of the register `closure`, the same way; clocks are -1 where the row has none."""

    kind: str
    opens: int
    closes: int
    since: int
    until: int


class Pattern(NamedTuple):
    """All rows that decide when one market is open; markets with equal rows share a table."""

    hours: tuple[Hours, ...]
    specials: tuple[Special, ...]


@dataclass(frozen=True)
class Openings:
    """One pattern on the numbered days from `first` on: whether hours are on file, and the
    epoch seconds between which the market is open (equal where it is closed)."""

    first: int
    known: npt.NDArray[np.bool_]
    opens: Moments
    closes: Moments


def openings(pattern: Pattern, first: int, last: int) -> Openings:
    """The openings of a pattern on the numbered days `first` to `last`, both included."""
    weekday, closed = _calendar(first, last)
    days = np.arange(first, last + 1)
    known = np.zeros(len(days), dtype=bool)
    opens, closes = np.zeros((2, len(days)), dtype=np.int64)
    for row in pattern.hours:
        held = (days >= row.since) & (days < row.until)
        known |= held
        _set(opens, closes, held & (weekday == row.weekday), row.opens, row.closes)
    usual = opens.copy(), closes.copy()
    opens[closed], closes[closed] = 0, 0
    for special in pattern.specials:
        held = (days >= special.since) & (days < special.until)
        known |= held
        if special.kind != "open":
            _set(opens, closes, held, 0, 0)
        elif special.opens < 0 or special.closes < 0:
            opens[held], closes[held] = usual[0][held], usual[1][held]
        else:
            _set(opens, closes, held, special.opens, special.closes)
    starts = starts_of(days)
    return Openings(first, known, starts + opens * MINUTE, starts + closes * MINUTE)


def _set(opens: Moments, closes: Moments, days: npt.NDArray[np.bool_], at: int, until: int) -> None:
    opens[days], closes[days] = at, max(at, until)


@cache
def _calendar(first: int, last: int) -> tuple[Moments, npt.NDArray[np.bool_]]:
    """The weekday (1 to 7) whose hours hold on each day, and whether the day is closed."""
    calendar = load_calendar()
    days = [EPOCH + timedelta(days=number) for number in range(first, last + 1)]
    kinds = [calendar.kind(day) for day in days]
    weekday = [
        1 if kind == "swapped_working" else day.isoweekday()
        for day, kind in zip(days, kinds, strict=True)
    ]
    closed = [kind in ("holiday", "swapped_rest") for kind in kinds]
    return np.array(weekday, dtype=np.int64), np.array(closed, dtype=bool)
