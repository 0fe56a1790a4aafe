"""Do whole columns of moments fall into the days and months a calendar gives them?"""

from datetime import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import SHANGHAI, date_of, day_start, month_of
from store.months import closes_at, day_number, days_of, due_at, months_of, starts_of
from tests.store.making import at


@given(st.lists(st.integers(at("2000-01-01"), at("2060-01-01")), min_size=1, max_size=20))
def test_columns_agree_with_the_calendar_one_by_one(moments: list[int]) -> None:
    column = np.array(moments)
    assert months_of(column).tolist() == [month_of(moment) for moment in moments]
    starts = [day_start(date_of(moment)) for moment in moments]
    assert starts_of(days_of(column)).tolist() == starts
    assert days_of(column).tolist() == [day_number(moment) for moment in moments]


def test_a_month_is_due_on_the_third_and_closes_on_the_fifteenth() -> None:
    told = [datetime.fromtimestamp(moment, SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
            for moment in (due_at(202612), closes_at(202612))]  # fmt: skip
    assert told == ["2027-01-03 23:59:59", "2027-01-15 23:59:59"]
