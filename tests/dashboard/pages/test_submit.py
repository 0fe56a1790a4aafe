"""数据报送 in a town of one filing unit: what is filed, an upload to its batch, and its states."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.downloads import OFFERS
from rules.calendar import month_bounds, next_month
from store import batches
from store.home import Home, create_home
from store.intake import children, profiles
from store.scope import PROVINCE, Scope
from tests.dashboard.submit_files import broken, parse_here, sound
from tests.store.intake.month_files import DAY, MONTH, filled_month, submit_path

Opened = Callable[..., AppTest]
NEXT = next_month(MONTH)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """An empty real home on the 2nd of the month after MONTH."""
    monkeypatch.setenv("BIAOCHI_NOW", str(month_bounds(NEXT)[0] + DAY))
    monkeypatch.setattr(children, "parse_all", parse_here)
    made = create_home(tmp_path / "home")
    monkeypatch.setenv("BIAOCHI_HOME", str(made.root))
    st.cache_data.clear()
    yield made
    st.cache_data.clear()


@pytest.fixture
def filed(home: Home, tmp_path: Path) -> Home:
    """The home once MONTH is filed in time."""
    outcome = submit_path(home, filled_month().write(tmp_path / "320100_202609.xlsx"))
    assert outcome.accepted
    return home


def said(page: AppTest) -> str:
    parts = [*page.markdown, *page.caption, *page.subheader, *page.header]
    return "\n".join(part.value.replace("\\", "") for part in parts)


def upload(page: AppTest, name: str, content: bytes) -> AppTest:
    page.file_uploader[0].upload(name, content, "application/octet-stream")
    return page.run()


@pytest.mark.usefixtures("home")
def test_an_empty_home_asks_for_the_first_file(opened: Opened) -> None:
    page = opened("submit")
    assert not page.exception
    assert page.header[0].value == "南京市 2026年9月没有须报台账的市场"
    assert "南京市还没有报送过" in said(page)


@pytest.mark.usefixtures("filed")
def test_what_is_filed_stands_by_ledger(opened: Opened) -> None:
    page = opened("submit")
    assert not page.exception
    assert page.header[0].value == "南京市 2026年9月台账已收齐，全部按时"
    table = page.table[0].value.set_index("台账种类")
    assert table.loc["工作日志", ["已报市场", "行数", "批次"]].tolist() == ["1 / 1", "3", "1"]
    assert "按时" in table.loc["投诉", "状态"]
    assert page.dataframe[0].value["文件"].tolist() == ["320100_202609.xlsx"]


@pytest.mark.usefixtures("home")
def test_a_sound_file_is_checked_shown_and_kept_on_confirmation(
    home: Home, tmp_path: Path, opened: Opened
) -> None:
    page = upload(opened("submit"), "320100_202609.xlsx", sound(tmp_path).content)
    assert not page.exception
    assert "核对通过，尚未入库（台账 9 行，名册 1 行）" in said(page)
    assert batches.history(PROVINCE, home).empty
    next(button for button in page.button if button.label == "确认入库").click()
    page.run()
    assert not page.exception
    assert len(batches.history(PROVINCE, home)) == 1
    assert "已入库：南京市 2026年9月，批次 1（第 1 版）" in said(page)
    assert page.header[0].value == "南京市 2026年9月台账已收齐，全部按时"
    page.run()
    assert "已入库" not in said(page)


@pytest.mark.usefixtures("filed")
def test_a_broken_file_lists_its_problems_and_offers_itself_marked(
    tmp_path: Path, opened: Opened
) -> None:
    OFFERS._held.clear()
    page = upload(opened("submit"), "坏.xlsx", broken(tmp_path).content)
    assert not page.exception
    problems = page.dataframe[0].value
    assert {"渠道", "受理时间"} <= set(problems["列"])
    row = problems[problems["列"] == "受理时间"].iloc[0]
    assert row["现在的值"] == "不是时间"
    assert "限时办结" in row["哪条规则要用"]
    assert f"{len(problems)} 处问题，未入库" in said(page)
    assert not [button for button in page.button if button.label == "确认入库"]
    offer = next(each for each in OFFERS._held.values() if each.name == "坏_标出错误.xlsx")
    assert "问题清单" in openpyxl.load_workbook(BytesIO(offer.make())).sheetnames


@pytest.mark.usefixtures("filed")
def test_a_correction_without_a_reason_is_refused_and_says_how(
    tmp_path: Path, opened: Opened
) -> None:
    month = filled_month()
    month.rows["service"][0]["channel"] = "phone"
    content = month.write(tmp_path / "更正.xlsx").read_bytes()
    page = upload(opened("submit"), "更正.xlsx", content)
    assert "须填“更正原因”" in "".join(page.dataframe[0].value["怎么改"])


def test_a_correction_with_its_reason_replaces_the_batch(
    filed: Home, tmp_path: Path, opened: Opened
) -> None:
    month = filled_month()
    month.rows["service"][0]["channel"] = "phone"
    month.cover["reason"] = "渠道登错"
    content = month.write(tmp_path / "更正.xlsx").read_bytes()
    page = upload(opened("submit"), "更正.xlsx", content)
    table = page.table[1].value.set_index("台账种类")
    assert table.loc["工作日志"].tolist() == ["3", "3", "0"]
    next(button for button in page.button if button.label == "确认入库").click()
    page.run()
    assert "批次 2（第 2 版）" in said(page)
    assert "替代批次 1 的相应内容" in said(page)
    assert batches.history(PROVINCE, filed)["reason"].tolist() == ["渠道登错", ""]


@pytest.mark.usefixtures("filed")
def test_a_closed_month_asks_who_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", str(month_bounds(NEXT)[0] + 20 * DAY))
    month = filled_month()
    month.rows["service"][0]["channel"] = "phone"
    month.cover["reason"] = "渠道登错"
    content = month.write(tmp_path / "更正.xlsx").read_bytes()
    page = upload(opened("submit"), "更正.xlsx", content)
    assert not page.exception
    assert "须经上级单位同意" in "".join(page.dataframe[0].value["怎么改"])
    page.text_input[0].input("省厅 李处").run()
    assert not page.exception
    assert "核对通过" in said(page)


@pytest.mark.usefixtures("filed")
def test_a_file_of_another_unit_is_pointed_out(tmp_path: Path, opened: Opened) -> None:
    page = upload(opened("submit", unit="320200"), "a.xlsx", sound(tmp_path).content)
    assert "文件属于南京市 2026年9月" in said(page)


@pytest.mark.usefixtures("filed")
def test_the_template_is_that_of_the_unit_and_month(opened: Opened) -> None:
    OFFERS._held.clear()
    opened("submit")
    offer = next(each for each in OFFERS._held.values() if each.name == "320100_202609.xlsx")
    cover = openpyxl.load_workbook(BytesIO(offer.make()))["报送说明"]
    values = {str(cell) for row in cover.iter_rows(values_only=True) for cell in row if cell}
    assert {"320100", "202609", "320102001"} <= values


@pytest.mark.usefixtures("filed")
def test_a_link_to_a_market_opens_its_unit(opened: Opened) -> None:
    page = opened("submit", market="320583001", period=str(MONTH))
    assert not page.exception
    assert page.selectbox[0].value == "320583"
    assert "market" not in page.query_params


@pytest.mark.usefixtures("filed")
def test_the_grids_have_their_tables(opened: Opened) -> None:
    page = opened("submit")
    grids = [table.value for table in page.table if "报送单位" in table.value.columns]
    assert grids[0].set_index("报送单位").loc["南京市"].tolist() == ["√ 按时"]
    assert len(grids[1]) == 16
    assert set(grids[1].iloc[:, 1]) == {"× 未报"}


@pytest.mark.usefixtures("filed")
def test_a_month_that_is_not_over_is_not_offered(opened: Opened) -> None:
    page = opened("submit", period=str(NEXT))
    assert not page.exception
    assert page.header[0].value.startswith("南京市 2026年9月")
    assert any("已改用默认选项" in item.value for item in page.caption)


@pytest.mark.usefixtures("home")
def test_who_sees_no_whole_unit_is_told_so(monkeypatch: pytest.MonkeyPatch, opened: Opened) -> None:
    county = Scope("county", ("320102",))
    seen = access.visit

    def narrow() -> access.Visit:
        held = seen()
        return access.Visit(county, held.home, held.words, held.palette, held.visitor)

    monkeypatch.setattr(access, "visit", narrow)
    page = opened("submit")
    assert not page.exception
    assert "所请求的内容不在范围内" in said(page)


def test_what_somebody_else_filed_meanwhile_is_told_and_not_overwritten(
    home: Home, tmp_path: Path, opened: Opened
) -> None:
    page = upload(opened("submit"), "320100_202609.xlsx", sound(tmp_path).content)
    other = filled_month()
    other.rows["service"][0]["channel"] = "phone"
    assert submit_path(home, other.write(tmp_path / "别人.xlsx")).accepted
    next(button for button in page.button if button.label == "确认入库").click()
    page.run()
    assert not page.exception
    assert len(batches.history(PROVINCE, home)) == 1
    assert "已入库" not in said(page)
    assert "须填“更正原因”" in "".join(page.dataframe[0].value["怎么改"])


def other_system(tmp_path: Path) -> bytes:
    """A sound file whose service log has the headings of another system, and one column more."""
    book = openpyxl.load_workbook(BytesIO(sound(tmp_path).content))
    page = book["工作日志"]
    theirs = {"受理时间": "登记时间", "办结时间": "完成时间", "渠道": "服务渠道", "评价": None}
    for cell in page[1]:
        if cell.value in theirs:
            cell.value = theirs[cell.value] or "备注栏目甲"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.usefixtures("filed")
def test_headings_of_another_system_are_mapped_with_one_button_and_remembered(
    filed: Home, tmp_path: Path, opened: Opened
) -> None:
    page = upload(opened("submit"), "a.xlsx", other_system(tmp_path))
    assert not page.exception
    assert "4 个表头与模板不同" in said(page)
    table = next(t.value for t in page.table if "对应的列" in t.value.columns)
    pairs = dict(zip(table["文件中的表头"], table["对应的列"], strict=True))
    assert (pairs["登记时间"], pairs["完成时间"]) == ("受理时间", "办结时间")
    assert (pairs["服务渠道"], pairs["备注栏目甲"]) == ("渠道", "不导入")
    next(button for button in page.button if button.label == "确认对应关系").click()
    page.run()
    assert not page.exception
    assert "核对通过" in said(page)
    kept = profiles.profiles(PROVINCE, filed)["320100"]
    assert kept.sheets["service"].columns["登记时间"] == "opened_at"
    assert (kept.by, kept.sheets["service"].absent) == ("看板", ("satisfaction",))


@pytest.mark.usefixtures("filed")
def test_a_suggestion_can_be_corrected_before_it_is_confirmed(
    filed: Home, tmp_path: Path, opened: Opened
) -> None:
    page = upload(opened("submit"), "a.xlsx", other_system(tmp_path))
    box = next(each for each in page.selectbox if each.label == "登记时间")
    box.select(0).run()
    assert not page.exception
    assert "还缺必填的列：受理时间" in said(page)
    assert next(b for b in page.button if b.label == "确认对应关系").disabled
    assert profiles.profiles(PROVINCE, filed) == {}


@pytest.mark.usefixtures("filed")
def test_a_file_with_our_headings_is_offered_no_mapping(tmp_path: Path, opened: Opened) -> None:
    page = upload(opened("submit"), "坏.xlsx", broken(tmp_path).content)
    assert not [button for button in page.button if button.label == "确认对应关系"]
