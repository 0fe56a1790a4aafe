"""Do the pages run, say what their data hold, and keep their choices in the URL?"""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import registry
from rules.codes import divisions
from store.home import Home, create_home
from tests.store.making import at

ROOT = Path(__file__).parents[2]
MAP = "dashboard/pages/map.py"


def opened(page: str = "", **params: str) -> AppTest:
    """The dashboard, run once on a page."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    for name, value in params.items():
        app.query_params[name] = value
    if page:
        app.switch_page(page)
    return app.run()


def headline(app: AppTest) -> str:
    return str(app.header[0].value)


def texts(app: AppTest) -> str:
    return "\n".join(str(item.value) for item in [*app.caption, *app.markdown])


@pytest.mark.usefixtures("shown")
def test_the_overview_answers_from_its_data() -> None:
    app = opened()
    assert not app.exception
    assert app.title[0].value == "总览"
    assert headline(app) == (
        "10 月全省 94 个市场中 13 个不合格、13 个证据不足；盐城、宿迁报告迟报或未报"
    )
    cards = {card.label: card.value for card in app.metric}
    assert cards["区县覆盖率"] == "94 / 95"
    assert cards["28 日前报送"] == "14 / 16 个单位"
    assert cards["求人倍率"] == "1.22"
    assert cards["平均用工价格"] == "23.8 元/小时"
    assert cards["收费线索未核实"] == "1 条"


@pytest.mark.usefixtures("shown")
def test_the_overview_lists_the_duties_of_the_registers() -> None:
    said = texts(opened())
    assert "宿迁市 10 月供求分析报告未报" in said
    assert "合同已到期" in said
    assert "1 条收费线索未核实" in said
    assert "13 个市场证据不足，暂不定级" in said
    assert "个数值仍为默认值" in said


@pytest.mark.usefixtures("shown")
def test_a_city_shows_its_counties_and_only_its_duties() -> None:
    app = opened(area="321300")
    assert headline(app).startswith("10 月宿迁市 5 个市场")
    said = texts(app)
    assert "合同已到期" not in said
    assert "宿迁市 10 月供求分析报告未报" in said


@pytest.mark.usefixtures("shown")
def test_an_earlier_month_is_shown_by_its_own_evaluation() -> None:
    app = opened(period="202609")
    assert headline(app).startswith("9 月全省")
    assert headline(app).endswith("；报告均按时报送")


@pytest.mark.usefixtures("shown")
def test_every_page_of_a_demo_home_says_so_and_where_its_figures_come_from() -> None:
    for page in ("", MAP):
        said = texts(opened(page))
        assert said.count("演示数据") >= 2
        assert "数据截至 2026-10-31 24:00" in said
        assert "数据指纹" in said


@pytest.mark.usefixtures("shown")
def test_the_map_answers_by_measure() -> None:
    app = opened(MAP)
    assert not app.exception
    assert headline(app) == "13 个不合格市场分布在 11 个市，徐州、苏州最多（各 2 个）"
    assert "示意图，仅供内部工作使用 · 审图号：待补" in texts(app)
    bare = divisions().counties[20]
    app = opened(MAP, measure="coverage")
    assert headline(app) == f"94 / 95 个区县有运行中的市场，缺{divisions().name(bare, 'zh')}"
    assert headline(opened(MAP, measure="ratio")).startswith("求人倍率最高的是")
    assert headline(opened(MAP, measure="pay")).startswith("平均用工价格最高的是")


@pytest.mark.usefixtures("shown")
def test_the_approval_number_of_the_map_comes_from_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BIAOCHI_MAP_APPROVAL", "苏S（2026）001号")
    assert "审图号：苏S（2026）001号" in texts(opened(MAP))


@pytest.mark.usefixtures("shown")
def test_an_area_of_the_url_fills_the_card_and_the_table() -> None:
    app = opened(MAP, area="320700")
    assert "连云港市：6 个市场，3 个优良，1 个不合格" in [item.value for item in app.subheader]
    assert len(app.table[0].value) == len(divisions().children("320700"))
    county = opened(MAP, area="320703")
    assert county.subheader[0].value.startswith("连云区：1 个市场")


@pytest.mark.usefixtures("shown")
def test_the_selectbox_does_what_a_click_does() -> None:
    app = opened(MAP)
    app.selectbox(key="mirror_area").set_value("320700").run()
    assert app.query_params["area"] == "320700"
    assert app.subheader[0].value.startswith("连云港市")


@pytest.mark.usefixtures("shown")
def test_a_type_filters_the_markets_of_the_map() -> None:
    app = opened(MAP, type="station")
    assert app.subheader[0].value.startswith("全省：31 个市场")


@pytest.mark.usefixtures("shown")
def test_unknown_values_fall_back_and_the_page_says_so() -> None:
    app = opened(MAP, period="209901", area="999999", type="bazaar", measure="smell")
    assert not app.exception
    assert "链接中的看什么、类型、地区、月份不可用，已改用默认选项。" in texts(app)
    assert not {"period", "area", "type", "measure"} & set(app.query_params)


@pytest.mark.usefixtures("shown")
def test_a_choice_goes_into_the_url_and_the_default_out_of_it() -> None:
    app = opened()
    app.selectbox(key="choice_period").set_value("202609").run()
    assert app.query_params["period"] == "202609"
    assert headline(app).startswith("9 月")
    app.selectbox(key="choice_period").set_value("202610").run()
    assert "period" not in app.query_params


@pytest.mark.usefixtures("shown")
def test_a_choice_is_carried_to_the_next_page() -> None:
    app = opened(period="202609")
    app.switch_page(MAP).run()
    assert app.selectbox(key="choice_period").value == "202609"


@pytest.mark.usefixtures("shown")
def test_english_is_a_click_away_and_leaves_no_chinese_but_names() -> None:
    app = opened()
    switch = next(button for button in app.button if button.label == "English")
    switch.click().run()
    assert app.query_params["lang"] == "en"
    assert app.title[0].value == "Overview"
    assert headline(app).startswith("Oct, the province: 94 markets")
    labels = "".join(card.label + str(card.value) for card in app.metric)
    assert labels.isascii()


def test_a_home_without_evaluations_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_home(tmp_path / "empty", demo=True, day=at("2026-11-05"))
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path / "empty"))
    for page in ("", MAP):
        app = opened(page)
        assert not app.exception
        assert "还没有已发布的评价。" in texts(app)


def test_a_missing_home_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path / "nowhere"))
    app = opened()
    assert not app.exception
    assert "不是标尺的数据目录" in texts(app)


def test_no_folder_named_pages_stands_beside_the_entry_script() -> None:
    """Streamlit would serve its files as pages of their own, without the shell."""
    assert not (ROOT / "pages").exists()


def test_every_page_of_the_rail_has_a_file_and_every_file_is_in_the_rail() -> None:
    files = {path.stem for path in (ROOT / "dashboard" / "pages").glob("*.py")} - {"__init__"}
    assert {entry.name for entry in registry.served()} == files
    assert {entry.group for entry in registry.PAGES} <= set(registry.GROUPS)


def test_a_real_home_carries_no_demo_mark(
    shown: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_home(tmp_path / "real")
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path / "real"))
    assert "演示数据" not in texts(opened())


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("page", ["overview", "map", "ranking", "market"])
def test_an_evaluation_whose_rules_nobody_kept_says_how_it_is_made_again(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("metrics.rulebook.available", lambda: ())
    said = texts(opened(f"dashboard/pages/{page}.py"))
    assert "没有留存" in said
    assert "manage.py evaluate --kind monitoring --period 202610 --publish" in said
    assert "页面出错" not in said
