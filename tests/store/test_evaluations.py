"""Do evaluations stay as they were saved, version beside version?"""

import time
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from store import audit, evaluations
from store.errors import DamageError
from store.evaluations import EvaluationError, Header
from store.home import Home
from store.scope import PROVINCE, Scope
from store.tables import aggregate, finding, result
from tests.store.making import at, signed
from tests.store.records import A, B

HEADER = Header(
    kind="monitoring", period="202609", layer="province", first_month=202607, last_month=202609,
    ruleset="jiangsu-2024", ruleset_hash="sha256:r", facts_hash="sha256:f", engine="1",
    calendar_hash="sha256:c", as_of=None, manifest="{}", content="sha256:x",
)  # fmt: skip


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", "2026-10-20")


def filled(table: Any, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows with every column of the table; what is left out is missing, or empty if required."""
    names = [column for column in table.columns if column.name != "evaluation_id"]
    blank = {
        column.name: None if column.nullable else "" if "VARCHAR" in str(column.type) else 0
        for column in names
    }
    blank |= {column.name: "[]" for column in names if str(column.type) == "TEXT"}
    return pd.DataFrame([blank | row for row in rows], columns=[c.name for c in names])


def one(market: str, score: int | None) -> dict[str, Any]:
    return {"subject_kind": "market", "subject": market, "division": market[:6], "score": score}


def save(home: Home, score: int | None = 800_000, **changes: Any) -> int:
    results = filled(result, [one(A, score), one(B, None)])
    found = filled(
        finding,
        [
            {"subject_kind": "market", "subject": market, "criterion": criterion,
             "finding": "met", "numerator": 3, "denominator": None}
            for market in (A, B)
            for criterion in ("premises.area", "function.time_limit")
        ],
    )  # fmt: skip
    figures = filled(aggregate, [{"area": "32", "market_type": "general", "measure": "markets",
                                  "numerator": 2, "n": 2}])  # fmt: skip
    header = signed(replace(HEADER, **changes), results, found, figures)
    return evaluations.save(PROVINCE, home, header, results, found, figures, "tester")


def test_what_is_saved_is_read_back_as_it_was(home: Home) -> None:
    number = save(home)
    frame = evaluations.results(PROVINCE, home, number)
    assert frame["subject"].tolist() == [A, B]
    assert frame["score"].isna().tolist() == [False, True]
    assert frame["score"][0] == 800_000
    found = evaluations.findings(PROVINCE, home, number)
    assert len(found) == 4
    assert (found["numerator"][0], found["denominator"].isna().all()) == (3, True)
    assert len(evaluations.findings(PROVINCE, home, number, subject=A)) == 2
    assert evaluations.findings(PROVINCE, home, number, A, "premises.area")["subject"][0] == A
    assert evaluations.aggregates(PROVINCE, home, number)["numerator"].tolist() == [2]


def test_a_draft_is_not_the_latest_until_it_is_published(home: Home) -> None:
    number = save(home)
    assert evaluations.latest(PROVINCE, home, "monitoring") is None
    draft = evaluations.latest(PROVINCE, home, "monitoring", status=None)
    assert draft is not None
    assert (draft.evaluation_id, draft.status, draft.version) == (number, "draft", 1)
    evaluations.publish(PROVINCE, home, number, "chief")
    found = evaluations.latest(PROVINCE, home, "monitoring")
    assert found is not None
    told = (found.status, found.published_by, found.published_at, found.created_by)
    assert told == ("published", "chief", at("2026-10-20"), "tester")
    assert found.content == draft.content
    as_given = replace(found, evaluation_id=0, version=0, status="draft", created_at=0,
                       created_by="", published_at=None, published_by=None)  # fmt: skip
    assert replace(as_given, content=HEADER.content) == HEADER


@pytest.mark.parametrize("engine", ["2", "3"])
def test_the_cities_of_an_older_engine_came_first(engine: str, home: Home) -> None:
    units = ["320100", "320283", "320300"]
    rows = [one(unit, 1) | {"subject_kind": "unit"} for unit in units]
    results, nothing = filled(result, rows), filled(finding, [])
    header = replace(HEADER, kind="area", engine=engine)
    header = signed(header, results, nothing, filled(aggregate, []),
                    key=lambda code: (not code.endswith("00"), code))  # fmt: skip
    number = evaluations.save(
        PROVINCE, home, header, results, nothing, filled(aggregate, []), "tester"
    )
    if engine == "2":
        assert evaluations.results(PROVINCE, home, number, "unit")["subject"].tolist() == units
    else:
        with pytest.raises(DamageError):
            evaluations.results(PROVINCE, home, number, "unit")


def test_version_2_stands_beside_version_1(home: Home) -> None:
    first = save(home)
    evaluations.publish(PROVINCE, home, first, "chief")
    second = save(home, score=700_000, content="sha256:y")
    current = evaluations.latest(PROVINCE, home, "monitoring")
    assert current is not None
    assert current.evaluation_id == first, "a draft replaces nothing"
    evaluations.publish(PROVINCE, home, second, "chief", reason="更正")
    current = evaluations.latest(PROVINCE, home, "monitoring", "202609")
    assert current is not None
    assert (current.evaluation_id, current.version) == (second, 2)
    assert evaluations.results(PROVINCE, home, first)["score"][0] == 800_000
    assert evaluations.published(PROVINCE, home)["version"].tolist() == [2, 1]


def test_nothing_is_published_twice_or_out_of_nothing(home: Home) -> None:
    number = save(home)
    evaluations.publish(PROVINCE, home, number, "chief")
    with pytest.raises(EvaluationError, match="已经公布"):
        evaluations.publish(PROVINCE, home, number, "chief")
    with pytest.raises(EvaluationError, match="77"):
        evaluations.publish(PROVINCE, home, 77, "chief")
    assert audit.verify(PROVINCE, home).links == 2


def test_the_last_period_is_the_latest_and_each_kind_has_its_own(home: Home) -> None:
    for changes in (
        {"period": "202610", "last_month": 202610}, {}, {"kind": "performance"},
        {"period": "202611", "last_month": 202611, "as_of": at("2026-10-01")},
    ):  # fmt: skip
        evaluations.publish(PROVINCE, home, save(home, **changes), "chief")

    def period(**options: Any) -> str | None:
        found = evaluations.latest(PROVINCE, home, "monitoring", **options)
        return found and found.period

    assert period() == "202611"
    assert period(period="202609") == "202609"
    assert period(as_of=at("2026-10-01")) == "202611"
    assert period(as_of=at("2026-10-02")) is None
    assert period(layer="3201") is None
    assert period(ruleset="another") is None
    assert set(evaluations.published(PROVINCE, home, "performance")["kind"]) == {"performance"}


def test_the_history_of_a_market_goes_by_period_and_version(home: Home) -> None:
    for score, changes in (
        (1, {"period": "202610", "last_month": 202610}), (2, {}), (3, {}),
    ):  # fmt: skip
        evaluations.publish(PROVINCE, home, save(home, score, **changes), "chief", reason="更正")
    save(home, 4)
    frame = evaluations.history(PROVINCE, home, A, "monitoring")
    told = list(zip(frame["period"], frame["version"], frame["score"], strict=True))
    assert told == [("202609", 1, 2), ("202609", 2, 3), ("202610", 1, 1)]


def test_results_and_findings_are_seen_by_area_and_figures_by_everybody(home: Home) -> None:
    number = save(home)
    evaluations.publish(PROVINCE, home, number, "chief")
    county, elsewhere = Scope("county", ("320106",)), Scope("city", ("3202",))
    assert evaluations.results(county, home, number)["subject"].tolist() == [B]
    assert set(evaluations.findings(county, home, number)["subject"]) == {B}
    assert evaluations.history(county, home, A, "monitoring").empty
    assert evaluations.results(elsewhere, home, number).empty
    assert len(evaluations.aggregates(elsewhere, home, number)) == 1


def test_a_hundred_thousand_findings_are_saved_in_seconds(home: Home) -> None:
    found = filled(finding, [{"subject_kind": "market", "criterion": "c", "finding": "met"}])
    found = found.loc[found.index.repeat(100_000)].reset_index(drop=True)
    found["subject"] = found.index.astype(str)
    frames = (filled(result, []), found, filled(aggregate, []))
    header = signed(HEADER, *frames)
    began = time.process_time()
    number = evaluations.save(PROVINCE, home, header, *frames, "tester")
    assert time.process_time() - began < 6
    assert len(evaluations.findings(PROVINCE, home, number)) == 100_000
