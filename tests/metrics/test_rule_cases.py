"""Is a case that expects the wrong thing found out?"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from metrics.rule_cases import agrees, failed_cases, outcome
from rules.case_facts import Checked, Computed
from rules.cases import Case, cases
from rules.sets import load_ruleset

FRAMEWORK = Path(__file__).parents[1] / "rules/frameworks/two-way-table"
SET = load_ruleset("jiangsu-2024")
CASES = {case.name: case for case in cases(SET) if case.criterion == "function.time_limit"}
FULL = CASES["限时办结率正好在满分线上，得满分"]


def judged(case: Case) -> bool:
    return agrees(case, outcome(SET.criteria[case.criterion], case))


def test_every_case_of_the_set_holds() -> None:
    assert failed_cases(SET) == []


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FULL, expect="partly"),
        replace(FULL, points=Fraction(1, 2)),
        replace(CASES["报了，但没有可评的记录，不适用（样本不足）"], reason="not_owed"),
    ],
    ids=["finding", "points", "reason"],
)
def test_a_case_that_expects_something_else_fails(wrong: Case) -> None:
    assert judged(FULL)
    assert not judged(wrong)


def test_a_failing_case_is_named_with_what_was_found() -> None:
    full = SET.criteria["function.time_limit"].compare.numbers["full"]
    lower = replace(full, dated=(replace(full.dated[0], values={"": Fraction(9, 10)}),))
    criterion = SET.criteria["function.time_limit"]
    changed = replace(
        criterion, compare=replace(criterion.compare, numbers={**criterion.compare.numbers,
                                                              "full": lower})
    )  # fmt: skip
    loose = replace(SET, criteria={**SET.criteria, criterion.id: changed})
    failed = failed_cases(loose)
    assert [failure.case.name for failure in failed if failure.found.finding == "met"] == [
        "限时办结率差一点到满分线，部分得分"
    ]
    assert {failure.case.criterion for failure in failed} == {"function.time_limit"}


@pytest.mark.parametrize(("made_on", "finding"), [(15, "met"), (14, "no_data")])
def test_a_check_holds_to_the_same_day_so_many_months_later(made_on: int, finding: str) -> None:
    board = SET.criteria["facilities.board"]
    checked = Checked({"disclosure_board": "met"}, date(2025, 10, made_on))
    case = Case(board.id, "一", checked, finding, "", None, "", "", date(2026, 10, 15))
    assert outcome(board, case).finding == finding


@pytest.mark.parametrize(("area", "won"), [("", 21 / 35), ("mountain", 21 / 25)])
def test_an_area_class_is_judged_by_its_own_numbers(area: str, won: float) -> None:
    """31 of 100 seekers lie 21 points above the 10% that earn nothing, of 35 points or of 25."""
    match = load_ruleset("zhejiang-2023").criteria["results.match_rate"]
    case = Case(match.id, "一", Computed(31, 100), "", "", None, "", "", None, area)
    assert outcome(match, case).won == pytest.approx(won)


def test_a_table_is_given_both_of_its_values() -> None:
    matrix = load_ruleset(FRAMEWORK).criteria["outlook.matrix"]
    case = Case(matrix.id, "一", Computed(699, 10, second=(60, 1)), "", "", None, "", "", None)
    assert outcome(matrix, case).won == pytest.approx(0.30)  # second row, third column
