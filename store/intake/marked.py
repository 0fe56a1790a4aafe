"""What does the refused file look like with its bad cells marked?

Runs in the limited child process only. Up to MARK_LIMIT rows the person's own workbook comes back,
layout and all; above that, and for CSV, a workbook of the bad rows.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from store.intake.csv_read import named
from store.intake.encoding import encoding_of
from store.intake.form import SHEETS

MARK_LIMIT = 20_000
LIST_SHEET = "问题清单"
HEADINGS = ("工作表", "行", "列", "现在的值", "允许什么", "怎么改")
_FILL = PatternFill("solid", fgColor="FFF2B8A0")
_BOLD = Font(bold=True)
Mark = Mapping[str, Any]
"""A problem: sheet, row, column, cell, found, allowed, text (of one language)."""


def mark(paths: Sequence[str], target: str, problems: Sequence[Mark]) -> None:
    """Write the marked workbook to `target`."""
    path = Path(paths[0])
    whole = path.suffix.casefold() == ".xlsx" and _row_count(path) <= MARK_LIMIT
    book = _marked(path, problems) if whole else _bad_rows(map(Path, paths), problems)
    book.save(target)


def _row_count(path: Path) -> int:
    with CalamineWorkbook.from_path(str(path)) as book:
        return sum(book.get_sheet_by_name(name).height for name in book.sheet_names)


def _marked(path: Path, problems: Sequence[Mark]) -> Workbook:
    book = load_workbook(path)
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in problems:
        if problem["sheet"] in book.sheetnames:
            address = problem["cell"] or _address(book[problem["sheet"]], problem)
            texts[problem["sheet"], address].append(problem["text"])
    for (sheet, address), told in texts.items():
        cell: Any = book[sheet][address]
        cell.fill = _FILL
        cell.comment = Comment("\n".join(told), "标尺", width=360, height=120)
    page = book.create_sheet(LIST_SHEET, 0)
    for row in _list(problems):
        _append(page, row)
    book.active = 0
    return book


def _address(page: Worksheet, problem: Mark) -> str:
    """The cell of a problem that names a row and a heading; the first of the row, or A1."""
    row = problem["row"] or 1
    for cell in page[1]:
        if cell.value == problem["column"] and problem["column"]:
            return f"{cell.column_letter}{row}"
    return f"A{row}"


def _bad_rows(paths: Iterable[Path], problems: Sequence[Mark]) -> Workbook:
    texts: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        texts[problem["sheet"]][problem["row"]].append(problem["text"])
    book = Workbook(write_only=True)
    page = book.create_sheet(LIST_SHEET)
    for row in _list(problems):
        _append(page, row)
    for title, rows in _sheets(paths):
        if title in texts:
            _append_bad(book.create_sheet(title), rows, texts[title])
    return book


def _append_bad(
    page: Any, rows: Iterable[tuple[int, Sequence[Any]]], texts: Mapping[int, Sequence[str]]
) -> None:
    for number, row in rows:
        if number == 1:
            _append(page, ("原行号", *row, "问题"))
        elif number in texts:
            _append(page, (number, *row, "\n".join(texts[number])))


def _sheets(paths: Iterable[Path]) -> Iterator[tuple[str, Iterator[tuple[int, Sequence[Any]]]]]:
    titles = {sheet.name: title for title, sheet in SHEETS.items()}
    for path in paths:
        name = named(path)
        if name:
            yield titles.get(name[0], ""), _csv_rows(path)
        else:
            with CalamineWorkbook.from_path(str(path)) as book:
                for title in book.sheet_names:
                    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
                    yield title, enumerate(rows, start=1)


def _csv_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    encoding = encoding_of(path, "", [])
    if encoding:
        with path.open(encoding=encoding, newline="") as stream:
            reader = csv.reader(stream)
            for row in reader:
                yield reader.line_num, row


def _list(problems: Sequence[Mark]) -> Iterator[Sequence[Any]]:
    yield HEADINGS
    for problem in problems:
        names = ("sheet", "row", "column", "found", "allowed", "text")
        yield [problem[name] or None for name in names]


def _append(page: Any, row: Sequence[Any]) -> None:
    cells = []
    for value in row:
        cell = WriteOnlyCell(page, value=None if value == "" else value)
        if isinstance(value, str):
            # What a person typed stays text, also when it begins with an equals sign.
            cell.data_type = "s"
        cells.append(cell)
    page.append(cells)
