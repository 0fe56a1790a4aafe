"""What does the procedure of a case say, on which day?"""

from datetime import date

import pytest

from casework.procedure import procedure
from rules.value import RuleError, Text
from tests.exports.town import RULESET

DAY = date(2026, 10, 31)


def test_the_exit_is_for_entrusted_markets_and_decided_by_the_buyer() -> None:
    found = procedure(RULESET, "exit", DAY)
    assert found.modes == {"entrusted"}
    assert found.decides == ("buyer",)
    assert found.clauses == ("M-65 §4.3f",)
    assert found.public_interest in RULESET.criteria
    assert found.steps.index("statement") < found.steps.index("decision")
    assert isinstance(found.remedy, Text)


def test_a_time_limit_wears_its_source_and_its_day() -> None:
    limits = {limit.name: limit for limit in procedure(RULESET, "exit", DAY).limits}
    assert (limits["statement"].value, limits["statement"].status) == ("5d", "default")
    assert procedure(RULESET, "exit", date(2024, 1, 1)).limits == ()


@pytest.mark.parametrize("kind", RULESET.procedure)
def test_every_kind_of_case_can_be_read(kind: str) -> None:
    found = procedure(RULESET, kind, DAY)
    assert found.title.zh
    assert found.steps
    assert set(found.starts_from) <= set(RULESET.kinds)


def test_a_kind_the_set_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(RuleError, match="banishment"):
        procedure(RULESET, "banishment", DAY)
