"""Do the commands answer, refuse and exit as the interface promises?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

import manage
from exports.template import write_workbook
from rules.sets import load_ruleset
from store import duck, engine
from store.home import Home, create_home
from store.ledger_sheets import LEDGERS
from tests.exports.town import CHARGED, GOOD, LAST, NOW, POOR, RULESET, SELF_CHARGED, copied
from tests.metrics.small_city import LONG_AGO
from tests.store.intake.month_files import filled_month

PERIOD = ("--period", str(LAST))
OTHER = load_ruleset("zhejiang-2023")
Run = Callable[..., Result]


@pytest.fixture
def run(town: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs a command on the town. Give `home` to run it on another."""
    runner = CliRunner()

    def command(*words: str, home: Home = town, language: str = "zh") -> Result:
        monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
        monkeypatch.setenv("BIAOCHI_NOW", NOW)
        monkeypatch.setenv("BIAOCHI_LANG", language)
        return runner.invoke(manage.app, list(words))

    return command


@pytest.fixture
def own(town: Home, tmp_path: Path) -> Iterator[Home]:
    made = copied(town, tmp_path / "copy")
    yield made
    engine.close(made)
    duck.close(made.ledger, made.derived)


def test_the_ranking_as_json_is_canonical_and_stable(run: Run) -> None:
    first, second = run("ranking", *PERIOD, "--json"), run("ranking", *PERIOD, "--json")
    assert first.exit_code == 0
    assert first.stdout == second.stdout
    rows = json.loads(first.stdout)
    assert len(rows) == 8
    told = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert first.stdout == told + "\n"


def test_the_ranking_as_text_bears_stamp_and_badge(run: Run) -> None:
    said = run("ranking", *PERIOD)
    assert said.exit_code == 0
    assert "数据截至 2026-10-31 24:00" in said.stdout
    assert "默认值·非标准·待省厅确认" in said.stdout
    assert "市场004" in said.stdout
    assert "否决，不参加排名" in said.stdout
    assert "Unqualified" in run("ranking", *PERIOD, language="en").stdout


def test_a_market_is_told_with_every_finding(run: Run) -> None:
    said = run("market", CHARGED, *PERIOD)
    assert said.exit_code == 0
    assert "■ 否决：公益性（M-65 §1.2）" in said.stdout
    told = json.loads(run("market", CHARGED, *PERIOD, "--json").stdout)
    assert told["market"] == CHARGED
    assert len(told["findings"]) == sum(c.subject == "market" for c in RULESET.criteria.values())


def test_an_explanation_goes_down_to_the_rows(run: Run) -> None:
    said = run("explain", POOR, "function.time_limit", *PERIOD)
    assert said.exit_code == 0
    order = [said.stdout.index(f"\n{word}\n") for word in ("数字", "算式", "要求", "条款", "明细")]
    assert order == sorted(order)
    assert "202608-01" in said.stdout
    told = json.loads(run("explain", POOR, "function.time_limit", *PERIOD, "--json").stdout)
    assert told["finding"] == "not_met"
    assert {row["hit"] for row in told["rows"][0]} <= {0, 1}


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("market", "320102999", *PERIOD), "没有 320102999", "holds no 320102999"),
        (("explain", POOR, "function.nothing", *PERIOD), "没有评价项", "was not judged by"),
        (("ranking", "--period", "202001"), "没有已发布的评价", "no published evaluation"),
        (("ranking", *PERIOD, "--kind", "nonsense"), "没有已发布的评价", "no published"),
        (("evaluate", *PERIOD, "--kind", "nonsense"), "没有评价种类", "has no kind"),
        (("evaluate", "--period", "2026Q3"), "没有 2026Q3", "has no period"),
        (("evaluate", *PERIOD, "--ruleset", "nowhere"), "没有规则集", "there is no rule set"),
        (("rules", "check", "--ruleset", "nowhere"), "没有规则集", "there is no rule set"),
        (("export", "market", *PERIOD, "--out", "x.docx"), "请写明市场代码", "Name the market"),
        (("export", "ranking", "--out", "x.pdf"), "不能把 ranking 导出为 pdf", "can't be exported"),
        (("export", "ranking", "--out", "x"), "不能把 ranking", "can't be exported"),
    ],
)
def test_what_cannot_be_done_is_refused_in_both_languages(
    run: Run, words: tuple[str, ...], zh: str, en: str
) -> None:
    refused = run(*words)
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert zh in refused.stderr
    assert en in refused.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("ranking",),
        ("ranking", "--period", "202613"),
        ("ranking", *PERIOD, "--as-of", "yesterday"),
        ("--now", "someday", "ranking", *PERIOD),
        ("export", "everything", "--out", "x.xlsx"),
        ("export", "ranking", "--out", "x.xlsx", "--format", "png"),
        ("import", "no-such-file.xlsx"),
        ("nonsense",),
        ("template", "--unit", "320100", "--period", "202699", "--out", "x.xlsx"),
    ],
)
def test_a_call_nobody_can_read_is_a_wrong_call(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_a_folder_that_is_no_home_is_refused(run: Run, tmp_path: Path) -> None:
    refused = run("ranking", *PERIOD, home=Home(tmp_path / "nowhere", demo=False, day=None))
    assert refused.exit_code == 1
    assert "make run" in refused.stderr


def test_evaluating_twice_gives_the_same_bytes_and_publishes_on_demand(run: Run, own: Home) -> None:
    words = ("evaluate", "--period", "202609", "--json")
    first = run(*words, home=own)
    silent = run(*words, "--publish", home=own)  # it is published already: why again?
    assert (silent.exit_code, "理由" in silent.stderr) == (1, True)
    second = run(*words, "--publish", "--reason", "更正", home=own)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout == second.stdout
    told = json.loads(first.stdout)
    assert told["header"]["period"] == "202609"
    said = run("evaluate", "--period", "202609", "--kind", "月度监测", home=own)
    assert said.exit_code == 0
    line = next(line for line in said.stdout.splitlines() if "× 不合格" in line)
    unqualified = [row for row in told["results"] if row["grade"] == "unqualified"]
    assert line.split()[-1] == str(len(unqualified))


def test_an_as_of_view_knows_only_what_had_come(run: Run, own: Home) -> None:
    early = json.loads(run("ranking", "--period", "202609", "--as-of", "2026-10-05", "--json",
                           home=own).stdout)  # fmt: skip
    now = json.loads(run("ranking", "--period", "202609", "--json", home=own).stdout)
    vetoes = [{row["market"]: row for row in rows}[CHARGED]["vetoes"] for rows in (early, now)]
    assert [veto[0]["finding"] for veto in vetoes] == ["no_data", "not_met"]


@pytest.mark.parametrize("what", ["ranking", "candidacy", "supervision"])
def test_a_list_is_written_as_a_workbook(run: Run, tmp_path: Path, what: str) -> None:
    out = tmp_path / "new" / f"{what}.xlsx"
    assert run("export", what, "--out", str(out)).exit_code == 0
    page = openpyxl.load_workbook(out).worksheets[0]
    assert "筛选条件：评价种类：" in [row[0].value for row in page.iter_rows()][1]


@pytest.mark.parametrize("what", ["market", "exit"])
def test_a_paper_is_written_as_word_and_as_pdf(run: Run, tmp_path: Path, what: str) -> None:
    word, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    assert run("export", what, CHARGED, *PERIOD, "--out", str(word)).exit_code == 0
    assert run("export", what, CHARGED, "--format", "pdf", "--out", str(pdf)).exit_code == 0
    assert docx.Document(str(word)).tables
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("market", [SELF_CHARGED, GOOD])
def test_an_exit_without_ground_writes_nothing(run: Run, tmp_path: Path, market: str) -> None:
    out = tmp_path / "a.docx"
    refused = run("export", "exit", market, *PERIOD, "--out", str(out))
    assert refused.exit_code == 1
    assert "整改" in refused.stderr
    assert not out.exists()


def test_verification_exits_with_one_when_something_is_wrong(run: Run, own: Home) -> None:
    sound = run("verify", home=own)
    assert sound.exit_code == 0
    assert "√ 全部相符" in sound.stdout
    path = next(own.evidence.iterdir())
    path.unlink()
    broken = run("verify", home=own)
    assert broken.exit_code == 1
    assert f"× 文件缺失：{path.name}" in broken.stdout


def test_the_head_that_is_printed_serves_as_anchor(run: Run, own: Home, tmp_path: Path) -> None:
    noted = tmp_path / "anchor.json"
    noted.write_text(run("verify", home=own).stdout.strip().splitlines()[-1])
    assert run("verify", "--anchor", str(noted), home=own).exit_code == 0


def test_a_rule_set_says_what_it_holds(run: Run) -> None:
    said = run("rules", "check")
    assert said.exit_code == 0
    assert RULESET.hash in said.stdout
    assert f"{len(RULESET.criteria)} 个评价项" in said.stdout


def test_a_case_that_fails_is_named_and_the_set_is_refused(run: Run, tmp_path: Path) -> None:
    own = copytree(RULESET.folder, tmp_path / RULESET.id)
    path = own / "cases/function/time_limit.yaml"
    path.write_text(path.read_text("utf-8").replace("expect: met", "expect: partly", 1), "utf-8")
    said = run("rules", "check", "--ruleset", str(own))
    assert said.exit_code == 1
    assert (
        "× function.time_limit：限时办结率正好在满分线上，得满分——用例写的是 partly" in said.stdout
    )


def test_a_case_of_the_whole_set_that_fails_is_named(run: Run, tmp_path: Path) -> None:
    own = copytree(RULESET.folder, tmp_path / RULESET.id)
    path = own / "ruleset.yaml"
    written = path.read_text("utf-8")
    assert "good: [{from: 2024-04-11, value: 80" in written
    path.write_text(written.replace("2024-04-11, value: 80,", "2024-04-11, value: 81,"), "utf-8")
    said = run("rules", "check", "--ruleset", str(own))
    assert said.exit_code == 1
    assert "× 规则集用例：" in said.stdout


def test_a_number_no_case_notices_is_named_with_file_and_line(run: Run, tmp_path: Path) -> None:
    own = copytree(OTHER.folder, tmp_path / OTHER.id)
    (own / "cases/function/time_limit.yaml").unlink()
    said = run("rules", "check", "--mutate", "--ruleset", str(own))
    assert said.exit_code == 1
    assert "criteria/function/time_limit.yaml:" in said.stdout
    whole = run("rules", "check", "--mutate", "--ruleset", OTHER.id)
    assert (whole.exit_code, "没有发现 0 处" in whole.stdout) == (0, True)


def test_a_list_is_taken_along_as_csv_with_its_marks(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ranking.csv"
    assert run("export", "ranking", "--out", str(out), *PERIOD).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = out.read_text("utf-8-sig").splitlines()
    heading = next(at for at, line in enumerate(lines) if line.startswith("名次,"))
    assert any("数据截至 2026-10-31" in line for line in lines[:heading])
    assert (
        len([line for line in lines[heading + 1 :] if line[:1].isdigit() or line[:1] == "—"]) == 8
    )
    assert "默认值" in lines[-1]
    mixed = run("export", "ranking", "--out", str(tmp_path / "a.xlsx"), "--format", "csv", *PERIOD)
    assert (mixed.exit_code, (tmp_path / "a.xlsx").exists()) == (1, False)


def test_a_table_is_scored_and_a_table_nobody_can_read_is_refused(run: Run, tmp_path: Path) -> None:
    folder = Path(__file__).parents[1] / "rules/frameworks/nested-index"
    call = ("score-table", str(folder / "values.csv"), "--ruleset", str(folder))
    said = run(*call, "--json")
    assert said.exit_code == 0
    rows = {row["unit"]: row for row in json.loads(said.stdout)}
    assert (rows["320100"]["score"], rows["320100"]["grade"]) == (644_900, "qualified")
    assert {"criterion", "finding"} <= rows["320100"]["findings"][0].keys()
    assert "64.5" in run(*call).stdout
    bad = tmp_path / "values.csv"
    bad.write_text("unit,metric,value\n320100,pay.hourly,much\n", encoding="utf-8")
    refused = run("score-table", str(bad), "--ruleset", str(folder))
    assert (refused.exit_code, "much" in refused.stderr) == (1, True)
    assert run(*call, "--kind", "nothing").exit_code == 1


def test_coverage_names_every_clause_and_who_answers_it(run: Run) -> None:
    said = run("rules", "coverage")
    assert said.exit_code == 0
    line = next(line for line in said.stdout.splitlines() if "M-65 §1.2 " in line)
    assert "function.public_interest" in line
    exit_clause = next(line for line in said.stdout.splitlines() if "M-65 §4.3f " in line)
    assert "exit" in exit_clause
    other = run("rules", "coverage", "--ruleset", "zhejiang-2023")
    assert (other.exit_code, "M-65" in other.stdout, "ZJ-" in other.stdout) == (0, False, True)


def test_a_clause_that_nothing_answers_is_named_and_refused(run: Run, tmp_path: Path) -> None:
    own = copytree(RULESET.folder, tmp_path / RULESET.id)
    (own / "duties.yaml").unlink()
    said = run("rules", "coverage", "--ruleset", str(own))
    assert said.exit_code == 1
    assert "尚无回答的条款：" in said.stdout
    assert "M-65 §8.1" in said.stdout.split("尚无回答的条款：")[1]


def test_a_template_can_be_filled_in_and_taken_in(run: Run, tmp_path: Path) -> None:
    home = create_home(tmp_path / "home")
    out = tmp_path / f"320100_{LAST}.xlsx"
    written = run("template", "--unit", "320100", *PERIOD, "--out", str(out), home=home)
    assert written.exit_code == 0
    assert "报送说明" in openpyxl.load_workbook(out).sheetnames
    engine.close(home)


def test_a_refused_file_gives_its_reasons_and_keeps_nothing(run: Run, tmp_path: Path) -> None:
    home = create_home(tmp_path / "home")
    bad = tmp_path / "320100_202610.xlsx"
    bad.write_bytes(b"no workbook")
    refused = run("import", str(bad), home=home)
    assert refused.exit_code == 1
    assert "× 320100_202610.xlsx：未入库，有 1 处问题" in refused.stdout
    told = json.loads(run("import", str(tmp_path), "--json", home=home).stdout)
    assert [outcome["accepted"] for outcome in told] == [False]
    assert told[0]["problems"][0]["text"]["en"]
    assert list(home.evidence.iterdir()) == []
    engine.close(home)


def filed(folder: Path) -> Path:
    """A workbook of one new market without business, as a bureau submits it."""
    month = {"filled_by": "张填", "checked_by": "李审"}
    rows = {("320102001", ledger): 0 for ledger in LEDGERS}
    path = folder / f"320100_{LAST}.xlsx"
    register = pd.DataFrame(
        [{"market": "320102001", "name": "玄武零工市场", "type": "general", "mode": "self",
          "division": "320102", "filing_unit": "320100", "managing_unit": "管理处",
          "opened_on": LONG_AGO, "valid_from": LONG_AGO}]
    )  # fmt: skip
    tables = {name: pd.DataFrame() for name in LEDGERS} | {"market": register}
    write_workbook(path, "320100", LAST, {**month, "rows": rows}, tables)
    return path


def test_a_file_is_checked_taken_in_once_and_known_again(run: Run, tmp_path: Path) -> None:
    home, path = create_home(tmp_path / "home"), str(filed(tmp_path))
    checked = run("import", path, "--dry-run", home=home)
    assert checked.exit_code == 0, checked.stdout
    assert "核对通过，未入库（台账 0 行，名册 1 行）" in checked.stdout
    assert list(home.evidence.iterdir()) == []
    taken = run("import", path, home=home)
    assert "已入库，第 1 版（台账 0 行，名册 1 行）" in taken.stdout
    assert len(list(home.evidence.iterdir())) == 1
    assert "内容与已入库的相同，不重复入库" in run("import", path, home=home).stdout
    (told,) = json.loads(run("import", path, "--json", home=home).stdout)
    assert (told["accepted"], told["repeated"], told["unit"]) == (True, True, "320100")
    engine.close(home)


def test_what_readers_need_is_made_at_the_import(run: Run, tmp_path: Path) -> None:
    home = create_home(tmp_path / "home")
    taken = run("import", str(filled_month(202609).write(tmp_path / "a.xlsx")), home=home)
    assert taken.exit_code == 0, taken.stdout
    assert len(list(home.derived.iterdir())) == 3
    engine.close(home)


def test_an_empty_folder_is_a_wrong_call(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("import", str(tmp_path / "empty")).exit_code == 2


def test_a_demo_too_small_is_refused(run: Run, tmp_path: Path) -> None:
    refused = run("demo", "--markets", "2", "--out", str(tmp_path / "demo"))
    assert refused.exit_code == 1
    assert "at least" in refused.stderr


def test_the_present_can_be_named(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    said = run("--now", "2026-12-31", "export", "supervision", "--out", str(out))
    assert said.exit_code == 0
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(out).active.iter_rows()]
    headings = next(row for row in rows if row[0] == "市场代码")
    good = next(row for row in rows if row[0] == GOOD)
    assert good[headings.index("剩余天数")] == 0


@pytest.fixture
def areas(run: Run, own: Home) -> Run:
    """Runs a command on a town that also judges its units."""
    made = run("evaluate", "--kind", "area", *PERIOD, "--publish", home=own)
    assert made.exit_code == 0
    assert "单位" in made.stdout

    def command(*words: str, **options: Any) -> Result:
        return run(*words, "--kind", "area", home=own, **options)

    return command


def test_units_are_ranked_level_by_level(areas: Run) -> None:
    said = areas("ranking", *PERIOD)
    assert said.exit_code == 0
    lines = said.stdout.splitlines()
    cities = [at for at, line in enumerate(lines) if "设区市  " in line]
    counties = [at for at, line in enumerate(lines) if "县（市、区）  " in line]
    assert max(cities) < min(counties)
    rows = json.loads(areas("ranking", *PERIOD, "--json").stdout)
    assert len(rows) == 108
    assert rows[0]["type"] == "city"
    assert {row["type"] for row in rows[13:]} == {"county", "direct"}
    assert {row["peers"] for row in rows if row["rank"]} == {11}
    assert all("unit" in row and "market" not in row for row in rows)
    assert "Level" in areas("ranking", *PERIOD, language="en").stdout


def test_a_unit_is_told_and_explained_as_a_market_is(areas: Run) -> None:
    told = areas("market", "320102", *PERIOD)
    assert told.exit_code == 0
    assert "不适用（无此项义务）" in told.stdout
    held = json.loads(areas("market", "320102", *PERIOD, "--json").stdout)
    assert held["unit"] == "320102"
    assert len(held["findings"]) == 19
    said = areas("explain", "320100", "unit.coverage", *PERIOD)
    assert said.exit_code == 0
    assert "一县一市场覆盖率 = 1 ÷ 11" in said.stdout
    found = json.loads(areas("explain", "320100", "unit.coverage", *PERIOD, "--json").stdout)
    assert (found["unit"], found["numerator"], found["denominator"]) == ("320100", 1, 11)


def test_the_ranking_of_units_is_exported(areas: Run, tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    assert areas("export", "ranking", *PERIOD, "--out", str(path)).exit_code == 0
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[0] == "名次")
    assert rows[top][3:7] == ("单位代码", "单位名称", "所在设区市", "单位层级")
    levels = [row[6] for row in rows[top + 1 : top + 109]]
    assert levels[:13] == ["设区市"] * 13
    assert set(levels[13:]) == {"县（市、区）", "直报县（市）"}
