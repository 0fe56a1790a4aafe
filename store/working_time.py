"""How many seconds was a market open between two moments, for many records at once?

Every pattern of openings becomes one table of the seconds open before each day; the seconds
open before any moment are then one look-up, and the time between two moments a difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from store.months import Moments, days_of
from store.openings import Pattern, openings

Whole = npt.NDArray[np.int64]
Known = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Clock:
    """The tables of some patterns on the same numbered days, one row per pattern."""

    first: int
    opens: Whole
    closes: Whole
    before: Whole
    unknown: Whole

    def between(self, pattern: Whole, start: Moments, end: Moments) -> tuple[Whole, Known]:
        """Seconds open in [start, end) by each record's pattern (its row number), and whether
        hours are on file for every day from the one to the other. No time passes when `end` is
        not after `start`. Both must lie on the clock's days."""
        end = np.maximum(start, end)
        seconds = self._until(pattern, end) - self._until(pattern, start)
        last = days_of(np.maximum(start, end - 1)) - self.first
        missing = (
            self.unknown[pattern, last + 1] - self.unknown[pattern, days_of(start) - self.first]
        )
        return seconds, missing == 0

    def _until(self, pattern: Whole, moment: Moments) -> Whole:
        day = days_of(moment) - self.first
        since = np.minimum(moment, self.closes[pattern, day]) - self.opens[pattern, day]
        return np.asarray(self.before[pattern, day] + np.maximum(since, 0), dtype=np.int64)


def clock_of(patterns: Sequence[Pattern], first: int, last: int) -> Clock:
    """The clock of these patterns on the numbered days `first` to `last`, both included."""
    tables = [openings(pattern, first, last) for pattern in patterns]
    opens = np.stack([table.opens for table in tables])
    closes = np.stack([table.closes for table in tables])
    unknown = np.stack([~table.known for table in tables])
    return Clock(first, opens, closes, _summed(closes - opens), _summed(unknown))


def _summed(table: npt.NDArray[np.generic]) -> Whole:
    whole = np.zeros((table.shape[0], table.shape[1] + 1), dtype=np.int64)
    np.cumsum(table, axis=1, out=whole[:, 1:])
    return whole
