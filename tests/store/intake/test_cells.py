"""A cell means one typed value, however a spreadsheet or a person wrote it."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import day_start
from store.contracts import Column, Kind
from store.intake.cells import typed

HALF_TEN = day_start(date(2026, 10, 5)) + 9 * 3600 + 1800


def means(kind: Kind, value: object, codes: str = "") -> Any:
    values, bad = typed(Column("x", kind, "甲", "A", codes=codes), [value])
    return bad.get(0, values[0])


@pytest.mark.parametrize(
    "value",
    [datetime(2026, 10, 5, 9, 30), "2026-10-05 09:30", "2026/10/5 9:30:00", "2026.10.5 9：30",
     "2026年10月5日 9时30分", "2026-10-05T09:30", " 2026-10-05  09:30　", "20261005 09:30"],
)  # fmt: skip
def test_a_moment_in_any_notation_is_the_same_second(value: object) -> None:
    assert means("moment", value) == HALF_TEN


@pytest.mark.parametrize(
    "value", [date(2026, 10, 5), datetime(2026, 10, 5), "2026-10-05", "20261005", 20261005.0]
)
def test_a_day_in_any_notation_is_its_first_second(value: object) -> None:
    assert means("day", value) == day_start(date(2026, 10, 5))


@given(st.datetimes(datetime(1992, 1, 2), datetime(2099, 12, 31)), st.integers(-400, 400))
def test_a_serial_that_is_off_by_microseconds_is_still_that_second(
    moment: datetime, off: int
) -> None:
    whole = moment.replace(microsecond=0)
    expected = day_start(whole.date()) + whole.hour * 3600 + whole.minute * 60 + whole.second
    assert means("moment", whole + timedelta(microseconds=off)) == expected


@pytest.mark.parametrize(
    "value",
    [
        46000.5,
        "五月",
        "2026-13-01",
        "2026-02-30",
        "1899-12-31",
        True,
        time(9, 30),
        "2026-10-05 24:00",
    ],
)
def test_what_is_no_moment_is_refused(value: object) -> None:
    assert means("moment", value) == "not_moment"


@pytest.mark.parametrize(
    ("value", "minutes"),
    [(time(8, 30), 510), ("08:30", 510), ("8：30", 510), (0.5, 720), ("24:00", 1440),
     (date(1899, 12, 31), 0), (datetime(1899, 12, 30), 0), (time(), 0), (1.0, 1440),
     (timedelta(hours=24), 1440)],
)  # fmt: skip
def test_a_clock_is_minutes_after_midnight(value: object, minutes: int) -> None:
    assert means("clock", value) == minutes


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("money", 19.99, 1999), ("money", "19.9", 1990), ("money", -1.0, -100),
        ("money", 19.999, "not_money"), ("money", "20元", "not_money"),
        ("duration", 1.5, 5400), ("duration", "2", 7200), ("duration", timedelta(hours=2), 7200),
        ("number", 3.0, 3), ("number", "3", 3), ("number", 3.5, "not_number"),
        ("number", "三", "not_number"), ("month", 202610.0, 202610),
        ("month", "2026年10月", 202610),
        ("month", "2026-10", 202610), ("month", datetime(2026, 10, 1), 202610),
        ("month", "202613", "not_month"), ("flag", "是", 1), ("flag", False, 0), ("flag", 1.0, 1),
        ("flag", "大概", "not_flag"), ("division", 320102.0, "320102"),
        ("division", "320199", "not_division"), ("text", 320102001.0, "320102001"),
        ("text", 110105194912310021.0, "digits_lost"), ("text", "甲\n乙", "control_character"),
        ("text", True, "not_text"), ("text", "e\u0301", "é"), ("text", "　甲 ", "甲"),
        ("text", "", None), ("money", "", None), ("number", 13912345678.0, "person_phone"),
    ],
)  # fmt: skip
def test_a_value_of_each_kind(kind: Kind, value: object, expected: object) -> None:
    assert means(kind, value) == expected


def test_a_code_may_be_named_by_code_or_title_in_either_language() -> None:
    assert {means("code", word, "sex") for word in ("女性", "2", "female")} == {"2"}
    assert means("code", "人", "sex") == "not_code"


def test_true_and_one_are_not_mistaken_for_each_other() -> None:
    column = Column("x", "number", "甲", "A")
    assert typed(column, [1.0, True, 1.0]) == ([1, None, 1], {1: "not_number"})
