"""The market's file on real evaluations: result, losses, explanation, parts, papers, states."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.downloads import OFFERS
from dashboard.market_rows import losses, with_points
from metrics.record import record
from rules.sets import load_ruleset
from store import duck, engine
from store.folder import Home
from store.home import create_home
from store.scope import PROVINCE
from tests.exports import town as towns

Opened = Callable[..., AppTest]
ROOT = Path(__file__).parents[3]


def said(page: AppTest) -> str:
    parts = [*page.markdown, *page.caption, *page.subheader, *page.header]
    return "\n".join(part.value for part in parts)


def findings(home: Home, market: str, kind: str = "monitoring") -> object:
    header = data.header(PROVINCE, home, kind, "202610")
    assert header is not None
    return with_points(data.market_findings(PROVINCE, home, header.evaluation_id, market))


def test_the_losses_listed_are_those_of_the_findings(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.POOR)
    assert not page.exception
    wanted = losses(findings(town, towns.POOR))
    assert len(page.dataframe[0].value) == len(wanted)
    assert len(wanted) > 5


def test_the_greatest_loss_is_explained_first(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.POOR)
    first = losses(findings(town, towns.POOR)).iloc[0]
    header = data.header(PROVINCE, town, "monitoring", "202610")
    assert header is not None
    title = data.ruleset(PROVINCE, town, header).criteria[first["criterion"]].title.zh
    assert any(part.value.startswith(title) for part in page.subheader)


def test_a_criterion_in_the_link_is_explained_down_to_its_rows(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.POOR, criterion="function.time_limit")
    assert not page.exception
    text = said(page)
    assert "算式" in text
    assert "默认值·非标准·待省厅确认" in text
    assert "M\\-65 §6.2" in text
    rows = findings(town, towns.POOR)
    row = rows[rows["criterion"] == "function.time_limit"].iloc[0]
    assert f"共 {row['denominator']} 条，计入 {row['numerator']} 条" in text.replace("\\", "")


@pytest.mark.parametrize(
    ("market", "tab"),
    [(market, "loss") for market in towns.MODES]
    + [(market, tab) for market in (towns.CHARGED, towns.SILENT)
       for tab in ("all", "filed", "checks", "history")],
)  # fmt: skip
def test_every_part_of_every_market_can_be_opened(
    town: Home, opened: Opened, market: str, tab: str
) -> None:
    page = opened("market", code=market, tab=tab)
    assert not page.exception
    assert page.subheader


def test_a_failed_veto_comes_first_with_what_it_would_be(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.CHARGED)
    text = said(page)
    assert "■ 否决：" in text
    assert "若无否决为" in text


def test_a_new_market_is_shown_without_a_score(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.NEW)
    assert "新开办" in page.header[0].value
    assert [metric.label for metric in page.metric][:1] == ["得分区间"]


def test_a_refused_exit_names_the_market_and_writes_the_month(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.GOOD)
    name = page.subheader[0].value.replace("\\", "")
    refused = [part.value for part in page.caption if "M-65 §4.3f" in part.value]
    assert len(refused) == 1
    assert refused[0].startswith(name)
    assert towns.GOOD not in refused[0]
    assert "202610" not in refused[0]


PEOPLE = {
    "service": ("first_staff_key", "closed_by_key"), "inspection": ("inspector_a", "inspector_b"),
    "verification": ("verified_by",), "incident": ("officer_a", "officer_b"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("market", "criterion"),
    [(towns.POOR, "function.time_limit"), (towns.CHARGED, "function.public_interest"),
     (towns.POOR, "facilities.equipment"), (towns.POOR, "results.one_to_one")],
)  # fmt: skip
def test_no_whole_key_of_a_person_stands_on_the_page(
    town: Home, opened: Opened, market: str, criterion: str
) -> None:
    header = data.header(PROVINCE, town, "monitoring", "202610")
    assert header is not None
    number = header.evaluation_id
    evidence = data.explanation(PROVINCE, town, number, market, criterion).evidence
    keys = {
        str(key)
        for held in evidence
        for name in PEOPLE.get(held.source.removeprefix("register:"), ())
        if name in held.frame
        for key in held.frame[name].dropna()
        if len(str(key)) > 8
    }
    page = opened("market", code=market, criterion=criterion)
    assert not page.exception
    shown = said(page) + "".join(table.value.to_csv() for table in page.table)
    assert not [key for key in keys if key in shown]


def test_the_way_up_is_listed_for_a_graded_market_and_not_for_others(
    town: Home, opened: Opened
) -> None:
    ways = {market: [part.value for part in opened("market", code=market).subheader
                     if part.value.startswith("怎样到")]
            for market in (towns.GOOD, towns.POOR, towns.NEW, towns.CHARGED)}  # fmt: skip
    assert not ways[towns.NEW]
    assert not ways[towns.CHARGED]
    results = data.results(
        PROVINCE, town, data.header(PROVINCE, town, "monitoring", "202610").evaluation_id
    ).set_index("market")  # fmt: skip
    for market in (towns.GOOD, towns.POOR):
        graded = results.loc[market, "grade"] in ("good", "qualified", "unqualified")
        assert len(ways[market]) == graded


@pytest.fixture
def papers(town: Home, opened: Opened) -> Callable[[str], dict[str, Callable[[], bytes]]]:
    """The files on offer after the page of a market was opened, by name."""

    def on_offer(market: str) -> dict[str, Callable[[], bytes]]:
        OFFERS._held = {}
        assert not opened("market", code=market).exception
        return {offer.name: offer.make for offer in OFFERS._held.values()}

    return on_offer


def test_every_market_has_a_report_and_only_one_with_grounds_a_dossier(
    papers: Callable[[str], dict[str, Callable[[], bytes]]],
) -> None:
    for market in (towns.CHARGED, towns.GOOD, towns.CO_RUN):
        names = papers(market)
        assert sum("评价报告" in name for name in names) == 2
        assert sum("退出卷宗" in name for name in names) == (2 if market == towns.CHARGED else 0)


def test_the_report_on_offer_is_a_word_file_of_this_market(
    papers: Callable[[str], dict[str, Callable[[], bytes]]],
) -> None:
    made = next(make for name, make in papers(towns.GOOD).items() if name.endswith(".docx"))
    with ZipFile(BytesIO(made())) as word:
        assert towns.GOOD in word.read("word/document.xml").decode()


def test_why_there_is_no_dossier_is_said(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.CO_RUN)
    assert "政企合作" in said(page)
    assert "M-65 §4.3f" in said(page)


def test_an_unknown_code_is_an_empty_page_and_no_error(town: Home, opened: Opened) -> None:
    for code in ("320102999", "999999999", "x"):
        page = opened("market", code=code)
        assert not page.exception
        assert "没有代码为" in said(page)


def test_another_county_is_not_shown_to_a_county(
    town: Home, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store.scope import Scope

    monkeypatch.setattr("dashboard.access.PROVINCE", Scope("county", ("320104",)))
    page = opened("market", code=towns.GOOD)
    assert not page.exception
    assert "不在范围内" in said(page)
    assert "320102" not in said(page)


def test_without_a_code_the_first_market_is_shown_and_named_in_the_link(
    town: Home, opened: Opened
) -> None:
    page = opened("market")
    assert page.query_params["code"] == min(towns.MODES)


def test_a_newly_chosen_area_wins_over_the_market_of_another(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.GOOD)
    page.selectbox(key="choice_area").set_value("320200").run()
    assert not page.exception
    assert "没有市场参加这次评价" in said(page)


def test_a_link_wins_over_the_area_of_an_earlier_page(town: Home, opened: Opened) -> None:
    page = opened("market", code=towns.GOOD, area="320200")
    assert not page.exception
    assert page.query_params["code"] == towns.GOOD
    assert "area" not in page.query_params


def test_before_anything_is_published_the_page_says_what_to_do(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = create_home(tmp_path / "home", demo=True, day=0)
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    assert "还没有已发布的评价" in said(opened("market"))


def test_the_city_s_own_measure_stands_beneath_the_province_s(
    town: Home, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "本市口径" not in str(
        [item.value for item in opened("market", code=towns.GOOD).markdown]
    )
    own = towns.copied(town, tmp_path / "own")
    monkeypatch.setenv("BIAOCHI_HOME", str(own.root))
    city = load_ruleset(ROOT / "demo/layers/nanjing-2026")
    record(PROVINCE, own, city, "monitoring", "202610", "tester", publish=True)
    st.cache_data.clear()
    page = opened("market", code=towns.GOOD)
    assert not page.exception
    told = [str(item.value).replace("\\", "") for item in page.markdown]
    (line,) = [text for text in told if text.startswith("本市口径")]
    assert "南京市口径（2026·演示）" in line
    assert "演示数据·非南京市文件" in line
    assert page.header[0].value == opened("market", code=towns.GOOD).header[0].value
    engine.close(own)
    duck.close(own.ledger, own.derived)
