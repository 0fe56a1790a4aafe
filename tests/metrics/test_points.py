"""Comparison forms: exact at the threshold, monotone, and cut at none and all."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.points import earned
from rules.model import Form


def share(form: Form, numbers: dict[str, Fraction], top: int, bottom: int) -> Fraction:
    got = earned(form, numbers, np.array([top]), np.array([bottom]))
    return Fraction(int(got[0][0]), int(got[1][0]))


LIMIT = {"limit": Fraction(95, 100)}
UP = {"zero": Fraction(60, 100), "full": Fraction(95, 100)}
DOWN = {"zero": Fraction(5), "full": Fraction(1, 2)}
STEPS = {
    "at_1": Fraction(1, 2), "share_1": Fraction(1, 4),
    "at_2": Fraction(9, 10), "share_2": Fraction(1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("top", "expected"), [(94, 0), (95, 1), (96, 1)], ids=["below", "exactly on it", "above"]
)
def test_at_least_includes_its_threshold(top: int, expected: int) -> None:
    assert share("at_least", LIMIT, top, 100) == expected


@pytest.mark.parametrize(("top", "expected"), [(94, 1), (95, 1), (96, 0)])
def test_at_most_includes_its_threshold(top: int, expected: int) -> None:
    assert share("at_most", LIMIT, top, 100) == expected


@pytest.mark.parametrize(("top", "expected"), [(7, 0), (8, 1), (15, 1), (16, 0)])
def test_between_includes_both_ends(top: int, expected: int) -> None:
    assert share("between", {"low": Fraction(8, 10), "high": Fraction(15, 10)}, top, 10) == expected


def test_linear_by_hand() -> None:
    assert share("linear", UP, 60, 100) == 0
    assert share("linear", UP, 95, 100) == 1
    assert share("linear", UP, 77, 100) == Fraction(17, 35)
    assert share("linear", DOWN, 5, 1) == 0
    assert share("linear", DOWN, 2, 1) == Fraction(2, 3)
    assert share("linear", DOWN, 0, 1) == 1


def test_steps_give_the_share_of_the_last_step_reached() -> None:
    assert [share("steps", STEPS, top, 10) for top in (4, 5, 8, 9)] == [
        0, Fraction(1, 4), Fraction(1, 4), 1,
    ]  # fmt: skip


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_linear_equals_exact_fractions(top: int, bottom: int) -> None:
    value = (Fraction(top, bottom) - UP["zero"]) / (UP["full"] - UP["zero"])
    assert share("linear", UP, top, bottom) == min(max(value, Fraction(0)), Fraction(1))


@given(st.integers(0, 2000), st.integers(1, 200), st.integers(0, 100))
def test_a_better_value_never_earns_less(top: int, bottom: int, more: int) -> None:
    assert share("linear", UP, top, bottom) <= share("linear", UP, top + more, bottom)
    assert share("linear", DOWN, top, bottom) >= share("linear", DOWN, top + more, bottom)
    assert share("steps", STEPS, top, bottom) <= share("steps", STEPS, top + more, bottom)


def test_a_checklist_form_does_not_compare_a_number() -> None:
    with pytest.raises(ValueError, match="items"):
        share("items", {}, 1, 1)
