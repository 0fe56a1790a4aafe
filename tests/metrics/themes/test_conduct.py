from typing import Any

import pytest

from tests.metrics.small import M1, Row, SmallLedger, at, dated, row, sums

SEPTEMBER, OCTOBER = 202609, 202610
FIVE = dated(limit=[("2024-04-11", 5)])


def complaint(number: int, month: int = OCTOBER, **columns: Any) -> Row:
    usual = {
        "record_id": f"c{number}", "open": 0, "filed_at": at("2026-10-08 09:00"),
        "replied_at": at("2026-10-10"), "closed_at": at("2026-10-12"),
        "reply_days": 2, "reply_before": 0, "close_days": 4, "close_before": 0,
    }  # fmt: skip
    return row(month, **{**usual, **columns})


def test_complaints_count_by_the_month_they_were_filed(engine: str) -> None:
    records = [
        row(OCTOBER, record_id=f"r{n}", open=0, kind="rights", closed_at=at("2026-10-09"))
        for n in range(3)
    ]
    earlier = complaint(2, filed_at=at("2026-09-30 23:59"))
    ledger = SmallLedger({"service": records, "complaint": [complaint(1), earlier]}, engine)
    assert sums(ledger, "conduct.complaints_per_thousand", [OCTOBER]) == {M1: (1, 3, 0)}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"reply_days": 5}, (1, 1, 0)),
        ({"reply_days": 6}, (0, 1, 0)),
        ({"replied_at": None, "reply_days": 4}, (0, 1, 0)),
        ({"replied_at": None, "closed_at": None, "open": 1, "reply_days": 4}, (0, 0, 0)),
        ({"replied_at": None, "closed_at": None, "open": 1, "reply_days": 6}, (0, 1, 0)),
        ({"replied_at": at("2026-09-20"), "reply_before": 2}, (0, 0, 0)),
        ({"reply_before": 6, "reply_days": 9}, (0, 0, 0)),
    ],
)
def test_a_complaint_is_answered_in_time_once(
    engine: str, columns: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    ledger = SmallLedger({"complaint": [complaint(1, **columns)]}, engine)
    assert sums(ledger, "conduct.complaint_reply", [OCTOBER], FIVE) == {M1: expected}


@pytest.mark.parametrize(("days", "hit"), [(5, 1), (6, 0)])
def test_a_complaint_is_closed_in_time_up_to_the_limit(engine: str, days: int, hit: int) -> None:
    ledger = SmallLedger({"complaint": [complaint(1, close_days=days)]}, engine)
    assert sums(ledger, "conduct.complaint_closure", [OCTOBER], FIVE) == {M1: (hit, 1, 0)}


def test_leads_and_confirmed_facts_are_kept_apart(engine: str) -> None:
    incidents = [
        row(SEPTEMBER, incident_no="1", kind="fee", status="confirmed"),
        row(OCTOBER, incident_no="2", kind="fee", status="lead"),
        row(OCTOBER, incident_no="3", kind="fee", status="refuted"),
        row(OCTOBER, incident_no="4", kind="safety", status="confirmed"),
    ]
    ledger = SmallLedger({"register:incident": incidents}, engine)
    assert sums(ledger, "conduct.fee_leads", [SEPTEMBER, OCTOBER]) == {M1: (3, 1, 0)}
    assert sums(ledger, "conduct.fee_confirmed", [SEPTEMBER, OCTOBER]) == {M1: (1, 1, 0)}
