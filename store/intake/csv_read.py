"""How does a CSV file become readable? As it lies where that is sure, else rewritten line by line.

Runs in the limited child process only. DuckDB reads no GB18030 and is lenient with quotes, so a
file that isn't plain is rewritten as UTF-8, the number of its line before each row.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from store.contracts import Ledger, Register
from store.intake.cells import written
from store.intake.csv_plain import plain
from store.intake.encoding import encoding_of
from store.intake.form import COVER_SHEET, SHEETS
from store.intake.mapping import NO_PROFILE, SheetProfile
from store.intake.problems import PROBLEM_LIMIT, Found
from store.intake.workbook import read_headings

NAME = re.compile(r"([a-z_]+)_([0-9P][0-9]{4,8})_([0-9]{6})\.csv", re.IGNORECASE)
_BY_NAME = {sheet.name: sheet for sheet in SHEETS.values()}


@dataclass
class RawCsv:
    """One file to be read at `path`: a row of headings, then one field per heading; or, when it
    is `numbered`, no headings and the number of the line before each row. `places`: where each
    column of the sheet stands, from 1; `width`: the number of headings; `lines`: those of the
    file, the headings among them, where they are not numbered; `values`: words of the unit's
    own system and what they mean, by column."""

    sheet: Ledger | Register
    path: Path
    places: dict[str, int]
    width: int
    numbered: bool = True
    lines: int = 0
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass
class RawFiles:
    """The CSV files of one unit and month, by path; `cover` as on a cover sheet."""

    cover: list[list[str]] | None = None
    files: dict[Path, Ledger | Register] = field(default_factory=dict)
    problems: list[Found] = field(default_factory=list)


def named(path: Path) -> tuple[str, str, int] | None:
    """Sheet (“cover” for the cover), unit and month that the file name says; None if it fits no
    file of the official format."""
    match = NAME.fullmatch(path.name)
    name = match.group(1).casefold() if match else ""
    if match is None or (name != "cover" and name not in _BY_NAME):
        return None
    return name, match.group(2).upper(), int(match.group(3))


def read_files(paths: Sequence[Path]) -> RawFiles:
    """What the files are, and the cover."""
    raw = RawFiles()
    for path in paths:
        name, _, _ = named(path) or ("", "", 0)
        if name != "cover":
            raw.files[path] = _BY_NAME[name]
            continue
        encoding = encoding_of(path, COVER_SHEET, raw.problems)
        if encoding:
            with path.open(encoding=encoding, newline="") as stream:
                raw.cover = [*csv.reader(stream)]
    return raw


def as_it_lies(
    sheet: Ledger | Register, path: Path, profile: SheetProfile = NO_PROFILE
) -> RawCsv | None:
    """The file itself, where it can be read just as well as line by line; its headings are
    those of the sheet then."""
    headings, lines = plain(path)
    problems: list[Found] = []
    places = read_headings(sheet, headings, lambda place: True, problems, profile)
    if problems:
        return None
    return RawCsv(sheet, path, places, len(headings), numbered=False, lines=lines,
                  values=profile.values)  # fmt: skip


def rewritten(
    sheet: Ledger | Register, path: Path, out: Path, problems: list[Found],
    profile: SheetProfile = NO_PROFILE,
) -> RawCsv | None:  # fmt: skip
    """The same rows in a file of their own in `out`; None where the bytes are no text."""
    encoding = encoding_of(path, sheet.zh, problems)
    if not encoding:
        return None
    target = out / f"{sheet.name}.utf8.csv"
    with (
        path.open("rb") as binary,
        TextIOWrapper(binary, encoding=encoding, newline="") as stream,
        target.open("w", encoding="utf-8", newline="") as copy,
    ):
        records = _records(stream, sheet, problems)
        _, headings = next(records, (1, []))
        filled = _copy_records(records, copy, len(headings), sheet, problems)
    places = read_headings(sheet, headings, lambda place: place in filled, problems, profile)
    return RawCsv(sheet, target, places, len(headings), values=profile.values)


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
    bad = 0
    for number, record in records:
        if not any(record) or not any(map(written, record)):
            continue
        if len(record) != width:
            bad += 1
            if bad <= PROBLEM_LIMIT + 1:
                problems.append(_bad(sheet, number))
            continue
        writer.writerow([number, *record])
        if len(filled) < width:
            filled.update(place for place, cell in enumerate(record, start=1) if cell)
    return filled


def _bad(sheet: Ledger | Register, number: int) -> Found:
    return Found("bad_csv", sheet.zh, number, details={"row": str(number)})
