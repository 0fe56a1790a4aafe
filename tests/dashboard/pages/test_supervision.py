"""运营监督 on the judged town: six contracted markets, worst first, and its states."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from casework.supervision import DUE_ORDER
from dashboard import data, supervision_words
from dashboard.downloads import OFFERS
from exports.words import translator
from store.folder import Home
from store.home import create_home
from store.scope import PROVINCE
from tests.exports import town as towns
from tests.store.making import at

Opened = Callable[..., AppTest]
CONTRACTED = {code for code, mode in towns.MODES.items() if mode in ("entrusted", "ppp")}


def contracts(home: Home) -> pd.DataFrame:
    header = data.header(PROVINCE, home, "monitoring", "202610")
    assert header is not None
    return data.contracts(PROVINCE, home, header)


def test_the_page_lists_the_contracted_markets_worst_first(town: Home, opened: Opened) -> None:
    page = opened("supervision")
    assert not page.exception
    held = contracts(town)
    assert set(held["market"]) == CONTRACTED
    shown = page.dataframe[0].value
    assert shown["name"].tolist() == held["name"].tolist()
    urgency = [DUE_ORDER.index(codes[0]) for codes in held["due"] if codes]
    assert urgency == sorted(urgency)
    pills = [supervision_words.DUE_MARKS[code].text(translator("zh")) for code in held["due"][0]]
    assert list(shown["due"].iloc[0]) == pills
    answer = supervision_words.answer(held, "全省", 90, translator("zh"))
    assert page.header[0].value == answer
    assert any("自行运作、加挂牌子不在此页" in item.value for item in page.caption)


def test_the_planted_facts_stand_in_their_rows(town: Home, opened: Opened) -> None:
    page = opened("supervision")
    shown = page.dataframe[0].value.set_index("name")
    names = contracts(town).set_index("market")["name"]
    assert shown.loc[names[towns.CO_RUN], "left"] == "逾期 36 天"
    assert "× 已到期" in shown.loc[names[towns.CO_RUN], "due"]
    assert shown.loc[names[towns.CHARGED], "leads"].endswith(" / 1")
    assert "■ 已查实" in shown.loc[names[towns.CHARGED], "due"]
    assert shown.loc[names[towns.NEW], "leads"] == "1 / 0"
    late, _, timed = shown.loc[names[towns.POOR], "late"].partition(" / ")
    # 92 days with a record each; on the national holidays the market's clock stands still.
    assert timed == "92"
    assert int(late) > 80


@pytest.mark.usefixtures("town")
def test_the_mode_of_the_link_hides_the_other_rows_and_counts_anew(opened: Opened) -> None:
    page = opened("supervision", mode="ppp")
    assert len(page.dataframe[0].value) == 1
    assert page.header[0].value.startswith("全省 1 份合同：1 份已到期")
    assert [metric.value for metric in page.metric][:2] == ["1 份", "1 份"]


@pytest.mark.usefixtures("town")
def test_a_mode_that_is_not_contracted_falls_back_and_says_so(opened: Opened) -> None:
    page = opened("supervision", mode="self")
    assert not page.exception
    assert len(page.dataframe[0].value) == len(CONTRACTED)
    assert any("已改用默认选项" in item.value for item in page.caption)


@pytest.mark.usefixtures("town")
def test_an_area_without_contracts_says_what_to_do(opened: Opened) -> None:
    page = opened("supervision", area="320500")
    assert not page.exception
    assert page.header[0].value == "苏州市没有委托社会力量或政企合作的市场"
    assert not page.dataframe
    assert any("没有符合筛选条件的合同市场" in item.value for item in page.markdown)


def test_the_workbook_holds_the_rows_shown_and_its_filters(town: Home, opened: Opened) -> None:
    OFFERS._held.clear()
    opened("supervision", mode="ppp")
    offer = next(iter(OFFERS._held.values()))
    page = openpyxl.load_workbook(BytesIO(offer.make())).active
    texts = [str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell]
    assert towns.CO_RUN in texts
    assert towns.GOOD not in texts
    assert any("政企合作" in text and "2026年10月" in text for text in texts)


def test_without_an_evaluation_the_page_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    home = create_home(tmp_path / "home", demo=True, day=at("2026-11-05"))
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    st.cache_data.clear()
    page = opened("supervision")
    assert not page.exception
    assert any("还没有已发布的评价" in item.value for item in page.markdown)


@pytest.mark.usefixtures("town")
def test_the_page_speaks_english(opened: Opened) -> None:
    page = opened("supervision", lang="en")
    assert not page.exception
    assert page.title[0].value == "Supervision"
