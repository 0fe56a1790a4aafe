"""Is a case that expects the wrong thing found out?"""

from dataclasses import replace
from fractions import Fraction

import pytest

from metrics.rule_cases import agrees, failed_cases, outcome
from rules.cases import Case, cases
from rules.sets import load_ruleset

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
