"""Twelve monthly files must add up to the answer that one look at every life gives (design §4)."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import metric
from metrics.model import NO_VALUES, Values
from metrics.tally import month_values, sum_months, window_values
from rules.calendar import month_bounds, months_between
from store.scope import PROVINCE
from tests.metrics.small import M1, Row, SmallLedger, at, dated

HOUR = 3600
YEAR = months_between(202511, 202610)
START, END = month_bounds(YEAR[0])[0], month_bounds(YEAR[-1])[1]
HOURS = (END - START) // HOUR
CHANGE = at("2026-04-15")
LIMITS = dated(limit=[("2024-04-11", 40 * HOUR), ("2026-04-15", 16 * HOUR)])


@cache
def clock() -> list[int]:
    """The working seconds from START to each hour of the year; the market is open 9 to 17."""
    used, upto = 0, [0]
    for hour in range(HOURS):
        used += HOUR if 9 <= hour % 24 < 17 else 0
        upto.append(used)
    return upto


def used(begins: int, until: int) -> int:
    return clock()[(until - START) // HOUR] - clock()[(begins - START) // HOUR]


@dataclass(frozen=True)
class Life:
    """One record from its beginning to its end; None: still open when the year is over."""

    number: int
    begins: int
    ends: int | None
    promised: int | None

    @property
    def limit(self) -> int:
        value = 16 * HOUR if self.begins >= CHANGE else 40 * HOUR
        return value if self.promised is None else min(value, self.promised)

    @property
    def due(self) -> int:
        """The last moment at which no more than the limit is used."""
        last = clock()[(self.begins - START) // HOUR] + self.limit
        return START + (bisect_right(clock(), last) - 1) * HOUR


moments = st.integers(0, HOURS).map(lambda hour: START + hour * HOUR)


@st.composite
def lives(draw: st.DrawFn) -> list[Life]:
    found = []
    for number in range(draw(st.integers(1, 12))):
        begins = draw(moments.filter(lambda moment: moment < END))
        length = draw(st.one_of(st.none(), st.integers(0, 60), st.integers(0, 2400)))
        ends = None if length is None else begins + length * HOUR
        promised = draw(st.one_of(st.none(), st.integers(0, 60).map(lambda hours: hours * HOUR)))
        found.append(Life(number, begins, ends if ends and ends < END else None, promised))
    return found


def in_files(life: Life) -> list[tuple[int, int, bool]]:
    """The months whose files hold the record, what each knows of its end, and whether it has."""
    held = []
    for month in YEAR:
        start, end = month_bounds(month)
        if life.begins < end and (life.ends is None or life.ends >= start):
            held.append((month, end, life.ends is not None and life.ends < end))
    return held


def service_rows(life: Life) -> list[Row]:
    rows: list[Row] = []
    for month, end, ended in in_files(life):
        start = month_bounds(month)[0]
        stop = life.ends if ended and life.ends is not None else end
        rows.append({
            "market": M1, "record_id": f"r{life.number}", "month": month, "open": int(not ended),
            "kind": "other", "opened_at": life.begins, "closed_at": stop if ended else None,
            "promised_seconds": life.promised, "used_seconds": used(life.begins, stop),
            "used_before": used(life.begins, max(start, life.begins)),
        })  # fmt: skip
    return rows


def first_month_after(moment: int) -> int:
    return next((month for month in YEAR if moment < month_bounds(month)[1]), YEAR[-1] + 1)


@settings(max_examples=40, deadline=None)
@given(lives())
def test_twelve_files_settle_every_time_limit_once_and_in_its_month(found: list[Life]) -> None:
    expected: dict[int, list[int]] = {month: [0, 0] for month in YEAR}
    for life in found:
        settles = min(life.due, END if life.ends is None else life.ends)
        if settles < END:
            kept = life.ends is not None and used(life.begins, life.ends) <= life.limit
            expected[first_month_after(settles)][0] += kept
            expected[first_month_after(settles)][1] += 1
    rows = [row for life in found for row in service_rows(life)]
    check({"service": rows}, "service.time_limit", expected, LIMITS)


@settings(max_examples=20, deadline=None)
@given(lives())
def test_twelve_files_count_every_end_once(found: list[Life]) -> None:
    expected: dict[int, list[int]] = {month: [0, 1] for month in YEAR}
    for life in found:
        if life.ends is not None:
            expected[first_month_after(life.ends)][0] += 1
    rows = [row for life in found for row in service_rows(life)]
    check({"service": rows}, "service.records", expected, NO_VALUES)


def seeker_rows(life: Life, started: int | None) -> list[Row]:
    rows: list[Row] = []
    for month, end, ended in in_files(life):
        rows.append({
            "market": M1, "record_id": f"s{life.number}", "month": month, "open": int(not ended),
            "registered_at": life.begins,
            "first_started_at": started if started is not None and started < end else None,
        })  # fmt: skip
    return rows


@settings(max_examples=20, deadline=None)
@given(lives(), st.data())
def test_twelve_files_count_every_start_once_and_every_seeker_once(
    found: list[Life], data: st.DataObject
) -> None:
    rows: list[Row] = []
    by_month: dict[int, list[int]] = {month: [0, 0] for month in YEAR}
    started_at_all = 0
    for life in found:
        last = (END - HOUR if life.ends is None else life.ends) - life.begins
        hours = data.draw(st.one_of(st.none(), st.integers(0, last // HOUR)))
        started = None if hours is None else life.begins + hours * HOUR
        rows += seeker_rows(life, started)
        if started is not None:
            started_at_all += 1
            same_day = (started - START) // 86400 == (life.begins - START) // 86400
            by_month[first_month_after(started)][0] += same_day
            by_month[first_month_after(started)][1] += 1
    check({"seeker": rows}, "matching.same_day_start", by_month, NO_VALUES)
    rate = window_values(
        SmallLedger({"seeker": rows}), PROVINCE, metric("matching.match_rate"), NO_VALUES, YEAR
    )
    assert rate[["numerator", "denominator"]].values.tolist() == [[started_at_all, len(found)]]


def check(
    rows: dict[str, list[Any]], name: str, expected: dict[int, list[int]], values: Values
) -> None:
    """Each month alone, and the year, are as expected; nothing is undecided."""
    ledger, counted = SmallLedger(rows), metric(name)
    frame = month_values(ledger, PROVINCE, counted, values, YEAR)
    got = {
        month: [above, below]
        for month, above, below in frame[["month", "numerator", "denominator"]].values.tolist()
    }
    blank = [0, 1] if counted.form == "count" else [0, 0]
    assert {month: got.get(month, blank) for month in YEAR} == expected
    assert not frame["undecided"].any()
    summed = sum_months(counted, frame)
    year = [sum(pair[0] for pair in expected.values()), sum(pair[1] for pair in expected.values())]
    if counted.form == "count":
        year[1] = 1
    assert summed[["numerator", "denominator"]].values.tolist() == [year]
