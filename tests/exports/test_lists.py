"""Is a list as a workbook the list on the page, with its filters and origin printed?"""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casework.candidacy import candidates
from casework.supervision import contracts
from exports.lists import write_candidacy, write_ranking, write_supervision
from exports.provenance import marks_of, stamp_of
from exports.words import translator
from exports.workbook import ListColumn, ListSheet, write_list
from store import evaluations
from store.evaluations import Header
from store.home import Home
from store.scope import PROVINCE
from tests.exports.town import CHARGED, CO_RUN, GOOD, POOR, RULESET, SILENT

ZH, EN = translator("zh"), translator("en")
FILTERS = {"设区市": "南京市", "市场类型": "综合性零工市场"}


def header(town: Home, kind: str = "monitoring") -> Header:
    found = evaluations.latest(PROVINCE, town, kind, "202610")
    assert found is not None
    return found


def cells(path: Path) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def table(path: Path, first: str) -> dict[str, dict[str, Any]]:
    """The rows under the headings, by market code."""
    rows = cells(path)
    top = next(at for at, row in enumerate(rows) if row[0] == first)
    code = rows[top].index("市场代码")
    found = {}
    for row in rows[top + 1 :]:
        if row[code] is None:
            break
        found[row[code]] = dict(zip(rows[top], row, strict=True))
    return found


def ranking(town: Home, path: Path) -> Path:
    found = header(town)
    frame = evaluations.results(PROVINCE, town, found.evaluation_id)
    stamp = stamp_of(found, RULESET, ZH)
    write_ranking(path, frame, FILTERS, stamp, ("演示数据",), ZH)
    return path


def test_filters_stamp_and_marks_stand_above_the_table(town: Home, tmp_path: Path) -> None:
    above = [row[0] for row in cells(ranking(town, tmp_path / "list.xlsx"))[:5]]
    assert above[0] == "零工市场排名"
    assert above[1] == "演示数据"
    assert above[2] == "筛选条件：设区市：南京市；市场类型：综合性零工市场"
    assert "数据截至 2026-10-31 24:00" in above[3]
    assert "数据指纹" in above[3]


def test_numbers_are_numbers_and_what_is_missing_is_a_dash(town: Home, tmp_path: Path) -> None:
    rows = table(ranking(town, tmp_path / "list.xlsx"), "名次")
    results = evaluations.results(PROVINCE, town, header(town).evaluation_id)
    good = results.set_index("subject").loc[GOOD]
    assert rows[GOOD]["得分"] == pytest.approx(good["score"] / 10_000)
    assert rows[GOOD]["已评比例"] == pytest.approx(good["assessed_share"] / 10_000)
    assert rows[SILENT]["得分"] == "—"
    assert rows[SILENT]["名次"] == "—"
    assert rows[SILENT]["等级"] == "○ 证据不足"
    assert rows[CHARGED]["说明"] == "否决，不参加排名"
    assert rows[GOOD]["设区市"] == "南京市"


def test_the_list_can_be_filtered_and_prints_its_heading_on_every_page(
    town: Home, tmp_path: Path
) -> None:
    page = openpyxl.load_workbook(ranking(town, tmp_path / "list.xlsx")).worksheets[0]
    assert page.auto_filter.ref == "A6:O14"
    assert page.freeze_panes == "A7"
    assert page.print_title_rows == "$6:$6"
    assert page.page_setup.orientation == "landscape"


def test_how_many_rows_and_the_default_note_stand_below(town: Home, tmp_path: Path) -> None:
    below = [row[0] for row in cells(ranking(town, tmp_path / "list.xlsx"))[-2:]]
    assert below[0] == "共 8 行"
    assert below[1].startswith("※")


def test_no_filter_is_said_as_none(town: Home, tmp_path: Path) -> None:
    found, path = header(town), tmp_path / "list.xlsx"
    frame = evaluations.results(PROVINCE, town, found.evaluation_id)
    write_ranking(path, frame, {}, stamp_of(found, RULESET, EN), (), EN)
    rows = cells(path)
    assert rows[0][0] == "Ranking of gig-work markets"
    assert rows[1][0] == "Filters: none"
    assert openpyxl.load_workbook(path).sheetnames == [EN("排名")]


def test_the_same_list_gives_the_same_bytes(town: Home, tmp_path: Path) -> None:
    first, second = (ranking(town, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


def test_a_candidate_says_what_bars_it(town: Home, tmp_path: Path) -> None:
    found, path = header(town, "performance"), tmp_path / "list.xlsx"
    stamp = stamp_of(found, RULESET, ZH)
    write_candidacy(path, candidates(PROVINCE, town), RULESET, {}, stamp, (), ZH)
    rows = table(path, "是否符合推荐条件")
    assert rows[GOOD]["是否符合推荐条件"] == "符合"
    assert rows[GOOD]["未符合原因"] == "—"
    assert rows[CHARGED]["是否符合推荐条件"] == "不符合"
    assert rows[CHARGED]["未符合原因"] == "否决：公益性"
    assert rows[SILENT]["未符合原因"].startswith("否决项待核：")
    assert rows[SILENT]["未符合原因"].endswith("证据不足")


def test_a_contracted_market_stands_beside_its_contract(town: Home, tmp_path: Path) -> None:
    found, path = header(town), tmp_path / "list.xlsx"
    write_supervision(
        path, contracts(PROVINCE, town), {}, stamp_of(found, RULESET, ZH),
        marks_of(PROVINCE, town, found, ZH), ZH,
    )  # fmt: skip
    rows = table(path, "市场代码")
    assert next(iter(rows)) == CO_RUN
    assert rows[CO_RUN]["剩余天数"] == -36
    assert rows[CO_RUN]["合同结束"] == datetime(2026, 9, 30)
    assert rows[CO_RUN]["应办事项"].startswith("合同已到期")
    assert rows[GOOD]["超时办件"] == 4
    assert rows[POOR]["上期等级"] == "× 不合格"


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    sheet = ListSheet("表", "题", (), (ListColumn("名称"),), [["=1+1"], ["http://a.b"]])
    write_list(path, [sheet], datetime(2000, 1, 1))
    page = openpyxl.load_workbook(path).worksheets[0]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"
    assert all(c.hyperlink is None for row in page.iter_rows() for c in row)


def test_an_empty_list_is_still_a_table(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_list(path, [ListSheet("表", "题", (), (ListColumn("名称"),), [])], datetime(2000, 1, 1))
    assert openpyxl.load_workbook(path).worksheets[0].auto_filter.ref == "A3"
