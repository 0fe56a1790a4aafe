"""Do steps, pauses and months give each record the times an official would work out?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendar import month_bounds
from store.months import day_number
from store.openings import Hours, Pattern
from store.service_times import Span, service_columns, vacancy_columns
from tests.store.making import at

SEPTEMBER = Span(*month_bounds(202509))
A = "320102001"
SINCE = day_number(at("2025-01-01"))
PATTERN = Pattern(tuple(Hours(d, 540, 1020, SINCE, 10**6) for d in range(1, 6)), ())
HOUR = 3600
Turn = tuple[str, str, str]


def times(opened: str, closed: str | None, *turns: Turn, month: Span = SEPTEMBER) -> pd.Series:
    """The derived columns of one record; a turn is (moment, kind, member of staff)."""
    records = pd.DataFrame({
        "market": [A], "opened_at": [at(opened)],
        "closed_at": pd.array([closed and at(closed)], dtype="Int64"),
        "first_staff_key": pd.Series(["K0"], dtype="str")})  # fmt: skip
    steps = pd.DataFrame({
        "row": np.zeros(len(turns), dtype="int64"),
        "at": np.array([at(turn[0]) for turn in turns], dtype="int64"),
        "staff_key": pd.Series([turn[2] for turn in turns], dtype="str"),
        "kind": pd.Series([turn[1] for turn in turns], dtype="str")})  # fmt: skip
    return service_columns(records, steps, {A: PATTERN}, month).iloc[0]


def test_a_record_without_steps_runs_from_opened_to_closed() -> None:
    row = times("2025-09-24T10:00", "2025-09-24T11:30")
    assert (row["used_seconds"], row["used_before"]) == (1.5 * HOUR, 0)
    assert (row["handovers"], row["tellings"]) == (0, 0)


def test_a_closed_record_without_steps_was_closed_by_the_first_to_receive_it() -> None:
    assert times("2025-09-24T10:00", "2025-09-24T11:30")["closed_by_key"] == "K0"
    assert pd.isna(times("2025-09-24T10:00", None)["closed_by_key"])


def test_steps_without_a_closing_one_leave_open_who_closed_it() -> None:
    told = ("2025-09-24T10:30", "told", "K1")
    assert pd.isna(times("2025-09-24T10:00", "2025-09-24T11:30", told)["closed_by_key"])


def test_steps_say_when_it_was_accepted_and_closed_and_by_whom() -> None:
    row = times(
        "2025-09-24T09:00", "2025-09-24T15:00",
        ("2025-09-24T10:00", "accepted", "K1"), ("2025-09-24T10:30", "transferred", "K1"),
        ("2025-09-24T11:00", "told", "K2"), ("2025-09-24T12:00", "closed", "K2"),
    )  # fmt: skip
    assert row["used_seconds"] == 2 * HOUR
    assert row[["closed_by_key", "handovers", "tellings"]].tolist() == ["K2", 1, 1]


def test_pauses_are_out_and_handing_over_is_not() -> None:
    row = times(
        "2025-09-24T10:00", "2025-09-25T10:00",
        ("2025-09-24T10:00", "accepted", "K1"), ("2025-09-24T11:00", "waiting", "K1"),
        ("2025-09-24T12:00", "waiting", "K1"), ("2025-09-24T16:00", "resumed", "K1"),
        ("2025-09-24T16:30", "transferred", "K1"), ("2025-09-24T16:45", "resumed", "K1"),
        ("2025-09-25T10:00", "closed", "K2"),
    )  # fmt: skip
    assert row["used_seconds"] == 3 * HOUR  # 10–11, 16–17 and 9–10


def test_a_pause_nobody_ended_runs_on() -> None:
    turns = (("2025-09-24T10:00", "accepted", "K1"), ("2025-09-24T12:00", "waiting", "K1"))
    assert times("2025-09-24T10:00", None, *turns)["used_seconds"] == 2 * HOUR
    closed = (*turns, ("2025-09-26T10:00", "closed", "K1"))
    assert times("2025-09-24T10:00", "2025-09-26T10:00", *closed)["used_seconds"] == 2 * HOUR


def test_an_open_record_runs_to_the_end_of_the_month_and_names_nobody() -> None:
    row = times("2025-09-30T16:00", None, ("2025-09-30T16:00", "accepted", "K1"))
    assert (row["used_seconds"], row["used_before"]) == (HOUR, 0)
    assert pd.isna(row["closed_by_key"])


def test_what_was_used_before_the_month_is_told_apart() -> None:
    october = Span(*month_bounds(202510))
    row = times("2025-09-30T15:00", "2025-10-09T10:00", month=october)
    assert (row["used_seconds"], row["used_before"]) == (3 * HOUR, 2 * HOUR)
    row = times("2025-10-09T09:00", "2025-10-09T10:00", month=october)
    assert (row["used_seconds"], row["used_before"]) == (HOUR, 0)


def test_a_pause_over_the_turn_of_the_month_is_shared_out() -> None:
    october = Span(*month_bounds(202510))
    row = times(
        "2025-09-30T15:00", "2025-10-09T12:00",
        ("2025-09-30T16:00", "waiting", "K1"), ("2025-10-09T11:00", "resumed", "K1"),
        month=october,
    )  # fmt: skip
    assert (row["used_seconds"], row["used_before"]) == (2 * HOUR, HOUR)


def test_without_hours_on_file_only_the_times_are_missing() -> None:
    records = pd.DataFrame({
        "market": ["320106001"], "opened_at": [at("2025-09-24T10:00")],
        "closed_at": pd.array([at("2025-09-24T11:00")], dtype="Int64"),
        "first_staff_key": pd.Series(["K0"], dtype="str")})  # fmt: skip
    none = pd.DataFrame({
        "row": np.zeros(0, "int64"), "at": np.zeros(0, "int64"),
        "staff_key": pd.Series(dtype="str"), "kind": pd.Series(dtype="str")})  # fmt: skip
    row = service_columns(records, none, {"320106001": Pattern((), ())}, SEPTEMBER).iloc[0]
    assert row["used_seconds"] is pd.NA
    assert (row["used_before"], row["handovers"]) == (0, 0)


moments = st.integers(0, 6 * 24 * 60)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            moments, st.integers(0, 2000),
            st.lists(st.tuples(moments, st.sampled_from(["waiting", "resumed", "transferred"])),
                     max_size=6),
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_many_records_at_once_agree_with_counting_minutes_one_by_one(
    cases: list[tuple[int, int, list[tuple[int, str]]]],
) -> None:
    zero = at("2025-09-22")
    records = pd.DataFrame({
        "market": [A] * len(cases),
        "opened_at": [zero + 60 * opened for opened, _, _ in cases],
        "closed_at": [zero + 60 * (opened + length) for opened, length, _ in cases],
        "first_staff_key": pd.Series(["K0"] * len(cases), dtype="str")})  # fmt: skip
    turns = [
        (row, zero + 60 * moment, kind)
        for row, (_, _, steps) in enumerate(cases)
        for moment, kind in sorted(steps)
    ]
    steps = pd.DataFrame({
        "row": np.array([t[0] for t in turns], dtype="int64"),
        "at": np.array([t[1] for t in turns], dtype="int64"),
        "staff_key": pd.Series(["K"] * len(turns), dtype="str"),
        "kind": pd.Series([t[2] for t in turns], dtype="str")})  # fmt: skip
    found = service_columns(records, steps, {A: PATTERN}, SEPTEMBER)["used_seconds"]
    expected = []
    for opened, length, turns_of in cases:
        minutes = 0
        for minute in range(opened, opened + length):
            told = [kind for moment, kind in sorted(turns_of)
                    if moment <= minute and kind != "transferred"]  # fmt: skip
            running = not told or told[-1] == "resumed"
            day, clock = divmod(minute, 1440)
            # 22 September 2025 is a Monday; Sunday the 28th works as one.
            minutes += running and day not in (5,) and 540 <= clock < 1020
        expected.append(minutes * 60)
    assert found.tolist() == expected


@pytest.mark.parametrize(
    ("published", "closed", "still_open", "hours"),
    [
        ("2025-09-24T12:00", None, 1, 2),
        (None, None, 1, 47),  # 7 + 2 × 8, Sunday the 28th 8, 2 × 8
        (None, "2025-09-25T10:00", 0, 8),  # taken back unpublished
        (None, None, 0, 15),  # ran out on the 25th at 18:00
    ],
)
def test_a_vacancy_waits_for_its_publication_in_market_hours(
    published: str | None, closed: str | None, still_open: int, hours: int
) -> None:
    records = pd.DataFrame({
        "market": [A], "open": [still_open], "submitted_at": [at("2025-09-24T10:00")],
        "published_at": pd.array([published and at(published)], dtype="Int64"),
        "closed_at": pd.array([closed and at(closed)], dtype="Int64"),
        "valid_until": [at("2025-09-25T18:00")]})  # fmt: skip
    row = vacancy_columns(records, {A: PATTERN}, SEPTEMBER).iloc[0]
    assert (row["publish_seconds"], row["publish_before"]) == (hours * HOUR, 0)
