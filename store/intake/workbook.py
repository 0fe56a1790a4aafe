"""What stands on the sheets of a workbook? Cells by column, headings matched, nothing judged.

Runs in the limited child process only: the reader aborts its process on a malicious file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from store.contracts import Column, Ledger, Register
from store.intake.cells import ABSENT, written
from store.intake.form import COVER_SHEET, LISTS_SHEET, SHEETS
from store.intake.persons import person_in
from store.intake.problems import Found, letters

ROW_LIMIT = 100_000


@dataclass
class RawSheet:
    """The cells of one data sheet: by column name of the store, one per row in `numbers`, which
    are the rows as a spreadsheet counts them. `places`: where each column stands, from 1."""

    sheet: Ledger | Register
    numbers: list[int]
    cells: Mapping[str, Sequence[Any]]
    places: dict[str, int]


@dataclass
class RawFile:
    """One workbook as read; `cover` holds the rows of the cover sheet, None without one."""

    cover: list[list[Any]] | None = None
    sheets: list[RawSheet] = field(default_factory=list)
    problems: list[Found] = field(default_factory=list)


def read_workbook(path: Path) -> RawFile:
    """Every sheet of the workbook. Raises what the reader raises on a damaged file."""
    raw = RawFile()
    with CalamineWorkbook.from_path(str(path)) as book:
        names = [name for name in book.sheet_names if name != LISTS_SHEET]
        for name in names:
            page = book.get_sheet_by_name(name)
            rows = page.to_python(skip_empty_area=False)
            if name == COVER_SHEET:
                raw.cover = rows
            elif name in SHEETS:
                raw.problems += _merged(name, page.merged_cell_ranges)
                raw.sheets.append(read_rows(name, rows, raw.problems))
            elif any(cell != "" for row in rows for cell in row):
                raw.problems.append(Found("unknown_sheet", name))
    count = sum(len(sheet.numbers) for sheet in raw.sheets)
    if count > ROW_LIMIT:
        raw.problems.append(
            Found("too_many_rows", found=str(count), details={"limit": str(ROW_LIMIT)})
        )
    return raw


def read_rows(name: str, rows: Sequence[Sequence[Any]], problems: list[Found]) -> RawSheet:
    """The rows of one sheet by column; what is wrong with its headings goes to `problems`."""
    sheet = SHEETS[name]
    body = [
        (number, row)
        for number, row in enumerate(rows[1:], start=2)
        if any(written(cell) != "" for cell in row)
    ]
    places = read_headings(
        sheet,
        rows[0] if rows else [],
        lambda place: any(written(row[place - 1]) != "" for _, row in body),
        problems,
    )
    columns = list(zip(*(row for _, row in body), strict=True)) or [()] * (
        max(places.values(), default=0)
    )
    absent = [ABSENT] * len(body)
    cells = {
        column.name: columns[places[column.name] - 1] if column.name in places else absent
        for column in sheet.columns
    }
    return RawSheet(sheet, [number for number, _ in body], cells, places)


def read_headings(
    sheet: Ledger | Register,
    headings: Sequence[Any],
    is_filled: Callable[[int], bool],
    problems: list[Found],
) -> dict[str, int]:
    """Where each column stands, from 1, by its heading in either language."""
    known = {heading: column for column in sheet.columns for heading in (column.zh, column.en)}
    places: dict[str, int] = {}
    for place, cell in enumerate(headings, start=1):
        heading = str(written(cell))
        column = known.get(heading)
        if heading == "":
            if is_filled(place):
                problems.append(_heading("heading_missing", sheet, place, ""))
        elif column is None:
            problems.append(_heading("column_unknown", sheet, place, heading))
        elif column.name in places:
            problems.append(_heading("column_repeated", sheet, place, heading))
        else:
            places[column.name] = place
    problems += [_missing(sheet, c) for c in sheet.columns if c.name not in places]
    return places


def _heading(code: str, sheet: Ledger | Register, place: int, heading: str) -> Found:
    # A heading may hold anything, a person's number too.
    shown = "" if person_in(heading) else heading
    return Found(code, sheet.zh, 1, shown, shown, place, {"place": str(place)})


def _missing(sheet: Ledger | Register, column: Column) -> Found:
    return Found("column_missing", sheet.zh, 1, column.zh)


def _merged(
    name: str, ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] | None
) -> list[Found]:
    return [
        Found("merged_cells", name, top + 1, "", _area(top, left, bottom, right), left + 1)
        for (top, left), (bottom, right) in ranges or ()
    ]


def _area(top: int, left: int, bottom: int, right: int) -> str:
    return f"{letters(left + 1)}{top + 1}:{letters(right + 1)}{bottom + 1}"
