from typing import Any

import pytest

from metrics.catalogue import metric
from metrics.model import NO_VALUES
from metrics.tally import month_values
from rules.codes import divisions
from store.scope import Scope
from tests.metrics.small import Row, SmallLedger, at, sums

AUGUST, SEPTEMBER, OCTOBER = 202608, 202609, 202610
NANJING, SUZHOU, KUNSHAN = "320100", "320500", "320583"


def publication(month: int = OCTOBER, **columns: Any) -> Row:
    usual = {
        "unit": NANJING, "due_on": at("2026-10-15"), "published_on": at("2026-10-15"),
        "has_wages": 1, "has_ratio": 1,
    }  # fmt: skip
    return {"month": month, **usual, **columns}


def report(month: int = OCTOBER, **columns: Any) -> Row:
    usual = {"unit": NANJING, "kind": "monthly_analysis", "due_on": at("2026-10-28"),
             "filed_at": at("2026-10-28 23:59")}  # fmt: skip
    return {"month": month, **usual, **columns}


@pytest.mark.parametrize(
    ("columns", "hit"),
    [
        ({}, 1),
        ({"published_on": at("2026-10-16")}, 0),
        ({"has_wages": 0}, 0),
        ({"has_ratio": 0}, 0),
    ],
)
def test_a_publication_is_in_time_and_complete(
    engine: str, columns: dict[str, Any], hit: int
) -> None:
    ledger = SmallLedger({"register:publication": [publication(**columns)]}, engine)
    assert sums(ledger, "unit.publication", [OCTOBER])[NANJING] == (hit, 1, 0)


def test_what_was_never_published_is_owed_all_the_same(engine: str) -> None:
    ledger = SmallLedger({"register:publication": [publication()]}, engine)
    counted = sums(ledger, "unit.publication", [AUGUST, SEPTEMBER, OCTOBER])
    assert len(counted) == 108
    assert counted[NANJING] == (1, 3, 0)
    assert counted[KUNSHAN] == counted["320505"] == (0, 3, 0)


def test_by_month_every_unit_owes_one(engine: str) -> None:
    ledger = SmallLedger({"register:publication": [publication()]}, engine)
    suzhou = Scope("city", ("3205",))
    frame = month_values(
        ledger, suzhou, metric("unit.publication"), NO_VALUES, [SEPTEMBER, OCTOBER]
    )
    units = [SUZHOU, *divisions().children(SUZHOU)]
    assert frame[["subject", "month", "denominator"]].values.tolist() == [
        [unit, month, 1] for month in (SEPTEMBER, OCTOBER) for unit in units
    ]


@pytest.mark.parametrize(
    ("columns", "hit"),
    [({}, 1), ({"filed_at": at("2026-10-29")}, 0), ({"kind": "new_issue"}, 0)],
)
def test_a_report_is_in_time_on_the_28th(engine: str, columns: dict[str, Any], hit: int) -> None:
    ledger = SmallLedger({"register:report": [report(**columns)]}, engine)
    assert sums(ledger, "unit.report_on_time", [OCTOBER])[NANJING] == (hit, 1, 0)


def test_dimensions_are_the_mean_of_the_reports_that_name_them(engine: str) -> None:
    reports = [report(dimensions=9), report(dimensions=6, kind="quarterly_analysis"), report()]
    ledger = SmallLedger({"register:report": reports}, engine)
    assert sums(ledger, "unit.dimensions", [OCTOBER]) == {NANJING: (15, 2, 1)}


def test_a_report_without_measures_is_seen(engine: str) -> None:
    reports = [report(has_measures=1), report(has_measures=None), report(kind="new_issue")]
    ledger = SmallLedger({"register:report": reports}, engine)
    assert sums(ledger, "unit.measures", [OCTOBER]) == {NANJING: (1, 2, 0)}


def market(code: str, **columns: Any) -> Row:
    usual = {"market": code, "division": code[:6], "opened_on": at("2025-01-01")}
    return {"month": OCTOBER, **usual, **columns}


def test_coverage_counts_a_county_for_itself_and_once_in_its_city(engine: str) -> None:
    ledger = SmallLedger(
        {
            "register:market": [
                market("320505001"), market("320505002"), market("320583001"),
                market("320506001", closed_on=at("2026-10-31")),
                market("320507001", opened_on=at("2026-11-01")),
            ]
        },
        engine,
    )  # fmt: skip
    counted = sums(ledger, "unit.coverage", [SEPTEMBER, OCTOBER])
    counties = [code for code in divisions().counties if code.startswith("3205")]
    assert counted[SUZHOU] == (2, len(counties), 0)
    assert counted["320505"] == counted[KUNSHAN] == (1, 1, 0)
    assert counted["320506"] == counted["320507"] == (0, 1, 0)
    cities = sum(counted[city][1] for city in divisions().cities)
    assert cities == len(divisions().counties)


def paper(kind: str, month: int = OCTOBER, owner: str = NANJING) -> Row:
    return {"month": month, "owner": owner, "kind": kind}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("implementation", ("implementation",)),
        ("resources", ("funding", "staffing", "venue")),
        ("service_system", ("service_system",)),
        ("layout", ("layout",)),
        ("guidance", ("guidance",)),
        ("supervision_plan", ("supervision",)),
        ("targets", ("plan", "roadmap")),
        ("management", ("management",)),
    ],
)
def test_papers_of_a_unit_count_while_in_force_on_the_last_day(
    engine: str, name: str, kinds: tuple[str, ...]
) -> None:
    held = [paper(kind) for kind in kinds]
    others = [paper(kinds[0], SEPTEMBER, SUZHOU), paper("time_limit"), paper(kinds[0])]
    ledger = SmallLedger({"register:document": [*held, *others]}, engine)
    counted = sums(ledger, f"unit.{name}", [SEPTEMBER, OCTOBER])
    assert counted == {NANJING: (len(kinds), 1, 0)}


def test_a_late_analysis_is_one_all_the_same(engine: str) -> None:
    late = report(filed_at=at("2026-11-02"))
    ledger = SmallLedger({"register:report": [late]}, engine)
    assert sums(ledger, "unit.monthly_analysis", [SEPTEMBER, OCTOBER])[NANJING] == (1, 2, 0)
    assert sums(ledger, "unit.report_on_time", [SEPTEMBER, OCTOBER])[NANJING] == (0, 2, 0)


def test_an_analysis_without_a_trend_is_seen(engine: str) -> None:
    reports = [report(has_trend=1), report(has_trend=None), report(kind="supervision")]
    ledger = SmallLedger({"register:report": reports}, engine)
    assert sums(ledger, "unit.trend", [OCTOBER]) == {NANJING: (1, 2, 0)}


def test_sets_of_data_are_the_mean_of_the_analyses_that_name_them(engine: str) -> None:
    reports = [report(data_sets=4), report(data_sets=3, kind="quarterly_analysis"), report()]
    ledger = SmallLedger({"register:report": reports}, engine)
    assert sums(ledger, "unit.data_sets", [OCTOBER]) == {NANJING: (7, 2, 1)}


@pytest.mark.parametrize(
    ("columns", "hit"),
    [
        ({"gig_chapter": 1}, 1),
        ({"gig_chapter": 0}, 0),
        ({"gig_chapter": None}, 0),
        ({"gig_chapter": 1, "kind": "quarterly_analysis"}, 0),
    ],
)
def test_the_employment_situation_of_a_quarter_has_its_chapter(
    engine: str, columns: dict[str, Any], hit: int
) -> None:
    rows = [report(SEPTEMBER, **{"kind": "employment_situation", **columns})]
    ledger = SmallLedger({"register:report": rows}, engine)
    assert sums(ledger, "unit.situation_chapter", [AUGUST, SEPTEMBER])[NANJING] == (hit, 1, 0)


def test_supervision_is_owed_a_report_a_quarter(engine: str) -> None:
    rows = [report(SEPTEMBER, kind="supervision")]
    ledger = SmallLedger({"register:report": rows}, engine)
    counted = sums(ledger, "unit.supervision_reports", [AUGUST, SEPTEMBER, OCTOBER])
    assert counted[NANJING] == (1, 1, 0)
    assert counted[SUZHOU] == (0, 1, 0)
