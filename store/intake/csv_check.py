"""Does a CSV file keep the contract of its sheet? By SQL made from the column declarations.

A table of texts becomes one of typed columns; a text that became nothing is refused, and the rules
over rows are plain conditions. The same data gives the same problems here and in `sheets` (a test
compares them).
"""

from collections.abc import Iterable, Iterator, Mapping

import duckdb
import pandas as pd

from store import duck
from store.contracts import Column, Ledger, Register
from store.intake import csv_sql
from store.intake.cells import Bad, one_typed
from store.intake.csv_read import RawCsv
from store.intake.persons import person_in
from store.intake.problems import Found
from store.intake.row_rules import END, ENDED, RECEIVED, START, RowRule, ended_by, rules_of
from store.intake.sheets import unique_by
from store.intake.shown import found_in

ROW = "_row"
SHOWN_LIMIT = 5_001
"""More are not put into words; their number tells that there are more."""
LISTED = ("code", "division")


def check_csv(
    raw: RawCsv, bounds: tuple[int, int], received: int
) -> tuple[pd.DataFrame, list[Found]]:
    """The typed rows (with ROW, the line of the file), and what is wrong with them. `bounds` are
    the first second of the month and of the next, `received` the receipt."""
    with duck.passing(raw.path.parent) as connection:
        _load(connection, raw)
        _type(connection, raw.sheet)
        refused = _refused_cells(connection, raw.sheet)
        _add_context(connection, raw.sheet, {START: bounds[0], END: bounds[1], RECEIVED: received})
        problems = [*_problems(connection, raw, refused)]
        names = ", ".join(f'"{column.name}"' for column in raw.sheet.columns)
        frame = connection.sql(f"SELECT {names}, {ROW} FROM typed ORDER BY {ROW}").df()
    return frame, problems


def _load(connection: duckdb.DuckDBPyConnection, raw: RawCsv) -> None:
    """Table `plain`: every cell trimmed, in one normal form, NULL when empty."""
    fields = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(1, raw.width + 1))
    cells = ", ".join(
        f"{csv_sql.trimmed(f'c{raw.places[c.name]}') if c.name in raw.places else 'NULL::VARCHAR'}"
        f' AS "{c.name}"'
        for c in raw.sheet.columns
    )
    connection.execute(
        f"CREATE TEMP TABLE plain AS SELECT {ROW}, {cells} FROM read_csv("
        f"{duck.quoted(raw.path)}, columns = {{'{ROW}': 'BIGINT', {fields}}}, auto_detect = false, "
        "delim = ',', quote = '\"', escape = '\"', header = false)"
    )


def _type(connection: duckdb.DuckDBPyConnection, sheet: Ledger | Register) -> None:
    """Table `half`: every column typed, NULL where the text means nothing."""
    parts, joins = [f"plain.{ROW}"], []
    for column in sheet.columns:
        if column.kind in LISTED:
            _list_meanings(connection, column)
            joins.append(
                f'LEFT JOIN "means_{column.name}" ON "means_{column.name}".text '
                f'= plain."{column.name}"'
            )
            parts.append(f'"means_{column.name}".value AS "{column.name}"')
        else:
            value = csv_sql.value(column)
            wide = "VARCHAR" if column.sql == "VARCHAR" else "BIGINT"
            parts.append(f'CAST({value} AS {wide}) AS "{column.name}"')
    connection.execute(
        f"CREATE TEMP TABLE half AS SELECT {', '.join(parts)} FROM plain {' '.join(joins)}"
    )


def _list_meanings(connection: duckdb.DuckDBPyConnection, column: Column) -> None:
    """Table “means_<column>”: the distinct texts of a coded column and the code each means."""
    texts = connection.execute(
        f'SELECT DISTINCT "{column.name}" FROM plain WHERE "{column.name}" IS NOT NULL'
    ).fetchall()
    meant = [(text, one_typed(column, text)) for (text,) in texts]
    rows = [(text, None if isinstance(value, Bad) else value) for text, value in meant]
    connection.register(
        f"means_{column.name}", pd.DataFrame(rows, columns=["text", "value"], dtype="str")
    )


def _refused_cells(
    connection: duckdb.DuckDBPyConnection, sheet: Ledger | Register
) -> dict[tuple[int, str], str]:
    """The refusal of every cell that can't be kept, by line and column; its value becomes NULL."""
    refused: dict[tuple[int, str], str] = {}
    for column in sheet.columns:
        rows = connection.execute(
            f'SELECT {ROW}, plain."{column.name}", {csv_sql.refusal(column)} '
            f"FROM plain JOIN half USING ({ROW}) WHERE {csv_sql.suspect(column)}"
        ).fetchall()
        for row, text, wrong in rows:
            code = person_in(text) or wrong
            if code:
                refused[row, column.name] = code
    for name in {name for _, name in refused}:
        lines = [[row] for row, column_name in refused if column_name == name]
        connection.executemany(f'UPDATE half SET "{name}" = NULL WHERE {ROW} = ?', lines)
    return refused


def _add_context(
    connection: duckdb.DuckDBPyConnection, sheet: Ledger | Register, context: Mapping[str, int]
) -> None:
    """Table `typed`: the typed columns, the context of every row and the end of the record."""
    parts = ", ".join(f"CAST({value} AS BIGINT) AS {name}" for name, value in context.items())
    connection.execute(f"CREATE TEMP TABLE typed AS SELECT *, {parts}, {_ended(sheet)} FROM half")


def _ended(sheet: Ledger | Register) -> str:
    if not isinstance(sheet, Ledger) or not sheet.ends:
        return f"NULL AS {ENDED}"
    columns, statuses = ended_by(sheet)
    least = f"least({', '.join(columns)})"
    among = ", ".join(map(duck.quoted, statuses))
    return f"{f'CASE WHEN status IN ({among}) THEN {least} END' if among else least} AS {ENDED}"


def _problems(
    connection: duckdb.DuckDBPyConnection, raw: RawCsv, refused: dict[tuple[int, str], str]
) -> Iterator[Found]:
    for row, name, code in sorted(_failures(connection, raw)):
        refused.setdefault((row, name), code)
    shown = sorted(refused.items())[:SHOWN_LIMIT]
    texts = _texts(connection, raw.sheet, {row for (row, _), _ in shown})
    for (row, name), code in shown:
        place = raw.places.get(name, 0)
        yield found_in(raw.sheet, row, name, place, code, texts[row].__getitem__)


def _texts(
    connection: duckdb.DuckDBPyConnection, sheet: Ledger | Register, rows: Iterable[int]
) -> dict[int, dict[str, str]]:
    """What the cells of these lines hold, by column."""
    names = [column.name for column in sheet.columns]
    connection.register("wanted", pd.DataFrame({"wanted": sorted(rows)}, dtype="int64"))
    columns = ", ".join(f'"{name}"' for name in names)
    found = connection.execute(
        f"SELECT {ROW}, {columns} FROM plain JOIN wanted ON wanted = {ROW}"
    ).fetchall()
    return {
        row: {name: text or "" for name, text in zip(names, cells, strict=True)}
        for row, *cells in found
    }


def _failures(connection: duckdb.DuckDBPyConnection, raw: RawCsv) -> Iterator[tuple[int, str, str]]:
    present = [column for column in raw.sheet.columns if column.name in raw.places]
    for column in present:
        if column.required:
            yield from _rows(connection, f'"{column.name}" IS NULL', column.name, "missing")
        for op, limit in (("<", column.low), (">", column.high)):
            if limit is not None:
                condition = f'"{column.name}" {op} {limit}'
                yield from _rows(connection, condition, column.name, "out_of_range")
    for rule in rules_of(raw.sheet):
        yield from _rows(connection, _condition(rule), rule.column, rule.code)
    key = ", ".join(f'"{name}"' for name in unique_by(raw.sheet))
    known = " AND ".join(f'"{name}" IS NOT NULL' for name in unique_by(raw.sheet))
    again = (
        f"{ROW} IN (SELECT {ROW} FROM typed WHERE {known} "
        f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {ROW}) > 1)"
    )
    yield from _rows(connection, again, unique_by(raw.sheet)[-1], "repeated")


def _condition(rule: RowRule) -> str:
    test = {"present": "IS NOT NULL", "absent": "IS NULL"}.get(rule.op)
    holds = f'"{rule.left}" {test}' if test else f'"{rule.left}" {rule.op} "{rule.right}"'
    return holds if rule.when is None else f'{holds} AND "open" = {rule.when}'


def _rows(
    connection: duckdb.DuckDBPyConnection, condition: str, name: str, code: str
) -> Iterator[tuple[int, str, str]]:
    found = connection.execute(f"SELECT {ROW} FROM typed WHERE {condition}").fetchall()
    return ((row, name, code) for (row,) in found)
