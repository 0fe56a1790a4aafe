"""Duty months: whole months between opening and closing, not shut all through."""

from datetime import date

import numpy as np
import pandas as pd

from metrics.duty import duty_months, known_months, shut_months
from rules.calendar import day_start

MONTHS = (202608, 202609, 202610)
NEVER = np.iinfo(np.int64).max


def duty(opened: date, closed: date | None = None) -> list[bool]:
    ends = NEVER if closed is None else day_start(closed)
    return duty_months(np.array([day_start(opened)]), np.array([ends]), MONTHS)[0].tolist()


def test_the_month_of_opening_counts_only_from_its_first_day() -> None:
    assert duty(date(2026, 8, 1)) == [True, True, True]
    assert duty(date(2026, 8, 2)) == [False, True, True]
    assert duty(date(2026, 11, 1)) == [False, False, False]


def test_the_month_of_closing_counts_only_when_it_was_open_to_its_end() -> None:
    assert duty(date(2024, 5, 1), date(2026, 10, 1)) == [True, True, False]
    assert duty(date(2024, 5, 1), date(2026, 11, 1)) == [True, True, True]
    assert duty(date(2024, 5, 1), date(2026, 10, 31)) == [True, True, False]


def shut(*spans: tuple[str, date, date | None]) -> list[bool]:
    rows = [
        ("m", kind, day_start(first), None if last is None else day_start(last))
        for kind, first, last in spans
    ]
    frame = pd.DataFrame(rows, columns=["market", "kind", "valid_from", "valid_to"])
    return shut_months(frame.astype({"valid_to": "Int64"}), ["m", "n"], MONTHS)[0].tolist()


def test_a_month_is_shut_when_every_day_of_it_is() -> None:
    assert shut(("suspended", date(2026, 9, 1), date(2026, 10, 1))) == [False, True, False]
    assert shut(("suspended", date(2026, 9, 1), date(2026, 9, 30))) == [False] * 3
    assert shut(("suspended", date(2026, 9, 1), None)) == [False, True, True]


def test_closures_that_follow_each_other_add_up() -> None:
    spans = (("closed", date(2026, 8, 20), date(2026, 9, 15)),
             ("suspended", date(2026, 9, 15), date(2026, 10, 2)))  # fmt: skip
    assert shut(*spans) == [False, True, False]


def test_a_special_opening_is_no_closure() -> None:
    assert shut(("open", date(2026, 8, 1), None)) == [False] * 3


def test_hours_are_known_for_the_months_a_row_of_them_touches() -> None:
    spans = [(date(2024, 5, 1), date(2026, 9, 1)), (date(2026, 10, 31), None)]
    frame = pd.DataFrame(
        [("m", day_start(first), last and day_start(last)) for first, last in spans],
        columns=["market", "valid_from", "valid_to"],
    ).astype({"valid_to": "Int64"})
    assert known_months(frame, ["m", "n"], MONTHS).tolist() == [[True, False, True], [False] * 3]
