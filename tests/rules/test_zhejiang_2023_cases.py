"""Do the judges find what the rule cases of zhejiang-2023 expect?"""

from fractions import Fraction

import pytest

from metrics.catalogue import metric
from metrics.rule_cases import agrees, outcome
from rules.cases import Case, cases, missing_outcomes
from rules.model import Criterion
from rules.sets import load_ruleset

SET = load_ruleset("zhejiang-2023")
CASES = cases(SET)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.criterion}: {case.name}")
def test_the_judge_finds_what_the_case_expects(case: Case) -> None:
    found = outcome(SET.criteria[case.criterion], case)
    assert agrees(case, found), found


@pytest.mark.parametrize("criterion", SET.criteria.values(), ids=lambda criterion: criterion.id)
def test_the_cases_of_a_criterion_show_what_can_happen_to_it(criterion: Criterion) -> None:
    scale = metric(criterion.metric).scale if criterion.metric else Fraction(1)
    assert missing_outcomes(criterion, CASES, scale) == []
