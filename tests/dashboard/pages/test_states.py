"""What does each page say where there is nothing, or not the thing asked for? Never a trace."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES
from store.home import Home, create_home
from tests.dashboard.pages.conftest import ROOT, TIMEOUT
from tests.store.making import at

NAMES = [entry.name for entry in PAGES]
MONTHLY = [name for name in NAMES if name != "rules"]
"""The pages that speak of a month; the rule book needs no evaluation."""
RESULTS = [name for name in MONTHLY if name != "submit"]
"""The pages that show results of an evaluation."""
OF_MARKETS = [name for name in MONTHLY if name != "units"]
"""The pages the town has results for; the comparison of units is opened in test_units."""


def shell(page: str, **params: str) -> AppTest:
    """The page within the shell, as a browser asks for it."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=TIMEOUT)
    for name, value in params.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"dashboard/pages/{page}.py")
    return app.run()


def texts(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.header, *app.subheader]
    return "\n".join(str(part.value) for part in parts)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = create_home(tmp_path / "home", demo=True, day=at("2026-11-05"))
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    st.cache_data.clear()
    return home


@pytest.mark.parametrize("page", RESULTS)
@pytest.mark.usefixtures("empty")
def test_before_anything_is_published_a_page_says_so_and_where_to_go(page: str) -> None:
    app = shell(page)
    assert not app.exception
    assert "**还没有已发布的" in texts(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert links == ["→ 到“数据报送”查看哪些单位还没有报齐"]


@pytest.mark.usefixtures("empty")
def test_before_anybody_has_filed_nothing_counts_as_in_time() -> None:
    app = shell("submit")
    assert not app.exception
    said = texts(app)
    assert "没有须报台账的市场" in said
    assert "还没有报送过" in said
    states = set(app.table[0].value["状态"])
    assert states == {":gray-badge[— 无须报送]", ":gray-badge[— 随工作日志]"}


@pytest.mark.parametrize("page", NAMES)
def test_a_missing_data_folder_is_said_in_words(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path / "nowhere"))
    app = shell(page)
    assert not app.exception
    assert "不是标尺的数据目录" in texts(app)


@pytest.mark.parametrize("page", OF_MARKETS)
@pytest.mark.usefixtures("town")
def test_a_month_without_an_evaluation_falls_back_and_says_so(page: str) -> None:
    app = shell(page, period="209912")
    assert not app.exception
    assert "已改用默认选项" in texts(app)
    assert "period" not in app.query_params


@pytest.mark.parametrize("page", [*OF_MARKETS, "rules"])
@pytest.mark.usefixtures("town")
def test_a_link_of_nonsense_is_never_a_trace(page: str) -> None:
    names = ("area", "type", "mode", "kind", "top", "tab", "criterion", "unit", "measure", "codes")
    app = shell(page, **dict.fromkeys(names, "?"))
    assert not app.exception
    assert "已改用默认选项" in texts(app)


@pytest.mark.usefixtures("town")
def test_a_code_nobody_has_says_where_to_look() -> None:
    app = shell("market", code="329999999")
    assert not app.exception
    assert "没有代码为 329999999 的市场" in texts(app)
    assert len(app.get("page_link")) == 2
