"""Is the sum on the paper the sum of the engine? Hand-worked cases."""

from fractions import Fraction
from typing import Any

import pytest

from exports.arithmetic import counted_lines, earned_share
from exports.words import translator
from metrics.catalogue import metric
from rules.model import Form
from tests.exports.made import compared, finding, thresholds
from tests.exports.town import RULESET

ZH = translator("zh")


def lines(criterion: str, form: Form, numbers: dict[str, str], **changes: Any) -> tuple[str, ...]:
    judged = compared(criterion, form, **numbers)
    counted = metric(judged.metric)
    return counted_lines(judged, counted, finding(**changes), thresholds(**numbers), ZH)


def test_between_zero_and_full_the_share_is_worked_out() -> None:
    # (78 − 60) ÷ (95 − 60) = 18 ÷ 35 = 51.4 %; of 4 points 2.057.
    said = lines("function.time_limit", "linear", {"zero": "60%", "full": "95%"})
    assert said == (
        "限时办结率 = 78 ÷ 100 = 78.0%",
        "（78.0% − 60%）÷（95% − 60%）= 51.4%",
        "得分 = 4.0 × 51.4% = 2.1",
    )


def test_at_either_end_the_line_is_named() -> None:
    low = lines("function.time_limit", "linear", {"zero": "78%", "full": "95%"}, points_low=0)
    assert low[1:] == ("78.0% 未越过零分线 78%，按 0% 计分", "得分 = 4.0 × 0.0% = 0.0")
    full = lines("function.time_limit", "linear", {"zero": "60%", "full": "78%"}, points_low=40000)
    assert full[1:] == ("78.0% 已达满分线 78%，按 100% 计分", "得分 = 4.0 × 100.0% = 4.0")


def test_where_less_is_better_the_same_sum_holds() -> None:
    # 2,000 records in 100 hundredths of a staff-month: 2,000 a month; (2000−3000)÷(1500−3000).
    said = lines(
        "function.staff_load", "linear", {"zero": "3000", "full": "1500"},
        numerator=2000, denominator=100, points_low=26667,
    )  # fmt: skip
    assert said == (
        "人均办件 = 100 × 2,000 ÷ 100 = 2,000 件/人月",
        "（2,000 − 3000）÷（1500 − 3000）= 66.7%",
        "得分 = 4.0 × 66.7% = 2.7",
    )


@pytest.mark.parametrize(
    ("form", "numbers", "said"),
    [
        ("at_least", {"limit": "78%"}, "78.0% ≥ 78% 成立，按 100% 计分"),
        ("at_least", {"limit": "79%"}, "78.0% ≥ 79% 不成立，按 0% 计分"),
        ("at_most", {"limit": "78%"}, "78.0% ≤ 78% 成立，按 100% 计分"),
        ("at_most", {"limit": "77%"}, "78.0% ≤ 77% 不成立，按 0% 计分"),
        ("between", {"low": "70%", "high": "80%"}, "70% ≤ 78.0% ≤ 80% 成立，按 100% 计分"),
        ("between", {"low": "10%", "high": "20%"}, "10% ≤ 78.0% ≤ 20% 不成立，按 0% 计分"),
        (
            "steps",
            {"at_1": "50%", "share_1": "40%", "at_2": "90%", "share_2": "100%"},
            "78.0% 所在档次按 40.0% 计分",
        ),
    ],
)
def test_every_form_says_its_comparison(form: Form, numbers: dict[str, str], said: str) -> None:
    assert lines("function.time_limit", form, numbers)[1] == said


def test_missing_months_and_undecided_rows_hold_points_back() -> None:
    # 4 × 18/35 × 2/3 × 100/125 = 1.097
    said = lines(
        "function.time_limit", "linear", {"zero": "60%", "full": "95%"},
        months_filed=2, undecided=25, points_low=10971, points_high=28114, finding="no_data",
    )  # fmt: skip
    assert said[-1] == "得分 = 4.0 × 51.4% × 已报 2 ÷ 应报 3 个月 × 可判 100 ÷ 全部 125 条 = 1.1"


def test_a_small_sample_is_not_scored_and_says_the_least() -> None:
    said = lines(
        "function.time_limit", "linear", {"zero": "60%", "full": "95%", "min_n": "10"},
        numerator=3, denominator=4, reason="small_sample", finding="not_applicable",
    )  # fmt: skip
    assert said[-1] == "分母 4 少于最低样本 10：不评，本项退出计分"
    assert not any("得分" in line for line in said)


@pytest.mark.parametrize("changes", [{"numerator": None}, {"denominator": 0}])
def test_without_a_count_there_is_no_sum(changes: dict[str, Any]) -> None:
    assert lines("function.time_limit", "linear", {"zero": "60%", "full": "95%"}, **changes) == ()


def test_a_count_is_not_divided_by_its_one() -> None:
    said = lines("premises.area", "at_least", {"limit": "200"}, numerator=180, denominator=1)
    assert said[:2] == ("场所面积 = 180 ㎡", "180 ≥ 200 不成立，按 0% 计分")


def test_of_two_numbers_of_one_role_the_comparison_takes_its_own() -> None:
    judged = compared("function.time_limit", "at_least", limit="95%")
    kept = [*thresholds(limit="95%"), *thresholds(limit="2h")]
    said = counted_lines(judged, metric(judged.metric), finding(), kept, ZH)
    assert said[1] == "78.0% ≥ 95% 不成立，按 0% 计分"


@pytest.mark.parametrize("above", range(0, 101, 5))
def test_the_share_is_that_of_the_rule_cases(above: int) -> None:
    judged = RULESET.criteria["function.time_limit"]
    numbers = {"zero": "60%", "full": "95%"}
    expected = min(max(Fraction(above - 60, 35), Fraction(0)), Fraction(1))
    assert earned_share(judged, metric(judged.metric), above, 100, numbers) == expected


def test_pay_is_said_in_yuan() -> None:
    counted = metric("supply_demand.hourly_pay")
    judged = compared("results.balance", "at_least", limit="1")
    said = counted_lines(
        judged, counted, finding(numerator=7140, denominator=3), thresholds(limit="1"), ZH
    )
    assert said[0] == "平均用工价格（均值） = 7,140 ÷ 3 ÷ 100 = 23.8 元/小时"
