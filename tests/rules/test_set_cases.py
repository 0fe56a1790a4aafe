"""Do the judges find what the rule cases of every set expect?"""

from fractions import Fraction

import pytest

from metrics.catalogue import metric
from metrics.rule_cases import agrees, outcome
from rules.cases import Case, cases, missing_outcomes
from rules.model import Criterion, RuleSet
from rules.sets import available, load_ruleset

SETS = [load_ruleset(name) for name in available()]
CASES = {ruleset.id: cases(ruleset) for ruleset in SETS}
EVERY_CASE = [(ruleset, case) for ruleset in SETS for case in CASES[ruleset.id]]
EVERY_CRITERION = [(ruleset, held) for ruleset in SETS for held in ruleset.criteria.values()]


def called(value: RuleSet | Case | Criterion) -> str:
    return f"{value.criterion}: {value.name}" if isinstance(value, Case) else value.id


@pytest.mark.parametrize(("ruleset", "case"), EVERY_CASE, ids=called)
def test_the_judge_finds_what_the_case_expects(ruleset: RuleSet, case: Case) -> None:
    found = outcome(ruleset.criteria[case.criterion], case)
    assert agrees(case, found), found


@pytest.mark.parametrize(("ruleset", "criterion"), EVERY_CRITERION, ids=called)
def test_the_cases_of_a_criterion_show_what_can_happen_to_it(
    ruleset: RuleSet, criterion: Criterion
) -> None:
    scale = metric(criterion.metric).scale if criterion.metric else Fraction(1)
    assert missing_outcomes(criterion, CASES[ruleset.id], scale) == []
