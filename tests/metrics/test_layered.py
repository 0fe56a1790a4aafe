"""Does a city's or a contract's own rule set give a second result, beside the province's?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics.evaluate import evaluate
from metrics.explain import explain
from metrics.layered import narrowed
from metrics.record import record
from metrics.rulebook import RulebookError, in_force, keep, ruleset_of
from rules.model import Layer, RuleSet
from rules.sets import load_ruleset
from store import duck, engine, evaluations
from store.folder import Home
from store.scope import PROVINCE, Scope
from tests.exports import town as towns

SET = towns.RULESET
RATE = "function.first_responsibility"
CHANGE = """changes:
  - number: function.first_responsibility.compare.full
    dated: [{from: 2026-01-01, value: 100%, status: default, source: default}]
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIAOCHI_NOW", towns.NOW)
        shared = towns.shared(towns.base_of(tmp_path_factory.getbasetemp()))
        home = towns.copied(shared, tmp_path_factory.mktemp("layered") / "home")
        yield home
        engine.close(home)
        duck.close(home.ledger, home.derived)


def overlay(folder: Path, layer: str, whom: str, changes: str = CHANGE) -> RuleSet:
    folder.mkdir(exist_ok=True)
    (folder / "own.yaml").write_text(
        "id: own\ntitle: {zh: 本级, en: Ours}\nbase: jiangsu-2024\n"
        f"layer: {layer}\nfor: {whom}\n{changes}",
        "utf-8",
    )
    return load_ruleset(folder / "own.yaml")


def test_a_city_s_layer_judges_its_own_markets_without_ranks_or_figures(
    town: Home, tmp_path: Path
) -> None:
    whole = evaluate(PROVINCE, town, SET, "monitoring", "202610")
    mine = evaluate(PROVINCE, town, overlay(tmp_path, "city", "'320100'"), "monitoring", "202610")
    assert mine.results["subject"].tolist() == whole.results["subject"].tolist()
    assert mine.results[["rank", "rank_best", "rank_worst", "peers"]].isna().all(axis=None)
    assert mine.aggregates.empty
    assert (mine.header.layer, mine.header.ruleset) == ("city", "own")
    other = overlay(tmp_path, "city", "'320200'")
    assert evaluate(PROVINCE, town, other, "monitoring", "202610").results.empty


def test_a_tighter_layer_never_gives_more_points(town: Home, tmp_path: Path) -> None:
    whole = evaluate(PROVINCE, town, SET, "monitoring", "202610")
    mine = evaluate(PROVINCE, town, overlay(tmp_path, "city", "'320100'"), "monitoring", "202610")
    pairs = whole.findings.merge(mine.findings, on=["subject_kind", "subject", "criterion"])
    assert len(pairs) == len(whole.findings)
    assert (pairs["points_low_y"].fillna(0) <= pairs["points_low_x"].fillna(0)).all()


def test_a_contract_s_layer_judges_that_contract_alone(town: Home, tmp_path: Path) -> None:
    own = overlay(tmp_path, "contract", f"[HT-{towns.GOOD}]")
    made = evaluate(PROVINCE, town, own, "performance", "202610")
    assert made.results[["subject_kind", "subject"]].to_numpy().tolist() == [
        ["contract", f"HT-{towns.GOOD}"]
    ]


def test_the_second_result_stands_beside_and_is_explained_when_its_file_is_gone(
    town: Home, tmp_path: Path
) -> None:
    own = overlay(tmp_path, "city", "'320100'")
    before = evaluations.latest(PROVINCE, town, "monitoring", "202610")
    number, _ = record(PROVINCE, town, own, "monitoring", "202610", "tester", publish=True)
    assert evaluations.latest(PROVINCE, town, "monitoring", "202610") == before
    (tmp_path / "own.yaml").unlink()
    header = evaluations.get(PROVINCE, town, number)
    assert ruleset_of(PROVINCE, town, header).hash == own.hash
    told = explain(PROVINCE, town, number, towns.GOOD, RATE)
    assert told.same_rules
    assert [t["value"] for t in told.thresholds if t["role"] == "full"] == ["100%"]


def test_rules_that_are_not_kept_are_said_to_be_missing(town: Home) -> None:
    header = evaluations.latest(PROVINCE, town, "monitoring", "202610")
    assert header is not None
    lost = header.__class__(**{**vars(header), "ruleset_hash": "sha256:0"})
    with pytest.raises(RulebookError, match="没有留存"):
        ruleset_of(PROVINCE, town, lost)


def test_without_a_release_the_project_s_own_set_is_in_force(town: Home) -> None:
    from datetime import date

    assert in_force(PROVINCE, town, date(2026, 10, 31)) == SET
    assert keep(PROVINCE, town, SET) == SET.hash


def test_a_reader_s_scope_is_never_widened_by_a_layer() -> None:
    city = Layer("city", ("320100",))
    assert narrowed(PROVINCE, city).prefixes == ("3201",)
    assert narrowed(Scope("county", ("320102",)), city).prefixes == ("320102",)
    assert narrowed(Scope("city", ("3202",)), city).prefixes == ()
