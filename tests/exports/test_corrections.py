"""Is it said which published evaluations a correction touches, and whose grade would change?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import manage
from store import duck, engine, evaluations
from store.home import Home
from store.scope import PROVINCE
from tests.exports.town import GOOD, LAST, MODES, NEW, NOW, SILENT, copied, filing, services
from tests.metrics.small_city import fact, moment

Run = Callable[..., Result]


@pytest.fixture
def own(town: Home, tmp_path: Path) -> Iterator[Home]:
    made = copied(town, tmp_path / "copy")
    yield made
    engine.close(made)
    duck.close(made.ledger, made.derived)


@pytest.fixture
def run(own: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    runner = CliRunner()

    def command(*words: str, language: str = "zh") -> Result:
        monkeypatch.setenv("BIAOCHI_HOME", str(own.root))
        monkeypatch.setenv("BIAOCHI_NOW", NOW)
        monkeypatch.setenv("BIAOCHI_LANG", language)
        return runner.invoke(manage.app, list(words))

    return command


def corrected(home: Home, root: Path) -> None:
    """The last month filed again, and a charge of the good market confirmed."""
    filed = [code for code in MODES if code != SILENT]
    rows = {"service": [row for code in filed if code != NEW for row in services(code, LAST)]}
    charge = fact(
        "incident", incident_no="C1", market=GOOD, kind="fee", status="confirmed",
        happened_on=moment(LAST), origin="report", officer_a="k1", officer_b="k2",
        document="核字9号",
    )  # fmt: skip
    filing(home, root).file(
        LAST, filed, rows, registers=[charge], received_at=moment(202611, 5), reason="漏报更正"
    )


def test_without_a_correction_all_agrees(run: Run) -> None:
    said = run("corrections")
    assert said.exit_code == 0
    assert "已发布的评价与在库数据一致" in said.stdout
    assert json.loads(run("corrections", "--json").stdout) == []


def test_a_correction_is_told_judged_again_and_published_by_decision(
    run: Run, own: Home, tmp_path: Path
) -> None:
    corrected(own, tmp_path)
    told = json.loads(run("corrections", "--json").stdout)
    touched = {(one["kind"], one["period"]): one for one in told}
    assert set(touched) == {("monitoring", "202610"), ("performance", "202610")}
    month = touched["monitoring", "202610"]
    assert GOOD in [row["subject"] for row in month["changes"]]
    text = run("corrections").stdout
    assert "2 次已发布的评价，数据已更正" in text
    assert "× 不合格" in text
    assert "2 published evaluations have changed facts" in run("corrections", language="en").stdout
    assert "数据已更正" in run("ranking", "--period", "202610").stdout
    refused = run("publish", str(month["draft"]))
    assert (refused.exit_code, "理由" in refused.stderr) == (1, True)
    done = run("publish", str(month["draft"]), "--reason", "会议决定", "--as", "李核")
    assert (done.exit_code, "第 2 版" in done.stdout) == (0, True)
    versions = evaluations.published(PROVINCE, own, "monitoring")
    assert versions.loc[versions["period"] == "202610", "version"].tolist() == [2, 1]
    assert "数据已更正" not in run("ranking", "--period", "202610").stdout


def test_what_was_known_then_can_still_be_shown(run: Run, own: Home, tmp_path: Path) -> None:
    asked = "ranking", "--period", "202610", "--json"
    before = run(*asked).stdout
    corrected(own, tmp_path)
    assert run(*asked, "--as-of", "2026-11-04").stdout == before
    assert run(*asked, "--as-of", "2026-11-05").stdout != before


def test_a_missing_evaluation_is_told(run: Run) -> None:
    refused = run("publish", "99")
    assert (refused.exit_code, "没有编号为 99" in refused.stderr) == (1, True)
