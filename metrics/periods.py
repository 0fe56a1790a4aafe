"""Which months does an evaluation look at? Periods as people write them, and their windows."""

import re
from dataclasses import dataclass
from datetime import date

from rules.calendar import month_bounds, month_end_day, months_between, next_month
from rules.model import KindRule

_SHAPES = (
    ("month", re.compile(r"(\d{4})(\d{2})"), 1),
    ("quarter", re.compile(r"(\d{4})Q([1-4])"), 3),
    ("half_year", re.compile(r"(\d{4})H([12])"), 6),
    ("year", re.compile(r"(\d{4})"), 12),
)


class PeriodError(ValueError):
    """A period that nobody can read, or that this kind of evaluation doesn't have."""


@dataclass(frozen=True)
class Window:
    """The months of an evaluation: as written, the first and last, and all of them in order."""

    period: str
    months: tuple[int, ...]

    @property
    def last_day(self) -> date:
        return month_end_day(self.months[-1])

    @property
    def first_second(self) -> int:
        return month_bounds(self.months[0])[0]

    @property
    def after(self) -> int:
        """The first second after the last day."""
        return month_bounds(self.months[-1])[1]


def window(rule: KindRule, period: str) -> Window:
    """The window of one kind's period: `rule.window` months that end with the period, or the
    period's own months where the kind has no window (0). A yearly kind with a cut-off month ends
    with it; ledgers are filed by the month, so a cut-off day is the last day of one. Raises
    PeriodError."""
    shape, last, length = read_period(period)
    if shape not in rule.periods:
        allowed = "、".join(rule.periods)
        raise PeriodError(
            f"{rule.title.zh}没有 {period} 这样的评价期，可用：{allowed} / "
            f"{rule.title.en} has no period like {period}; use one of: {', '.join(rule.periods)}"
        )
    if rule.cut_off_month is not None:
        year = last // 100
        last = year * 100 + int(rule.cut_off_month.on(date(year, 12, 31)).value())
    size = rule.window or length
    return Window(period, tuple(months_between(next_month(last, 1 - size), last)))


def read_period(period: str) -> tuple[str, int, int]:
    """The shape of a period (month, quarter, half_year, year), its last month and its length in
    months: 202610, 2026Q3, 2026H1, 2026. Raises PeriodError."""
    for shape, pattern, length in _SHAPES:
        found = pattern.fullmatch(period)
        if found:
            year, number = int(found[1]), int(found[2]) if found.lastindex == 2 else 1
            if 1 <= number <= 12 // length:
                return shape, year * 100 + number * length, length
    raise PeriodError(
        f"看不懂评价期“{period}”，应写成 202610、2026Q3、2026H1 或 2026 / "
        f'the period "{period}" can\'t be read; write it like 202610, 2026Q3, 2026H1 or 2026'
    )
