"""A market's month stands in the file of one unit, also where the market has changed its unit."""

from pathlib import Path

import pytest
from sqlalchemy import select

from store.home import Home
from store.intake.submit import Outcome
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from tests.store.intake.month_files import (
    KUNSHAN,
    KUNSHAN_UNIT,
    NANJING,
    OPENED,
    A,
    B,
    Month,
    codes,
    filled_month,
    market_row,
    service_row,
    submit_path,
)  # fmt: skip

JULY, AUGUST = 202607, 202608
PROVINCE_UNIT = "320000"


def filed(home: Home, folder: Path, month: Month, **options: str) -> Outcome:
    number = len(list(folder.iterdir()))
    return submit_path(home, month.write(folder / f"{number}.xlsx"), **options)


def handed_over(home: Home, folder: Path, unit: str, since: int = OPENED) -> Outcome:
    """The province says that A is of another unit."""
    row = market_row(A, filing_unit=unit, valid_from=since, reason="改由其他单位报送")
    return filed(home, folder, Month(PROVINCE_UNIT, AUGUST).add("market", row))


def july_of(unit: str, *markets: str, **cover: str) -> Month:
    rows = [service_row(f"F{unit}{market}", Month(unit, JULY).start, market=market)
            for market in markets]  # fmt: skip
    month = Month(unit, JULY).add("service", *rows)
    month.cover.update(cover)
    return month


@pytest.fixture
def home_with_july(home: Home, tmp_path: Path) -> Home:
    both = Month(NANJING, JULY).add("market", market_row(A), market_row(B))
    both.add("service", *july_of(NANJING, A, B).rows["service"])
    assert filed(home, tmp_path, both).accepted
    kunshan = filled_month(JULY, KUNSHAN_UNIT)
    assert filed(home, tmp_path, kunshan).accepted
    return home


def test_a_month_that_another_unit_has_filed_is_not_filed_again(
    home_with_july: Home, tmp_path: Path
) -> None:
    assert handed_over(home_with_july, tmp_path, KUNSHAN_UNIT).accepted
    outcome = filed(home_with_july, tmp_path, july_of(KUNSHAN_UNIT, A, KUNSHAN, reason="移交"),
                    approved_by="厅长")  # fmt: skip
    assert "filed_elsewhere" in codes(outcome.problems)
    problem = next(held for held in outcome.problems if held.code == "filed_elsewhere")
    for part in (A, "工作日志", str(JULY), NANJING):
        assert part in problem.text.zh


def test_once_the_other_unit_has_taken_it_out_of_its_file_it_is_counted_once(
    home_with_july: Home, tmp_path: Path
) -> None:
    home = home_with_july
    assert handed_over(home, tmp_path, KUNSHAN_UNIT).accepted
    without = july_of(NANJING, B, reason="320102001 移交")
    assert filed(home, tmp_path, without, approved_by="厅长").problems == []
    theirs = filled_month(JULY, KUNSHAN_UNIT)
    theirs.add("service", service_row("移交", theirs.start))
    theirs.cover["reason"] = "320102001 移交"
    assert filed(home, tmp_path, theirs, approved_by="厅长").problems == []
    frame = ParquetLedger(home).query(
        PROVINCE, "service", lambda t: select(t.c.market, t.c.record_id), [JULY]
    )
    assert frame.loc[frame["market"] == A, "record_id"].tolist() == ["移交"]


def test_a_market_that_is_still_the_units_own_is_not_left_out(
    home_with_july: Home, tmp_path: Path
) -> None:
    without = july_of(NANJING, B, reason="漏列")
    outcome = filed(home_with_july, tmp_path, without, approved_by="厅长")
    assert codes(outcome.problems) == ["market_dropped"]


def test_months_from_the_change_on_are_the_new_units(home_with_july: Home, tmp_path: Path) -> None:
    home = home_with_july
    august = Month(KUNSHAN_UNIT, AUGUST)
    assert handed_over(home, tmp_path, KUNSHAN_UNIT, august.start).accepted
    august.add("service", service_row("F8", august.start))
    assert filed(home, tmp_path, august).problems == []
    again = july_of(NANJING, A, B, reason="补正")
    again.rows["service"][0]["fee_fen"] = 100
    assert filed(home, tmp_path, again, approved_by="厅长").problems == []


def test_no_unit_takes_a_market_from_another_by_its_own_file(
    home_with_july: Home, tmp_path: Path
) -> None:
    row = market_row(A, filing_unit=KUNSHAN_UNIT, reason="改由我单位报送")
    august = Month(KUNSHAN_UNIT, AUGUST).add("market", row)
    outcome = filed(home_with_july, tmp_path, august)
    assert codes(outcome.problems) == ["not_authorised"]


def test_the_unit_that_files_a_market_may_hand_it_over(
    home_with_july: Home, tmp_path: Path
) -> None:
    home = home_with_july
    row = market_row(A, filing_unit=KUNSHAN_UNIT, valid_from=Month(NANJING, AUGUST).start)
    assert filed(home, tmp_path, Month(NANJING, AUGUST).add("market", row)).problems == []
