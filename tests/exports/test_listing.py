"""Is the JSON of a ranking what the interface promises, byte for byte?"""

import json
from pathlib import Path

import pandas as pd

from exports.explained_json import explanation_object, market_object
from exports.listing import RANKING_KEYS, ranking_rows, records, to_json
from exports.report import judged
from metrics.explain import explain
from store import evaluations
from store.evaluations import Header
from store.home import Home
from store.scope import PROVINCE
from tests.exports.town import CHARGED, GOOD, NEW, POOR, RULESET, SILENT

KEYS = {
    "market", "name", "division", "type", "mode", "score", "low", "high", "assessed_share",
    "grade", "rank", "peers", "vetoes", "caps", "reason",
}  # fmt: skip


def header(town: Home, kind: str = "monitoring") -> Header:
    found = evaluations.latest(PROVINCE, town, kind, "202610")
    assert found is not None
    return found


def ranking(town: Home) -> list[dict[str, object]]:
    return ranking_rows(evaluations.results(PROVINCE, town, header(town).evaluation_id))


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [value]


def test_an_object_has_the_keys_of_the_interface(town: Home) -> None:
    assert set(RANKING_KEYS) == KEYS
    assert all(set(row) - {"provisional"} == KEYS for row in ranking(town))


def test_a_market_that_is_not_graded_has_no_score_but_a_reason(town: Home) -> None:
    rows = {row["market"]: row for row in ranking(town)}
    assert (rows[SILENT]["score"], rows[SILENT]["grade"]) == (None, None)
    assert rows[SILENT]["reason"] == "insufficient"
    assert rows[NEW]["reason"] == "new"
    assert rows[GOOD]["reason"] is None
    assert isinstance(rows[GOOD]["score"], int)


def test_a_failed_veto_is_named_and_keeps_the_market_unranked(town: Home) -> None:
    charged = {row["market"]: row for row in ranking(town)}[CHARGED]
    assert charged["grade"] == "unqualified"
    assert charged["rank"] is None
    assert charged["vetoes"] == [
        {"criterion": "function.public_interest", "finding": "not_met", "reason": None}
    ]


def test_only_a_provisional_grade_says_that_it_is(town: Home) -> None:
    results = evaluations.results(PROVINCE, town, header(town).evaluation_id)
    rows = ranking_rows(results.assign(provisional=(results["subject"] == GOOD).astype("int64")))
    assert [row["market"] for row in rows if row.get("provisional")] == [GOOD]
    assert sum("provisional" in row for row in rows) == 1


def test_ranks_come_in_order_and_the_unranked_last() -> None:
    plain = dict.fromkeys(KEYS) | {"vetoes": "[]", "caps": "[]", "provisional": 0}
    frame = pd.DataFrame(
        [{**plain, "subject": str(n), "type": "general", "rank": rank}
         for n, rank in enumerate([None, 2, 1])]
    )  # fmt: skip
    frame = frame.drop(columns="market").astype({"rank": "Int64"})
    assert [row["market"] for row in ranking_rows(frame)] == ["2", "1", "0"]


def test_json_holds_integers_and_text_only_and_is_stable(town: Home) -> None:
    text = to_json(ranking(town))
    assert text == to_json(ranking(town))
    assert all(leaf is None or isinstance(leaf, (int, str)) for leaf in leaves(json.loads(text)))
    assert (
        json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        == text
    )


def test_records_lose_no_missing_value() -> None:
    frame = pd.DataFrame({"a": pd.array([1, pd.NA], "Int64"), "b": ["x", None]})
    assert records(frame) == [{"a": 1, "b": "x"}, {"a": None, "b": None}]


def test_a_market_comes_with_every_finding(town: Home) -> None:
    found = header(town)
    results = evaluations.results(PROVINCE, town, found.evaluation_id)
    _, findings = judged(PROVINCE, town, found, POOR)
    told = market_object(results[results["subject"] == POOR], findings, RULESET)
    assert told["market"] == POOR
    held = {row["criterion"]: row for row in json.loads(to_json(told))["findings"]}
    assert set(held) == {c.id for c in RULESET.criteria.values() if c.subject == "market"}
    limit = held["function.time_limit"]
    assert limit["value"] == [limit["numerator"], limit["denominator"]]
    assert set(limit["points"]) == {"low", "high", "maximum"}


def test_an_explanation_holds_what_the_interface_promises(town: Home) -> None:
    held = explain(PROVINCE, town, header(town).evaluation_id, POOR, "function.time_limit")
    told = json.loads(to_json(explanation_object(held)))
    assert {
        "finding", "value", "numerator", "denominator", "threshold", "clauses", "reason",
        "points", "rows",
    } <= set(told)  # fmt: skip
    roles = [entry["role"] for entry in told["threshold"]]
    assert roles == ["zero", "full", "limit", "min_n"]
    assert told["clauses"][0]["id"] == "M-65 §6.2"
    (tally,) = told["rows"]
    assert sum(row["hit"] for row in tally) == told["numerator"]
    assert len(tally) == told["denominator"]
    assert all("month" in row for row in tally)
    assert all(leaf is None or isinstance(leaf, (int, str, bool)) for leaf in leaves(told))


def test_an_explanation_of_an_inspection_gives_the_register_rows(town: Home) -> None:
    number = header(town).evaluation_id
    held = explain(PROVINCE, town, number, POOR, "facilities.equipment")
    told = json.loads(to_json(explanation_object(held)))
    (visits,) = told["rows"]
    assert {row["item"] for row in visits} == {"information_screen", "drinking_water", "first_aid"}
    assert told["tallies"] == [{"title": "现场检查", "source": "register:inspection"}]


def test_no_path_and_no_time_of_running_leaks(town: Home) -> None:
    held = explain(PROVINCE, town, header(town).evaluation_id, CHARGED, "function.public_interest")
    text = to_json(explanation_object(held))
    assert str(Path(town.root)) not in text
    assert "received_at" not in text
    assert "tester" not in text
