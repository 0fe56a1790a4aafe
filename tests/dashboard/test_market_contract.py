from datetime import date

import pandas as pd
import pytest

from dashboard.market_contract import current, term
from exports.words import translator
from rules.calendar import day_start

ZH = translator("zh")
NOW = day_start(date(2026, 11, 5))


def contracts(*rows: tuple[str, date, date, date]) -> pd.DataFrame:
    return pd.DataFrame(
        [(number, *(day_start(day) for day in days)) for number, *days in rows],
        columns=["contract_no", "starts_on", "ends_on", "valid_from"],
    )


def held(number: str, starts: date, ends: date) -> tuple[str, date, date, date]:
    return number, starts, ends, starts


def test_the_contract_that_began_last_is_the_current_one() -> None:
    rows = contracts(
        held("B", date(2026, 1, 1), date(2026, 12, 31)),
        held("A", date(2024, 1, 1), date(2025, 12, 31)),
        held("C", date(2027, 1, 1), date(2027, 12, 31)),
    )
    found = current(rows, NOW)
    assert found is not None
    assert found["contract_no"] == "B"


def test_no_contract_that_has_begun_is_no_contract() -> None:
    assert current(contracts(held("C", date(2027, 1, 1), date(2027, 12, 31))), NOW) is None


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (date(2027, 1, 5), "剩 61 天"),
        (date(2027, 1, 4), ":orange-badge[△ 剩 60 天]"),
        (date(2026, 11, 5), ":orange-badge[△ 今天到期]"),
        (date(2026, 11, 4), ":red-badge[× 逾期 1 天]"),
    ],
)
def test_a_term_is_marked_when_little_is_left(ends: date, said: str) -> None:
    contract = {"starts_on": day_start(date(2026, 1, 1)), "ends_on": day_start(ends)}
    text = term(contract, 60, date(2026, 11, 5), ZH)
    assert text == f"合同 2026-01-01 至 {ends}　{said}"
