from fractions import Fraction
from statistics import median

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.model import Column, Each, Form, Rows
from metrics.values import combined, full_months, rounded
from tests.metrics.small import at


def nothing(rows: Rows) -> Column:
    raise AssertionError("no SQL is written here")


PAY = Each(nothing, nothing, rounded)
pays = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 744)), min_size=1, max_size=20)


def frame(values: list[tuple[int, int]]) -> pd.DataFrame:
    return pd.DataFrame(
        [("m", first, second, 1) for first, second in values],
        columns=["subject", "first", "second", "rows"],
    )


def half_up(amount: int, divisor: int) -> int:
    exact = Fraction(amount, divisor)
    return int(exact + Fraction(1, 2))


@settings(max_examples=30, deadline=None)
@given(pays)
def test_mean_and_median_are_those_of_the_values_rounded_to_a_fen(
    values: list[tuple[int, int]],
) -> None:
    fen = [half_up(*value) for value in values]
    mean = combined("mean", PAY, frame(values)).iloc[0]
    assert (mean["numerator"], mean["denominator"]) == (sum(fen), len(fen))
    middle = combined("median", PAY, frame(values)).iloc[0]
    assert Fraction(int(middle["numerator"]), int(middle["denominator"])) == Fraction(median(fen))


def test_a_value_that_many_rows_have_weighs_as_many() -> None:
    held = pd.DataFrame(
        [("m", 100, 1, 1), ("m", 300, 1, 4)], columns=["subject", "first", "second", "rows"]
    )
    assert combined("median", PAY, held)["numerator"].tolist() == [5 * 300]
    assert combined("mean", PAY, held)["numerator"].tolist() == [1300]


@pytest.mark.parametrize(("form", "denominator"), [("mean", 0), ("median", 0), ("count", 1)])
def test_rows_without_value_are_undecided_and_no_zero(form: Form, denominator: int) -> None:
    held = pd.DataFrame({"subject": ["m"], "first": [None], "second": [None], "rows": [3]})
    got = combined(form, PAY, held)
    assert got.values.tolist() == [["m", 0, denominator, 3]]


@pytest.mark.parametrize(
    ("opened", "until", "months"),
    [("2026-01-01", "2026-02-01", 1), ("2026-01-02", "2026-02-01", 0),
     ("2026-01-01", "2026-01-31", 0), ("2025-12-31 23:59", "2027-01-01", 12),
     ("2026-05-20", "2026-05-10", 0), ("2026-05-20", "2026-01-10", 0)],
)  # fmt: skip
def test_a_full_month_begins_and_ends_in_shanghai(opened: str, until: str, months: int) -> None:
    assert full_months(pd.Series([at(opened)]), pd.Series([at(until)])).tolist() == [months]
