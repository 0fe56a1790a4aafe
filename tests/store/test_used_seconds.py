"""Over three years of swapped days, pauses, hand-overs and closures: is `used_seconds` what
somebody counting one minute after another would say?

The wall calendar is the library chinese_calendar, not ours; 2024 to 2026.
"""

from datetime import date, datetime

import chinese_calendar
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendar import SHANGHAI, month_bounds, month_of
from store.months import day_number
from store.openings import Hours, Pattern, Special
from store.service_times import Span, service_columns
from tests.store.making import at

MARKET = "320102001"
FIRST, LAST = day_number(at("2024-01-01")), day_number(at("2026-12-31"))
MINUTES = (LAST - FIRST) * 1440
SWAPS = [
    "2024-02-04", "2024-02-18", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29",
    "2024-10-12", "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
]  # fmt: skip
"""The weekend days that are worked in exchange: every second example lies at one of them."""


def open_at(pattern: Pattern, moment: int) -> bool:
    """Is the market open in this minute? By its register, else by the calendar on the wall."""
    clock = datetime.fromtimestamp(moment, SHANGHAI)
    day, today, minute = day_number(moment), clock.date(), clock.hour * 60 + clock.minute
    listed = [row for row in pattern.specials if row.since <= day < row.until]
    exchanged = today.isoweekday() > 5 and chinese_calendar.is_workday(today)
    weekday = 1 if exchanged else today.isoweekday()
    usual = [(row.opens, row.closes) for row in pattern.hours if row.weekday == weekday]
    if listed:
        own = listed[-1]
        hours = [(own.opens, own.closes)] if own.opens >= 0 else usual
        return own.kind == "open" and any(first <= minute < last for first, last in hours)
    if weekday <= 5 and not chinese_calendar.is_workday(today):
        return False
    if chinese_calendar.is_holiday(today) and today.isoweekday() > 5 and _named(today):
        return False
    return any(first <= minute < last for first, last in usual)


def _named(today: date) -> bool:
    """Is a weekend day part of a festival, and so closed whatever the weekend's hours say?"""
    return chinese_calendar.get_holiday_detail(today)[1] is not None


def counted(pattern: Pattern, start: int, end: int, turns: list[tuple[int, str]]) -> int:
    """The obvious way: one minute after another, running unless the last turn was a pause."""
    used, running, left = 0, True, sorted(turns)
    for moment in range(start, end, 60):
        while left and left[0][0] <= moment:
            running = left.pop(0)[1] == "resumed"
        used += running and open_at(pattern, moment)
    return used * 60


clocks = st.tuples(st.integers(0, 1440), st.integers(0, 1440)).map(sorted)
weeks = st.lists(clocks, min_size=5, max_size=7).map(
    lambda days: tuple(
        Hours(weekday, opens, closes, FIRST - 400, 10**6)
        for weekday, (opens, closes) in enumerate(days, start=1)
    )
)
starts = st.one_of(
    st.integers(0, MINUTES - 15 * 1440),
    st.sampled_from(SWAPS).flatmap(
        lambda day: st.integers(-2 * 1440, 1440).map(
            lambda near: max(0, (day_number(at(day)) - FIRST) * 1440 + near)
        )
    ),
)
specials = st.lists(
    st.tuples(
        st.sampled_from(["open", "closed", "suspended"]), st.integers(-1, 6), st.integers(1, 3),
        st.none() | clocks,
    ),
    max_size=3, unique_by=lambda row: row[1],
)  # fmt: skip
turns = st.lists(
    st.tuples(st.integers(-60, 9 * 1440), st.sampled_from(["waiting", "resumed"])), max_size=6,
    unique_by=lambda turn: turn[0],
)  # fmt: skip
handovers = st.lists(st.integers(0, 9 * 1440), max_size=2)


@settings(max_examples=120, deadline=None)
@given(weeks, starts, st.integers(0, 9 * 1440), specials, turns, handovers)
def test_used_seconds_agree_with_counting_minutes_over_three_years(
    week: tuple[Hours, ...], start: int, length: int, listed: list, paused: list, handed: list
) -> None:
    opened = at("2024-01-01") + start * 60
    closed = opened + length * 60
    day = day_number(opened)
    rows = [
        Special(kind, *(clock or (-1, -1)), day + offset, day + offset + days)
        for kind, offset, days, clock in sorted(listed, key=lambda row: row[1])
    ]
    pattern = Pattern(week, tuple(rows))
    moved = [(opened + moment * 60, kind) for moment, kind in paused]
    steps = sorted([*moved, *((opened + moment * 60, "transferred") for moment in handed)])
    month = Span(*month_bounds(month_of(closed)))
    found = service_columns(
        pd.DataFrame({
            "market": [MARKET], "opened_at": [opened], "closed_at": [closed],
            "first_staff_key": pd.Series(["K0"], dtype="str")}),
        pd.DataFrame({
            "row": np.zeros(len(steps), dtype="int64"),
            "at": np.array([at_ for at_, _ in steps], dtype="int64"),
            "staff_key": pd.Series(["K1"] * len(steps), dtype="str"),
            "kind": pd.Series([kind for _, kind in steps], dtype="str")}),
        {MARKET: pattern}, month,
    ).iloc[0]  # fmt: skip
    assert found["used_seconds"] == counted(pattern, opened, closed, moved)
    assert found["handovers"] == len(handed)
