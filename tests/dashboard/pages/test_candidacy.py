"""省级评选 on the judged town: who is barred and by what, side by side, and its states."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import candidacy_words, data
from dashboard.downloads import OFFERS
from exports.words import translator
from store.folder import Home
from store.home import create_home
from store.scope import PROVINCE
from tests.exports import town as towns
from tests.store.making import at

Opened = Callable[..., AppTest]


def test_the_answer_and_both_lists_are_those_of_the_evaluation(town: Home, opened: Opened) -> None:
    page = opened("candidacy")
    assert not page.exception
    held = data.candidates(PROVINCE, town, "202610")
    held = held[held["type"] == "general"]
    where = "全省综合性零工市场"
    assert page.header[0].value == candidacy_words.answer(held, where, translator("zh"))
    listed = [name for table in page.dataframe for name in table.value["name"]]
    assert sorted(listed) == sorted(held["name"])
    assert len(page.dataframe) == 2 - int(held["eligible"].all()) - int((~held["eligible"]).all())


def test_a_confirmed_charge_is_the_reason_given(town: Home, opened: Opened) -> None:
    page = opened("candidacy")
    barred = page.dataframe[-1].value.set_index("name")
    held = data.candidates(PROVINCE, town, "202610").set_index("market")
    assert "否决：公益性" in barred.loc[held.loc[towns.CHARGED, "name"], "why"]
    assert "新开办" in barred.loc[held.loc[towns.NEW, "name"], "why"]


def test_markets_of_the_link_stand_side_by_side(town: Home, opened: Opened) -> None:
    page = opened("candidacy", codes=f"{towns.GOOD},{towns.POOR}")
    assert not page.exception
    table = page.table[0].value
    held = data.candidates(PROVINCE, town, "202610").set_index("market")
    names = [held.loc[code, "name"] for code in (towns.GOOD, towns.POOR)]
    assert [str(name).replace("\\", "") for name in table.columns[1:]] == names
    assert any("得分" in str(line) for line in table.iloc[:, 0])


@pytest.mark.usefixtures("town")
def test_choosing_another_market_writes_it_into_the_link(opened: Opened) -> None:
    page = opened("candidacy", codes=towns.GOOD)
    page.multiselect[0].select(towns.POOR).run()
    assert page.query_params["codes"] == f"{towns.GOOD},{towns.POOR}"
    page.multiselect[0].set_value([]).run()
    assert "codes" not in page.query_params


@pytest.mark.usefixtures("town")
def test_a_code_that_is_not_offered_is_left_out_and_said(opened: Opened) -> None:
    page = opened("candidacy", codes=f"{towns.GOOD},329999001")
    assert not page.exception
    assert page.multiselect[0].value == [towns.GOOD]
    assert any("已略去" in item.value for item in page.caption)


def test_the_workbook_holds_every_market_with_its_reasons(town: Home, opened: Opened) -> None:
    OFFERS._held.clear()
    opened("candidacy")
    offer = next(iter(OFFERS._held.values()))
    page = openpyxl.load_workbook(BytesIO(offer.make())).active
    texts = [str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell]
    assert set(data.candidates(PROVINCE, town, "202610")["market"]) <= set(texts)
    assert any("否决：公益性" in text for text in texts)


def test_without_a_performance_evaluation_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    home = create_home(tmp_path / "home", demo=True, day=at("2026-11-05"))
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    st.cache_data.clear()
    page = opened("candidacy")
    assert not page.exception
    assert any("还没有已发布的绩效评价" in item.value for item in page.markdown)


@pytest.mark.usefixtures("town")
def test_a_type_nobody_has_says_what_to_do(opened: Opened) -> None:
    page = opened("candidacy", type="station")
    assert not page.exception
    assert "没有参加绩效评价的市场" in page.header[0].value
