"""How does a CSV file become rows? Decoded as a stream, its lines counted, its headings matched.

Runs in the limited child process only. DuckDB reads no GB18030, so every file is rewritten as
plain UTF-8 with the number of its line before each row.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from store.contracts import Ledger, Register
from store.intake.cells import written
from store.intake.form import COVER_SHEET, SHEETS
from store.intake.problems import Found
from store.intake.workbook import read_headings

NAME = re.compile(r"([a-z_]+)_([0-9P][0-9]{4,8})_([0-9]{6})\.csv", re.IGNORECASE)
_BY_NAME = {sheet.name: sheet for sheet in SHEETS.values()}


@dataclass
class RawCsv:
    """One file as rewritten in `path`: line number, then one field per heading. `places`: where
    each column of the sheet stands, from 1; `width`: the number of fields."""

    sheet: Ledger | Register
    path: Path
    places: dict[str, int]
    width: int


@dataclass
class RawFiles:
    """The CSV files of one unit and month; `cover` as on a cover sheet."""

    cover: list[list[str]] | None = None
    files: list[RawCsv] = field(default_factory=list)
    problems: list[Found] = field(default_factory=list)


def named(path: Path) -> tuple[str, str, int] | None:
    """Sheet (“cover” for the cover), unit and month that the file name says; None if it fits no
    file of the official format."""
    match = NAME.fullmatch(path.name)
    name = match.group(1).casefold() if match else ""
    if match is None or (name != "cover" and name not in _BY_NAME):
        return None
    return name, match.group(2).upper(), int(match.group(3))


def read_files(paths: Sequence[Path], out: Path) -> RawFiles:
    """The files, rewritten into `out`."""
    raw = RawFiles()
    for path in paths:
        name, _, _ = named(path) or ("", "", 0)
        title = COVER_SHEET if name == "cover" else _BY_NAME[name].zh
        encoding = encoding_of(path, title, raw.problems)
        if encoding and name == "cover":
            with path.open(encoding=encoding, newline="") as stream:
                raw.cover = [*csv.reader(stream)]
        elif encoding:
            raw.files.append(_rewrite(_BY_NAME[name], path, encoding, out, raw.problems))
    return raw


def encoding_of(path: Path, title: str, problems: list[Found]) -> str:
    """“utf-8-sig” or “gb18030”; empty, with a problem, where a byte is neither. The heading line
    decides, so that one broken byte doesn't turn a UTF-8 file into nonsense."""
    with path.open("rb") as stream:
        first = stream.readline()
    order = ["utf-8-sig", "gb18030"] if first.isascii() else [_of_line(first)]
    lines = [_bad_line(path, encoding) for encoding in order]
    if 0 in lines:
        return order[lines.index(0)]
    problems.append(Found("not_text_file", title, details={"row": str(lines[-1])}))
    return ""


def _of_line(line: bytes) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _bad_line(path: Path, encoding: str) -> int:
    """The first line with a byte that isn't of this encoding; 0 if there is none."""
    number = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return 0


def _rewrite(
    sheet: Ledger | Register, path: Path, encoding: str, out: Path, problems: list[Found]
) -> RawCsv:
    target = out / f"{sheet.name}.utf8.csv"
    with (
        path.open("rb") as binary,
        TextIOWrapper(binary, encoding=encoding, newline="") as stream,
        target.open("w", encoding="utf-8", newline="") as copy,
    ):
        records = _records(stream, sheet, problems)
        _, headings = next(records, (1, []))
        filled = _copy_records(records, copy, len(headings), sheet, problems)
    places = read_headings(sheet, headings, lambda place: place in filled, problems)
    return RawCsv(sheet, target, places, len(headings))


def _records(
    stream: TextIOWrapper, sheet: Ledger | Register, problems: list[Found]
) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of every record; the first stray quote ends the reading."""
    reader = csv.reader(stream, strict=True)
    try:
        for record in reader:
            yield reader.line_num, record
    except csv.Error:
        problems.append(_bad(sheet, reader.line_num))


def _copy_records(
    records: Iterator[tuple[int, list[str]]],
    copy: IO[str],
    width: int,
    sheet: Ledger | Register,
    problems: list[Found],
) -> set[int]:
    """Write the records that have `width` fields; the numbers of the columns that hold anything."""
    writer = csv.writer(copy, quoting=csv.QUOTE_ALL, lineterminator="\n")
    filled: set[int] = set()
    for number, record in records:
        if not any(written(cell) for cell in record):
            continue
        if len(record) != width:
            problems.append(_bad(sheet, number))
            continue
        writer.writerow([number, *record])
        filled.update(place for place, cell in enumerate(record, start=1) if cell)
    return filled


def _bad(sheet: Ledger | Register, number: int) -> Found:
    return Found("bad_csv", sheet.zh, number, details={"row": str(number)})
