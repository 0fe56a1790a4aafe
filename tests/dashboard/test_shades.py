"""Does a county get the shade that its figure says?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.shades import Figure, said, shading
from dashboard.theme import palette
from exports.words import translator

WORDS, LIGHT = translator("zh"), palette("light")


@pytest.mark.parametrize(
    ("share", "place"),
    [(Fraction(0), 0), (Fraction(199, 1000), 0), (Fraction(1, 5), 1), (Fraction(1), 4)],
)
def test_good_shares_fall_into_fifths(share: Fraction, place: int) -> None:
    held = shading("grade", [], LIGHT)
    assert held.colour(share) == LIGHT.slate[place]


def test_no_figure_has_no_shade() -> None:
    for measure in ("grade", "ratio", "pay", "coverage"):
        assert shading(measure, [], LIGHT).colour(None) == LIGHT.page


@given(st.lists(st.fractions(0, 60, max_denominator=500), min_size=1, max_size=40))
def test_the_printed_limits_hold_every_value_and_order_the_shades(values: list[Fraction]) -> None:
    held = shading("ratio", values, LIGHT)
    assert len(held.labels) == len(held.colours) == 5
    assert held.limits[0] <= min(values)
    assert max(values) < held.limits[-1]
    places = [held.colours.index(held.colour(value)) for value in sorted(values)]
    assert places == sorted(places)


def test_pay_classes_are_printed_in_yuan() -> None:
    held = shading("pay", [Fraction(2000 + 100 * step) for step in range(5)], LIGHT)
    assert held.labels == ("20.0–21.0", "21.0–22.0", "22.0–23.0", "23.0–24.0", "24.0–24.5")


def test_one_far_off_county_does_not_pale_the_others() -> None:
    values = [Fraction(part, 100) for part in range(50, 150)] + [Fraction(66, 10)]
    held = shading("ratio", values, LIGHT)
    assert len({held.colour(value) for value in values[:-1]}) == 5


def test_a_figure_is_said_alike_everywhere() -> None:
    assert said("grade", Figure(2, 9, 9), WORDS) == "22%"
    assert said("ratio", Figure(118, 100, 100), WORDS) == "1.18"
    assert said("pay", Figure(238_000, 100, 100), WORDS) == "23.8"
    assert said("pay", Figure(None, None, 0), WORDS) == "—"
    assert said("ratio", Figure(None, None, 3), WORDS) == "—（不足 5）"
    assert said("coverage", Figure(0, 1, 1), WORDS) == "× 无运行中的市场"
    assert said("coverage", Figure(1, 1, 1), WORDS) == "有运行中的市场"
