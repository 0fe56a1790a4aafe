"""How does a list become a workbook that prints its own filters and origin?

Every list export goes through `write_list`: title, filters, stamp and marks above the table,
which is frozen, filterable and set up for A4 printing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

Kind = Literal["text", "number", "score", "share", "day"]
FORMATS: dict[Kind, str] = {
    "text": "@", "number": "0", "score": "0.0", "share": "0.0%", "day": "yyyy-mm-dd",
}  # fmt: skip


@dataclass(frozen=True)
class ListColumn:
    """One column: heading, what its cells hold, width in characters."""

    heading: str
    kind: Kind = "text"
    width: float = 12


@dataclass(frozen=True)
class ListSheet:
    """One sheet: `head` are the lines above the table (filters, stamp), `rows` the cells in
    the order of `columns`; None prints as an em dash, never as 0."""

    name: str
    title: str
    head: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    rows: Sequence[Sequence[object]]
    foot: tuple[str, ...] = ()


def write_list(path: Path, sheets: Sequence[ListSheet], made_on: object) -> None:
    """Write the sheets to `path`. `made_on` is the file's own date, given by the caller so that
    the same content gives the same bytes."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": made_on})
    for sheet in sheets:
        _write_sheet(book, sheet)
    book.close()


def _write_sheet(book: Any, sheet: ListSheet) -> None:
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 14}))
    note = book.add_format({"font_color": "#4A5867"})
    for row, line in enumerate(sheet.head, start=1):
        page.write_string(row, 0, line, note)
    top = len(sheet.head) + 2
    heading = book.add_format({"bold": True, "bg_color": "#EEF2F7", "border": 1, "text_wrap": True})
    for place, column in enumerate(sheet.columns):
        page.write_string(top, place, column.heading, heading)
        page.set_column(place, place, column.width)
    _write_rows(book, page, sheet, top + 1)
    last = top + len(sheet.rows)
    page.autofilter(top, 0, max(last, top), len(sheet.columns) - 1)
    page.freeze_panes(top + 1, 0)
    for row, line in enumerate(sheet.foot, start=last + 2):
        page.write_string(row, 0, line, note)
    _set_print(page, sheet, top)


def _write_rows(book: Any, page: Any, sheet: ListSheet, top: int) -> None:
    styles = {
        kind: book.add_format({"num_format": text, "border": 1, "valign": "top"})
        for kind, text in FORMATS.items()
    }
    for row, cells in enumerate(sheet.rows, start=top):
        for place, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            if cell is None:
                page.write_string(row, place, "—", styles["text"])
            elif column.kind == "text":
                page.write_string(row, place, str(cell), styles["text"])
            else:
                page.write_number(row, place, cell, styles[column.kind])


def _set_print(page: Any, sheet: ListSheet, top: int) -> None:
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer(f"&L{sheet.head[-1] if sheet.head else ''}&R&P / &N")
