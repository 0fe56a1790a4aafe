"""Which months does the demo cover, and how busy is each of them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from demo.chance import Ints
from rules.calendar import date_of, month_bounds, month_end_day, months_between, next_month

BUSY = {
    1: 1.15, 2: 0.62, 3: 1.42, 4: 1.10, 5: 1.02, 6: 1.18,
    7: 0.88, 8: 0.82, 9: 1.04, 10: 1.20, 11: 0.97, 12: 0.90,
}  # fmt: skip
"""Business of each calendar month: up before the Spring Festival, a hole at it, the return to
work in spring, the wheat harvest in June and the rice harvest in October."""


@dataclass(frozen=True)
class Span:
    """The months of the demo, oldest first, with one month of carry-over before them.

    `starts` holds the first moment of every month of `lived` and, last, the end of the last.
    """

    months: tuple[int, ...]
    lived: tuple[int, ...]
    starts: Ints

    @property
    def first(self) -> int:
        return self.months[0]

    @property
    def last(self) -> int:
        return self.months[-1]

    @property
    def start(self) -> int:
        """The first moment of the first filed month."""
        return int(self.starts[1])

    @property
    def end(self) -> int:
        return int(self.starts[-1])

    def bounds(self, month: int) -> tuple[int, int]:
        place = self.lived.index(month)
        return int(self.starts[place]), int(self.starts[place + 1])

    def places(self, moments: Ints) -> Ints:
        """The position in `lived` of the month of each moment; -1 before, len(lived) after."""
        return np.searchsorted(self.starts, moments, side="right").astype(np.int64) - 1

    def filed_in(self, moments: Ints) -> Ints:
        """The month whose file first shows a fact of this moment (facts older than the demo
        come with the first file); 0 for a fact after the last month."""
        places = np.clip(self.places(moments), 1, None)
        return np.array([*self.lived, 0], dtype=np.int64)[np.minimum(places, len(self.lived))]

    def days(self) -> list[date]:
        """Every day from the carry-over month to a fortnight past the last month."""
        first = date_of(int(self.starts[0]))
        count = (month_end_day(self.last) - first).days + 15
        return [first + timedelta(days=n) for n in range(count)]


def span_of(months: int, until: int) -> Span:
    """The `months` months that end with `until` (yyyymm)."""
    filed = tuple(months_between(next_month(until, 1 - months), until))
    lived = (next_month(filed[0], -1), *filed)
    starts = [month_bounds(month)[0] for month in lived] + [month_bounds(until)[1]]
    return Span(filed, lived, np.array(starts, dtype=np.int64))


def busy(lived: Sequence[int], swing: float = 1.0) -> list[float]:
    """How busy each month is beside an average one; `swing` exaggerates the seasons."""
    return [BUSY[month % 100] ** swing for month in lived]
