from typing import Any

import pandas as pd
import pytest

from metrics.aggregates import COLUMNS, area_figures
from rules.codes import divisions
from store.scope import PROVINCE
from tests.metrics.small import Row, SmallLedger, at, row

OCTOBER = 202610
GENERAL, STATION, KUNSHAN = "320505001", "320505002", "320583001"


def market(code: str, **columns: Any) -> Row:
    usual = {"division": code[:6], "type": "general", "opened_on": at("2025-01-01")}
    return row(OCTOBER, code, **{**usual, **columns})


def vacancies(code: str, heads: int, pay: int) -> list[Row]:
    return [
        row(OCTOBER, code, record_id=f"v{number}", heads=heads, pay_fen=pay + number,
            pay_unit="hour")
        for number in range(5)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    seekers = [
        row(OCTOBER, code, record_id=f"s{n}") for code in (GENERAL, KUNSHAN) for n in range(5)
    ]
    records = [
        row(OCTOBER, code, record_id=f"r{n}", open=0, kind="other", closed_at=at("2026-10-09"))
        for code, number in ((GENERAL, 4), (KUNSHAN, 3)) for n in range(number)
    ]  # fmt: skip
    report = {"month": OCTOBER, "unit": "320583", "kind": "monthly_analysis",
              "due_on": at("2026-10-28"), "filed_at": at("2026-10-27")}  # fmt: skip
    publication = {"month": OCTOBER, "unit": "320505", "has_wages": 1, "has_ratio": 1,
                   "due_on": at("2026-10-15"), "published_on": at("2026-10-14")}  # fmt: skip
    ledger = SmallLedger(
        {
            "register:market": [
                market(GENERAL), market(STATION, type="station", closed_on=at("2026-10-20")),
                market(KUNSHAN), market("320506001", zone="320571", opened_on=at("2026-11-05")),
                market("320507001", zone="320571"),
            ],
            "vacancy": [*vacancies(GENERAL, 2, 2000), *vacancies(KUNSHAN, 4, 3000)],
            "seeker": seekers,
            "service": records,
            "register:report": [report],
            "register:publication": [publication],
        }
    )  # fmt: skip
    return area_figures(ledger, PROVINCE, OCTOBER)


def one(figures: pd.DataFrame, area: str, measure: str, kind: str = "") -> list[int | None]:
    held = figures[
        (figures["area"] == area)
        & (figures["measure"] == measure)
        & (figures["market_type"] == kind)
    ]
    assert len(held) == 1
    return [
        None if pd.isna(value) else int(value)
        for value in held.iloc[0][["numerator", "denominator", "n"]]
    ]


def test_each_figure_has_one_row_with_the_columns_of_the_table(figures: pd.DataFrame) -> None:
    assert list(figures.columns) == COLUMNS
    assert not figures.duplicated(["area", "market_type", "measure"]).any()


def test_kunshan_counts_once_in_its_city_and_once_in_the_province(figures: pd.DataFrame) -> None:
    assert one(figures, "320583", "ratio") == [20, 5, 5]
    assert one(figures, "320500", "ratio") == [30, 10, 10]
    assert one(figures, "320000", "ratio") == [30, 10, 10]


def test_pay_of_an_area_is_that_of_its_vacancies(figures: pd.DataFrame) -> None:
    assert one(figures, "320505", "hourly_pay_mean") == [10010, 5, 5]
    total, number, n = one(figures, "320500", "hourly_pay_median")
    assert (total, number, n) == ((2004 + 3000) // 2 * 10, 10, 10)


def test_what_rests_on_fewer_than_five_is_not_published(figures: pd.DataFrame) -> None:
    assert one(figures, "320505", "records") == [None, None, 4]
    assert one(figures, "320500", "records") == [7, 1, 7]


def test_coverage_counts_running_markets_only(figures: pd.DataFrame) -> None:
    counties = divisions().counties
    suzhou = [code for code in counties if code.startswith("3205")]
    assert one(figures, "320500", "coverage") == [3, len(suzhou), len(suzhou)]
    assert one(figures, "320506", "coverage") == [0, 1, 1]
    assert one(figures, "320000", "coverage") == [3, len(counties), len(counties)]
    every = len(counties) + len(divisions().zones)
    assert one(figures, "320000", "coverage_zones") == [4, every, every]


def test_markets_are_counted_by_type_and_an_empty_county_shows_none(figures: pd.DataFrame) -> None:
    assert one(figures, "320505", "markets") == [1, 1, 1]
    assert one(figures, "320505", "markets", "general") == [1, 1, 1]
    assert one(figures, "320102", "markets") == [0, 1, 0]
    assert figures[figures["market_type"] == "station"].query("measure == 'markets'").empty


def test_a_unit_s_report_counts_for_itself_its_city_and_the_province(figures: pd.DataFrame) -> None:
    assert one(figures, "320583", "reports_on_time") == [1, 1, 1]
    assert one(figures, "320500", "reports_on_time") == [1, 2, 2]
    assert one(figures, "320000", "reports_on_time") == [1, 16, 16]
    assert figures[(figures["measure"] == "reports_on_time") & (figures["area"] == "320505")].empty


def test_every_city_and_county_publishes_and_is_counted_once(figures: pd.DataFrame) -> None:
    assert one(figures, "320505", "publications_on_time") == [1, 1, 1]
    assert one(figures, "320506", "publications_on_time") == [0, 1, 1]
    assert one(figures, "320500", "publications_on_time") == [1, 10, 10]
    assert one(figures, "320000", "publications_on_time") == [1, 108, 108]
