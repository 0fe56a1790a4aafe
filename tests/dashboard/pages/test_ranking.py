"""The ranking page on twenty ranked markets and on a really judged town, and its states."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.downloads import OFFERS
from store import evaluations, tables
from store.evaluations import Header
from store.folder import Home
from store.home import create_home
from store.scope import PROVINCE
from tests.dashboard.judged_rows import POINT, RULESET, ranked, result_row
from tests.store.making import signed

Opened = Callable[..., AppTest]
VETOED = '[{"criterion":"function.public_interest","finding":"not_met","reason":null}]'
DIVISIONS = ("320102", "320104", "320205", "320505")
MARKETS = 34


def markets(moved: int = 0) -> list[dict[str, object]]:
    """Thirty-four places, the last two shared; one vetoed, one 证据不足. `moved` turns them."""
    rows = []
    for number in range(MARKETS):
        place = (number + moved) % MARKETS + 1
        place = min(place, MARKETS - 1)
        rows.append(
            ranked(
                number, place, max(1, place - 2), min(MARKETS, place + 3),
                mode=("self", "entrusted")[number % 2], division=DIVISIONS[number // 2 % 4],
                score=90 * POINT - place * 1_000, low=80 * POINT, peers=MARKETS,
            )
        )  # fmt: skip
    rows.append(result_row(90, vetoes=VETOED, grade="unqualified"))
    rows.append(result_row(91, grade=None, reason="insufficient", score=None))
    return rows


def save(home: Home, month: int, rows: list[dict[str, object]]) -> None:
    header = Header(
        "monitoring", str(month), "province", month, month, RULESET.id, RULESET.hash,
        "sha256:" + "f" * 64, "sha256:" + "c" * 64, "1", None, "{}", f"sha256:{month:064x}",
    )  # fmt: skip
    empty = [
        pd.DataFrame(columns=[c.name for c in table.columns if c.name != "evaluation_id"])
        for table in (tables.finding, tables.aggregate)
    ]
    frame = pd.DataFrame(rows).drop(columns="evaluation_id")
    made = signed(header, frame, *empty)
    number = evaluations.save(PROVINCE, home, made, frame, *empty, "tester")
    evaluations.publish(PROVINCE, home, number, "tester")


@pytest.fixture(scope="module")
def ranked_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = create_home(tmp_path_factory.mktemp("ranked") / "home", demo=True, day=1_793_800_000)
    save(home, 202609, markets(moved=3))
    save(home, 202610, markets())
    return home


@pytest.fixture
def ranking(ranked_home: Home, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Opens the ranking of the thirty-four."""
    monkeypatch.setenv("BIAOCHI_HOME", str(ranked_home.root))
    st.cache_data.clear()
    yield lambda **params: opened("ranking", **params)
    st.cache_data.clear()


def test_the_first_thirty_are_shown_and_all_on_demand(ranking: Opened) -> None:
    page = ranking()
    assert not page.exception
    assert list(page.dataframe[0].value["rank"]) == [str(place) for place in range(1, 31)]
    every = ranking(top="all").dataframe[0].value
    assert list(every["rank"])[-2:] == ["33=", "33="]


def test_the_answer_counts_the_intervals_that_hold_the_first_place(ranking: Opened) -> None:
    leaders = sum(row["rank_best"] == 1 for row in markets())
    assert ranking().header[0].value.startswith(f"{leaders} 个综合性零工市场的名次区间含第 1 名")


def test_movement_is_against_the_evaluation_a_period_before(ranking: Opened) -> None:
    before = {row["name"]: row["rank"] for row in markets(moved=3)}
    table = ranking(top="all").dataframe[0].value
    for row in table.to_dict("records"):
        won = before[row["name"]] - int(row["rank"].rstrip("="))
        assert row["moved"] == (f"↑ {won}" if won > 0 else f"↓ {-won}" if won else "＝")
    assert "升降比2026年9月同类评价" in ranking().caption[0].value
    assert "没有可比的上期排名" in ranking(period="202609").caption[0].value


def test_filters_hide_rows_and_never_re_rank(ranking: Opened) -> None:
    page = ranking(mode="entrusted", area="320200")
    table = page.dataframe[0].value
    wanted = {
        row["name"]: row["rank"] for row in markets()
        if row["mode"] == "entrusted" and str(row["division"]).startswith("3202")
        and row["rank"] is not None
    }  # fmt: skip
    assert {row["name"]: int(row["rank"].rstrip("=")) for row in table.to_dict("records")} == wanted
    assert f"（同类 {MARKETS} 个）" in page.header[0].value


def test_those_without_a_rank_are_listed_with_the_reason(ranking: Opened) -> None:
    rest = ranking().table[0].value
    assert list(rest["市场"]) == ["市场90", "市场91"]
    vetoed, unsure = rest["不参加的原因"]
    assert vetoed.startswith("■ 否决")
    assert unsure == "证据不足"


def test_filters_that_leave_nothing_say_so(ranking: Opened) -> None:
    page = ranking(area="320300")
    assert not page.exception
    assert page.header[0].value == "没有徐州市综合性零工市场参加排名"
    assert not page.dataframe


def test_a_value_that_is_not_offered_falls_back(ranking: Opened) -> None:
    page = ranking(period="190001", mode="nobody", top="7")
    assert not page.exception
    assert "period" not in page.query_params
    assert len(page.dataframe[0].value) == 30


def test_the_workbook_prints_the_filters_and_holds_the_rows_shown(ranking: Opened) -> None:
    OFFERS._held = {}
    page = ranking(mode="entrusted", area="320200")
    (offer,) = OFFERS._held.values()
    sheet = openpyxl.load_workbook(BytesIO(offer.make())).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    head = next(text for text in cells if text.startswith("筛选条件"))
    assert "委托社会力量" in head
    assert "无锡市" in head
    listed = {text for text in cells if text.startswith("市场") and text[2:].isdigit()}
    assert listed == set(page.dataframe[0].value["name"])


def test_english_holds_no_chinese_but_names(ranking: Opened) -> None:
    page = ranking(lang="en")
    assert not page.exception
    said = page.title[0].value + page.header[0].value + page.caption[0].value
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in said)


def test_fewer_than_five_peers_have_no_ranks_and_the_sentence_says_why(
    town: Home, opened: Opened
) -> None:
    """In the town four general markets are graded without a failed veto."""
    page = opened("ranking")
    assert not page.exception
    assert page.header[0].value == "可比的综合性零工市场有 4 个，不足 5 个，不排名次"
    assert not page.dataframe
    assert list(page.table[0].value["不参加的原因"]).count("同类不足 5 个") == 4


def test_performance_is_a_switch_away(town: Home, opened: Opened) -> None:
    page = opened("ranking", kind="performance")
    assert not page.exception
    assert page.query_params["kind"] == "performance"
    assert "没有可比的上期排名" in page.caption[0].value


def test_before_anything_is_published_the_page_says_what_to_do(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = create_home(tmp_path / "home", demo=True, day=0)
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    page = opened("ranking")
    assert not page.exception
    assert "还没有已发布的评价" in page.markdown[0].value
