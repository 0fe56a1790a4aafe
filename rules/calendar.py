"""What day is it, and is it a working day? The only place that asks the clock."""

import hashlib
import json
import os
import time
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from rules.load import Node, read_yaml
from rules.value import RuleError

FOLDER = Path(__file__).parent / "calendar"
SHANGHAI = ZoneInfo("Asia/Shanghai")
DayKind = Literal["working", "rest", "holiday", "swapped_working", "swapped_rest"]
_ONE = timedelta(days=1)


def now(own_day: int | None = None) -> int:
    """The present in epoch seconds: BIAOCHI_NOW (an ISO date or moment, or epoch seconds) where
    it is set, else the home's own day, else the clock. Raises RuleError for a BIAOCHI_NOW that
    is neither."""
    given = os.environ.get("BIAOCHI_NOW", "").strip()
    if given:
        return parse_moment(given)
    return int(time.time()) if own_day is None else own_day


def parse_moment(text: str) -> int:
    """Epoch seconds of an ISO date (its beginning) or moment, in Asia/Shanghai unless it names
    its own zone, or of epoch seconds as text. Raises RuleError."""
    if text.isascii() and text.isdigit() and len(text) in range(9, 12):
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).timestamp())
    except (ValueError, OverflowError):
        raise RuleError(
            f"“{text}”不是日期；请写成 2026-11-05 或秒数\n"
            f'"{text}" is not a date; write it like 2026-11-05, or as epoch seconds'
        ) from None


def day_start(day: date) -> int:
    """The epoch second at which `day` begins in Asia/Shanghai."""
    return int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp())


def date_of(moment: int) -> date:
    return datetime.fromtimestamp(moment, SHANGHAI).date()


def month_of(moment: int) -> int:
    """The month, yyyymm, that an epoch second lies in."""
    day = date_of(moment)
    return day.year * 100 + day.month


def month_first_day(month: int) -> date:
    return date(month // 100, month % 100, 1)


def month_end_day(month: int) -> date:
    return month_first_day(next_month(month)) - _ONE


def month_bounds(month: int) -> tuple[int, int]:
    """First epoch second of the month, and the first one after it."""
    return day_start(month_first_day(month)), day_start(month_first_day(next_month(month)))


def next_month(month: int, n: int = 1) -> int:
    """The month `n` months later (earlier, where negative)."""
    years, months = divmod(month // 100 * 12 + month % 100 - 1 + n, 12)
    return years * 100 + months + 1


def months_between(first: int, last: int) -> list[int]:
    """Every month from `first` to `last`, both included; none where `last` is earlier."""
    count = (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1
    return [next_month(first, n) for n in range(count)]


@dataclass(frozen=True)
class Calendar:
    """Working days of the years on file; a day that no notice names goes by its weekday.

    `special` holds the days named by a notice: `holiday` is a statutory holiday, `swapped_rest`
    any other day of the holiday as announced (调休, the weekends inside it included),
    `swapped_working` a weekend day that is worked instead.
    """

    special: Mapping[date, DayKind]
    notices: Mapping[int, str]
    official: frozenset[int]
    hash: str

    def kind(self, day: date) -> DayKind:
        return self.special.get(day, "rest" if day.weekday() >= 5 else "working")

    def is_working_day(self, day: date) -> bool:
        return self.kind(day) in ("working", "swapped_working")

    def projected(self, year: int) -> bool:
        """Is the year without a State Council notice (暂推算)?"""
        return year not in self.official

    def add_working_days(self, day: date, n: int) -> date:
        """The `n`-th working day after `day`; `day` itself for 0."""
        if n < 0:
            raise ValueError(f"working days are counted forward, not {n}")
        while n:
            day += _ONE
            n -= self.is_working_day(day)
        return day

    def last_day(self, served: date, days: int, *, working: bool) -> date:
        """The last day of a time limit: the day of service doesn't count. In working days the
        n-th; in calendar days 自然日, a day of rest moves on to the next working one."""
        if working:
            return self.add_working_days(served, days)
        last = served + days * _ONE
        return last if self.is_working_day(last) else self.add_working_days(last, 1)

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; 0 where `until` isn't later."""
        if until <= after:
            return 0
        gained, lost = self._swaps
        weekdays = _weekdays_to(until) - _weekdays_to(after)
        return weekdays + _within(gained, after, until) - _within(lost, after, until)

    @cached_property
    def _swaps(self) -> tuple[list[date], list[date]]:
        """Weekend days that are worked, and weekdays that are not."""
        days = sorted(self.special)
        gained = [day for day in days if day.weekday() >= 5 and self.is_working_day(day)]
        lost = [day for day in days if day.weekday() < 5 and not self.is_working_day(day)]
        return gained, lost


def _weekdays_to(day: date) -> int:
    """Mondays to Fridays up to and including `day`, from the calendar's beginning."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _within(days: list[date], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_left(days, after + _ONE)


@cache
def load_calendar() -> Calendar:
    """The calendar of `rules/calendar`, a year that the data folder holds itself in its place;
    read once in a process. Raises RuleError."""
    return read_calendar(FOLDER, own_folder())


def own_folder() -> Path:
    """Where a data folder keeps the years that were put in: `$BIAOCHI_HOME/calendar`."""
    return Path(os.environ.get("BIAOCHI_HOME") or "data") / "calendar"


def read_calendar(*folders: Path) -> Calendar:
    """The calendar of every `<year>.yaml` in the folders, a year of a later one in place of the
    same of an earlier one; its hash is that of their content."""
    special: dict[date, DayKind] = {}
    notices: dict[int, str] = {}
    official: set[int] = set()
    content = []
    files = {path.name: path for folder in folders for path in folder.glob("*.yaml")}
    for _, path in sorted(files.items()):
        node = read_yaml(path)
        entry = node.keys(("year", "status", "source", "holidays"))
        year = entry["year"].integer(1949, 2199)
        if path.stem != str(year):
            raise entry["year"].error("year_mismatch", name=path.name, value=year)
        if entry["status"].choice(("official", "projected")) == "official":
            official.add(year)
        notices[year] = entry["source"].text()
        for holiday in entry["holidays"].filled():
            _add_holiday(holiday, special)
        content.append(node.plain())
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return Calendar(special, notices, frozenset(official), f"sha256:{digest}")


def _add_holiday(node: Node, special: dict[date, DayKind]) -> None:
    entry = node.keys(("name", "from", "to", "statutory"), ("working",))
    entry["name"].words()
    first, last = entry["from"].day(), entry["to"].day()
    if not 0 <= (last - first).days <= 30:
        raise entry["to"].error("day_outside", value=last)
    for day in entry["statutory"].filled():
        if not first <= day.day() <= last:
            raise day.error("day_outside", value=day.text())
        _mark(day, day.day(), "holiday", special)
    for day in entry["working"].filled() if "working" in entry else ():
        if day.day().weekday() < 5:
            raise day.error("not_weekend", value=day.text())
        _mark(day, day.day(), "swapped_working", special)
    for n in range((last - first).days + 1):
        special.setdefault(first + n * _ONE, "swapped_rest")


def _mark(node: Node, day: date, kind: DayKind, special: dict[date, DayKind]) -> None:
    if day in special:
        raise node.error("repeated_value", value=day)
    special[day] = kind
