"""A mapping goes from a draft to the store and back as YAML, by three commands."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import manage
from exports import profiled
from rules.value import RuleError
from store.home import Home, create_home
from store.intake import children, profiles
from store.scope import PROVINCE
from tests.store.intake.conftest import parse_here
from tests.store.intake.month_files import NANJING, filled_month
from tests.store.intake.test_profiles import PROFILE, from_another_system

CONFIRMED = """\
unit: "320100"
sheets:
  工作日志:
    columns:
      登记时间: 受理时间
      完成时间: Closed at
      内部备注: 不导入
    absent: [satisfaction]
    values:
      渠道: {大厅: 窗口}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("BIAOCHI_NOW", "2026-10-02T10:00:00+08:00")
    monkeypatch.setattr(children, "parse_all", parse_here)
    made = create_home(tmp_path / "home")
    monkeypatch.setenv("BIAOCHI_HOME", str(made.root))
    return made


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(manage.app, ["profile", *arguments])
    return done.exit_code, done.output


def test_a_draft_is_suggested_confirmed_and_shown(home: Home, tmp_path: Path) -> None:
    file = from_another_system(tmp_path / "a.xlsx")
    draft = tmp_path / "draft.yaml"
    assert run("suggest", str(file), "--unit", NANJING, "--out", str(draft)) == (0, "")
    text = draft.read_text(encoding="utf-8")
    assert '"登记时间": "受理时间"  # 100 %' in text
    assert '"内部备注": "不导入"' in text
    assert profiles.profiles(PROVINCE, home) == {}
    assert run("confirm", str(draft), "--as", "王科")[0] == 0
    kept = profiles.profiles(PROVINCE, home)[NANJING]
    assert kept.by == "王科"
    code, shown = run("show", NANJING)
    assert code == 0
    again = tmp_path / "again.yaml"
    again.write_text(shown, encoding="utf-8")
    assert profiled.read(again).sheets == kept.sheets


def test_every_spelling_of_a_column_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(CONFIRMED, encoding="utf-8")
    assert profiled.read(path) == PROFILE


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("  日志:", "日志"), ("      登记时间: 开始", "开始"), ("    more: 1", "more")],
)
def test_a_mistake_is_told_with_its_line(wrong: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    start = 'unit: "320100"\nsheets:\n'
    body = wrong if wrong.startswith("  日志") else f"  工作日志:\n    columns:\n{wrong}"
    path.write_text(start + body + ("\n    columns: {}\n" if wrong.strip() == "日志:" else "\n"),
                    encoding="utf-8")  # fmt: skip
    with pytest.raises(RuleError, match=said):
        profiled.read(path)


def test_where_nothing_is_to_be_mapped_or_shown_it_is_said(home: Home, tmp_path: Path) -> None:
    file = filled_month().write(tmp_path / "a.xlsx")
    code, said = run("suggest", str(file), "--unit", NANJING, "--out", str(tmp_path / "d.yaml"))
    assert (code, "不需要对应关系" in said) == (1, True)
    assert not (tmp_path / "d.yaml").exists()
    code, said = run("show", NANJING)
    assert (code, "还没有确认过" in said) == (1, True)
