"""Can a rule set be tried, kept as a draft and released from a terminal?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import manage
from rules.sets import load_ruleset
from store import duck, engine
from store.home import Home
from tests.exports.town import NOW, copied

Run = Callable[..., Result]
MOVES = ("bands.good=89.9", "bands.qualified=89.8")
BEGINS = "2026-12-01"


@pytest.fixture
def run(town: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs a command on a copy of the town."""
    home = copied(town, tmp_path / "copy")
    runner = CliRunner()

    def command(*words: str, language: str = "zh") -> Result:
        monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
        monkeypatch.setenv("BIAOCHI_NOW", NOW)
        monkeypatch.setenv("BIAOCHI_LANG", language)
        return runner.invoke(manage.app, list(words))

    yield command
    engine.close(home)
    duck.close(home.ledger, home.derived)


def test_a_trial_says_whose_grade_would_change_and_that_it_is_none(run: Run) -> None:
    said = run("rules", "simulate", *MOVES, "--kind", "monitoring")
    assert said.exit_code == 0
    assert said.stdout.startswith("试算，非正式")
    assert "bands" in said.stdout or "等级线" in said.stdout
    told = json.loads(run("rules", "simulate", *MOVES, "--kind", "monitoring", "--json").stdout)
    assert told["official"] == 0
    assert {row["grade_after"] for row in told["rescored"]["changes"]} == {"unqualified"}
    assert "A trial, not official" in run("rules", "simulate", *MOVES, language="en").stdout


def test_a_trial_nobody_can_make_is_refused_with_the_mend(run: Run) -> None:
    for move in ("nothing", "function.absent=3", "bands.good=95"):
        said = run("rules", "simulate", move)
        assert said.exit_code == 1, move
        assert "draft.yaml" in said.stderr


def test_a_draft_is_kept_as_a_file_once_and_released_by_two(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "stricter.yaml"
    keep = ("rules", "simulate", *MOVES, "--from", BEGINS, "--keep", str(path))
    assert run(*keep).exit_code == 0
    assert load_ruleset(path).layer.base == "jiangsu-2024"
    again = run(*keep)
    assert (again.exit_code, "不覆盖" in again.stderr) == (1, True)
    act = ("rules", "release")
    proposed = run(*act, "propose", str(path), "--from", BEGINS, "--reason", "提高", "--as", "甲")
    assert "编号 1" in proposed.stdout
    assert run(*act, "approve", "1", "--as", "乙").exit_code == 1
    tried = run(*act, "shadow", "1", "--as", "甲")
    assert tried.exit_code == 0
    assert "月度监测" in tried.stdout
    assert "一人已批准" in run(*act, "approve", "1", "--as", "乙").stdout
    refused = run(*act, "approve", "1", "--as", "乙")
    assert (refused.exit_code, "两人" in refused.stderr) == (1, True)
    assert "待生效" in run(*act, "approve", "1", "--as", "丙").stdout
    (row,) = json.loads(run(*act, "list", "--json").stdout)
    assert (row["state"], row["approved_by"]) == ("scheduled", ["乙", "丙"])
    assert [one["period"] for one in row["shadow"]] == ["202610", "202609", "202610"]
    assert "stricter" in run(*act, "list").stdout


def test_a_proposal_can_be_taken_back(run: Run) -> None:
    act = ("rules", "release")
    assert "还没有发布过" in run(*act, "list").stdout
    more = ("--from", BEGINS, "--reason", "改用")
    assert run(*act, "propose", "zhejiang-2023", *more, "--as", "甲").exit_code == 0
    assert "已撤回" in run(*act, "withdraw", "1", "--reason", "有误", "--as", "甲").stdout
    assert run(*act, "propose", "zhejiang-2023", "--from", "soon", "--reason", "x").exit_code == 2


def test_an_evaluation_of_another_layer_than_its_set_is_refused(run: Run) -> None:
    said = run("evaluate", "--period", "202610", "--layer", "city")
    assert (said.exit_code, "--ruleset" in said.stderr) == (1, True)
