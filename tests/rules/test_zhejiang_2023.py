"""Does zhejiang-2023 hold to the frame that was seen, and say what stands in for the rest?"""

from datetime import date
from fractions import Fraction

import pytest

from rules.clauses import documents
from rules.criteria import numbers_of
from rules.model import Criterion
from rules.sentences import sentence
from rules.sets import load_ruleset

DAY = date(2026, 10, 31)
SET = load_ruleset("zhejiang-2023")
SCORED = [criterion for criterion in SET.criteria.values() if criterion.effect == "points"]
CHUN_AN, SHENG_SI, GONG_SHU = "330127", "330922", "330105"


def weights(market_type: str) -> dict[str, Fraction]:
    return {group.id: group.weight.on(DAY).value(market_type) for group in SET.groups}


def test_the_six_groups_make_the_hundred_together_and_none_only_adds() -> None:
    for market_type in ("general", "sector", "station"):
        assert weights(market_type) == {
            "premises": 22, "facilities": 12, "function": 24, "online": 15, "results": 22,
            "highlights": 5,
        }  # fmt: skip
        assert sum(weights(market_type).values()) == 100
    assert not [group.id for group in SET.groups if group.optional]
    assert SET.bonus_limit.on(DAY).value() == 0


def test_there_are_twenty_four_scored_items_and_every_one_is_an_example() -> None:
    assert len(SCORED) == 24
    for criterion in SET.criteria.values():
        assert criterion.example == (criterion.effect == "points"), criterion.id
        assert ("示例项" in criterion.title.zh) == criterion.example
        assert ("example" in criterion.title.en) == criterion.example


def test_every_view_says_that_the_items_are_not_the_documents_own() -> None:
    assert SET.notice is not None
    assert SET.notice.zh == "示例项·非浙江原文"
    assert SET.notice.en.isascii()


def test_the_points_of_a_group_add_up_to_its_weight() -> None:
    for group in SET.groups:
        points = [SET.criteria[name].points for name in group.criteria]
        own = sum(number.on(DAY).value() for number in points if number)
        assert own == group.weight.on(DAY).value(), group.id


def test_a_market_enters_after_three_months_in_the_public_interest() -> None:
    entry = {c.id: c for c in SET.criteria.values() if c.effect == "entry"}
    assert set(entry) == {"function.open_months", "function.public_service"}
    limit = entry["function.open_months"].compare.numbers["limit"].on(DAY)
    assert (limit.value(), limit.status, limit.source) == (3, "reference", "ZJ-2023 §3.1")
    assert entry["function.public_service"].items == ("no_worker_fee",)


def test_five_things_bar_a_market_each_by_the_clause_that_says_so() -> None:
    vetoes = {c.incident: c.clauses for c in SET.criteria.values() if c.effect == "veto"}
    assert vetoes == {
        "illegal": ("ZJ-2023 §4.1",),
        "discrimination": ("ZJ-2023 §4.2",),
        "criticised": ("ZJ-2023 §4.3",),
        "public_opinion": ("ZJ-2023 §4.4",),
        "fabrication": ("ZJ-2023 §4.5",),
    }


def test_recognition_goes_the_four_steps_that_were_seen() -> None:
    candidacy = SET.procedure["candidacy"]
    assert isinstance(candidacy, dict)
    assert candidacy["clauses"] == [f"ZJ-2023 §5.{number}" for number in range(1, 5)]
    assert candidacy["steps"] == [
        "recommendation", "materials", "site_visit", "notice", "recognition",
    ]  # fmt: skip
    assert set(SET.procedure) == {"candidacy"}
    assert SET.kinds["selection"].starts == ("candidacy",)


def relaxed(criterion: Criterion) -> set[str]:
    """The area classes for which a number of the criterion differs."""
    kinds = {kind for number in numbers_of(criterion) for kind in number.on(DAY).values}
    return {kind.partition("@")[2] for kind in kinds} - {""}


def test_premises_online_and_results_are_relaxed_where_the_notice_says_so() -> None:
    for criterion in SCORED:
        cites = "ZJ-2023-N §1.3" in criterion.clauses
        assert cites == (relaxed(criterion) == {"mountain", "island"}), criterion.id
        assert cites or not relaxed(criterion)
        if cites:
            assert SET.group_of(criterion.id).id in ("premises", "online", "results")
    assert len([criterion for criterion in SCORED if relaxed(criterion)]) == 8


@pytest.mark.parametrize(
    ("division", "area", "records"), [(GONG_SHU, "", 1200), (CHUN_AN, "mountain", 600),
                                      (SHENG_SI, "island", 400)],
)  # fmt: skip
def test_a_county_asks_the_volume_of_its_class(division: str, area: str, records: int) -> None:
    assert SET.area_of(division) == area
    full = SET.criteria["results.records"].compare.numbers["full"].on(DAY)
    for market_type in ("general", "sector", "station"):
        assert full.value(f"{market_type}@{area}" if area else market_type) == records


def test_no_class_asks_more_than_the_others_are_asked() -> None:
    for criterion in SCORED:
        for role, number in criterion.compare.numbers.items():
            held = number.on(DAY)
            for kind, value in held.values.items():
                if "@" in kind:
                    assert value < held.value(), (criterion.id, role)


def test_which_counties_are_relaxed_is_a_default_and_no_county_is_in_two() -> None:
    assert {area.basis.status for area in SET.areas} == {"default"}
    every = [code for area in SET.areas for code in area.divisions]
    assert len(every) == len(set(every)) == 32
    assert {code[:2] for code in every} == {"33"}
    assert all("默认值" in area.title.zh for area in SET.areas)


def test_the_documents_are_the_sets_own_and_told_as_summaries() -> None:
    assert SET.documents == ("ZJ-2023", "ZJ-2023-N")
    assert not set(SET.documents) & set(documents())
    for clause in SET.sources.clauses.values():
        if clause.document in SET.documents:
            assert clause.text.startswith("〔摘述〕"), clause.id
    for name in SET.documents:
        assert "未见" in SET.sources.documents[name].number


def test_nothing_in_the_set_claims_to_be_the_documents_own_number() -> None:
    numbers = [number for criterion in SET.criteria.values() for number in numbers_of(criterion)]
    numbers += [group.weight for group in SET.groups]
    statuses = {dated.status for number in numbers for dated in number.dated}
    assert statuses == {"default", "reference"}
    for criterion in SCORED:
        for number in numbers_of(criterion):
            assert number.on(DAY).status == "default", criterion.id


def test_a_scored_item_is_told_with_its_mark() -> None:
    told = sentence(SET.criteria["results.records"], "zh", DAY, "general")
    assert told.startswith("服务人次（示例项）：按“办件量”计，达到1200得满分")
