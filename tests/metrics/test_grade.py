"""When a grade may be given, and which: bands, 证据不足, 新开办, 待定, caps and vetoes."""

import numpy as np
import pytest

from metrics.grade import NONE, Grades, Limits, Standing, band_level, floors_of, grade
from metrics.score import Totals

FLOORS = np.array([[900_000], [800_000], [600_000]])


def judged(score: int = 850_000, low: int | None = None, high: int | None = None,
           assessed: int = 10_000, applicable: int = 10_000, cap: int = 0, *,
           vetoed: bool = False, new: bool = False, left: bool = False) -> Grades:  # fmt: skip
    def one(value: int) -> np.ndarray:
        return np.array([value], dtype=np.int64)

    totals = Totals(
        one(score), one(score if low is None else low), one(score if high is None else high),
        one(assessed), one(0), one(0),
    )  # fmt: skip
    standing = Standing(np.array([new]), np.array([left]))
    limits = Limits(FLOORS, one(8_000), one(6_000))
    return grade(totals, one(applicable), limits, standing, np.array([vetoed]), one(cap))


@pytest.mark.parametrize(
    ("points", "level"),
    [(1_000_000, 0), (900_000, 0), (899_999, 1), (800_000, 1), (600_000, 2), (599_999, 3), (0, 3)],
)
def test_a_band_begins_at_its_floor(points: int, level: int) -> None:
    assert band_level(np.array([points]), FLOORS).tolist() == [level]


def test_floors_are_read_in_points() -> None:
    bands = {"excellent": [90.0], "good": [80.5], "qualified": [60.0], "unqualified": [0.0]}
    got = floors_of({name: np.array(floor) for name, floor in bands.items()})
    assert got.tolist() == [[900_000], [805_000], [600_000]]


def test_enough_evidence_gives_the_band_of_the_score() -> None:
    got = judged()
    assert (got.level[0], got.scored[0], got.reason, got.provisional[0]) == (1, True, [None], False)


@pytest.mark.parametrize(("assessed", "applicable"), [(7_999, 10_000), (10_000, 5_999)])
def test_too_little_evidence_leaves_no_grade_and_no_score(assessed: int, applicable: int) -> None:
    got = judged(low=500_000, high=900_000, assessed=assessed, applicable=applicable)
    assert (got.level[0], got.scored[0], got.reason) == (NONE, False, ["insufficient"])


def test_exactly_the_minimum_is_enough() -> None:
    assert judged(assessed=8_000, applicable=6_000).level.tolist() == [1]


def test_a_market_whose_whole_interval_is_lowest_gets_that_grade_all_the_same() -> None:
    got = judged(300_000, low=150_000, high=599_999, assessed=5_000)
    assert (got.level[0], got.scored[0], got.reason) == (3, True, [None])
    assert judged(300_000, low=150_000, high=600_000, assessed=5_000).reason == ["insufficient"]


def test_nothing_assessed_is_never_graded() -> None:
    assert judged(0, low=0, high=0, assessed=0).reason == ["insufficient"]


def test_a_low_end_in_a_lower_band_makes_the_grade_provisional() -> None:
    got = judged(850_000, low=790_000, high=900_000, assessed=9_000)
    assert (got.level[0], got.provisional[0]) == (1, True)


def test_a_cap_limits_the_grade_and_remembers_what_it_would_be() -> None:
    got = judged(950_000, cap=2)
    assert (got.level[0], got.uncapped[0]) == (2, 0)
    assert judged(500_000, cap=2).level.tolist() == [3]


def test_a_failed_veto_makes_the_grade_the_lowest_whatever_the_points() -> None:
    got = judged(950_000, low=700_000, vetoed=True)
    assert (got.level[0], got.uncapped[0], got.provisional[0]) == (3, 0, False)


def test_a_confirmed_breach_needs_no_further_evidence() -> None:
    got = judged(assessed=1_000, low=0, high=1_000_000, vetoed=True)
    assert (got.level[0], got.scored[0], got.reason) == (3, False, [None])


def test_a_new_market_is_shown_and_not_graded() -> None:
    got = judged(new=True)
    assert (got.level[0], got.scored[0], got.reason) == (NONE, False, ["new"])


def test_a_market_that_closed_too_early_is_not_called_new() -> None:
    assert judged(left=True).reason == ["insufficient"]
