"""Explanations: the rows as the evaluation saw them, and clear refusals."""

from datetime import date
from pathlib import Path

import pytest

from metrics.evaluate import Evaluation, evaluate
from metrics.explain import ExplanationError, explain
from rules.calendar import day_start, month_bounds
from rules.sets import load_ruleset
from store.evaluations import EvaluationError, save
from store.scope import PROVINCE, Scope
from tests.metrics.small_city import City, fact, inspection, market, moment, service, step

SET = load_ruleset("jiangsu-2024")
CODE = "320102001"
RATE = "function.first_responsibility"
MONTHS = (202608, 202609, 202610)


def rows(month: int, hits: int) -> dict[str, list]:
    logs = [service(CODE, f"{month}-{n}", month) for n in range(10)]
    steps = [
        step(CODE, f"{month}-{n}", 1, "closed", moment(month, hour=11), "s1" if n < hits else "s2")
        for n in range(10)
    ]
    return {"service": logs, "step": steps}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    town = City(tmp_path_factory.mktemp("explained"))
    declared, verified = day_start(date(2026, 9, 1)), day_start(date(2026, 9, 9))
    town.register(
        market(CODE),
        inspection(CODE, "service_sign", moment(202509), "not_met"),
        inspection(CODE, "service_sign", moment(202609)),
        fact("declaration", market=CODE, item="local_app", document="d", declared_on=declared,
             valid_from=declared),
        fact("verification", market=CODE, item="local_app", verified_on=verified,
             verified_by="k3", result="met", valid_from=verified),
    )  # fmt: skip
    for month in MONTHS:
        town.file(month, [CODE], rows(month, 9))
    return town


@pytest.fixture(scope="module")
def kept(city: City) -> tuple[int, Evaluation]:
    got = evaluate(PROVINCE, city.home, SET, "monitoring", "202610")
    number = save(PROVINCE, city.home, got.header, got.results, got.findings, got.aggregates, "x")
    return number, got


def test_a_share_opens_to_its_rows(city: City, kept: tuple[int, Evaluation]) -> None:
    why = explain(PROVINCE, city.home, kept[0], CODE, RATE)
    [rows_of_tally] = why.evidence
    assert rows_of_tally.source == "service"
    assert len(rows_of_tally.frame) == why.finding["denominator"]
    assert rows_of_tally.frame["hit"].sum() == why.finding["numerator"]
    assert set(rows_of_tally.frame["month"]) == set(MONTHS)
    assert why.clauses[0].id in why.criterion.clauses
    assert {line["role"] for line in why.thresholds} >= {"limit"} or why.thresholds


def test_of_an_inspected_item_the_latest_visit_is_the_hit(
    city: City, kept: tuple[int, Evaluation]
) -> None:
    why = explain(PROVINCE, city.home, kept[0], CODE, "premises.signage")
    [visits] = why.evidence
    signs = visits.frame[visits.frame["item"] == "service_sign"]
    assert signs["hit"].tolist() == [0, 1]
    assert signs["month"].tolist() == [202509, 202609]


def test_a_declaration_shows_the_paper_and_its_verification(
    city: City, kept: tuple[int, Evaluation]
) -> None:
    why = explain(PROVINCE, city.home, kept[0], CODE, "highlights.local_app")
    assert [item.source for item in why.evidence] == [
        "register:declaration", "register:verification",
    ]  # fmt: skip
    assert [item.frame["hit"].sum() for item in why.evidence] == [1, 1]


def test_what_was_not_judged_is_refused_with_what_there_is(
    city: City, kept: tuple[int, Evaluation]
) -> None:
    with pytest.raises(ExplanationError, match=r"没有评价项.*function\.time_limit"):
        explain(PROVINCE, city.home, kept[0], CODE, "function.nothing")
    with pytest.raises(ExplanationError, match="check the code"):
        explain(PROVINCE, city.home, kept[0], "320102999", RATE)
    with pytest.raises(EvaluationError, match="9999"):
        explain(PROVINCE, city.home, 9999, CODE, RATE)


def test_a_reader_from_elsewhere_gets_no_rows(city: City, kept: tuple[int, Evaluation]) -> None:
    with pytest.raises(ExplanationError):
        explain(Scope("city", ("3202",)), city.home, kept[0], CODE, RATE)


def test_rows_are_those_the_evaluation_saw(tmp_path: Path) -> None:
    town = City(tmp_path)
    town.register(market(CODE))
    for month in MONTHS:
        town.file(month, [CODE], rows(month, 9))
    closing = month_bounds(202610)[1] + 10 * 86_400
    got = evaluate(PROVINCE, town.home, SET, "monitoring", "202610", as_of=closing - 1)
    number = save(PROVINCE, town.home, got.header, got.results, got.findings, got.aggregates, "x")
    town.file(202610, [CODE], rows(202610, 1), received_at=closing, reason="更正")
    why = explain(PROVINCE, town.home, number, CODE, RATE)
    assert why.evidence[0].frame["hit"].sum() == 27 == why.finding["numerator"]
    assert why.same_facts


def test_a_set_with_papers_of_its_own_is_explained_by_them(city: City) -> None:
    other = load_ruleset("zhejiang-2023")
    got = evaluate(PROVINCE, city.home, other, "performance", "202610")
    number = save(PROVINCE, city.home, got.header, got.results, got.findings, got.aggregates, "x")
    for criterion in got.findings["criterion"].unique():
        why = explain(PROVINCE, city.home, number, CODE, criterion, other)
        assert [clause.id for clause in why.clauses] == list(other.criteria[criterion].clauses)
        assert {clause.document for clause in why.clauses} <= set(other.documents)
        assert all(why.sources.documents[clause.document].number for clause in why.clauses)
