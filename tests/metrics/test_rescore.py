"""Does scoring under two sets at once say what two evaluations say, and count only once?"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from metrics import rescore as module
from metrics.evaluate import EvaluationError, evaluate
from metrics.frames import finding_frame, result_frame
from metrics.periods import PeriodError
from metrics.rescore import Side, rescore
from rules.model import Criterion, RuleSet
from rules.sets import FOLDER, load_ruleset
from store import duck, engine
from store.folder import Home
from store.scope import PROVINCE
from tests.exports import town as towns
from tests.rules.test_sets import replace

SET = load_ruleset("jiangsu-2024")
OTHER = load_ruleset("zhejiang-2023")
LIMIT = "criteria/function/time_limit.yaml"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIAOCHI_NOW", towns.NOW)
        home = towns.shared(towns.base_of(tmp_path_factory.getbasetemp()))
        yield home
        engine.close(home)
        duck.close(home.ledger, home.derived)


def draft(root: Path, *moves: tuple[str, str, str]) -> RuleSet:
    """The provincial set with words of its files replaced."""
    folder = copytree(FOLDER / SET.id, root / SET.id)
    for name, old, new in moves:
        replace(folder / name, old, new)
    return load_ruleset(folder)


def frames(side: Side) -> tuple[pd.DataFrame, pd.DataFrame]:
    boards = side.boards.values()
    results = [result_frame(board, side.ruleset) for board in boards]
    found = [finding_frame(board, side.ruleset, side.months) for board in boards]
    return pd.concat(results, ignore_index=True), pd.concat(found, ignore_index=True)


def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is counted again for the second set, in the order of the roster kinds."""
    told: list[list[str]] = []
    count = module.count_all

    def noted(scope, ledger, criteria: list[Criterion], people, day):  # type: ignore[no-untyped-def]
        told.append([c.id for c in criteria if c.judged_by == "computation"])
        return count(scope, ledger, criteria, people, day)

    monkeypatch.setattr(module, "count_all", noted)
    return told


@pytest.mark.parametrize(
    ("after", "kind", "period"),
    [(SET, "monitoring", "202610"), (OTHER, "selection", "2026"), (OTHER, "performance", "2026")],
)
def test_both_sides_are_what_two_evaluations_say(
    town: Home, after: RuleSet, kind: str, period: str
) -> None:
    found = rescore(PROVINCE, town, SET, after, kind, period)
    for ruleset, side in ((SET, found.before), (after, found.after)):
        alone = evaluate(PROVINCE, town, ruleset, kind, period)
        results, findings = frames(side)
        assert_frame_equal(results[alone.results.columns], alone.results, check_dtype=False)
        assert_frame_equal(findings[alone.findings.columns], alone.findings, check_dtype=False)


def test_what_both_sets_ask_alike_is_counted_once(
    town: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asked(monkeypatch)
    rescore(PROVINCE, town, SET, SET, "monitoring", "202610")
    assert told == [[]]


def test_only_a_criterion_that_counts_otherwise_is_counted_again(
    town: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = (LIMIT, "value: 2h", "value: 3h"), (LIMIT, "value: 95%", "value: 90%")
    changed = draft(tmp_path, *moves)
    told = asked(monkeypatch)
    found = rescore(PROVINCE, town, SET, changed, "monitoring", "202610")
    assert told == [["function.time_limit"]]
    alone = evaluate(PROVINCE, town, changed, "monitoring", "202610")
    assert_frame_equal(
        frames(found.after)[1][alone.findings.columns], alone.findings, check_dtype=False
    )


def test_values_of_an_area_class_are_counted_for_those_they_are_for(
    town: Home, tmp_path: Path
) -> None:
    areas = (
        "areas:\n  - {id: island, title: {zh: 海岛, en: Islands}, divisions: ['320102'], "
        "status: default, source: default}\ngroups:"
    )
    changed = draft(
        tmp_path, ("ruleset.yaml", "\ngroups:", f"\n{areas}"),
        (LIMIT, "value: 2h", 'value: {all: 2h, "@island": 8h}'),
    )  # fmt: skip
    found = rescore(PROVINCE, town, SET, changed, "monitoring", "202610")
    alone = evaluate(PROVINCE, town, changed, "monitoring", "202610")
    results, findings = frames(found.after)
    assert_frame_equal(results[alone.results.columns], alone.results, check_dtype=False)
    assert_frame_equal(findings[alone.findings.columns], alone.findings, check_dtype=False)
    before = frames(found.before)[1]
    limit = findings["criterion"] == "function.time_limit"
    assert findings.loc[limit, "numerator"].sum() > before.loc[limit, "numerator"].sum()


def test_a_kind_or_period_one_set_lacks_is_refused(town: Home) -> None:
    with pytest.raises(EvaluationError, match="zhejiang-2023"):
        rescore(PROVINCE, town, SET, OTHER, "monitoring", "202610")
    with pytest.raises(PeriodError, match="2026Q3"):
        rescore(PROVINCE, town, SET, OTHER, "performance", "2026Q3")
