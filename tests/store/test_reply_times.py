"""Do complaint days follow the State Council calendar, without the day of filing?"""

import pandas as pd
import pytest

from rules.calendar import month_bounds
from store.reply_times import complaint_columns
from store.service_times import Span
from tests.store.making import at

OCTOBER = Span(*month_bounds(202510))


def days(filed: str, replied: str | None, closed: str | None, span: Span = OCTOBER) -> list[int]:
    records = pd.DataFrame({
        "filed_at": [at(filed)],
        "replied_at": pd.array([replied and at(replied)], dtype="Int64"),
        "closed_at": pd.array([closed and at(closed)], dtype="Int64")})  # fmt: skip
    return [int(value) for value in complaint_columns(records, span).iloc[0]]


@pytest.mark.parametrize(
    ("filed", "replied", "closed", "expected"),
    [
        ("2025-10-09T09:00", "2025-10-09T17:00", "2025-10-10T09:00", [0, 0, 1, 0]),
        ("2025-10-10T16:00", "2025-10-11T09:00", "2025-10-13T09:00", [1, 0, 2, 0]),  # Sat. works
        ("2025-09-29T09:00", "2025-09-30T09:00", "2025-10-09T09:00", [1, 1, 2, 1]),  # holiday
        ("2025-09-30T09:00", None, "2025-10-10T09:00", [2, 0, 2, 0]),  # closed without reply
        ("2025-10-29T09:00", None, None, [2, 0, 2, 0]),  # waits to Friday the 31st
        ("2025-09-29T09:00", None, None, [19, 1, 19, 1]),
    ],
)
def test_days_worked_out_on_a_wall_calendar(
    filed: str, replied: str | None, closed: str | None, expected: list[int]
) -> None:
    assert days(filed, replied, closed) == expected


def test_no_complaint_gives_no_row() -> None:
    none = pd.DataFrame({name: pd.array([], dtype="Int64")
                         for name in ("filed_at", "replied_at", "closed_at")})  # fmt: skip
    assert complaint_columns(none, OCTOBER).empty
