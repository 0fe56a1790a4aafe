from typing import Any

import pytest

from metrics.catalogue import metric
from metrics.themes.organisation import CONVENIENCES, ZONES
from tests.metrics.small import M1, SmallLedger, at, row, sums

AUGUST, SEPTEMBER, OCTOBER = 202608, 202609, 202610
RUN = [row(month, opened_on=at("2025-01-01"), closed_on=None) for month in (SEPTEMBER, OCTOBER)]


def counted(
    engine: str, source: str, name: str, *rows: dict[str, Any]
) -> dict[str, tuple[int, int, int]]:
    ledger = SmallLedger({source: [row(OCTOBER, **columns) for columns in rows]}, engine)
    return sums(ledger, f"organisation.{name}", [SEPTEMBER, OCTOBER])


def test_only_open_days_ask_for_a_log_entry(engine: str) -> None:
    days = [
        {"day": 1, "is_open": 1, "logged": 1}, {"day": 2, "is_open": 1, "logged": 0},
        {"day": 3, "is_open": 0, "logged": 1}, {"day": 4, "is_open": None, "logged": 1},
    ]  # fmt: skip
    assert counted(engine, "day", "ledger_coverage", *days) == {M1: (1, 2, 1)}


def test_an_item_shown_counts_and_one_taken_down_does_not(engine: str) -> None:
    items = [{"item": "guide", "shown": 1}, {"item": "hotline", "shown": 0}]
    assert counted(engine, "register:disclosure", "disclosed_items", *items) == {M1: (1, 1, 0)}


@pytest.mark.parametrize(
    ("opened", "closed", "months"),
    [
        ("2026-10-31", None, 0),
        ("2026-10-01", None, 1),
        ("2026-09-02", None, 1),
        ("2026-09-01", None, 2),
        ("2025-11-01", None, 12),
        ("2016-10-15", None, 120),
        ("2025-11-01", "2026-10-31", 11),
        ("2025-11-01", "2026-09-30", 10),
        ("2026-09-05", "2026-09-20", 0),
    ],
)
def test_months_in_operation_are_full_calendar_months(
    engine: str, opened: str, closed: str | None, months: int
) -> None:
    held = {"opened_on": at(opened), "closed_on": at(closed) if closed else None}
    assert counted(engine, "register:market", "open_months", held) == {M1: (months, 1, 0)}


def test_a_market_opened_and_shut_within_a_month_was_never_open_a_full_one(engine: str) -> None:
    held = {"opened_on": at("2026-10-05"), "closed_on": at("2026-10-20")}
    assert counted(engine, "register:market", "open_months", held) == {M1: (0, 1, 0)}


@pytest.mark.parametrize(("name", "flags"), [("zones", ZONES), ("convenience_items", CONVENIENCES)])
def test_boxes_ticked_are_counted_and_blank_ones_are_not(
    engine: str, name: str, flags: tuple[str, ...]
) -> None:
    held = dict.fromkeys(flags, 1) | {flags[0]: None, flags[1]: 0}
    assert counted(engine, "register:premises", name, held) == {M1: (len(flags) - 2, 1, 0)}


def test_area_is_that_of_the_last_month(engine: str) -> None:
    premises = [row(SEPTEMBER, area_sqm=100), row(OCTOBER, area_sqm=300)]
    ledger = SmallLedger({"register:premises": premises}, engine)
    assert sums(ledger, "organisation.area", [SEPTEMBER, OCTOBER]) == {M1: (300, 1, 0)}


def test_of_the_documents_only_the_three_rules_count(engine: str) -> None:
    kinds = ("time_limit", "told_once", "plan")
    documents = [{"month": OCTOBER, "owner": M1, "kind": kind} for kind in kinds]
    ledger = SmallLedger({"register:document": documents}, engine)
    assert sums(ledger, "organisation.rules_posted", [OCTOBER]) == {M1: (2, 1, 0)}


@pytest.mark.parametrize(("connected", "number"), [(1, 1), (0, 0)])
def test_only_the_provincial_gig_market_system_is_asked_for(
    engine: str, connected: int, number: int
) -> None:
    systems = [
        {"system": "jiangsu_market", "connected": connected},
        {"system": "local_app", "connected": 1},
    ]
    found = counted(engine, "register:platform", "platform_connected", *systems)
    assert found == {M1: (number, 1, 0)}


def test_uploads_are_compared_with_the_records_begun(engine: str) -> None:
    new, old = at("2026-10-03"), at("2026-09-03")
    ledger = SmallLedger(
        {
            "register:upload": [row(OCTOBER, day=new, ledger="service", rows=2),
                                row(OCTOBER, day=new, ledger="step", rows=50)],
            "service": [row(OCTOBER, record_id="1", opened_at=new),
                        row(OCTOBER, record_id="2", opened_at=old)],
            "seeker": [row(OCTOBER, record_id="1", registered_at=new)],
            "complaint": [row(OCTOBER, record_id="1", filed_at=new)],
        },
        engine,
    )  # fmt: skip
    assert sums(ledger, "organisation.upload_share", [OCTOBER]) == {M1: (2, 2, 0)}


def test_live_streams_are_apart_from_other_activities(engine: str) -> None:
    kinds = [row(OCTOBER, activity=str(n), kind=kind) for n, kind in
             enumerate(("livestream", "ten_plus_n", "fair_industry", "publicity"))]  # fmt: skip
    ledger = SmallLedger({"register:activity": kinds, "register:market": RUN}, engine)
    months = [SEPTEMBER, OCTOBER]
    assert sums(ledger, "organisation.activities", months) == {M1: (2, 2, 0)}
    assert sums(ledger, "organisation.live_streams", months) == {M1: (1, 2, 0)}


def test_a_year_of_activities_is_counted_by_months_in_operation(engine: str) -> None:
    held = [row(OCTOBER, activity="1", kind="ten_plus_n")]
    ledger = SmallLedger({"register:activity": held, "register:market": RUN}, engine)
    assert metric("organisation.activities").scale == 12
    assert sums(ledger, "organisation.activities", [OCTOBER]) == {M1: (1, 1, 0)}
    assert sums(ledger, "organisation.activities", [SEPTEMBER, OCTOBER]) == {M1: (1, 2, 0)}


def test_awards_are_counted(engine: str) -> None:
    assert counted(engine, "register:award", "awards", {"award": "a"}) == {M1: (1, 1, 0)}


def test_capacity_is_that_of_the_last_month_and_unknown_where_left_blank(engine: str) -> None:
    premises = [row(SEPTEMBER, capacity=40), row(OCTOBER, capacity=60)]
    ledger = SmallLedger({"register:premises": premises}, engine)
    assert sums(ledger, "organisation.capacity", [SEPTEMBER, OCTOBER]) == {M1: (60, 1, 0)}
    assert counted(engine, "register:premises", "capacity", {"area_sqm": 90}) == {M1: (0, 1, 1)}


def test_online_systems_are_the_market_and_the_matching_platform(engine: str) -> None:
    systems = [
        {"system": "online_market", "connected": 1}, {"system": "online_matching", "connected": 0},
        {"system": "jiangsu_market", "connected": 1},
    ]  # fmt: skip
    assert counted(engine, "register:platform", "online_systems", *systems) == {M1: (1, 1, 0)}


def test_of_the_documents_only_the_duties_of_posts_count_as_such(engine: str) -> None:
    documents = [{"month": OCTOBER, "owner": M1, "kind": kind} for kind in ("duties", "appraisal")]
    ledger = SmallLedger({"register:document": documents}, engine)
    assert sums(ledger, "organisation.duties_on_file", [OCTOBER]) == {M1: (1, 1, 0)}


def test_ten_plus_n_activities_are_apart_from_job_fairs(engine: str) -> None:
    kinds = [row(OCTOBER, activity=str(n), kind=kind) for n, kind in
             enumerate(("ten_plus_n", "ten_plus_n", "fair_industry"))]  # fmt: skip
    ledger = SmallLedger({"register:activity": kinds, "register:market": RUN}, engine)
    assert sums(ledger, "organisation.ten_plus_n", [SEPTEMBER, OCTOBER]) == {M1: (2, 2, 0)}


def test_subsidies_are_counted_in_the_month_they_are_paid(engine: str) -> None:
    paid = [{"approval": "a", "amount_fen": 5}, {"approval": "b", "amount_fen": 9}]
    assert counted(engine, "register:subsidy", "subsidies", *paid) == {M1: (2, 1, 0)}


@pytest.mark.parametrize(
    ("starts", "ends", "number"),
    [
        ("2026-01-01", "2026-10-31", 1),
        ("2026-01-01", "2026-10-30", 0),
        ("2026-10-31", "2027-10-30", 1),
        ("2026-11-01", "2027-10-31", 0),
    ],
)
def test_a_contract_counts_while_the_last_day_lies_in_its_term(
    engine: str, starts: str, ends: str, number: int
) -> None:
    held = {"contract_no": "C1", "starts_on": at(starts), "ends_on": at(ends)}
    assert counted(engine, "register:contract", "purchased", held) == {M1: (number, 1, 0)}
