"""Points, totals and rounding against fractions worked out exactly."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.score import (
    Adjustment,
    Totals,
    applicable_share,
    group_parts,
    round_score,
    total_points,
)
from metrics.weights import GroupWeight

TWO_GROUPS = (GroupWeight((0, 1), 60.0, False), GroupWeight((2, 3), 40.0, False))
WITH_BONUS = (*TWO_GROUPS, GroupWeight((4,), 5.0, True))


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64).reshape(-1, 1)


def exact(value: Fraction) -> int:
    """Half up twice, in whole numbers: seven digits, then four."""
    guarded = (value * 10_000_000 + Fraction(1, 2)).__floor__()
    return (guarded + 500) // 1000


@given(st.integers(0, 10_000_000), st.integers(1, 100_000))
def test_rounding_agrees_with_exact_fractions(numerator: int, denominator: int) -> None:
    assert int(round_score(numerator, denominator)) == exact(Fraction(numerator, denominator))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(83.90005, 839001), (83.900049, 839000), (0.00005, 1), (0.000049, 0), (99.99995, 1_000_000)],
)
def test_a_tie_in_the_fifth_digit_goes_up(value: float, expected: int) -> None:
    assert int(round_score(value, 1)) == expected


def test_a_tie_hidden_by_binary_fractions_still_goes_up() -> None:
    nearly = sum([0.1] * 3) - 0.3 + 0.49995  # 0.49995 and a little binary dust
    assert int(round_score(nearly, 1)) == 5000
    assert int(round_score(np.nextafter(0.49995, 0), 1)) == 5000


def test_parts_share_a_groups_weight_by_its_own_points() -> None:
    parts = group_parts(column(3, 1, 2, 2), TWO_GROUPS)
    assert parts[:, 0].tolist() == [45.0, 15.0, 20.0, 20.0]


def test_what_is_not_applicable_leaves_its_group_whose_weight_stays() -> None:
    parts = group_parts(column(3, 0, 2, 2), TWO_GROUPS)
    assert parts[:, 0].tolist() == [60.0, 0.0, 20.0, 20.0]


def test_an_empty_group_leaves_and_the_rest_is_scaled_to_100() -> None:
    parts = group_parts(column(0, 0, 3, 1), TWO_GROUPS)
    assert parts[:, 0].tolist() == [0.0, 0.0, 75.0, 25.0]


def test_weights_that_do_not_add_up_to_100_are_scaled() -> None:
    groups = (GroupWeight((0,), 22.0, False), GroupWeight((1,), 73.0, False))
    assert group_parts(column(1, 1), groups).sum() == pytest.approx(100.0, abs=1e-12)


def totals(won: np.ndarray, pending: np.ndarray, points: np.ndarray, limit: float = 5.0) -> Totals:
    return total_points(group_parts(points, WITH_BONUS), won, pending, WITH_BONUS, limit)


def test_a_subject_worked_out_by_hand() -> None:
    # 45 won in full; 15 half won, half pending; 20 lost; 20 three quarters won.
    got = totals(column(1, 0.5, 0, 0.75, 0), column(0, 0.5, 0, 0, 0), column(3, 1, 2, 2, 1))
    assert got.low.tolist() == [675_000]  # 45 + 7.5 + 0 + 15
    assert got.high.tolist() == [750_000]  # + 7.5
    assert got.assessed_share.tolist() == [9_250]
    assert got.score.tolist() == [729_730]  # 67.5 / 92.5 = 72.97297…
    assert got.bonus.tolist() == [0]


def test_a_bonus_adds_to_score_low_and_high_but_not_to_the_assessed_share() -> None:
    plain = totals(column(1, 0.5, 0, 0.75, 0), column(0, 0.5, 0, 0, 0), column(3, 1, 2, 2, 1))
    more = totals(column(1, 0.5, 0, 0.75, 1), column(0, 0.5, 0, 0, 0), column(3, 1, 2, 2, 1))
    assert (more.low - plain.low).tolist() == [50_000]
    assert (more.high - plain.high).tolist() == [50_000]
    assert more.score.tolist() == [779_730]
    assert more.assessed_share.tolist() == plain.assessed_share.tolist()


def test_a_bonus_stops_at_its_limit_and_at_100() -> None:
    won, none, points = column(1, 1, 1, 0.9, 1), column(0, 0, 0, 0, 0), column(3, 1, 2, 2, 1)
    assert totals(won, none, points, limit=1.5).score.tolist() == [995_000]
    assert totals(won, none, points, limit=5.0).score.tolist() == [1_000_000]


def test_a_pending_bonus_adds_nothing() -> None:
    got = totals(column(1, 1, 1, 0, 0), column(0, 0, 0, 0, 1), column(3, 1, 2, 2, 1))
    assert got.high.tolist() == got.low.tolist() == [800_000]


def test_nothing_assessed_leaves_the_whole_range_open() -> None:
    got = totals(column(0, 0, 0, 0, 0), column(1, 1, 1, 1, 0), column(3, 1, 2, 2, 1))
    assert (got.low[0], got.high[0], got.assessed_share[0]) == (0, 1_000_000, 0)


SHARES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 6)), min_size=5, max_size=5
)


def subject(rows: list[tuple[int, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shares won and pending in eighths and own points; some criteria don't apply (0)."""
    won = column(*(min(w, 8 - min(p, 8)) / 8 for w, p, _ in rows))
    pending = column(*(p / 8 for _, p, _ in rows))
    return won, pending, column(*(points for *_, points in rows))


@given(SHARES)
def test_the_score_equals_exact_fractions_and_lies_in_its_interval(
    rows: list[tuple[int, int, int]],
) -> None:
    won, pending, points = subject(rows)
    got = totals(won, pending, points)
    weights = [60, 60, 40, 40]
    parts = [Fraction(0)] * 4
    for at in range(4):
        mine = [i for i in range(4) if weights[i] == weights[at]]
        whole = sum(rows[i][2] for i in mine)
        parts[at] = Fraction(weights[at] * rows[at][2], whole) if whole else Fraction(0)
    scale = Fraction(100) / (sum(parts) or 1)
    shares = [(Fraction(w[0]), Fraction(p[0])) for w, p in zip(won, pending, strict=True)]
    low = sum((part * scale * shares[at][0] for at, part in enumerate(parts)), Fraction(0))
    open_points = sum((part * scale * shares[at][1] for at, part in enumerate(parts)), Fraction(0))
    bonus = 5 * shares[4][0] if rows[4][2] else Fraction(0)
    assert got.low[0] == min(exact(low + bonus), 1_000_000)
    assert got.high[0] == min(exact(low + open_points + bonus), 1_000_000)
    assessed = (100 if sum(parts) else 0) - open_points
    if assessed > 0:
        assert got.score[0] == min(exact(100 * low / assessed + bonus), 1_000_000)
        assert got.low[0] <= got.score[0] <= got.high[0]


@given(SHARES, st.integers(0, 4))
def test_turning_a_criterion_into_met_never_lowers_anything(
    rows: list[tuple[int, int, int]], at: int
) -> None:
    won, pending, points = subject(rows)
    before = totals(won, pending, points)
    won[at], pending[at] = 1.0, 0.0
    after = totals(won, pending, points)
    assert after.low[0] >= before.low[0]
    assert after.high[0] >= before.high[0]
    assert before.assessed_share[0] == 0 or after.score[0] >= before.score[0]


@given(SHARES)
def test_a_criterion_that_does_not_apply_changes_nothing(rows: list[tuple[int, int, int]]) -> None:
    won, pending, points = subject(rows)
    groups = (*TWO_GROUPS[:1], GroupWeight((2, 3, 5), 40.0, False), WITH_BONUS[2])
    more = [np.vstack([array, extra]) for array, extra in ((won, [[0.3]]), (pending, [[0.5]]))]
    parts = group_parts(np.vstack([points, [[0.0]]]), groups)
    assert total_points(parts, *more, groups, 5.0).score == totals(won, pending, points).score


@given(st.permutations(range(6)))
def test_the_order_of_subjects_does_not_matter(order: list[int]) -> None:
    draw = np.random.default_rng(3)
    points = draw.integers(0, 5, (5, 6)).astype(float)
    won = draw.integers(0, 8, (5, 6)) / 8
    pending = np.minimum(draw.integers(0, 8, (5, 6)) / 8, 1 - won)
    whole = totals(won, pending, points)
    mixed = totals(won[:, order], pending[:, order], points[:, order])
    assert mixed.score.tolist() == whole.score[order].tolist()
    assert mixed.low.tolist() == whole.low[order].tolist()


def test_the_applicable_share_counts_only_missing_samples() -> None:
    points = column(3, 1, 2, 2, 1)
    small = np.array([[False], [True], [True], [False], [True]])
    assert applicable_share(points, small, WITH_BONUS).tolist() == [6_500]  # 100 - 15 - 20
    assert applicable_share(column(0, 0, 0, 0, 1), small, WITH_BONUS).tolist() == [0]


NESTED = (
    GroupWeight((0,), 3.0, False, (("health", 50.0),)),
    GroupWeight((1,), 1.0, False, (("health", 50.0),)),
    GroupWeight((2,), 1.0, False, (("wealth", 30.0), ("income", 2.0))),
    GroupWeight((3,), 3.0, False, (("wealth", 30.0), ("income", 2.0))),
    GroupWeight((4,), 1.0, False, (("wealth", 30.0),)),
    GroupWeight((5,), 20.0, False),
)


def test_a_branch_shares_its_weight_out_level_by_level() -> None:
    parts = group_parts(column(1, 1, 1, 1, 1, 1), NESTED)
    assert parts[:, 0].tolist() == [37.5, 12.5, 5.0, 15.0, 10.0, 20.0]


def test_what_is_left_of_a_branch_keeps_the_weight_of_the_branch() -> None:
    parts = group_parts(column(0, 1, 0, 0, 1, 1), NESTED)
    assert parts[:, 0].tolist() == [0.0, 50.0, 0.0, 0.0, 30.0, 20.0]


def test_an_empty_branch_leaves_and_the_rest_is_scaled() -> None:
    parts = group_parts(column(0, 0, 1, 1, 1, 1), NESTED)
    assert parts[:, 0].tolist() == [0.0, 0.0, 10.0, 30.0, 20.0, 40.0]


def adjusted(won: list[float], pending: list[float], *steps: Adjustment) -> Totals:
    rows = column(*won), column(*pending)
    parts = column(100.0, 0, 0)
    return total_points(parts, *rows, (GroupWeight((0,), 60.0, False),), 0.0, steps)


def test_steps_deduct_and_add_in_their_order_and_are_held_where_a_limit_stands() -> None:
    down, limit = Adjustment(1, points=-8.0), Adjustment(None, low=-5.0, high=5.0)
    up = Adjustment(2, points=3.0)
    held = adjusted([0.8, 1.0, 1.0], [0, 0, 0], down, limit, up)
    assert (held.score.tolist(), held.adjusted.tolist()) == ([780_000], [-20_000])  # 80 - 5 + 3
    late = adjusted([0.8, 1.0, 1.0], [0, 0, 0], down, up, limit)
    assert late.score.tolist() == [750_000]  # 80 - 5


def test_a_pending_step_widens_the_interval_and_leaves_the_score() -> None:
    got = adjusted([0.8, 0.0, 0.0], [0, 1.0, 1.0], Adjustment(1, -8.0), Adjustment(2, 3.0))
    assert (got.low.tolist(), got.score.tolist(), got.high.tolist()) == (
        [720_000], [800_000], [830_000],
    )  # fmt: skip


def test_no_step_leads_below_nothing_or_above_everything() -> None:
    assert adjusted([0.05, 1.0, 0.0], [0, 0, 0], Adjustment(1, -8.0)).score.tolist() == [0]
    assert adjusted([0.99, 0.0, 1.0], [0, 0, 0], Adjustment(2, 3.0)).score.tolist() == [1_000_000]
