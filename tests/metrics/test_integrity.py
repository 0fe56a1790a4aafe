from typing import Any

from metrics.integrity import repeated
from store.scope import PROVINCE
from tests.metrics.small import M1, M2, Row, SmallLedger, at, row

SEPTEMBER, OCTOBER = 202609, 202610
SHIFT = at("2026-10-01") - at("2026-09-01")


def record(month: int, number: int, market: str, **columns: Any) -> Row:
    closed = at("2026-09-10") + (SHIFT if month == OCTOBER else 0)
    usual = {"record_id": f"{month}-{number}", "open": 0, "kind": "other", "closed_at": closed,
             "sex": "2" if number % 3 else "1", "birth_year": 1960 + number}  # fmt: skip
    return row(month, market, **{**usual, **columns})


def two_months(rows: int, market: str = M1, **october: Any) -> list[Row]:
    first = [record(SEPTEMBER, number, market) for number in range(rows)]
    return first + [record(OCTOBER, number, market, **october) for number in range(rows)]


def test_a_month_that_repeats_the_last_is_found_with_its_sums() -> None:
    ledger = SmallLedger({"service": [*two_months(30), *two_months(30, M2, birth_year=1980)]})
    found = repeated(ledger, PROVINCE, [SEPTEMBER, OCTOBER])
    assert found[["market", "month", "previous", "rows"]].values.tolist() == [
        [M1, OCTOBER, SEPTEMBER, 30]
    ]
    sums = found["sums"].iloc[0]
    assert (sums["service.records"], sums["integrity.women"]) == (30, 20)
    assert sums["integrity.years"] == sum(range(1960, 1990))


def test_few_rows_agree_by_chance_and_accuse_nobody() -> None:
    ledger = SmallLedger({"service": two_months(19)})
    assert repeated(ledger, PROVINCE, [SEPTEMBER, OCTOBER]).empty
    assert len(repeated(ledger, PROVINCE, [SEPTEMBER, OCTOBER], minimum_rows=19)) == 1


def test_one_more_vacancy_makes_another_month() -> None:
    vacancy = row(OCTOBER, record_id="v", submitted_at=at("2026-10-05"), heads=1)
    ledger = SmallLedger({"service": two_months(30), "vacancy": [vacancy]})
    assert repeated(ledger, PROVINCE, [SEPTEMBER, OCTOBER]).empty


def test_only_the_month_before_is_compared() -> None:
    ledger = SmallLedger({"service": two_months(30)})
    assert repeated(ledger, PROVINCE, [OCTOBER]).empty
    assert repeated(ledger, PROVINCE, [202608, SEPTEMBER, OCTOBER])["month"].tolist() == [OCTOBER]
    assert repeated(ledger, PROVINCE, [SEPTEMBER, 202611]).empty
