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
from store.intake.cover import read_cover
from store.intake.form import COVER_SHEET, LISTS_SHEET, SHEETS
from store.intake.mapping import NO_PROFILE, Profile, SheetProfile
from store.intake.persons import person_in
from store.intake.problems import Found, letters

ROW_LIMIT = 100_000
AREA_LIMIT = 20_000_000
"""Cells of all sheets, the empty ones between the filled among them: they cost as much to read."""


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
    """One workbook as read; `cover` holds the rows of the cover sheet, None without one. `unread`:
    it has too many rows to look at each."""

    cover: list[list[Any]] | None = None
    sheets: list[RawSheet] = field(default_factory=list)
    problems: list[Found] = field(default_factory=list)
    unread: bool = False


def read_workbook(path: Path, profiles: Mapping[str, Profile] | None = None) -> RawFile:
    """Every sheet of the workbook, its headings read by the profile of its unit. Raises what the
    reader raises on a damaged file."""
    raw, area, profile = RawFile(), 0, Profile("", {})
    with CalamineWorkbook.from_path(str(path)) as book:
        names = [name for name in book.sheet_names if name != LISTS_SHEET]
        for name in sorted(names, key=lambda name: name != COVER_SHEET):
            page = book.get_sheet_by_name(name)
            area += page.total_height * page.total_width
            if area > AREA_LIMIT:
                raw.problems.append(Found("far_cell", name, found=f"{area} cells"))
                break
            rows = page.to_python(skip_empty_area=False)
            if name == COVER_SHEET:
                raw.cover = rows
                profile = (profiles or {}).get(read_cover(rows, []).unit, profile)
            elif name in SHEETS:
                raw.problems += _merged(name, page.merged_cell_ranges)
                raw.sheets.append(read_rows(name, rows, raw.problems, profile.of(SHEETS[name])))
            elif any(row.count("") < len(row) for row in rows):
                raw.problems.append(Found("unknown_sheet", name))
    count = sum(len(sheet.numbers) for sheet in raw.sheets)
    if count > ROW_LIMIT:
        raw.sheets.clear()
        raw.unread = True
        raw.problems.append(
            Found("too_many_rows", found=str(count), details={"limit": str(ROW_LIMIT)})
        )
    return raw


def read_rows(
    name: str, rows: Sequence[Sequence[Any]], problems: list[Found],
    profile: SheetProfile = NO_PROFILE,
) -> RawSheet:  # fmt: skip
    """The rows of one sheet by column; what is wrong with its headings goes to `problems`."""
    sheet = SHEETS[name]
    body = [
        (number, row)
        for number, row in enumerate(rows[1:], start=2)
        if row.count("") < len(row) and any(written(cell) != "" for cell in row)
    ]
    places = read_headings(
        sheet,
        rows[0] if rows else [],
        lambda place: any(written(row[place - 1]) != "" for _, row in body),
        problems,
        profile,
    )
    columns = list(zip(*(row for _, row in body), strict=True)) or [()] * (
        max(places.values(), default=0)
    )
    absent = [ABSENT] * len(body)
    cells = {
        column.name: columns[places[column.name] - 1] if column.name in places else absent
        for column in sheet.columns
    }
    for name, words in profile.values.items():
        cells[name] = [words.get(str(written(cell)), cell) for cell in cells[name]]
    return RawSheet(sheet, [number for number, _ in body], cells, places)


def read_headings(
    sheet: Ledger | Register,
    headings: Sequence[Any],
    is_filled: Callable[[int], bool],
    problems: list[Found],
    profile: SheetProfile = NO_PROFILE,
) -> dict[str, int]:
    """Where each column stands, from 1, by its heading in either language or of the profile."""
    known = {heading: column for column in sheet.columns for heading in (column.zh, column.en)}
    known |= {theirs: sheet.column(ours) for theirs, ours in profile.columns.items() if ours}
    out = {theirs for theirs, ours in profile.columns.items() if not ours}
    places: dict[str, int] = {}
    for place, cell in enumerate(headings, start=1):
        heading = str(written(cell))
        column = known.get(heading)
        if heading == "":
            if is_filled(place):
                problems.append(_heading("heading_missing", sheet, place, ""))
        elif heading in out:
            continue
        elif column is None:
            problems.append(_heading("column_unknown", sheet, place, heading))
        elif column.name in places:
            problems.append(_heading("column_repeated", sheet, place, heading))
        else:
            places[column.name] = place
    needed = [column for column in sheet.columns if column.name not in profile.absent]
    problems += [_missing(sheet, column) for column in needed if column.name not in places]
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
