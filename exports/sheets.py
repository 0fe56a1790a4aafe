"""How do typed store-form frames become sheets of the official workbook, fast?

XlsxWriter in constant memory: rows are written once, in order; empty cells are not written.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from exports.fast_rows import FastSheet
from rules.codes import code_list
from store.contracts import Column, Ledger, Register
from store.intake.form import LISTS_SHEET, NO, SHEETS, YES

EXCEL_EPOCH = 25569 + 8 / 24
"""1970-01-01 00:00 UTC as an Excel serial of Asia/Shanghai."""
LAST_ROW = 1_048_575
FORMATS = {"moment": "yyyy-mm-dd hh:mm:ss", "day": "yyyy-mm-dd", "clock": "hh:mm", "money": "0.00"}
WIDTHS = {"moment": 19, "day": 12, "clock": 8, "flag": 6}


class Book:
    """An official workbook being written: finished at the end of `with`, gone on an error."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        """`made_at` is what the file's properties say; the clock isn't asked, so that the same
        content gives the same bytes."""
        self.path = path
        self.book = xlsxwriter.Workbook(
            str(path), {"constant_memory": True, "strings_to_urls": False}
        )
        self.book.set_properties({"created": made_at})
        self.formats = {kind: self.style(num_format=text) for kind, text in FORMATS.items()}
        self.text = self.style(num_format="@")
        self.heading = self.style(bold=True, bg_color="#E8EEF4", bottom=1)
        self.duty = self.style(bold=True, bg_color="#FBE3C2", bottom=1)
        self.lists: dict[str, str] = {}

    def style(self, **properties: object) -> Any:
        return self.book.add_format(properties)

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self.book.close()
        if kind is not None:
            self.path.unlink(missing_ok=True)

    def add_lists(self, sheets: Iterable[Ledger | Register]) -> None:
        """The hidden sheet with the code lists, one per column; drop-downs point at it."""
        names = sorted({column.codes for sheet in sheets for column in sheet.columns} - {""})
        columns = [[name, *(code.title.zh for code in code_list(name).codes)] for name in names]
        columns.append(["flag", YES, NO])
        page = self.book.add_worksheet(LISTS_SHEET)
        page.hide()
        for row in range(max(map(len, columns))):
            for place, values in enumerate(columns):
                if row < len(values):
                    page.write_string(row, place, values[row])
        for place, values in enumerate(columns):
            letter = xlsxwriter.utility.xl_col_to_name(place)
            self.lists[values[0]] = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(values)}"

    def add_sheet(self, sheet: Ledger | Register, frame: pd.DataFrame | None = None) -> None:
        """One data sheet: headings, formats, drop-downs and, when given, the frame's rows."""
        page = self.book.add_worksheet(sheet.zh, FastSheet)
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, _width(column), self.formats.get(column.kind, self.text))
            source = self.lists.get("flag" if column.kind == "flag" else column.codes)
            if source:
                rule = {"validate": "list", "source": source}
                page.data_validation(1, place, LAST_ROW, place, rule)
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.zh, self.duty if column.required else self.heading)
        if frame is not None and len(frame):
            self._write_rows(page, sheet.columns, frame)

    def _write_rows(self, page: Any, columns: Sequence[Column], frame: pd.DataFrame) -> None:
        page.write_columns(
            [
                (place, self.formats.get(column.kind), _cells(column, frame[column.name]))
                for place, column in enumerate(columns)
                if column.name in frame
            ]
        )


def _width(column: Column) -> int:
    return max(WIDTHS.get(column.kind, 12), 2 * len(column.zh) + 2)


@cache
def _labels(codes: str) -> Mapping[str, str]:
    return {code.code: code.title.zh for code in code_list(codes).codes}


def _cells(column: Column, series: "pd.Series[Any]") -> list[Any]:
    """The column as cell values: labels for codes, 是/否 for flags, yuan, hours, Excel serials;
    None or NaN where there is no value."""
    if column.kind in ("text", "key", "division"):
        return [None if missing else str(value) for value, missing in _pairs(series)]
    if column.kind == "code":
        label = _labels(column.codes)
        return [None if missing else label[value] for value, missing in _pairs(series)]
    if column.kind == "flag":
        return [None if missing else YES if value else NO for value, missing in _pairs(series)]
    numbers = series.to_numpy(dtype="float64", na_value=float("nan"))
    if column.kind in ("moment", "day"):
        numbers = numbers / 86400 + EXCEL_EPOCH
    elif column.kind in ("money", "duration", "clock"):
        numbers = numbers / {"money": 100, "duration": 3600, "clock": 1440}[column.kind]
    return list(numbers.tolist())


def _pairs(series: "pd.Series[Any]") -> Iterable[tuple[Any, bool]]:
    return zip(series.tolist(), series.isna().tolist(), strict=True)


def sheet_named(name: str) -> Ledger | Register:
    """The ledger or register with this code name."""
    return next(sheet for sheet in SHEETS.values() if sheet.name == name)
