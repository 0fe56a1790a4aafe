"""Computed criteria: missing months, undecided rows, small samples."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.findings import FINDINGS, REASONS
from metrics.judge_computed import Counts, Threshold, judge_counts

RATE = Threshold(
    "linear", {"zero": Fraction(60, 100), "full": Fraction(95, 100)}, Fraction(1), minimum=10
)


def counts(numerator: int, denominator: int, undecided: int = 0, duty: int = 3,
           filed: int = 3) -> Counts:  # fmt: skip
    one = (np.array([n]) for n in (numerator, denominator, undecided, duty, filed))
    return Counts(*one, [{}])


def judged(*args: int, **more: int) -> tuple[str, str | None, float, float]:
    got = judge_counts(counts(*args, **more), ["general"], {"general": RATE})
    finding, reason = FINDINGS[got.finding[0]], REASONS[got.reason[0]]
    return finding, reason, float(got.won[0]), float(got.pending[0])


def test_all_filed_is_pooled_over_the_window() -> None:
    assert judged(190, 200) == ("met", None, 1.0, 0.0)
    assert judged(120, 200) == ("not_met", None, 0.0, 0.0)
    assert judged(155, 200) == ("partly", None, 0.5, 0.0)


def test_a_missing_month_holds_back_its_share_of_the_points_and_the_finding() -> None:
    finding, reason, won, pending = judged(190, 200, filed=2)
    assert (finding, reason) == ("no_data", "not_filed")
    assert (won, pending) == (pytest.approx(2 / 3), pytest.approx(1 / 3))


def test_a_month_missing_of_a_failed_rate_still_leaves_that_month_open() -> None:
    assert judged(100, 200, filed=2) == ("no_data", "not_filed", 0.0, pytest.approx(1 / 3))


def test_nothing_filed_leaves_everything_open() -> None:
    assert judged(0, 0, filed=0) == ("no_data", "not_filed", 0.0, 1.0)


def test_rows_nobody_can_decide_hold_back_their_share() -> None:
    finding, reason, won, pending = judged(150, 150, 50)
    assert (finding, reason, won, pending) == ("no_data", "not_filed", 0.75, 0.25)


def test_too_few_rows_are_a_small_sample_only_when_nothing_is_missing() -> None:
    assert judged(9, 9) == ("not_applicable", "small_sample", 0.0, 0.0)
    assert judged(10, 10)[0] == "met"
    assert judged(9, 9, filed=2) == ("no_data", "not_filed", 0.0, 1.0)
    assert judged(9, 9, 1) == ("no_data", "not_filed", 0.0, 1.0)
    assert judged(8, 8, 1) == ("not_applicable", "small_sample", 0.0, 0.0)


def test_no_rows_at_all_are_no_zero() -> None:
    assert judged(0, 0) == ("not_applicable", "small_sample", 0.0, 0.0)


def test_no_duty_month_means_nothing_is_owed() -> None:
    assert judged(0, 0, duty=0, filed=0) == ("not_applicable", "not_owed", 0.0, 0.0)


def test_the_scale_of_a_metric_counts_before_it_is_compared() -> None:
    per_thousand = Threshold("at_most", {"limit": Fraction(5)}, Fraction(1000), minimum=1)
    both = Counts(*(np.array(n) for n in ([5, 6], [1000, 1000], [0, 0], [1, 1], [1, 1])), [{}, {}])
    got = judge_counts(both, ["sector", "sector"], {"sector": per_thousand})
    assert [FINDINGS[code] for code in got.finding] == ["met", "not_met"]


def test_each_type_has_its_own_threshold() -> None:
    def at_least(limit: int) -> Threshold:
        return Threshold("at_least", {"limit": Fraction(limit)}, Fraction(1), 1)

    both = Counts(*(np.array([n, n]) for n in (100, 1, 0, 1, 1)), [{}, {}])
    got = judge_counts(
        both, ["general", "station"], {"general": at_least(200), "station": at_least(20)}
    )
    assert [FINDINGS[code] for code in got.finding] == ["not_met", "met"]


@given(
    st.integers(0, 400), st.integers(0, 400), st.integers(0, 50), st.integers(0, 12),
    st.integers(0, 12),
)  # fmt: skip
def test_shares_stay_between_none_and_all(hits: int, more: int, undecided: int, duty: int,
                                          filed: int) -> None:  # fmt: skip
    finding, _, won, pending = judged(hits, hits + more, undecided, duty=duty,
                                      filed=min(duty, filed))  # fmt: skip
    assert won >= 0.0
    assert pending >= 0.0
    assert won + pending <= 1.0 + 1e-12
    assert (finding == "no_data") == (pending > 0)


@given(st.integers(10, 200), st.integers(1, 100), st.integers(1, 3))
def test_one_more_hit_never_earns_less(denominator: int, hits: int, filed: int) -> None:
    before = judged(min(hits, denominator) - 1, denominator, filed=filed)
    after = judged(min(hits, denominator), denominator, filed=filed)
    assert after[2] >= before[2]
