"""When are the markets of the demo open, and what moment is N working seconds later?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from demo.chance import Flags, Ints, Reals
from rules.calendar import Calendar, day_start

DAY = 86400
STRIDE = 10**10
"""More working seconds than any market collects: keeps the markets apart on one number line."""
Interval = tuple[int, int]


@dataclass(frozen=True)
class Clock:
    """The opening intervals of many markets, one after the other, market by market.

    `market` is the position of the market, `opens` and `closes` are moments, `worked` the
    working seconds of the market before the interval, shifted by STRIDE × market.
    """

    market: Ints
    opens: Ints
    closes: Ints
    worked: Ints

    def moments(self, market: Ints, position: Ints) -> Ints:
        """The moment at which each market has worked `position` seconds."""
        at = position + market * STRIDE
        place = np.searchsorted(self.worked, at, side="right") - 1
        return np.minimum(self.opens[place] + at - self.worked[place], self.closes[place])

    def positions(self, market: Ints, moment: Ints) -> Ints:
        """How many seconds each market has worked by `moment`."""
        place = np.searchsorted(self._line(self.market, self.opens), self._line(market, moment),
                                side="right") - 1  # fmt: skip
        place = np.clip(place, self._first(market), None)
        inside = np.clip(moment - self.opens[place], 0, self.closes[place] - self.opens[place])
        position: Ints = self.worked[place] + inside - market * STRIDE
        return position

    def later(self, market: Ints, moment: Ints, seconds: Ints) -> Ints:
        """The moment `seconds` of working time after `moment`."""
        return self.moments(market, self.positions(market, moment) + seconds)

    def days(self, start: int, end: int) -> "Clock":
        """The intervals that open in [start, end)."""
        kept = (self.opens >= start) & (self.opens < end)
        return Clock(self.market[kept], self.opens[kept], self.closes[kept], self.worked[kept])

    def sampled(self, market: Ints, chance: Reals, within: Reals) -> tuple[Ints, Flags]:
        """A moment in the open time of each market: `chance` picks the day, `within` the part of
        the day; and whether the market has any open day at all."""
        first = np.searchsorted(self.market, market, side="left")
        count = np.searchsorted(self.market, market, side="right") - first
        place = np.minimum(first + (chance * count).astype(np.int64), len(self.opens) - 1)
        length = self.closes[place] - self.opens[place]
        return self.opens[place] + (within * length).astype(np.int64), count > 0

    def _first(self, market: Ints) -> Ints:
        return np.searchsorted(self.market, market, side="left").astype(np.int64)

    @staticmethod
    def _line(market: Ints, moment: Ints) -> Ints:
        return market * STRIDE + moment


def build_clock(
    hours: pd.DataFrame, closures: pd.DataFrame, markets: Sequence[str],
    opened_on: Sequence[int], days: Sequence[date], calendar: Calendar,
) -> Clock:  # fmt: skip
    """The clock of `markets` over `days`, from hours rows (market, weekday, opens, closes) and
    closure rows (market, valid_from, valid_to, kind, opens, closes)."""
    weekly = {
        (market, weekday): (opens, closes)
        for market, weekday, opens, closes in hours[["market", "weekday", "opens", "closes"]]
        .itertuples(index=False)
    }  # fmt: skip
    special = _special_days(closures)
    kinds = [(day_start(day), _weekday(calendar, day)) for day in days]
    rows = [
        (place, start + 60 * span[0], start + 60 * span[1])
        for place, (market, first) in enumerate(zip(markets, opened_on, strict=True))
        for start, weekday in kinds
        if start >= first
        and (span := special.get((market, start), weekly.get((market, weekday)))) is not None
        and span[1] > span[0]
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return _with_worked(table[:, 0], table[:, 1], table[:, 2])


def _weekday(calendar: Calendar, day: date) -> int:
    """1–7 by which a market opens that day; 0: closed unless the register lists the day."""
    kind = calendar.kind(day)
    if kind in ("holiday", "swapped_rest"):
        return 0
    return 1 if kind == "swapped_working" else day.isoweekday()


def _special_days(closures: pd.DataFrame) -> Mapping[tuple[str, int], Interval]:
    """Listed days: their hours, or the empty interval where the market is closed."""
    listed: dict[tuple[str, int], Interval] = {}
    for row in closures.to_dict("records"):
        span = (0, 0) if row["kind"] == "closed" else (int(row["opens"]), int(row["closes"]))
        for start in range(int(row["valid_from"]), int(row["valid_to"]), DAY):
            listed[row["market"], start] = span
    return listed


def _with_worked(market: Ints, opens: Ints, closes: Ints) -> Clock:
    total = np.cumsum(closes - opens) - (closes - opens)
    first = np.searchsorted(market, market, side="left")
    return Clock(market, opens, closes, total - total[first] + market * STRIDE)
