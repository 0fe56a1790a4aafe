from typing import Any

import pytest

from tests.metrics.small import M1, Row, SmallLedger, at, dated, row, sums

SEPTEMBER, OCTOBER = 202609, 202610


def seeker(number: int, month: int = OCTOBER, **columns: Any) -> Row:
    usual = {"record_id": f"s{number}", "open": 0, "registered_at": at("2026-10-08 09:00")}
    return row(month, **{**usual, **columns})


def vacancy(number: int, month: int = OCTOBER, **columns: Any) -> Row:
    usual = {
        "record_id": f"v{number}",
        "open": 0,
        "submitted_at": at("2026-10-08 09:00"),
        "published_at": at("2026-10-08 10:00"),
        "publish_seconds": 3600,
        "publish_before": 0,
    }
    return row(month, **{**usual, **columns})


def test_a_seeker_in_two_files_is_one_as_the_later_file_has_it(engine: str) -> None:
    ledger = SmallLedger(
        {
            "seeker": [
                seeker(1, SEPTEMBER, open=1),
                seeker(1, OCTOBER, first_started_at=at("2026-10-02")),
                seeker(2, SEPTEMBER),
            ]
        },
        engine,
    )
    assert sums(ledger, "matching.match_rate", [SEPTEMBER, OCTOBER]) == {M1: (1, 2, 0)}
    assert sums(ledger, "matching.match_rate", [SEPTEMBER]) == {M1: (0, 2, 0)}


@pytest.mark.parametrize(
    ("registered", "started", "expected"),
    [
        ("2026-10-08 09:00", "2026-10-08 23:59", (1, 1, 0)),
        ("2026-10-08 00:00", "2026-10-08 00:00", (1, 1, 0)),
        ("2026-10-08 23:59", "2026-10-09 00:00", (0, 1, 0)),
        ("2026-10-08 07:59", "2026-10-08 08:01", (1, 1, 0)),
        ("2026-10-08 09:00", "2026-10-07 09:00", (0, 1, 0)),
        ("2026-09-30 09:00", "2026-09-30 10:00", (0, 0, 0)),
        ("2026-10-08 09:00", None, (0, 0, 0)),
    ],
)
def test_the_same_day_is_a_day_in_shanghai(
    engine: str, registered: str, started: str | None, expected: tuple[int, int, int]
) -> None:
    row_ = seeker(
        1, registered_at=at(registered), first_started_at=at(started) if started else None
    )
    ledger = SmallLedger({"seeker": [row_]}, engine)
    assert sums(ledger, "matching.same_day_start", [OCTOBER]) == {M1: expected}


def test_a_placement_counts_in_the_month_it_started(engine: str) -> None:
    held = {"record_id": "m1", "referred_at": at("2026-09-29")}
    ledger = SmallLedger(
        {
            "match": [
                row(SEPTEMBER, **held, started_at=at("2026-09-30 08:00"), open=1),
                row(OCTOBER, **held, started_at=at("2026-09-30 08:00"), open=0),
            ]
        },
        engine,
    )
    assert sums(ledger, "matching.placements", [SEPTEMBER]) == {M1: (1, 1, 0)}
    assert sums(ledger, "matching.placements", [OCTOBER]) == {M1: (0, 1, 0)}
    assert sums(ledger, "matching.placements", [SEPTEMBER, OCTOBER]) == {M1: (1, 1, 0)}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, (1, 1, 0)),
        ({"publish_seconds": 7201}, (0, 1, 0)),
        ({"published_at": None, "publish_seconds": 7201, "open": 1}, (0, 1, 0)),
        ({"published_at": None, "publish_seconds": 60, "open": 1}, (0, 0, 0)),
        ({"published_at": at("2026-09-30 10:00"), "publish_before": 3600}, (0, 0, 0)),
        ({"publish_seconds": None, "publish_before": None}, (0, 0, 1)),
    ],
)
def test_a_vacancy_is_published_in_time_once(
    engine: str, columns: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    ledger = SmallLedger({"vacancy": [vacancy(1, **columns)]}, engine)
    limit = dated(limit=[("2024-04-11", 7200)])
    assert sums(ledger, "matching.publish_in_time", [OCTOBER], limit) == {M1: expected}


def test_a_vacancy_not_marked_is_not_for_the_hard_to_place(engine: str) -> None:
    marks = [1, 0, None]
    rows = [vacancy(number, for_difficult_groups=mark) for number, mark in enumerate(marks)]
    ledger = SmallLedger({"vacancy": rows}, engine)
    assert sums(ledger, "matching.difficult_vacancy_share", [OCTOBER]) == {M1: (1, 3, 0)}


AGES = dated(age_low=[("2024-04-11", 18)], age_high=[("2024-04-11", 60)])


@pytest.mark.parametrize(
    ("columns", "hit"),
    [
        ({}, 1),
        ({"required_sex": "1"}, 0),
        ({"required_sex": "2"}, 0),
        ({"required_sex": "0"}, 1),
        ({"required_sex": "9"}, 1),
        ({"required_age_min": 18}, 1),
        ({"required_age_min": 19}, 0),
        ({"required_age_max": 60}, 1),
        ({"required_age_max": 59}, 0),
        ({"required_age_min": 18, "required_age_max": 65}, 1),
    ],
)
def test_a_vacancy_is_open_where_it_bars_no_sex_and_no_usual_age(
    engine: str, columns: dict[str, Any], hit: int
) -> None:
    ledger = SmallLedger({"vacancy": [vacancy(1, **columns)]}, engine)
    assert sums(ledger, "matching.open_vacancy_share", [OCTOBER], AGES) == {M1: (hit, 1, 0)}


def test_the_age_in_force_when_a_vacancy_was_submitted_counts(engine: str) -> None:
    changed = dated(
        age_low=[("2024-04-11", 18)], age_high=[("2024-04-11", 60), ("2026-10-09", 65)]
    )  # fmt: skip
    days = ("2026-10-08 23:59", "2026-10-09 00:00")
    rows = [
        vacancy(number, submitted_at=at(day), required_age_max=63)
        for number, day in enumerate(days)
    ]
    ledger = SmallLedger({"vacancy": rows}, engine)
    assert sums(ledger, "matching.open_vacancy_share", [OCTOBER], changed) == {M1: (1, 2, 0)}


def test_the_channels_of_vacancies_are_counted_once_over_the_window(engine: str) -> None:
    channels = [("walk_in", SEPTEMBER), ("walk_in", OCTOBER), ("visit", OCTOBER), (None, OCTOBER)]
    rows = [
        vacancy(number, month, source_channel=channel)
        for number, (channel, month) in enumerate(channels)
    ]
    ledger = SmallLedger({"vacancy": rows}, engine)
    assert sums(ledger, "matching.source_channels", [SEPTEMBER, OCTOBER]) == {M1: (2, 1, 0)}


def test_only_the_hard_to_place_are_asked_whether_they_started(engine: str) -> None:
    started = at("2026-10-09")
    rows = [
        seeker(1, group_older=1, first_started_at=started), seeker(2, group_disabled=1),
        seeker(3, group_migrant=1, first_started_at=started), seeker(4),
        seeker(5, group_low_income=1, group_older=1),
    ]  # fmt: skip
    ledger = SmallLedger({"seeker": rows}, engine)
    assert sums(ledger, "matching.difficult_match_rate", [OCTOBER]) == {M1: (1, 3, 0)}


@pytest.mark.parametrize(
    ("started", "pay", "expected"),
    [
        ("2026-10-08", 2000, (1, 1, 0)),
        ("2026-10-08", 1999, (0, 1, 0)),
        ("2026-10-20", 2000, (0, 1, 0)),
        ("2026-10-20", 2200, (1, 1, 0)),
        ("2026-10-08", None, (0, 0, 1)),
        ("2026-09-30", 2000, (0, 0, 0)),
    ],
)
def test_a_placement_is_paid_the_minimum_of_the_day_it_started(
    engine: str, started: str, pay: int | None, expected: tuple[int, int, int]
) -> None:
    held = {"record_id": "m1", "referred_at": at("2026-09-29"), "started_at": at(started)}
    ledger = SmallLedger({"match": [row(OCTOBER, **held, pay_fen=pay)]}, engine)
    least = dated(minimum_hourly=[("2024-04-11", 2000), ("2026-10-20", 2200)])
    assert sums(ledger, "matching.paid_placements", [OCTOBER], least) == {M1: expected}
