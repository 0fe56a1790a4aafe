"""The refused file comes back with its bad cells marked."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from store.home import Home
from store.intake import children, marked
from store.intake.marked import LIST_SHEET
from store.intake.submit import Outcome
from store.intake.submit import marked as marked_file
from tests.store.intake.month_files import A, filled_month, service_row, submit_path


@pytest.fixture(autouse=True)
def _marked_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marked in this process, unless a test asks for `real_children`."""

    def here(paths: list[Path], target: Path, problems: list[marked.Mark]) -> bool:
        marked.mark([*map(str, paths)], str(target), problems)
        return True

    if "real_children" not in request.fixturenames:
        monkeypatch.setattr(children, "mark", here)


def refused(home: Home, tmp_path: Path) -> Outcome:
    month = filled_month()
    month.rows["service"][1]["kind"] = None
    month.rows["service"][2]["fee_item"] = "=不是公式"
    month.rows["vacancy"][0]["pay_fen"] = -100
    return submit_path(home, month.write(tmp_path / "a.xlsx"))


def test_bad_cells_are_filled_and_say_why(home: Home, tmp_path: Path, real_children: None) -> None:
    content = marked_file(refused(home, tmp_path))
    assert content is not None
    book = load_workbook(io.BytesIO(content))
    bad = book["工作日志"]["E3"]
    assert bad.comment is not None
    assert "必填" in bad.comment.text
    assert bad.fill.fgColor.rgb == "FFF2B8A0"
    assert book["岗位"]["M2"].comment is not None
    assert book["工作日志"]["E2"].comment is None
    assert book["工作日志"]["E2"].value == "撮合"
    assert len(book["岗位"].data_validations.dataValidation) > 5
    assert [cell.value for cell in book[LIST_SHEET][2]][:3] == ["工作日志", 3, "办件类别"]


def test_the_words_are_in_the_language_asked_for(home: Home, tmp_path: Path) -> None:
    content = marked_file(refused(home, tmp_path), "en")
    assert content is not None
    comment = load_workbook(io.BytesIO(content))["工作日志"]["E3"].comment
    assert comment is not None
    assert "must be filled in" in comment.text


def test_a_problem_without_an_address_marks_the_heading_of_its_column(
    home: Home, tmp_path: Path
) -> None:
    month = filled_month()
    month.rows["service"].append(service_row("old", month.start - 10**8, open=0))
    month.rows["service"][-1]["closed_at"] = month.start
    outcome = submit_path(home, month.write(tmp_path / "a.xlsx"))
    assert [problem.code for problem in outcome.problems] == ["before_opening"]
    content = marked_file(outcome)
    assert content is not None
    comment = load_workbook(io.BytesIO(content))["工作日志"]["D5"].comment
    assert comment is not None


def test_a_large_file_gives_a_workbook_of_the_bad_rows(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked, "MARK_LIMIT", 3)
    content = marked_file(refused(home, tmp_path))
    assert content is not None
    book = load_workbook(io.BytesIO(content))
    rows = list(book["工作日志"].values)
    assert rows[0][:3] == ("原行号", "市场代码", "编号")
    assert [row[0] for row in rows[1:]] == [3]
    assert "必填" in str(rows[1][-1])
    assert "匹配" not in book.sheetnames


def test_csv_files_give_a_workbook_of_the_bad_rows(home: Home, tmp_path: Path) -> None:
    (tmp_path / "cover_320100_202609.csv").write_text(
        f"报送单位,320100\n报送月份,202609\n市场代码,台账,行数\n{A},流转,1\n", encoding="utf-8"
    )
    (tmp_path / "step_320100_202609.csv").write_text(
        f"市场代码,编号,序号,时间,经办人员,环节\n{A},=1+1,1,昨天,s,受理\n", encoding="gb18030"
    )
    outcome = submit_path(home, sorted(tmp_path.glob("*.csv")))
    content = marked_file(outcome)
    assert content is not None
    page = load_workbook(io.BytesIO(content))["流转"]
    assert page["C2"].value == "=1+1"
    assert page["C2"].data_type == "s"


def test_a_file_nobody_could_open_has_no_marked_copy(home: Home, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert marked_file(submit_path(home, tmp_path / "a.xlsx")) is None
