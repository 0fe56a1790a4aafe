from typing import Any

from tests.metrics.small import M1, M2, Row, SmallLedger, at, row, sums

SEPTEMBER, OCTOBER = 202609, 202610


def vacancy(number: int, month: int = OCTOBER, **columns: Any) -> Row:
    usual = {"record_id": f"v{number}", "open": 1, "submitted_at": at("2026-09-08"), "heads": 1}
    return row(month, **{**usual, **columns})


def test_the_ratio_is_heads_over_seekers_carried_over_and_new(engine: str) -> None:
    ledger = SmallLedger(
        {
            "vacancy": [
                vacancy(1, SEPTEMBER, heads=9),
                vacancy(1, OCTOBER, heads=7),
                vacancy(2, OCTOBER, heads=2),
                vacancy(3, OCTOBER, market=M2, heads=5),
            ],
            "seeker": [row(OCTOBER, record_id=f"s{n}", open=0) for n in range(4)],
        },
        engine,
    )
    both = sums(ledger, "supply_demand.ratio", [SEPTEMBER, OCTOBER])
    assert both == {M1: (9, 4, 0), M2: (5, 0, 0)}


def test_pay_is_one_value_per_vacancy_rounded_to_a_fen(engine: str) -> None:
    ledger = SmallLedger(
        {
            "vacancy": [
                vacancy(1, pay_fen=2000, pay_unit="hour", hours=8),
                vacancy(2, pay_fen=20000, pay_unit="day", hours=7),
                vacancy(3, pay_fen=20000, pay_unit="job"),
                vacancy(4),
            ]
        },
        engine,
    )
    assert sums(ledger, "supply_demand.hourly_pay", [OCTOBER]) == {M1: (2000 + 2857, 2, 1)}


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two(engine: str) -> None:
    pays = [1000, 1500, 1501, 9000]
    rows = [vacancy(n, pay_fen=pay, pay_unit="hour") for n, pay in enumerate(pays)]
    ledger = SmallLedger({"vacancy": rows}, engine)
    numerator, number, _ = sums(ledger, "supply_demand.hourly_pay_median", [OCTOBER])[M1]
    assert (numerator, number) == (6002, 4)
    assert numerator / number == 1500.5


def test_a_market_without_posted_pay_has_no_median(engine: str) -> None:
    ledger = SmallLedger({"vacancy": [vacancy(1, pay_fen=100, pay_unit="piece")]}, engine)
    assert sums(ledger, "supply_demand.hourly_pay_median", [OCTOBER]) == {M1: (0, 0, 1)}
