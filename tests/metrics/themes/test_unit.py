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
    assert len(counted) == 16
    assert counted[NANJING] == (1, 3, 0)
    assert counted[KUNSHAN] == (0, 3, 0)


def test_by_month_every_unit_owes_one(engine: str) -> None:
    ledger = SmallLedger({"register:publication": [publication()]}, engine)
    suzhou = Scope("city", ("3205",))
    frame = month_values(
        ledger, suzhou, metric("unit.publication"), NO_VALUES, [SEPTEMBER, OCTOBER]
    )
    assert frame[["subject", "month", "denominator"]].values.tolist() == [
        [SUZHOU, SEPTEMBER, 1], [KUNSHAN, SEPTEMBER, 1],
        [SUZHOU, OCTOBER, 1], [KUNSHAN, OCTOBER, 1],
    ]  # fmt: skip


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


def test_coverage_counts_a_county_once_and_kunshan_for_itself(engine: str) -> None:
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
    assert counted[SUZHOU] == (1, len(counties) - 1, 0)
    assert counted[KUNSHAN] == (1, 1, 0)
    assert sum(owed for _, owed, _ in counted.values()) == len(divisions().counties)
