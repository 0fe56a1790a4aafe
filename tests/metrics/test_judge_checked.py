"""Inspections and declarations: which check counts, how long, and what it is worth."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.checks import Checks, counted_on, declarations, inspections, months_later
from metrics.findings import FINDINGS, MET, NOT_INSPECTED, REASONS
from metrics.judge_checked import judge_checks
from rules.calendar import day_start

LAST = date(2026, 10, 31)
GRACE = 45
AGREED = {"inspector_a": "k1", "result_a": "met", "inspector_b": "k2", "result_b": "met"}


def visits(*rows: dict[str, object]) -> Checks:
    columns = ["market", "visit", "item", "visited_at", *AGREED, "ordered_for", "row_id"]
    known = {"market": "m", "item": "sign", "ordered_for": None} | AGREED
    frame = pd.DataFrame(
        [known | {"row_id": n, "visit": f"V{n}"} | row for n, row in enumerate(rows)],
        columns=columns,
    )
    return inspections(frame, LAST, GRACE)


def on(day: date) -> dict[str, object]:
    return {"visited_at": day_start(day) + 36_000}


def judged(checks: Checks, form: str = "items", items: tuple[str, ...] = ("sign",),
           valid: int | None = 12):  # fmt: skip
    got = judge_checks(form, checks, items, ["m"], LAST, valid, np.array([3]))
    return FINDINGS[got.finding[0]], REASONS[got.reason[0]], got.won[0], got.pending[0]


def test_an_item_nobody_inspected_is_open() -> None:
    assert judged(visits()) == ("no_data", "not_inspected", 0.0, 1.0)


def test_two_inspectors_who_agree_settle_an_item() -> None:
    assert judged(visits(on(LAST))) == ("met", None, 1.0, 0.0)
    failed = {"result_a": "not_met", "result_b": "not_met"}
    assert judged(visits(on(LAST) | failed)) == ("not_met", None, 0.0, 0.0)


def test_a_check_may_hold_longer_for_one_market_than_for_another() -> None:
    made = on(date(2026, 2, 1))
    checks = visits(made, made | {"market": "n", "visit": "V9"})
    got = judge_checks(
        "items", checks, ("sign",), ["m", "n"], LAST, np.array([12, 6]), np.array([3, 3])
    )
    assert [FINDINGS[finding] for finding in got.finding] == ["met", "no_data"]
    assert [REASONS[reason] for reason in got.reason] == [None, "inspection_expired"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"result_b": "not_met"}, "inspectors_disagree"),
        ({"result_b": None}, "not_inspected"),
        ({"inspector_b": None, "result_b": None}, "not_inspected"),
        ({"inspector_b": "k1"}, "not_inspected"),
    ],
    ids=["they differ", "no second result", "no second inspector", "the same person twice"],
)
def test_anything_less_than_two_equal_results_is_open(change: dict, reason: str) -> None:
    assert judged(visits(on(LAST) | change)) == ("no_data", reason, 0.0, 1.0)


def test_the_latest_visit_counts_even_when_it_settles_less() -> None:
    earlier, later = on(LAST - timedelta(9)), on(LAST) | {"result_b": "not_met"}
    assert judged(visits(earlier, later))[1] == "inspectors_disagree"


def test_a_visit_after_the_last_day_does_not_count_unless_ordered_for_the_period() -> None:
    late = on(LAST + timedelta(1))
    assert judged(visits(late))[1] == "not_inspected"
    assert judged(visits(late | {"ordered_for": 202610}))[0] == "met"


@pytest.mark.parametrize(("days", "finding"), [(45, "met"), (46, "no_data")])
def test_inputs_close_forty_five_days_after_the_last_day(days: int, finding: str) -> None:
    late = on(LAST + timedelta(days)) | {"ordered_for": 202610}
    assert judged(visits(late))[0] == finding


@pytest.mark.parametrize(
    ("made", "finding"), [(date(2025, 10, 31), "met"), (date(2025, 10, 30), "no_data")]
)
def test_a_result_holds_to_the_end_of_the_same_day_n_months_later(made: date, finding: str) -> None:
    got = judged(visits(on(made)))
    assert got[0] == finding
    assert finding == "met" or got[1] == "inspection_expired"


def test_months_end_on_the_last_day_where_the_day_is_missing() -> None:
    days = np.array(["2025-08-31", "2024-02-29", "2025-10-30"], dtype="datetime64[D]")
    assert months_later(days, 6).astype(str).tolist() == ["2026-02-28", "2024-08-29", "2026-04-30"]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 48))
def test_months_later_agrees_with_the_calendar(day: date, months: int) -> None:
    number = day.year * 12 + day.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    expected = min(first + timedelta(day.day - 1), after - timedelta(1))
    later = months_later(np.array([day], dtype="datetime64[D]"), months)
    assert later.tolist() == [expected]


def test_only_a_late_check_is_moved_to_the_last_day() -> None:
    made = np.array(["2026-10-05", "2026-11-05"], dtype="datetime64[D]")
    moved = counted_on(made, [202610, 202610], GRACE).astype(str).tolist()
    assert moved == ["2026-10-05", "2026-10-31"]


def three(*states: str) -> Checks:
    """Three items: met, not_met, not_applicable, or open."""
    rows = [
        {"market": "m", "item": name, "made_on": np.datetime64(LAST), "reason": 0, "expired": 3,
         "finding": FINDINGS.index(state)}
        for name, state in zip("abc", states, strict=True)
        if state != "open"
    ]  # fmt: skip
    columns = ["market", "item", "made_on", "finding", "reason", "expired"]
    return Checks(pd.DataFrame(rows, columns=columns), NOT_INSPECTED)


@pytest.mark.parametrize(
    ("form", "states", "finding", "won", "pending"),
    [
        ("items", ("met", "met", "met"), "met", 1, 0),
        ("items", ("met", "not_met", "met"), "partly", 2 / 3, 0),
        ("items", ("met", "not_met", "not_applicable"), "partly", 1 / 2, 0),
        ("items", ("met", "not_met", "open"), "no_data", 1 / 3, 1 / 3),
        ("items", ("not_applicable",) * 3, "not_applicable", 0, 0),
        ("all", ("met", "not_met", "open"), "not_met", 0, 0),
        ("all", ("met", "met", "open"), "no_data", 0, 1),
        ("all", ("met", "met", "not_applicable"), "met", 1, 0),
        ("any", ("met", "not_met", "open"), "met", 1, 0),
        ("any", ("not_met", "not_met", "open"), "no_data", 0, 1),
        ("any", ("not_met", "not_met", "not_applicable"), "not_met", 0, 0),
    ],
)
def test_a_checklist_weighs_its_items_equally(
    form: str, states: tuple[str, ...], finding: str, won: float, pending: float
) -> None:
    got = judged(three(*states), form, ("a", "b", "c"))
    assert got[0] == finding
    assert got[2:] == (pytest.approx(won), pytest.approx(pending))


def test_a_failed_item_stays_shown_beside_a_pending_one() -> None:
    got = judge_checks(
        "items", three("met", "not_met", "open"), ("a", "b", "c"), ["m"], LAST, 12, np.array([3])
    )
    assert got.detail[0] == {
        "items": {"a": "met", "b": "not_met", "c": "no_data"},
        "item_reasons": {"c": "not_inspected"},
    }


def test_a_form_that_compares_numbers_does_not_judge_a_checklist() -> None:
    with pytest.raises(ValueError, match="linear"):
        judged(three("met", "met", "met"), "linear", ("a", "b", "c"))


def declared(made: date, *checks: tuple[date, str]) -> Checks:
    papers = pd.DataFrame(
        {"market": ["m"], "item": ["app"], "declared_on": [day_start(made)], "row_id": [1]}
    )
    rows = [
        {"market": "m", "item": "app", "verified_on": day_start(day), "result": result,
         "ordered_for": None, "row_id": n}
        for n, (day, result) in enumerate(checks)
    ]  # fmt: skip
    columns = ["market", "item", "verified_on", "result", "ordered_for", "row_id"]
    return declarations(papers, pd.DataFrame(rows, columns=columns), LAST, GRACE)


def test_a_declaration_counts_once_it_is_verified() -> None:
    made = date(2026, 9, 1)
    assert judged(declared(made), items=("app",))[:2] == ("no_data", "not_verified")
    assert judged(declared(made, (made, "met")), items=("app",))[0] == "met"
    assert judged(declared(made, (made, "not_met")), items=("app",))[0] == "not_met"


def test_a_verification_before_the_declaration_says_nothing_about_it() -> None:
    checks = declared(date(2026, 9, 2), (date(2026, 9, 1), "met"))
    assert judged(checks, items=("app",))[1] == "not_verified"


def test_the_latest_verification_counts() -> None:
    checks = declared(date(2026, 9, 1), (date(2026, 10, 1), "not_met"), (date(2026, 9, 5), "met"))
    assert judged(checks, items=("app",))[0] == "not_met"
    assert FINDINGS[MET] == "met"
