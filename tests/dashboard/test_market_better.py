"""The way to the next grade, against the engine's own sums."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.market_better import FULL, Standing, enough, gains, lines, standing
from exports.words import translator
from metrics.score import total_points
from metrics.weights import GroupWeight
from tests.dashboard.judged_rows import POINT, RULESET, finding_row, findings, result_row

ZH = translator("zh")


def lost(criterion: str, low: int, high: int, most: int) -> dict[str, object]:
    return finding_row(criterion, "partly", points_low=low * POINT, points_high=high * POINT,
                       points_maximum=most * POINT)  # fmt: skip


def held() -> pd.DataFrame:
    """70 of 90 assessed points won, 10 pending, 20 lost."""
    return findings(
        lost("premises.area", 40, 40, 50), lost("results.match_rate", 20, 20, 30),
        lost("function.time_limit", 10, 20, 20),
    )  # fmt: skip


def test_a_loss_adds_its_points_over_what_is_assessed_a_pending_part_changes_both() -> None:
    row = result_row(1, score=round(70 / 90 * FULL), grade="qualified")
    at = standing(row, held())
    assert at is not None
    assert at.score() == row["score"]
    listed = {found["criterion"]: gain for found, gain in gains(held(), at)}
    assert listed["premises.area"] == Fraction(FULL * 10, 90)
    assert float(listed["function.time_limit"]) / POINT == pytest.approx(80 - 70 / 0.9, abs=1e-3)
    assert enough(gains(held(), at), at, 80 * POINT) == 1
    # with both losses won the score is that of 90 of 90 assessed; what is pending adds no more
    assert enough(gains(held(), at), at, FULL) == 2


SHARES = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from([0, 1, 2, 4]), st.booleans()),
    min_size=2, max_size=8,
)  # fmt: skip


@given(SHARES, st.integers(0, 3), st.data())
def test_the_score_of_met_criteria_is_the_engines(
    shares: list[tuple[int, int, bool]], bonus: int, data: st.DataObject
) -> None:
    """Points of criteria, quarters of them won, the rest lost or pending."""
    points = np.array([[float(most)] for most, _, _ in shares])
    parts = 100 * points / points.sum()
    won = np.array([[quarters / 4] for _, quarters, _ in shares])
    pending = np.array([[(1 - quarters / 4) * waits] for _, quarters, waits in shares])
    met = data.draw(st.sets(st.integers(0, len(shares) - 1), min_size=1))
    groups = [GroupWeight(tuple(range(len(shares))), 100.0, optional=False)]
    if not (parts * (1 - pending)).sum():
        return
    then = won.copy()
    then[sorted(met)] = 1.0
    now_waits, then_waits = pending, np.where(then == 1.0, 0.0, pending)
    first = int(total_points(parts, won, now_waits, groups, 5.0).score[0])
    after = int(total_points(parts, then, then_waits, groups, 5.0).score[0])

    rows = [
        {"points_low": low, "points_high": low + wait, "points_maximum": most}
        for low, wait, most in zip(*(np.round(values[:, 0] * POINT).astype(int)
                                     for values in (parts * won, parts * pending, parts)),
                                   strict=True)
    ]  # fmt: skip
    assessed = sum(row["points_maximum"] - row["points_high"] + row["points_low"] for row in rows)
    low = sum(row["points_low"] for row in rows)
    at = Standing(low, assessed, Fraction(first) - Fraction(FULL * low, assessed) + bonus * POINT)
    reached = at.score([rows[place] for place in sorted(met)])
    # each stored point is rounded to 1/10,000, so a share of few assessed points may lie apart
    near = 20 * len(shares) * FULL // assessed
    assert abs(reached - min(FULL, after + bonus * POINT)) <= near


@pytest.mark.parametrize(
    "changes",
    [
        {"grade": None, "score": None, "reason": "insufficient"},
        {"grade": "excellent"},
        {"grade": "unqualified",
         "vetoes": '[{"criterion":"function.public_interest","finding":"not_met"}]'},
    ],
)  # fmt: skip
def test_without_a_grade_above_the_best_and_under_a_veto_there_is_no_way_of_points(
    changes: dict[str, object],
) -> None:
    assert standing(result_row(1, **changes), held()) is None


def test_a_line_says_what_is_measured_what_is_asked_and_the_points() -> None:
    asked = '[{"role":"full","since":"2024-04-11","source":"default","status":"default",' \
        '"value":"45%","was":null},{"role":"zero","since":"2024-04-11","source":"default",' \
        '"status":"default","value":"10%","was":null}]'  # fmt: skip
    row = finding_row(
        "results.match_rate", "partly", numerator=412, denominator=1_321, threshold=asked
    )
    table = lines([(row, Fraction(25_000))], RULESET, ZH)
    assert table.iloc[0].tolist() == ["匹配率：31.2% → ≥ 45% ※", "+2.5"]
