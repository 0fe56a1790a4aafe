"""Does a CSV file keep the contract of its sheet? SQL finds the rows, words come as for a sheet.

SQL says of every row whether anything is wrong with it (`csv_typed`). The rows that are odd, or
whose key stands twice, are read again and go the way of a workbook's rows, so that the same data
is refused in the same words (a test compares both).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from store import duck
from store.canonical import sort_segment
from store.contracts import Ledger, Register
from store.intake.cells import ABSENT, written
from store.intake.cover import Cover
from store.intake.csv_read import RawCsv, as_it_lies, rewritten
from store.intake.csv_sql import LISTED
from store.intake.csv_typed import ODD, ROW, CsvTyped, engine, texts, write_typed
from store.intake.mapping import NO_PROFILE, SheetProfile
from store.intake.problems import PROBLEM_LIMIT, Found
from store.intake.row_rules import END, RECEIVED, START
from store.intake.sheets import unique_by
from store.intake.typed_rows import TypedFile, bounds_of, type_rows
from store.intake.workbook import RawSheet

SHOWN_ROWS = PROBLEM_LIMIT + 1
"""More are not put into words; their number tells that there are more."""


class EmptyLineError(Exception):
    """Lines of the file hold nothing, so each must be counted by itself."""


def check_file(
    sheet: Ledger | Register, path: Path, out: Path, cover: Cover, received: int,
    profile: SheetProfile = NO_PROFILE,
) -> tuple[CsvTyped | None, list[Found]]:  # fmt: skip
    """The typed rows of one file, made in `out` (None where it holds no text), and what is wrong
    with it; `received` is the receipt, `profile` that of the unit."""
    raw = as_it_lies(sheet, path, profile)
    if raw is not None:
        try:
            return check_csv(raw, out, cover, received)
        except (duckdb.Error, EmptyLineError):
            pass  # read line by line, it is told where and why
    problems: list[Found] = []
    raw = rewritten(sheet, path, out, problems, profile)
    if raw is None:
        return None, problems
    typed, found = check_csv(raw, out, cover, received)
    return typed, problems + found


def check_csv(raw: RawCsv, out: Path, cover: Cover, received: int) -> tuple[CsvTyped, list[Found]]:
    """The same for a file that can be read. Raises duckdb.Error or EmptyLineError where it can't
    be read as it lies."""
    start, end = bounds_of(cover)
    with engine(out, raw.path.parent) as connection:
        typed = write_typed(connection, raw, out, {START: start, END: end, RECEIVED: received})
        looked_at = _as_sheet(connection, raw, typed)
    if not looked_at.numbers:
        return typed, []
    file = TypedFile(cover, received)
    type_rows([file], [[looked_at]])
    return typed, file.problems


def _as_sheet(connection: duckdb.DuckDBPyConnection, raw: RawCsv, typed: CsvTyped) -> RawSheet:
    """The rows to look at, as a sheet of a workbook holds them."""
    _check_lines(connection, raw, typed)
    rows: list[list[str | int]] = []
    if _any_odd(connection, typed) or _any_twice(connection, raw.sheet, typed):
        connection.execute(f"CREATE TEMP TABLE looked_at AS {_to_look_at(raw.sheet, typed)}")
        rows = [*_rows(connection, raw)]
    columns = [*zip(*rows, strict=True)] or [()] * (raw.width + 1)
    absent = [ABSENT] * len(rows)
    cells: dict[str, Sequence[object]] = {
        c.name: columns[raw.places[c.name]] if c.name in raw.places else absent
        for c in raw.sheet.columns
    }
    for name, words in raw.values.items():
        cells[name] = [words.get(str(written(cell)), cell) for cell in cells[name]]
    return RawSheet(raw.sheet, [int(number) for number in columns[0]], cells, raw.places)


def _check_lines(connection: duckdb.DuckDBPyConnection, raw: RawCsv, typed: CsvTyped) -> None:
    (rows,) = connection.execute(f"SELECT count(*) FROM {typed.rows}").fetchone() or (0,)
    if not raw.numbered and rows != raw.lines - 1:
        raise EmptyLineError


def _any_odd(connection: duckdb.DuckDBPyConnection, typed: CsvTyped) -> bool:
    return bool(connection.execute(f"SELECT 1 FROM {typed.rows} WHERE {ODD} LIMIT 1").fetchone())


def _any_twice(
    connection: duckdb.DuckDBPyConnection, sheet: Ledger | Register, typed: CsvTyped
) -> bool:
    """Does a key stand twice? In the segment of a ledger, made here, equal keys are neighbours."""
    key = unique_by(sheet)
    if not isinstance(sheet, Ledger):
        return bool(connection.execute(f"{_twice(sheet, typed)} LIMIT 1").fetchone())
    few = _few(connection, sheet, typed)
    sort_segment(sheet, connection, typed.rows, typed.segment, few)
    before = ", ".join(f'lag("{name}") OVER () AS before_{name}' for name in key)
    same = " AND ".join(f'"{name}" = before_{name}' for name in key)
    names = ", ".join(f'"{name}"' for name in key)
    return bool(
        connection.execute(
            f"SELECT 1 FROM (SELECT {names}, {before} FROM "
            f"read_parquet({duck.quoted(typed.segment)})) WHERE {same} LIMIT 1"
        ).fetchone()
    )


def _few(
    connection: duckdb.DuckDBPyConnection, ledger: Ledger, typed: CsvTyped
) -> dict[str, list[str]]:
    """The different texts of the columns that hold codes."""
    names = [column.name for column in ledger.columns if column.kind in LISTED]
    lists = ", ".join(f'coalesce(list_sort(list(DISTINCT "{name}")), [])' for name in names)
    found = connection.execute(f"SELECT {lists} FROM {typed.rows}").fetchone() if names else ()
    return dict(zip(names, found or (), strict=True))


def _twice(sheet: Ledger | Register, typed: CsvTyped) -> str:
    key = ", ".join(f'"{name}"' for name in unique_by(sheet))
    known = " AND ".join(f'"{name}" IS NOT NULL' for name in unique_by(sheet))
    return f"SELECT {key} FROM {typed.rows} WHERE {known} GROUP BY {key} HAVING count(*) > 1"


def _to_look_at(sheet: Ledger | Register, typed: CsvTyped) -> str:
    """The first rows that are odd, and those with a key that stands twice, the first of each too:
    only beside it the others are known as repeated."""
    key = ", ".join(f'"{name}"' for name in unique_by(sheet))
    twice = f"{_twice(sheet, typed)} ORDER BY min({ROW}) LIMIT {SHOWN_ROWS}"
    return (
        f"(SELECT {ROW} FROM {typed.rows} WHERE {ODD} ORDER BY {ROW} LIMIT {SHOWN_ROWS}) UNION "
        f"(SELECT {ROW} FROM {typed.rows} JOIN ({twice}) USING ({key}) "
        f"ORDER BY {ROW} LIMIT {2 * SHOWN_ROWS})"
    )


def _rows(connection: duckdb.DuckDBPyConnection, raw: RawCsv) -> Iterator[list[str | int]]:
    fields = ", ".join(f"c{place}" for place in range(1, raw.width + 1))
    found = connection.execute(
        f"SELECT {ROW}, {fields} FROM {texts(raw)} SEMI JOIN looked_at USING ({ROW}) ORDER BY {ROW}"
    )
    for number, *cells in found.fetchall():
        held = ["" if cell is None else cell for cell in cells]
        if not raw.numbered and not any(map(written, held)):
            raise EmptyLineError
        yield [number, *held]
