from typing import Any

import pytest

from tests.metrics.small import M1, M2, Row, SmallLedger, at, dated, row, sums

OCTOBER = 202610


def record(number: int = 1, month: int = OCTOBER, market: str = M1, **columns: Any) -> Row:
    usual = {
        "record_id": f"r{number}",
        "open": 0,
        "kind": "matching",
        "opened_at": at("2026-10-08 09:00"),
        "closed_at": at("2026-10-08 10:00"),
        "used_seconds": 3600,
        "used_before": 0,
        "first_staff_key": "anna",
        "closed_by_key": "anna",
        "handovers": 0,
        "tellings": 0,
        "person_key": f"p{number}",
    }
    return row(month, market, **{**usual, **columns})


def count(engine: str, name: str, *records: Row, **numbers: Any) -> dict[str, tuple[int, int, int]]:
    ledger = SmallLedger({"service": list(records)}, engine)
    return sums(ledger, f"service.{name}", [OCTOBER], dated(**numbers))


def test_an_open_record_and_a_day_without_business_are_no_records(engine: str) -> None:
    counted = count(
        engine, "records",
        record(1), record(2, closed_at=None, open=1), record(3, kind="nil"), record(4, market=M2),
    )  # fmt: skip
    assert counted == {M1: (1, 1, 0), M2: (1, 1, 0)}


def test_a_person_served_twice_is_one_and_a_nameless_record_is_undecided(engine: str) -> None:
    counted = count(
        engine, "distinct_persons",
        record(1, person_key="a"), record(2, person_key="a"), record(3, person_key="b"),
        record(4, person_key=None),
    )  # fmt: skip
    assert counted == {M1: (2, 1, 1)}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, (1, 1, 0)),
        ({"closed_by_key": "ben"}, (0, 1, 0)),
        ({"closed_by_key": "ben", "handovers": 1}, (1, 1, 0)),
        ({"closed_by_key": None}, (0, 0, 1)),
        ({"closed_by_key": None, "handovers": 2}, (1, 1, 0)),
        ({"first_staff_key": None}, (0, 0, 1)),
        ({"first_staff_key": None, "handovers": 1}, (0, 0, 1)),
        ({"kind": "nil", "first_staff_key": None}, (0, 0, 0)),
        ({"closed_at": None, "open": 1}, (0, 0, 0)),
    ],
)
def test_the_first_to_receive_closes_or_hands_over_on_record(
    engine: str, columns: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    assert count(engine, "first_responsibility", record(**columns)) == {M1: expected}


LIMIT = {"limit": [("2024-04-11", 7200)]}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"used_seconds": 7200}, (1, 1, 0)),
        ({"used_seconds": 7201}, (0, 1, 0)),
        ({"used_seconds": 7200, "closed_at": None, "open": 1}, (0, 0, 0)),
        ({"used_seconds": 7201, "closed_at": None, "open": 1}, (0, 1, 0)),
        ({"used_seconds": 9000, "used_before": 7200}, (0, 1, 0)),
        ({"used_seconds": 9000, "used_before": 7201}, (0, 0, 0)),
        ({"used_seconds": 3600, "promised_seconds": 1800}, (0, 1, 0)),
        ({"used_seconds": 9000, "promised_seconds": 10000}, (0, 1, 0)),
        ({"used_seconds": None, "used_before": None}, (0, 0, 1)),
        ({"used_seconds": None, "used_before": 0}, (0, 0, 1)),
        ({"used_seconds": None, "used_before": 9000}, (0, 0, 0)),
    ],
)
def test_a_record_settles_once_against_the_smaller_limit(
    engine: str, columns: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    assert count(engine, "time_limit", record(**columns), **LIMIT) == {M1: expected}


def test_the_limit_in_force_on_the_day_of_acceptance_counts(engine: str) -> None:
    change = {"limit": [("2024-04-11", 7200), ("2026-10-09", 3600)]}
    before = record(1, opened_at=at("2026-10-08 23:59"), used_seconds=5000)
    after = record(2, opened_at=at("2026-10-09"), used_seconds=5000)
    assert count(engine, "time_limit", before, after, **change) == {M1: (1, 2, 0)}


def test_before_the_first_limit_nothing_can_be_decided(engine: str) -> None:
    later = {"limit": [("2026-10-09", 3600)]}
    assert count(engine, "time_limit", record(), **later) == {M1: (0, 0, 1)}


def test_told_once_is_neither_never_nor_twice(engine: str) -> None:
    told = [record(number, tellings=number) for number in range(4)]
    assert count(engine, "told_once", *told) == {M1: (1, 3, 0)}


def test_satisfaction_is_counted_apart_by_source(engine: str) -> None:
    grades = ("very_satisfied", "satisfied", "basically_satisfied", "dissatisfied")
    rated = [
        record(number, satisfaction=grade, satisfaction_source="hcp")
        for number, grade in enumerate(grades)
    ]
    own = record(9, satisfaction="very_satisfied", satisfaction_source="market")
    assert count(engine, "satisfaction_hcp", *rated, own, record(10)) == {M1: (3, 4, 0)}
    assert count(engine, "satisfaction_market", *rated, own, record(10)) == {M1: (1, 1, 0)}
    assert count(engine, "satisfaction_callback", *rated, own) == {M1: (0, 0, 0)}


def test_satisfaction_of_no_named_source_is_refused() -> None:
    with pytest.raises(TypeError, match="satisfaction_inspection"):
        count("duckdb", "satisfaction", record())


def test_a_person_of_a_key_group_counts_once_among_different_persons(engine: str) -> None:
    counted = count(
        engine, "key_group_share",
        record(1, person_key="a", group_migrant=1), record(2, person_key="a"),
        record(3, person_key="b", group_veteran=0), record(4, person_key=None, group_older=1),
    )  # fmt: skip
    assert counted == {M1: (1, 2, 1)}


def test_the_kinds_of_service_with_a_record_closed_are_counted_once(engine: str) -> None:
    records = [
        record(1, kind="matching"), record(2, kind="matching"), record(3, kind="rights"),
        record(4, kind="social_security"), record(5, kind="guidance", closed_at=None),
        record(6, kind="nil"), record(7, kind="labour_cooperation"),
    ]  # fmt: skip
    assert count(engine, "basic_kinds", *records) == {M1: (2, 1, 0)}
    assert count(engine, "integrated_kinds", *records) == {M1: (3, 1, 0)}


def test_guidance_is_a_share_of_the_records_closed(engine: str) -> None:
    records = [record(1, kind="guidance"), record(2), record(3, kind="nil"), record(4)]
    assert count(engine, "guidance_share", *records) == {M1: (1, 3, 0)}


def test_a_record_of_no_known_channel_is_neither_online_nor_not(engine: str) -> None:
    channels = ["platform", "app", "counter", None]
    records = [record(number, channel=channel) for number, channel in enumerate(channels)]
    assert count(engine, "platform_share", *records) == {M1: (2, 3, 1)}


@pytest.mark.parametrize(
    ("satisfaction", "source", "hit"),
    [("satisfied", "hcp", 1), ("dissatisfied", "hcp", 1), ("satisfied", "market", 0),
     ("satisfied", None, 0), (None, None, 0)],
)  # fmt: skip
def test_only_a_rating_through_the_rating_system_counts_as_one(
    engine: str, satisfaction: str | None, source: str | None, hit: int
) -> None:
    rated = record(satisfaction=satisfaction, satisfaction_source=source)
    assert count(engine, "rated_share", rated) == {M1: (hit, 1, 0)}
