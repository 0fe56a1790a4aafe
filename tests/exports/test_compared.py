"""Does `rules compare` say what changed and for whom, in words and as data?"""

import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result
from typer.testing import CliRunner

import manage
from rules.sets import FOLDER
from store.home import Home
from tests.exports.town import GOOD, NOW, SELF_RUN
from tests.rules.test_sets import replace

SET = "jiangsu-2024"
LIMIT = "criteria/function/time_limit.yaml"
SELECTION = ("--kind", "selection", "--period", "2026")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The provincial set with one number of its own by type, and a higher band."""
    folder = copytree(FOLDER / SET, tmp_path / SET)
    values = "{general: 99%, sector: 96%, station: 90%}"
    replace(folder / LIMIT, "value: 95%", f"value: {values}")
    replace(folder / "ruleset.yaml", "qualified: [{from: 2024-04-11, value: 60",
            "qualified: [{from: 2024-04-11, value: 66")  # fmt: skip
    return folder


def compare(
    monkeypatch: pytest.MonkeyPatch, home: Path, *words: str, language: str = "zh"
) -> Result:
    monkeypatch.setenv("BIAOCHI_HOME", str(home))
    monkeypatch.setenv("BIAOCHI_NOW", NOW)
    monkeypatch.setenv("BIAOCHI_LANG", language)
    return CliRunner().invoke(manage.app, ["rules", "compare", *words])


def test_a_draft_is_told_number_by_number_and_market_by_market(
    town: Home, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = compare(monkeypatch, town.root, SET, str(draft), *SELECTION)
    assert said.exit_code == 0
    assert "改动 2 处" in said.stdout
    assert "2024-04-11 起 95%" in said.stdout
    assert "综合性零工市场 99%" in said.stdout
    assert "省级评选 2026年：2 个等级有变化" in said.stdout
    assert GOOD in said.stdout
    assert "等级线等总的规定" in said.stdout


def test_the_english_comparison_is_english(
    town: Home, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = compare(monkeypatch, town.root, SET, str(draft), *SELECTION, language="en")
    assert "2 differences" in said.stdout
    assert "95% from 2024-04-11" in said.stdout
    assert "bands and other limits of all" in said.stdout
    assert "改动" not in said.stdout


def test_the_data_hold_numbers_and_grades_before_and_after(
    town: Home, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(compare(monkeypatch, town.root, SET, str(draft), *SELECTION, "--json").stdout)
    assert told["before"]["hash"] != told["after"]["hash"]
    number = next(one for one in told["differences"] if one["part"] == "criterion")
    assert (number["id"], number["key"]) == ("function.time_limit", "compare.full")
    assert [value["values"] for value in number["before"]] == [{"all": "95%"}]
    assert number["after"][0]["values"] == {"general": "99%", "sector": "96%", "station": "90%"}
    again = told["rescored"]
    markets = {row["subject"]: row for row in again["changes"] if row["subject_kind"] == "market"}
    assert {*markets} == {GOOD, SELF_RUN}
    row = markets[GOOD]
    assert (row["grade_before"], row["grade_after"]) == ("qualified", "unqualified")
    assert (row["how"], row["moved"]) == ("limits", None)
    assert again["by_type"] == [{"type": "general", "judged": 8, "up": 0, "down": 2, "other": 0}]
    assert [one["down"] for one in again["by_criterion"]] == [2]


def test_a_set_beside_itself_differs_nowhere(town: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    said = compare(monkeypatch, town.root, SET, SET)
    assert "两个规则集没有差别" in said.stdout
    assert "月度监测 2026年10月：0 个等级有变化" in said.stdout


def test_without_asking_a_kind_and_period_that_both_sets_have_is_taken(
    town: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(compare(monkeypatch, town.root, SET, "zhejiang-2023", "--json").stdout)
    assert (told["rescored"]["kind"], told["rescored"]["period"]) == ("performance", "202610")
    said = compare(monkeypatch, town.root, SET, "zhejiang-2023")
    assert "示例项·非浙江原文" in said.stdout


def test_rules_are_compared_where_there_is_no_data_yet(
    tmp_path: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = compare(monkeypatch, tmp_path / "none", SET, str(draft))
    assert said.exit_code == 0
    assert "改动 2 处" in said.stdout
    assert "没有重新评分" in said.stdout
    refused = compare(monkeypatch, tmp_path / "none", SET, str(draft), *SELECTION)
    assert refused.exit_code == 1
    assert "BIAOCHI_HOME" in refused.stderr


@pytest.mark.parametrize(
    "words",
    [(SET, "nowhere"), (SET, "zhejiang-2023", "--kind", "monitoring", "--period", "202610"),
     (SET, SET, "--kind", "selection", "--period", "202610")],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_both_languages(
    town: Home, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    refused = compare(monkeypatch, town.root, *words)
    assert refused.exit_code == 1
    assert " / " in refused.stderr or "\n" in refused.stderr.strip()
    assert refused.stdout == ""
