"""How does a list become a CSV file that every program reads, and no cell of which is a formula?

The same lines as in the workbook: what was chosen, marks and stamp above the table, notes under
it; UTF-8 with a mark at its beginning, for Excel.
"""

import csv
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from exports.list_words import EXCEL_EPOCH
from exports.workbook import Kind, ListSheet

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_comma_list(path: Path, sheets: Sequence[ListSheet]) -> None:
    """Write the sheets to `path`, one under the other."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        for sheet in sheets:
            out.writerows([[safe(line)] for line in (sheet.title, *sheet.head)])
            out.writerow([])
            out.writerow([column.heading for column in sheet.columns])
            kinds = [column.kind for column in sheet.columns]
            for cells in sheet.rows:
                out.writerow([said(*pair) for pair in zip(kinds, cells, strict=True)])
            out.writerow([])
            out.writerows([[safe(line)] for line in sheet.foot])


def said(kind: Kind, cell: Any) -> str:
    """A cell as text: a day as 2026-10-31, a share in percent, what is missing as an em dash."""
    if cell is None:
        return "—"
    if kind == "day":
        return (EXCEL_EPOCH + timedelta(days=int(cell))).isoformat()
    if kind == "share":
        return f"{cell:.1%}"
    if kind == "score":
        return f"{cell:.1f}"
    return safe(str(cell)) if kind == "text" else str(cell)


def safe(text: str) -> str:
    """A text that a spreadsheet takes for text, whatever it begins with."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
