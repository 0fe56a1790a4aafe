"""Is working time what somebody counting open minutes with a wall calendar would say?

The National Day of 2025: closed from 1 to 8 October; Sunday 28 September and Saturday 11 October
are working days in exchange.
"""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendar import SHANGHAI
from store.months import day_number
from store.openings import Hours, Pattern, Special
from store.working_time import clock_of
from tests.store.making import at

FIRST, LAST = date(2025, 9, 24), date(2025, 10, 14)
HOLIDAY = [date(2025, 10, day) for day in range(1, 9)]
SWAPPED = [date(2025, 9, 28), date(2025, 10, 11)]
SPAN = range(day_number(at(str(FIRST))), day_number(at(str(LAST))) + 1)


def number(day: str) -> int:
    return day_number(at(day))


def week(opens: int, closes: int, days: range = range(1, 6)) -> tuple[Hours, ...]:
    return tuple(Hours(day, opens, closes, number("2025-01-01"), 10**6) for day in days)


NINE_TO_FIVE = week(540, 1020)


def used(pattern: Pattern, start: str, end: str) -> int | None:
    clock = clock_of([pattern], SPAN[0], SPAN[-1] + 1)
    seconds, known = clock.between(np.array([0]), np.array([at(start)]), np.array([at(end)]))
    return int(seconds[0]) if known[0] else None


HOUR = 3600


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2025-09-24T09:00", "2025-09-24T10:00", 1),
        ("2025-09-24T08:00", "2025-09-24T18:00", 8),
        ("2025-09-24T16:00", "2025-09-25T10:00", 2),
        ("2025-09-24T18:00", "2025-09-24T20:00", 0),
        ("2025-09-26T16:00", "2025-09-28T09:00", 1),  # Friday to Sunday morning
        ("2025-09-26T16:00", "2025-09-28T10:00", 2),  # that Sunday is a working day
        ("2025-09-30T16:00", "2025-10-09T10:00", 2),  # over the holiday
        ("2025-10-10T17:00", "2025-10-13T09:00", 8),  # that Saturday is a working day
    ],
)
def test_hours_worked_out_on_a_wall_calendar(start: str, end: str, hours: int) -> None:
    assert used(Pattern(NINE_TO_FIVE, ()), start, end) == hours * HOUR


def test_a_working_day_in_exchange_takes_mondays_hours_though_the_weekend_has_its_own() -> None:
    hours = (*week(540, 1020), *week(600, 720, range(6, 8)))
    weekend = used(Pattern(hours, ()), "2025-09-27T00:00", "2025-09-28T00:00")
    exchanged = used(Pattern(hours, ()), "2025-09-28T00:00", "2025-09-29T00:00")
    assert (weekend, exchanged) == (2 * HOUR, 8 * HOUR)


def special(kind: str, since: str, until: str, opens: int = -1, closes: int = -1) -> Special:
    return Special(kind, opens, closes, number(since), number(until))


@pytest.mark.parametrize(
    ("row", "day", "hours"),
    [
        (special("open", "2025-10-03", "2025-10-04", 600, 720), "2025-10-03", 2),
        (special("open", "2025-10-03", "2025-10-04"), "2025-10-03", 8),
        (special("open", "2025-10-03", "2025-10-04", 600, 720), "2025-10-06", 0),
        (special("open", "2025-09-28", "2025-09-29", 600, 720), "2025-09-28", 2),
        (special("closed", "2025-09-28", "2025-09-29"), "2025-09-28", 0),
        (special("closed", "2025-09-24", "2025-09-26"), "2025-09-25", 0),
        (special("closed", "2025-09-24", "2025-09-26"), "2025-09-26", 8),
        (special("suspended", "2025-09-24", "2025-10-14"), "2025-10-10", 0),
    ],
)
def test_what_the_register_lists_for_a_day_goes_first(row: Special, day: str, hours: int) -> None:
    end = str(date.fromisoformat(day) + timedelta(days=1))
    assert used(Pattern(NINE_TO_FIVE, (row,)), day, end) == hours * HOUR


def test_a_day_without_hours_on_file_is_unknown_and_a_listed_one_is_not() -> None:
    late = tuple(row._replace(since=number("2025-09-26")) for row in NINE_TO_FIVE)
    assert used(Pattern(late, ()), "2025-09-25T23:00", "2025-09-26T10:00") is None
    assert used(Pattern(late, ()), "2025-09-26T00:00", "2025-09-26T10:00") == HOUR
    listed = special("open", "2025-09-25", "2025-09-26", 540, 600)
    assert used(Pattern(late, (listed,)), "2025-09-25T00:00", "2025-09-26T10:00") == 2 * HOUR
    assert used(Pattern((), ()), "2025-09-26T10:00", "2025-09-26T10:00") is None


def test_a_day_ends_where_the_next_begins() -> None:
    early = tuple(row._replace(until=number("2025-09-26")) for row in NINE_TO_FIVE)
    assert used(Pattern(early, ()), "2025-09-25T09:00", "2025-09-26T00:00") == 8 * HOUR
    assert used(Pattern(early, ()), "2025-09-25T09:00", "2025-09-26T00:01") is None


def counted(pattern: Pattern, start: int, end: int) -> int | None:
    """Minute by minute: the obvious way, far too slow for a province."""
    minutes, unknown, moment = 0, False, start
    while True:
        clock = datetime.fromtimestamp(moment, SHANGHAI)
        day, today = day_number(moment), clock.date()
        listed = [row for row in pattern.specials if row.since <= day < row.until]
        hours = [row for row in pattern.hours if row.since <= day < row.until]
        unknown |= not listed and not hours
        weekday = 1 if today in SWAPPED else today.isoweekday()
        usual = [(row.opens, row.closes) for row in hours if row.weekday == weekday]
        if listed:
            row = listed[-1]
            own = [(row.opens, row.closes)] if row.opens >= 0 else usual
            now_open = own if row.kind == "open" else []
        else:
            now_open = [] if today in HOLIDAY else usual
        minute = clock.hour * 60 + clock.minute
        if moment >= end:
            return None if unknown else minutes * 60
        minutes += any(opens <= minute < closes for opens, closes in now_open)
        moment += 60
        if moment >= end:
            return None if unknown else minutes * 60


clocks = st.integers(0, 1440)
days = st.integers(SPAN[0], SPAN[-1])
rows_of_hours = st.lists(
    st.builds(
        lambda w, times, since, until: Hours(w, min(times), max(times), since, until),
        st.integers(1, 7), st.tuples(clocks, clocks), st.sampled_from([SPAN[0], SPAN[3]]),
        st.sampled_from([SPAN[-3], 10**6]),
    ),
    max_size=7, unique_by=lambda row: row.weekday,
)  # fmt: skip
rows_of_specials = st.lists(
    st.builds(
        lambda kind, times, own, since, length: Special(
            kind, min(times) if own else -1, max(times) if own else -1, since, since + length
        ),
        st.sampled_from(["open", "closed", "suspended"]), st.tuples(clocks, clocks),
        st.booleans(), days, st.integers(1, 3),
    ),
    max_size=3, unique_by=lambda row: row.since,
)  # fmt: skip
minutes = st.integers(0, (len(SPAN) - 1) * 1440)


@settings(max_examples=60, deadline=None)
@given(rows_of_hours, rows_of_specials, minutes, st.integers(0, 4 * 1440))
def test_the_tables_agree_with_counting_minutes(
    hours: list[Hours], specials: list[Special], start: int, length: int
) -> None:
    pattern = Pattern(tuple(hours), tuple(sorted(specials, key=lambda row: row.since)))
    begin = at(str(FIRST)) + start * 60
    end = min(begin + length * 60, at(str(LAST)) + 86_400)
    clock = clock_of([Pattern((), ()), pattern], SPAN[0], SPAN[-1] + 1)
    seconds, known = clock.between(np.array([1]), np.array([begin]), np.array([end]))
    assert (int(seconds[0]) if known[0] else None) == counted(pattern, begin, end)


def test_time_does_not_run_backwards() -> None:
    assert used(Pattern(NINE_TO_FIVE, ()), "2025-09-25T12:00", "2025-09-24T09:00") == 0
