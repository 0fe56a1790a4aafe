"""Which typed rows do the sheets of many files hold, and what is wrong with each?

The sheets of one ledger or register are typed and checked for all files of a round together,
because a check costs milliseconds however few rows it sees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rules.calendar import month_bounds
from store.contracts import Column, Ledger, Register
from store.intake import sheets
from store.intake.cells import ABSENT, REPORTED, typed, written
from store.intake.cover import Cover
from store.intake.form import SHEETS
from store.intake.problems import Found
from store.intake.row_rules import END, RECEIVED, START
from store.intake.shown import Cell, found_in
from store.intake.workbook import RawSheet

ROW = "_row"
"""The row of the sheet that a typed row stood in."""


@dataclass
class TypedFile:
    """One file in typed form: `tables` by ledger or register name, with the column ROW."""

    cover: Cover
    received_at: int
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[Found] = field(default_factory=list)


def type_rows(files: Sequence[TypedFile], raws: Sequence[Sequence[RawSheet]]) -> None:
    """Type and check the sheets `raws[i]` of each `files[i]`; tables and problems go to it."""
    for name in SHEETS:
        parts = [
            (i, raw)
            for i, sheets_of in enumerate(raws)
            for raw in sheets_of
            if raw.sheet.zh == name
        ]
        if parts:
            _type_sheet(SHEETS[name], files, parts)


def _type_sheet(
    sheet: Ledger | Register, files: Sequence[TypedFile], parts: Sequence[tuple[int, RawSheet]]
) -> None:
    origin = np.repeat([i for i, _ in parts], [len(raw.numbers) for _, raw in parts])
    cells = {
        column.name: list(chain.from_iterable(raw.cells[column.name] for _, raw in parts))
        for column in sheet.columns
    }
    frame, refused = _typed_columns(sheet, cells)
    if len(frame):
        context = {sheets.FILE: origin, **_context(files, origin)}
        for row, name, code in sheets.check(sheet, frame.assign(**context)):
            refused.setdefault((row, name), code)
    frame[ROW] = list(chain.from_iterable(raw.numbers for _, raw in parts))
    for (row, name), code in sorted(refused.items()):
        if code != REPORTED:
            place = dict(parts)[origin[row]].places.get(name, 0)
            files[origin[row]].problems.append(
                found_in(sheet, int(frame[ROW][row]), name, place, code, _cell(cells, row))
            )
    for i, _ in parts:
        files[i].tables[sheet.name] = frame[origin == i].reset_index(drop=True)


def _typed_columns(
    sheet: Ledger | Register, cells: Mapping[str, Sequence[object]]
) -> tuple[pd.DataFrame, dict[tuple[int, str], str]]:
    values: dict[str, Any] = {}
    refused: dict[tuple[int, str], str] = {}
    for column in sheet.columns:
        found, bad = typed(column, cells[column.name])
        values[column.name] = array(column, found)
        refused |= {(row, column.name): code for row, code in bad.items()}
    return pd.DataFrame(values), refused


def _cell(cells: Mapping[str, Sequence[object]], row: int) -> Cell:
    return lambda name: "" if cells[name][row] is ABSENT else str(written(cells[name][row]))


def array(column: Column, values: Sequence[Any]) -> Any:
    """The values of a column in the dtype of its kind."""
    return pd.array(values, dtype="str") if column.sql == "VARCHAR" else pd.array(values, "Int64")


def _context(
    files: Sequence[TypedFile], origin: NDArray[np.intp]
) -> Mapping[str, NDArray[np.int64]]:
    """The month's bounds and the receipt, per row."""
    bounds = [bounds_of(file.cover) for file in files]
    return {
        START: np.array([start for start, _ in bounds])[origin],
        END: np.array([end for _, end in bounds])[origin],
        RECEIVED: np.array([f.received_at for f in files])[origin],
    }


def bounds_of(cover: Cover) -> tuple[int, int]:
    """The first second of the month and of the next. A file without a legible month is refused
    for that; its rows are checked against no month."""
    return month_bounds(cover.period) if cover.period else (0, 2**62)
