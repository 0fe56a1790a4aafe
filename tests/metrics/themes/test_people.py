from typing import Any

import pytest

from tests.metrics.small import M1, Row, SmallLedger, at, dated, row, sums

SEPTEMBER, OCTOBER = 202609, 202610
HALF = dated(part_time_weight=[("2024-04-11", 50)])


def staff(key: str, employment: str, month: int = OCTOBER, **columns: Any) -> Row:
    return row(month, staff_key=key, employment=employment, **columns)


def closed(number: int) -> Row:
    return row(OCTOBER, record_id=f"r{number}", open=0, kind="other", closed_at=at("2026-10-09"))


STAFF = [
    staff("a", "full", SEPTEMBER), staff("a", "full"), staff("b", "part"), staff("c", "volunteer"),
]  # fmt: skip


def test_the_load_is_records_over_weighted_staff_months(engine: str) -> None:
    ledger = SmallLedger(
        {"register:staff": STAFF, "service": [closed(n) for n in range(30)]}, engine
    )
    months = [SEPTEMBER, OCTOBER]
    assert sums(ledger, "people.staff_load", months, HALF) == {M1: (30, 250, 0)}
    assert sums(ledger, "people.staff_per_thousand", months, HALF) == {M1: (250, 30, 0)}


def test_the_weight_in_force_on_the_last_day_of_each_month_counts(engine: str) -> None:
    rows = [staff("b", "part", SEPTEMBER), staff("b", "part", OCTOBER)]
    ledger = SmallLedger({"register:staff": rows}, engine)
    change = dated(part_time_weight=[("2024-04-11", 50), ("2026-10-31", 80)])
    assert sums(ledger, "people.staff_load", [SEPTEMBER, OCTOBER], change) == {M1: (0, 130, 0)}


def test_heads_are_those_in_post_at_the_end_of_the_window(engine: str) -> None:
    gone = staff("z", "full", SEPTEMBER)
    ledger = SmallLedger({"register:staff": [*STAFF, gone]}, engine)
    assert sums(ledger, "people.staff_heads", [SEPTEMBER, OCTOBER]) == {M1: (2, 1, 0)}
    assert ledger.asked == [("register:staff", (OCTOBER,))]


def test_training_is_attendances_per_month_in_post_of_full_and_part_time_staff(engine: str) -> None:
    sessions = [
        row(SEPTEMBER, session="1", attendances=3),
        row(OCTOBER, session="2", attendances=4),
    ]
    ledger = SmallLedger({"register:staff": STAFF, "register:training": sessions}, engine)
    assert sums(ledger, "people.training_per_staff", [SEPTEMBER, OCTOBER]) == {M1: (7, 3, 0)}


@pytest.mark.parametrize("employment", [None, "unheard-of"])
def test_staff_of_no_known_employment_are_undecided(engine: str, employment: str | None) -> None:
    ledger = SmallLedger({"register:staff": [row(OCTOBER, employment=employment)]}, engine)
    assert sums(ledger, "people.staff_load", [OCTOBER], HALF) == {M1: (0, 0, 1)}


def test_the_sources_of_staff_are_those_of_the_last_day_volunteers_included(engine: str) -> None:
    rows = [
        staff("a", "full", source="hired"), staff("b", "part", source="hired"),
        staff("c", "volunteer", source="volunteer"),
        staff("d", "full", SEPTEMBER, source="delegated"),
    ]  # fmt: skip
    ledger = SmallLedger({"register:staff": rows}, engine)
    assert sums(ledger, "people.staff_sources", [SEPTEMBER, OCTOBER]) == {M1: (2, 1, 0)}
