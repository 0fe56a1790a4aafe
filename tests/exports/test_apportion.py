"""Do shown points add up to the shown total?"""

from hypothesis import given
from hypothesis import strategies as st

from exports.apportion import TENTH, apportioned

POINTS = st.lists(st.integers(0, 400_000), min_size=1, max_size=12)


@given(POINTS)
def test_the_parts_add_up_to_the_shown_total(points: list[int]) -> None:
    total = sum(points)
    shown = apportioned(points, total)
    assert sum(shown) == (2 * total + TENTH) // (2 * TENTH) * TENTH
    assert all(part % TENTH == 0 for part in shown)


@given(POINTS)
def test_no_part_moves_by_a_tenth_or_more(points: list[int]) -> None:
    shown = apportioned(points, sum(points))
    assert all(abs(a - b) < TENTH for a, b in zip(points, shown, strict=True))


def test_what_is_left_goes_to_the_largest_remainder() -> None:
    # 1.04 + 1.07 + 1.09 = 3.20; floors 1.0 + 1.0 + 1.0, two tenths left.
    assert apportioned([10400, 10700, 10900], 32000) == [10000, 11000, 11000]


def test_a_total_cut_at_its_limit_is_still_met() -> None:
    assert sum(apportioned([60_500, 45_600], 100_000)) == 100_000


def test_nothing_to_show_is_nothing() -> None:
    assert apportioned([], 0) == []
