"""Which workbook does a unit fill in, and how is a filled one written?"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from exports.sheets import EXCEL_EPOCH, Book, sheet_named
from rules.calendar import day_start, month_end_day
from store.home import Home
from store.intake.form import COVER_LABELS, COVER_SHEET, COVER_TABLE, SHEETS
from store.ledger_sheets import LEDGERS
from store.registers import in_force
from store.scope import Scope

NOTES = (
    "行数须与各台账中该市场的行数一致；0 表示本月确无业务；未列出的市场和台账视为未报送。",
    "表头底色为橙色的列必填。时间按北京时间填写；金额单位为元；时长单位为小时。",
    "请勿填写身份证号码和手机号码。只填值，不用公式；不要改动表头和工作表名称。",
)


def write_template(scope: Scope, home: Home, unit: str, period: int, path: Path) -> None:
    """The empty workbook of one unit and month: every sheet, drop-downs, and a cover that lists
    the markets the unit files for, each ledger with 0 rows to be overwritten."""
    markets = markets_of(scope, home, unit, period)
    rows = {(market, ledger): 0 for market in markets for ledger in LEDGERS}
    with Book(path, _made_at(period)) as book:
        _add_cover(book, unit, period, {"rows": rows}, None)
        book.add_lists(SHEETS.values())
        for sheet in SHEETS.values():
            book.add_sheet(sheet)


def write_workbook(
    path: Path, unit: str, period: int, cover: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame], receipt_at: int | None = None,
) -> None:  # fmt: skip
    """One filled official workbook.

    `cover`: `rows` maps (market, ledger name) to the number of rows filed; `filled_by`,
    `checked_by`, `reason` are texts and may be left out. `tables` maps ledger and register names
    to frames in store form (codes, epoch seconds, fen, 0/1 flags; missing columns stay empty);
    only their sheets are written. `receipt_at` fills 报送时间, which only a demo home reads.
    """
    sheets = [sheet_named(name) for name in tables]
    with Book(path, _made_at(period)) as book:
        _add_cover(book, unit, period, cover, receipt_at)
        book.add_lists(sheets)
        for sheet in sheets:
            book.add_sheet(sheet, tables[sheet.name])


def markets_of(scope: Scope, home: Home, unit: str, period: int) -> list[str]:
    """Codes of the markets `unit` files for on the last day of the month, sorted."""
    day = day_start(month_end_day(period))
    markets = in_force(scope, home, "market", day)
    return sorted(markets.loc[markets["filing_unit"] == unit, "market"].tolist())


def _add_cover(
    book: Book, unit: str, period: int, cover: Mapping[str, Any], receipt_at: int | None
) -> None:
    page = book.book.add_worksheet(COVER_SHEET)
    page.set_column(0, 2, 18, book.text)
    values = {"unit": unit, "period": str(period), **cover}
    for row, (name, label) in enumerate(COVER_LABELS.items()):
        page.write_string(row, 0, label, book.heading)
        if name == "filed_at" and receipt_at is not None:
            page.write_number(row, 1, receipt_at / 86400 + EXCEL_EPOCH, book.formats["moment"])
        elif values.get(name):
            page.write_string(row, 1, str(values[name]))
        if row < len(NOTES):
            page.write_string(row, 4, NOTES[row])
    _add_cover_table(book, page, len(COVER_LABELS) + 1, cover["rows"])


def _add_cover_table(
    book: Book, page: Any, start: int, rows: Mapping[tuple[str, str], int]
) -> None:
    for place, heading in enumerate(COVER_TABLE.values()):
        page.write_string(start, place, heading, book.heading)
    for row, ((market, ledger), count) in enumerate(rows.items(), start=start + 1):
        page.write_string(row, 0, market)
        page.write_string(row, 1, LEDGERS[ledger].zh)
        page.write_number(row, 2, count)


def _made_at(period: int) -> datetime:
    """The first day of the month: a property of the content, not of the moment of writing."""
    return datetime.combine(date(period // 100, period % 100, 1), datetime.min.time(), tzinfo=UTC)
