"""The comparison of cities and counties, really judged, and its states."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.access import Visit
from dashboard.downloads import OFFERS
from exports.words import translator
from metrics.record import record
from rules.calendar import day_start
from rules.codes import divisions
from store.folder import Home
from store.home import create_home
from store.prepared import RegisterRow
from store.scope import PROVINCE, Scope
from tests.dashboard.judged_rows import RULESET
from tests.metrics.small_city import City, fact, market

Opened = Callable[..., AppTest]
SUZHOU, HUQIU, WUZHONG, KUNSHAN = "320500", "320505", "320506", "320583"
CITIES = ("320100", "320200", "320300", "320400", SUZHOU)
LATE = "320400"


def unit_rows(unit: str, month: int) -> Iterator[RegisterRow]:
    """A publication and an analysis; 常州's analysis of October is late."""
    places = divisions()
    for owner in (unit, *(code for code in places.children(unit)
                          if places.reporting_unit_of(code) == unit)):  # fmt: skip
        due = day_start(date(2026, month % 100, 28))
        late = 2 * 86_400 if (owner, month) == (LATE, 202610) else 0
        if owner != WUZHONG:
            yield fact("publication", unit=owner, period=month - 1, due_on=due, published_on=due,
                       has_wages=1, has_ratio=1, valid_from=due)  # fmt: skip
        yield fact("report", unit=owner, kind="monthly_analysis", due_on=due, dimensions=8,
                   filed_at=due + late + 3_600, data_sets=4, has_measures=1, has_trend=1,
                   valid_from=due)  # fmt: skip


@pytest.fixture(scope="module")
def five_cities(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Five cities and 昆山 file, each county with a market; the other cities file nothing."""
    town = City(tmp_path_factory.mktemp("cities"))
    places = divisions()
    for month in (202609, 202610):
        for unit in (*CITIES, KUNSHAN):
            town.unit = unit
            own = [code for code in places.counties if places.reporting_unit_of(code) == unit]
            markets = [market(f"{code}001", filing_unit=unit) for code in own]
            town.file(month, [f"{code}001" for code in own],
                      registers=[*markets, *unit_rows(unit, month)])  # fmt: skip
        record(PROVINCE, town.home, RULESET, "area", str(month), "tester", publish=True)
    return town.home


@pytest.fixture
def units(five_cities: Home, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Opens the comparison of the five cities."""
    monkeypatch.setenv("BIAOCHI_HOME", str(five_cities.root))
    st.cache_data.clear()
    yield lambda **params: opened("units", **params)
    st.cache_data.clear()


def seen_as(monkeypatch: pytest.MonkeyPatch, scope: Scope) -> None:
    """The pages are opened by somebody of this scope."""

    def visit() -> Visit:
        from dashboard import access

        palette = access.palette("light")
        return Visit(scope, access.home(), translator("zh"), palette, "")

    monkeypatch.setattr("dashboard.access.visit", visit)


def texts(page: AppTest) -> str:
    return "\n".join(str(part.value) for part in [*page.markdown, *page.caption, *page.subheader])


def test_the_answer_says_how_many_are_good_and_what_cost_most(units: Opened) -> None:
    page = units()
    assert not page.exception
    said = page.header[0].value
    assert said.startswith("5 个设区市参加排名，0 个良好及以上；失分最多的是")
    assert "不参加 8 个（证据不足 8 个）" in page.caption[0].value
    assert "升降比2026年9月同类评价" in page.caption[0].value


def test_a_line_shows_its_shares_each_with_what_it_is_a_share_of(units: Opened) -> None:
    table = units().dataframe[0].value.set_index("name")
    assert list(table.index)[-1] == "常州市"
    assert table.loc["苏州市", ["coverage", "publication", "report"]].tolist() == [
        "9 / 9", "1 / 1", "1 / 1",
    ]  # fmt: skip
    assert table.loc["常州市", "report"] == "0 / 1"
    assert table.loc["常州市", "cost"] == "供求分析报告按时报送 −16.5（JS-154 §4.7）"
    assert table.loc["常州市", "moved"] == "↓ 4"
    assert "city" not in table


def test_counties_are_ranked_apart_and_kunshan_among_them(units: Opened) -> None:
    table = units(level="county").dataframe[0].value.set_index("name")
    assert len(table) == 43
    assert "苏州市" not in table.index
    assert table.loc["昆山市", "report"] == "1 / 1"
    assert table.loc["虎丘区", "report"] == "—"
    assert table.loc["吴中区", "publication"] == "0 / 1"
    assert list(table.index)[-1] == "吴中区"


def test_an_area_hides_units_and_never_re_ranks(units: Opened) -> None:
    every = units(level="county").dataframe[0].value.set_index("name")["rank"].to_dict()
    page = units(level="county", area=SUZHOU)
    shown = page.dataframe[0].value.set_index("name")["rank"].to_dict()
    assert set(shown) == {"虎丘区", "吴中区", "相城区", "姑苏区", "吴江区", "常熟市", "张家港市",
                          "昆山市", "太仓市"}  # fmt: skip
    last = every["吴中区"]
    assert last.rstrip("=") == "43"
    assert page.header[0].value.startswith("苏州市 9 个单位第 ")
    assert "至 43 名（同级 43 个）" in page.header[0].value
    one = units(area=SUZHOU)
    assert "第 1 名（同级 5 个）" in one.header[0].value
    assert one.header[0].value.startswith("苏州市第")


def test_a_unit_opens_to_its_findings_and_their_clause(units: Opened) -> None:
    page = units(level="county", code=WUZHONG)
    assert not page.exception
    findings = page.dataframe[1].value.set_index("criterion")
    assert findings.loc["按月公布", "parts"] == "0 / 1"
    assert findings.loc["按月公布", "required"] == "≥ 100% ※"
    assert "吴中区" in [part.value for part in page.subheader]
    said = texts(page)
    assert "各地要按月公布本地零工市场主要行业平均用工价格" in said
    assert "默认值·非标准·待省厅确认" in said
    chosen = units(code=LATE, criterion="unit.report_on_time")
    assert "供求分析报告按时报送为什么失" in texts(chosen)


def test_all_findings_say_what_the_unit_does_not_owe(units: Opened) -> None:
    findings = units(code=HUQIU, tab="all").dataframe[1].value.set_index("criterion")
    assert findings.loc["供求分析报告按时报送", "finding"] == ["— 不适用"]
    assert findings.loc["供求分析报告按时报送", "value"] == "无此项义务"
    assert findings.loc["供求分析报告按时报送", "required"] == "—"


def test_a_code_nobody_has_says_so(units: Opened) -> None:
    page = units(code="329999")
    assert not page.exception
    assert "没有代码为 329999 的单位" in texts(page)


def test_what_lies_outside_the_scope_is_not_shown(
    units: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_as(monkeypatch, Scope("city", ("3205",)))
    page = units(level="county", code="320102")
    assert not page.exception
    assert "你的范围是苏州市，所请求的内容不在范围内" in texts(page)
    assert len(page.dataframe[0].value) == 9
    assert "同级 43 个" in page.header[0].value


def test_a_county_bureau_sees_its_own_line(units: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    seen_as(monkeypatch, Scope("county", (WUZHONG,)))
    page = units()
    assert not page.exception
    assert page.dataframe[0].value["name"].tolist() == ["吴中区"]
    assert page.header[0].value == "吴中区第 43 名（同级 43 个）；失分最多的是按月公布"


def test_a_market_sees_no_unit(units: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    seen_as(monkeypatch, Scope("market", (f"{WUZHONG}001",)))
    page = units()
    assert not page.exception
    assert "没有参加工作实绩评价的单位" in texts(page)


def test_the_workbook_holds_the_units_shown(units: Opened) -> None:
    OFFERS._held = {}
    units(level="county", area=SUZHOU)
    (offer,) = OFFERS._held.values()
    sheet = openpyxl.load_workbook(BytesIO(offer.make())).active
    rows = list(sheet.iter_rows(values_only=True))
    cells = [str(cell) for row in rows for cell in row if cell]
    head = next(text for text in cells if text.startswith("筛选条件"))
    assert "层级：县（市、区）" in head
    assert "地区：苏州市" in head
    listed = {str(row[3]) for row in rows if row[3] and str(row[3]).isdigit()}
    assert listed == set(divisions().children(SUZHOU))


def test_english_holds_no_chinese_but_names(units: Opened) -> None:
    page = units(lang="en", level="county", code=WUZHONG)
    assert not page.exception
    said = page.title[0].value + page.header[0].value + page.caption[0].value
    said += "".join(page.dataframe[0].value.drop(columns="grade").astype(str).sum())
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in said)


def test_what_a_link_asks_in_vain_falls_back_and_says_so(units: Opened) -> None:
    page = units(period="209912", level="?", area="?", tab="?", criterion="?")
    assert not page.exception
    assert "已改用默认选项" in texts(page)
    assert "period" not in page.query_params


def test_fewer_than_five_peers_have_no_ranks_and_the_sentence_says_why(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One city files and is judged."""
    town = City(tmp_path)
    town.file(202610, ["320102001"], registers=[market("320102001")])
    record(PROVINCE, town.home, RULESET, "area", "202610", "tester", publish=True)
    monkeypatch.setenv("BIAOCHI_HOME", str(town.home.root))
    page = opened("units")
    assert not page.exception
    assert page.header[0].value == "可比的设区市有 1 个，不足 5 个，不排名次"
    assert not page.dataframe
    reasons = dict(zip(page.table[0].value["单位名称"], page.table[0].value["不参加的原因"],
                       strict=True))  # fmt: skip
    assert reasons["南京市"] == "同类不足 5 个"
    assert reasons["无锡市"] == "证据不足（未报送）"


def test_before_anything_is_published_the_page_says_what_to_do(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = create_home(tmp_path / "home", demo=True, day=0)
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    page = opened("units")
    assert not page.exception
    assert "还没有已发布的评价" in page.markdown[0].value
