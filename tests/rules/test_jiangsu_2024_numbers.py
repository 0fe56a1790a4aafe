"""Are the numbers of jiangsu-2024 those of their sources, dated, and badged for what they are?"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from metrics.catalogue import METRICS
from rules.cases import numbers_of
from rules.clauses import references
from rules.model import RuleSet
from rules.sets import load_ruleset
from rules.value import Series

DAY = date(2026, 10, 31)
SET = load_ruleset("jiangsu-2024")
SCORED_GROUPS = ("premises", "facilities", "function", "online", "results")


def weights(market_type: str) -> dict[str, Fraction]:
    return {group.id: group.weight.on(DAY).value(market_type) for group in SET.groups}


def all_numbers(ruleset: RuleSet) -> Iterator[Series]:
    for criterion in ruleset.criteria.values():
        yield from numbers_of(criterion)
    for group in ruleset.groups:
        yield group.weight
    for kind in ruleset.kinds.values():
        yield from (kind.minimum_assessed, kind.minimum_applicable, kind.minimum_months)
    yield from (duty.due for duty in ruleset.duties if duty.due)
    yield from (*ruleset.bands.values(), *ruleset.numbers.values(), ruleset.bonus_limit)


def test_the_six_groups_weigh_as_in_the_province_they_were_seen_in() -> None:
    for market_type in ("general", "sector"):
        weight = weights(market_type)
        assert [weight[group] for group in SCORED_GROUPS] == [22, 12, 24, 15, 22]
        assert sum(weight[group] for group in (*SCORED_GROUPS, "highlights")) == 100


def test_a_station_is_scored_on_function_and_results_alone() -> None:
    weight = weights("station")
    assert [weight[group] for group in SCORED_GROUPS] == [0, 0, 55, 0, 45]


def test_highlights_alone_are_optional_and_add_at_most_five_points() -> None:
    assert [group.id for group in SET.groups if group.optional] == ["highlights"]
    assert SET.bonus_limit.on(DAY).value() == 5


def test_more_earns_more_unless_the_metric_says_that_less_is_better() -> None:
    for criterion in SET.criteria.values():
        if criterion.compare.form != "linear":
            continue
        better = METRICS[criterion.metric].better
        for market_type in criterion.types:
            zero, full = (
                criterion.compare.numbers[role].on(DAY).value(market_type)
                for role in ("zero", "full")
            )
            less = better == "less" or criterion.id == "function.staff_load"
            assert (full < zero) == less, criterion.id


def test_only_what_the_documents_number_is_official() -> None:
    official = {
        series.key: {dated.source for dated in series.dated}
        for series in all_numbers(SET)
        if "official" in {dated.status for dated in series.dated}
    }
    assert sorted(official.values(), key=min) == [
        {"JS-154 §4.4"}, {"JS-154 §4.7"}, {"JS-154 §4.7"}, {"M-65 §2.3"}, {"M-65 §5.1"},
        {"M-65 §6.2"}, {"M-65 §6.3"},
    ]  # fmt: skip


def test_a_reference_number_rests_on_a_reference_that_was_read() -> None:
    cited = {
        dated.source
        for series in all_numbers(SET)
        for dated in series.dated
        if dated.status == "reference"
    }
    assert cited == {"REF-1", "REF-6", "REF-7"}
    assert all(references()[source].confidence != "memory" for source in cited)


def test_every_number_is_in_force_from_the_first_day_of_the_set() -> None:
    for series in all_numbers(SET):
        assert series.on(SET.since), series.key
