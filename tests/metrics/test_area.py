"""Is every city and county judged by what it owes? One city, its counties and 昆山, by hand."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from metrics.canonical import Evaluation
from metrics.evaluate import evaluate
from rules.calendar import day_start
from rules.codes import divisions
from rules.sets import load_ruleset
from store.prepared import RegisterRow
from store.scope import PROVINCE, Scope
from tests.metrics.small_city import City, fact, market, moment

SET = load_ruleset("jiangsu-2024")
SUZHOU, HUQIU, WUZHONG, XIANGCHENG, GUSU, KUNSHAN = (
    "320500", "320505", "320506", "320507", "320508", "320583",
)  # fmt: skip
NANJING, XUANWU = "320100", "320102"
OCTOBER = 202610


def published(unit: str, month: int = OCTOBER, late: int = 0) -> RegisterRow:
    due = day_start(date(month // 100, month % 100, 15))
    return fact("publication", unit=unit, period=month - 1, due_on=due, has_wages=1, has_ratio=1,
                published_on=due + late * 86400, valid_from=due)  # fmt: skip


def analysis(unit: str, day: int = 28) -> RegisterRow:
    due = day_start(date(2026, 10, 28))
    return fact(
        "report", unit=unit, kind="monthly_analysis", due_on=due, filed_at=moment(OCTOBER, day),
        dimensions=8, data_sets=4, has_measures=1, has_trend=1, valid_from=due,
    )  # fmt: skip


def at(code: str, **values: object) -> RegisterRow:
    return market(code, **{"filing_unit": divisions().reporting_unit_of(code), **values})


@pytest.fixture(scope="module")
def suzhou(tmp_path_factory: pytest.TempPathFactory) -> City:
    """虎丘 has a market that filed and publishes; 吴中 has none; 相城 has one that filed nothing;
    姑苏 one that opened in the month; 昆山 files for itself. 南京 filed nothing."""
    town = City(tmp_path_factory.mktemp("suzhou"), SUZHOU)
    town.file(
        OCTOBER, [f"{HUQIU}001", f"{GUSU}001"],
        registers=[
            at(f"{HUQIU}001"), at(f"{XIANGCHENG}001"), at(f"{XUANWU}001"),
            at(f"{GUSU}001", opened_on=moment(OCTOBER, 9)),
            published(SUZHOU), published(HUQIU), published(GUSU, late=1), analysis(SUZHOU),
            fact("document", owner=HUQIU, kind="management", title="办法"),
        ],
    )  # fmt: skip
    town.unit = KUNSHAN
    own = [at(f"{KUNSHAN}001"), published(KUNSHAN), analysis(KUNSHAN, 29)]
    town.file(OCTOBER, [f"{KUNSHAN}001"], registers=own)
    return town


@pytest.fixture(scope="module")
def judged(suzhou: City) -> Evaluation:
    return evaluate(PROVINCE, suzhou.home, SET, "area", "202610")


def found(evaluation: Evaluation, unit: str, criterion: str) -> tuple[object, ...]:
    """Finding, reason ("" for none), numerator and denominator."""
    held = evaluation.findings
    row = held[(held["subject"] == unit) & (held["criterion"] == f"unit.{criterion}")].iloc[0]
    counts = tuple(None if pd.isna(row[name]) else int(row[name])
                   for name in ("numerator", "denominator"))  # fmt: skip
    reason = row["reason"] if isinstance(row["reason"], str) else ""
    return (row["finding"], reason, *counts)


def result(evaluation: Evaluation, unit: str) -> pd.Series:
    held = evaluation.results
    return held[held["subject"] == unit].iloc[0]


def test_every_city_and_county_is_a_subject_with_its_level(judged: Evaluation) -> None:
    tree = divisions()
    assert judged.results["subject"].tolist() == sorted((*tree.cities, *tree.counties))
    assert len(judged.results) == 108
    levels = judged.results["type"].value_counts().to_dict()
    assert levels == {"county": 92, "city": 13, "direct": 3}
    assert result(judged, KUNSHAN)["type"] == "direct"
    assert set(judged.results["mode"]) == {""}


def test_markets_roll_up_to_their_county_and_once_to_the_city(judged: Evaluation) -> None:
    assert found(judged, HUQIU, "coverage") == ("met", "", 1, 1)
    assert found(judged, KUNSHAN, "coverage") == ("met", "", 1, 1)
    # 虎丘, 相城, 姑苏 and 昆山 of the nine counties that lie in 苏州
    assert found(judged, SUZHOU, "coverage") == ("partly", "", 4, 9)


def test_a_county_without_a_market_is_a_true_zero_where_its_city_filed(judged: Evaluation) -> None:
    assert found(judged, WUZHONG, "coverage") == ("not_met", "", 0, 1)
    assert found(judged, WUZHONG, "publication") == ("not_met", "", 0, 1)
    assert found(judged, "320104", "coverage")[:2] == ("no_data", "not_filed")


def test_what_was_not_filed_is_pending_and_never_zero(judged: Evaluation) -> None:
    for unit in (XIANGCHENG, NANJING, XUANWU):
        assert found(judged, unit, "publication")[:2] == ("no_data", "not_filed")
        assert result(judged, unit)["reason"] == "insufficient"
        assert pd.isna(result(judged, unit)["rank"])


def test_a_market_that_owes_nothing_yet_keeps_no_county_waiting(judged: Evaluation) -> None:
    assert found(judged, GUSU, "publication") == ("not_met", "", 0, 1)


def test_each_unit_answers_for_its_own_publication_and_papers(judged: Evaluation) -> None:
    assert found(judged, SUZHOU, "publication") == ("met", "", 1, 1)
    assert found(judged, HUQIU, "publication") == ("met", "", 1, 1)
    assert found(judged, HUQIU, "management") == ("met", "", 1, 1)
    assert found(judged, SUZHOU, "management") == ("not_met", "", 0, 1)


@pytest.mark.parametrize("criterion", ["quarterly_analysis", "situation_chapter"])
def test_a_month_in_which_no_quarter_ends_owes_no_quarterly_paper(
    judged: Evaluation, criterion: str
) -> None:
    for unit in (SUZHOU, KUNSHAN, HUQIU):
        assert found(judged, unit, criterion)[:2] == ("not_applicable", "not_owed")


@pytest.mark.parametrize("criterion", ["report_on_time", "implementation"])
def test_what_the_sixteen_owe_no_other_county_is_asked(judged: Evaluation, criterion: str) -> None:
    assert found(judged, HUQIU, criterion)[:2] == ("not_applicable", "not_owed")
    for unit in (SUZHOU, KUNSHAN):
        assert found(judged, unit, criterion)[1] != "not_owed"


def test_the_report_of_a_city_does_not_answer_for_kunshan(judged: Evaluation) -> None:
    assert found(judged, SUZHOU, "report_on_time") == ("met", "", 1, 1)
    assert found(judged, KUNSHAN, "report_on_time") == ("not_met", "", 0, 1)
    assert found(judged, KUNSHAN, "monthly_analysis") == ("met", "", 1, 1)


def test_the_hundred_points_are_shared_by_what_a_level_owes(judged: Evaluation) -> None:
    held = judged.findings
    mine = held[held["subject"] == HUQIU].set_index("criterion")["points_maximum"].dropna()
    # A county: 100 less the 14, 5 and 2 of the sixteen; October ends no quarter (5 and 5 less),
    # and nobody looks at the parts of an analysis that isn't there (6, 4, 4 and 6 less).
    assert mine["unit.publication"] == round(1_000_000 * 13 / (79 - 10 - 20))
    assert mine["unit.report_on_time"] == 0


def test_a_direct_county_is_ranked_among_the_counties(tmp_path: Path) -> None:
    town = City(tmp_path, SUZHOU)
    counties = [HUQIU, WUZHONG, XIANGCHENG, GUSU]
    papers = ("management", "plan", "roadmap", "layout", "service_system", "guidance",
              "supervision", "funding", "staffing", "venue")  # fmt: skip
    rows = [at(f"{code}001") for code in counties]
    rows += [published(code) for code in counties[:3]] + [analysis(code) for code in counties]
    rows += [fact("document", owner=code, kind=kind, title="文件")
             for at_, code in enumerate(counties) for kind in papers[at_:]]  # fmt: skip
    town.file(OCTOBER, [f"{code}001" for code in counties], registers=rows)
    town.unit = KUNSHAN
    own = [at(f"{KUNSHAN}001"), published(KUNSHAN), analysis(KUNSHAN)]
    own += [fact("document", owner=KUNSHAN, kind=kind, title="文件")
            for kind in (*papers, "implementation")]  # fmt: skip
    town.file(OCTOBER, [f"{KUNSHAN}001"], registers=own)
    got = evaluate(PROVINCE, town.home, SET, "area", "202610").results.set_index("subject")
    ranked = got[got["rank"].notna()]
    # 虎丘 and 昆山 have everything; 姑苏 published nothing; the counties of 苏州 without a market
    # are judged too and come last.
    assert ranked.loc[[HUQIU, KUNSHAN], "rank"].tolist() == [1, 1]
    assert ranked.loc[[WUZHONG, XIANGCHENG, GUSU], "rank"].tolist() == [3, 4, 5]
    assert set(ranked.index) == {code for code in divisions().counties if code[:4] == "3205"}
    assert set(ranked["peers"]) == {9}
    assert pd.isna(got.loc[SUZHOU, "rank"])  # one city alone has no peers


def test_a_reader_is_shown_the_units_of_its_area_only(suzhou: City) -> None:
    got = evaluate(Scope("city", ("3205",)), suzhou.home, SET, "area", "202610")
    assert set(got.results["subject"].str[:4]) == {"3205"}
    assert len(got.results) == 10
    county = evaluate(Scope("county", (HUQIU,)), suzhou.home, SET, "area", "202610")
    assert county.results["subject"].tolist() == [HUQIU]


def test_each_month_of_a_quarter_is_filed_or_missing_by_itself(suzhou: City) -> None:
    got = evaluate(PROVINCE, suzhou.home, SET, "area", "2026Q4")
    finding = got.findings
    row = finding[(finding["subject"] == HUQIU) & (finding["criterion"] == "unit.publication")]
    assert (row["months_duty"].item(), row["months_filed"].item()) == (3, 1)
    assert (row["numerator"].item(), row["denominator"].item()) == (1, 1)
