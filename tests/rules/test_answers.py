"""Is every clause answered, by something that exists, and is what isn't found out?"""

from dataclasses import replace

import pytest

from rules.answers import Answer, answers, informs, orphans
from rules.criteria import numbers_of
from rules.model import Criterion, RuleSet
from rules.sets import available, load_ruleset
from rules.value import Series

JIANGSU = load_ruleset("jiangsu-2024")
SETS = [load_ruleset(name) for name in available()]


def numbers(ruleset: RuleSet) -> list[Series]:
    """Every dated number of a set."""
    found = [number for criterion in ruleset.criteria.values() for number in numbers_of(criterion)]
    for group in ruleset.groups:
        found += [group.weight, *(branch.weight for branch in group.above)]
    for kind in ruleset.kinds.values():
        found += [kind.minimum_assessed, kind.minimum_applicable, kind.minimum_months]
    found += [duty.due for duty in ruleset.duties if duty.due]
    return [*found, *ruleset.bands.values(), *ruleset.numbers.values(), ruleset.bonus_limit]


@pytest.mark.parametrize("ruleset", SETS, ids=lambda ruleset: ruleset.id)
def test_every_clause_of_a_set_is_answered(ruleset: RuleSet) -> None:
    assert orphans(ruleset) == []
    assert answers(ruleset)


def test_the_two_documents_have_ninety_five_clauses_and_all_are_answered() -> None:
    assert JIANGSU.documents == ("JS-154", "M-65")
    assert len(answers(JIANGSU)) == 95


@pytest.mark.parametrize("ruleset", SETS, ids=lambda ruleset: ruleset.id)
def test_what_answers_a_clause_is_there_and_names_it(ruleset: RuleSet) -> None:
    places = {
        "criterion": ruleset.criteria,
        "duty": {duty.id: duty for duty in ruleset.duties},
        "procedure": ruleset.procedure,
        "information": ruleset.sources.clauses,
    }
    for clause, mine in answers(ruleset).items():
        assert len(set(mine)) == len(mine), clause
        for answer in mine:
            assert answer.id in places[answer.kind], (clause, answer)


def test_a_clause_lists_its_answers_in_the_order_of_the_set() -> None:
    assert answers(JIANGSU)["JS-154 §6.4"] == (
        Answer("criterion", "unit.supervision_plan"),
        Answer("criterion", "unit.supervision_reports"),
        Answer("duty", "supervision"),
        Answer("procedure", "rectification"),
    )
    assert answers(JIANGSU)["JS-154 §0.1"] == (Answer("information", "JS-154 §0.1"),)
    assert answers(JIANGSU)["M-65 §6.7"] == (Answer("information", "M-65 §6.7"),)


def test_a_clause_that_nothing_names_any_more_is_an_orphan() -> None:
    kept = {
        name: criterion for name, criterion in JIANGSU.criteria.items()
        if "M-65 §7.2" not in criterion.clauses
    }  # fmt: skip
    assert orphans(replace(JIANGSU, criteria=kept)) == ["M-65 §7.2"]
    assert orphans(replace(JIANGSU, duties=())) == ["M-65 §8.1", "M-65 §9.2"]
    assert orphans(replace(JIANGSU, duties=(), procedure={})) == [
        "JS-154 §6.7", "JS-154 §6.8", "M-65 §4.3f", "M-65 §8.1", "M-65 §9.2",
    ]  # fmt: skip


def test_a_set_answers_only_for_the_documents_it_names() -> None:
    assert {name[:4] for name in answers(replace(JIANGSU, documents=("M-65",)))} == {"M-65"}
    assert answers(replace(JIANGSU, documents=())) == {}


def test_only_information_and_what_the_ministry_owes_asks_nothing_here() -> None:
    silent = {
        clause.id for clause in JIANGSU.sources.clauses.values()
        if clause.document in JIANGSU.documents and informs(clause)
    }  # fmt: skip
    assert silent == {"JS-154 §0.1", "JS-154 §1.1", "M-65 §0.1", "M-65 §6.7"}


@pytest.mark.parametrize(
    "criterion",
    [criterion for ruleset in SETS for criterion in ruleset.criteria.values()],
    ids=lambda criterion: criterion.id,
)
def test_no_criterion_is_without_a_clause(criterion: Criterion) -> None:
    assert criterion.clauses


@pytest.mark.parametrize("ruleset", SETS, ids=lambda ruleset: ruleset.id)
def test_a_number_that_claims_a_source_has_its_entry(ruleset: RuleSet) -> None:
    known = {**ruleset.sources.references, **ruleset.sources.clauses}
    for series in numbers(ruleset):
        for dated in series.dated:
            if dated.status != "default":
                assert dated.source in known, (series.key, dated.source)
