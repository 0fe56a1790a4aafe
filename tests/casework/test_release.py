"""Does a rule set come into force only tried, approved by two others, and never for the past?"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from casework import release
from metrics.rulebook import in_force
from rules.model import RuleSet
from rules.sets import FOLDER, load_ruleset
from store import duck, engine, rulebook
from store.folder import Home
from store.rulebook import ReleaseError
from store.scope import PROVINCE
from tests.demo.test_layers import LAYERS
from tests.exports import town as towns
from tests.rules.test_sets import replace

SET = towns.RULESET
BEGINS = date(2026, 12, 1)
DRAFT = """id: next
title: {zh: 下一版, en: The next}
base: jiangsu-2024
layer: province
changes:
  - number: bands.good
    dated: [{from: 2026-12-01, value: 89.9, status: default, source: default}]
  - number: bands.qualified
    dated: [{from: 2026-12-01, value: 89.8, status: default, source: default}]
"""


@pytest.fixture
def town(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Home]:
    monkeypatch.setenv("BIAOCHI_NOW", towns.NOW)
    shared = towns.shared(towns.base_of(tmp_path_factory.getbasetemp()))
    home = towns.copied(shared, tmp_path / "home")
    yield home
    engine.close(home)
    duck.close(home.ledger, home.derived)


@pytest.fixture
def draft(tmp_path: Path) -> RuleSet:
    (tmp_path / "next.yaml").write_text(DRAFT, "utf-8")
    return load_ruleset(tmp_path / "next.yaml")


@pytest.fixture
def number(town: Home, draft: RuleSet) -> int:
    return release.propose(PROVINCE, town, draft, BEGINS, "提高要求", "甲")


def refusal(*args: object) -> str:
    act, *rest = args
    with pytest.raises(ReleaseError) as caught:
        act(PROVINCE, *rest)  # type: ignore[operator]
    return str(caught.value)


def state(town: Home, number: int, today: date = date(2026, 11, 5)) -> str:
    return release.state(release.release_of(PROVINCE, town, number), today)


def test_a_release_goes_from_draft_through_a_shadow_run_and_two_approvals_into_force(
    town: Home, number: int, draft: RuleSet
) -> None:
    assert state(town, number) == "draft"
    assert "尚未试运行" in refusal(release.approve, town, number, "乙")
    release.shadow(PROVINCE, town, number, "甲")
    assert state(town, number) == "shadowed"
    assert release.approve(PROVINCE, town, number, "乙") == "approved_once"
    assert in_force(PROVINCE, town, BEGINS) == SET
    assert release.approve(PROVINCE, town, number, "丙") == "scheduled"
    assert state(town, number, BEGINS) == "in_force"
    assert in_force(PROVINCE, town, BEGINS).hash == draft.hash
    assert in_force(PROVINCE, town, date(2026, 11, 30)) == SET
    assert "已经办结" in refusal(release.approve, town, number, "丁")


def test_the_shadow_run_scores_the_last_periods_as_if_it_had_been_in_force(
    town: Home, number: int
) -> None:
    tried = {(one.kind, one.period): one for one in release.shadow(PROVINCE, town, number, "甲")}
    assert set(tried) == {
        ("monitoring", "202610"), ("monitoring", "202609"), ("performance", "202610"),
    }  # fmt: skip
    month = tried["monitoring", "202610"]
    assert month.judged == 8
    assert month.down > 0 == month.up
    assert {row["grade_after"] for row in month.changed} == {"unqualified"}
    kept = release.release_of(PROVINCE, town, number).shadow
    assert kept is not None
    assert [one["period"] for one in json.loads(kept.content)] == [p for _, p in tried]


def test_whoever_proposed_or_approved_can_t_approve(town: Home, number: int) -> None:
    release.shadow(PROVINCE, town, number, "甲")
    assert "另外两人" in refusal(release.approve, town, number, "甲")
    release.approve(PROVINCE, town, number, "乙")
    assert "另外两人" in refusal(release.approve, town, number, "乙")


def test_rules_never_reach_back(town: Home, draft: RuleSet) -> None:
    early = date(2026, 11, 4)
    assert "不能追溯" in refusal(release.propose, town, draft, early, "提高要求", "甲")


def test_a_release_gives_its_reason(town: Home, draft: RuleSet) -> None:
    assert "发布理由" in refusal(release.propose, town, draft, BEGINS, " ", "甲")


def test_what_is_in_force_is_not_released_again(town: Home) -> None:
    assert "已经有效" in refusal(release.propose, town, SET, BEGINS, "再发", "甲")


def test_what_is_in_force_for_a_city_is_not_released_again(town: Home) -> None:
    city = load_ruleset(next(folder for folder in LAYERS if folder.name.startswith("nanjing")))
    number = release.propose(PROVINCE, town, city, BEGINS, "本市口径", "甲")
    release.shadow(PROVINCE, town, number, "甲")
    for name in ("乙", "丙"):
        release.approve(PROVINCE, town, number, name)
    assert "已经有效" in refusal(release.propose, town, city, BEGINS, "再发", "甲")


def test_a_draft_overtaken_by_another_is_not_approved(
    town: Home, number: int, tmp_path: Path
) -> None:
    (tmp_path / "other.yaml").write_text(DRAFT.replace("id: next", "id: other"), "utf-8")
    other = release.propose(
        PROVINCE, town, load_ruleset(tmp_path / "other.yaml"), BEGINS, "另一稿", "甲"
    )
    for held in (number, other):
        release.shadow(PROVINCE, town, held, "甲")
        release.approve(PROVINCE, town, held, "乙")
    release.approve(PROVINCE, town, number, "丙")
    assert "另一版本" in refusal(release.approve, town, other, "丙")
    assert state(town, other) == "approved_once"


def test_a_set_whose_rule_cases_fail_is_not_proposed(town: Home, tmp_path: Path) -> None:
    folder = copytree(FOLDER / SET.id, tmp_path / SET.id)
    replace(folder / "criteria/function/time_limit.yaml", "value: 95%", "value: 90%")
    refused = refusal(release.propose, town, load_ruleset(folder), BEGINS, "放宽", "甲")
    assert "function.time_limit" in refused


def test_a_draft_on_what_won_t_be_in_force_is_to_be_made_again(
    town: Home, number: int, tmp_path: Path
) -> None:
    release.shadow(PROVINCE, town, number, "甲")
    for name in ("乙", "丙"):
        release.approve(PROVINCE, town, number, name)
    (tmp_path / "late.yaml").write_text(DRAFT.replace("id: next", "id: late"), "utf-8")
    late = load_ruleset(tmp_path / "late.yaml")
    assert "另一版本" in refusal(release.propose, town, late, date(2027, 1, 1), "再改", "甲")


def test_a_release_can_be_withdrawn_until_it_is_in_force(
    town: Home, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "撤回理由" in refusal(release.withdraw, town, number, "甲", "")
    release.withdraw(PROVINCE, town, number, "甲", "有误")
    assert state(town, number) == "withdrawn"
    assert "不能撤回" in refusal(release.withdraw, town, number, "甲", "再撤")
    other = release.propose(PROVINCE, town, load_ruleset("zhejiang-2023"), BEGINS, "改用", "甲")
    release.shadow(PROVINCE, town, other, "甲")
    for name in ("乙", "丙"):
        release.approve(PROVINCE, town, other, name)
    monkeypatch.setenv("BIAOCHI_NOW", "2026-12-02")
    assert "另行发布" in refusal(release.withdraw, town, other, "甲", "有误")


def test_a_release_that_nobody_approved_in_time_has_lapsed(
    town: Home, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    release.shadow(PROVINCE, town, number, "甲")
    monkeypatch.setenv("BIAOCHI_NOW", "2026-12-02")
    assert state(town, number, date(2026, 12, 2)) == "lapsed"
    assert "另定生效日" in refusal(release.approve, town, number, "乙")


def test_an_unknown_release_is_told(town: Home) -> None:
    assert "没有编号为 99" in refusal(release.shadow, town, 99, "甲")
    assert rulebook.releases(PROVINCE, town) == []
