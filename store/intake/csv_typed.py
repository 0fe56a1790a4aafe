"""Which typed rows does a CSV file hold? Made by SQL from the column declarations, as a stream.

One query reads the file once and writes Parquet: the typed columns, and of every row whether
anything is wrong with it. What is wrong is put into words from those rows alone (`csv_check`).
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from store import duck
from store.contracts import Ledger, Register
from store.intake import csv_sql
from store.intake.csv_read import RawCsv
from store.intake.row_rules import ENDED, RowRule, ended_by, rules_of

ROW = "_row"
ODD = "_odd"
MEMORY = "700MB"
THREADS = 4


@dataclass(frozen=True)
class CsvTyped:
    """The rows of a file in the Parquet at `path`: the columns of the sheet, and ODD. Where each
    stands in its file is in ROW, or, without such a column, two more than its place there."""

    path: Path
    numbered: bool

    @property
    def rows(self) -> str:
        """The relation, with ROW."""
        if self.numbered:
            return f"read_parquet({duck.quoted(self.path)})"
        return (
            f"(SELECT *, file_row_number + 2 AS {ROW} "
            f"FROM read_parquet({duck.quoted(self.path)}, file_row_number = true))"
        )

    @property
    def segment(self) -> Path:
        """Where the sorted rows of a ledger lie."""
        return self.path.with_name(self.path.name.replace(".typed", ""))


@contextmanager
def engine(folder: Path, *others: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for files of any size: what doesn't fit into MEMORY goes to `folder`."""
    threads = min(THREADS, os.cpu_count() or 1)
    bounds = duck.Bounds(MEMORY, threads, folder / "spill")
    with duck.passing(folder, *others, bounds=bounds) as connection:
        yield connection


def write_typed(
    connection: duckdb.DuckDBPyConnection, raw: RawCsv, out: Path, context: Mapping[str, int]
) -> CsvTyped:
    """Type the file into `out`. `context` are the moments that the rules compare with
    (`row_rules`). Raises duckdb.Error when the bytes are no CSV of that width."""
    csv_sql.add_functions(connection, raw.sheet.columns)
    typed = CsvTyped(out / f"{raw.sheet.name}.typed.parquet", raw.numbered)
    columns = ", ".join(f'"{column.name}"' for column in raw.sheet.columns)
    number = f"{ROW}, " if raw.numbered else ""
    connection.execute(
        f"COPY (SELECT {number}{columns}, {_odd(raw)} AS {ODD} FROM ({_ended(raw, context)})) "
        f"TO {duck.quoted(typed.path)} (FORMAT parquet, COMPRESSION snappy)"
    )
    return typed


def texts(raw: RawCsv) -> str:
    """The relation of the file as it stands: ROW and its fields c1, c2, …; in order."""
    if raw.numbered:
        return _fields(raw)
    return f"(SELECT row_number() OVER () + 1 AS {ROW}, * FROM {_fields(raw)})"


def _fields(raw: RawCsv) -> str:
    fields = [f"'c{place}': 'VARCHAR'" for place in range(1, raw.width + 1)]
    if raw.numbered:
        fields.insert(0, f"'{ROW}': 'BIGINT'")
    header = "false" if raw.numbered else "true"
    return (
        f"read_csv({duck.quoted(raw.path)}, columns = {{{', '.join(fields)}}}, "
        "auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"header = {header}, strict_mode = true)"
    )


def _values(raw: RawCsv) -> str:
    cells = ", ".join(
        f'{csv_sql.value(c, _cell(raw, c.name))} AS "{c.name}"'
        if c.name in raw.places
        else f'CAST(NULL AS {c.sql}) AS "{c.name}"'
        for c in raw.sheet.columns
    )
    return f"SELECT *, {cells} FROM {_fields(raw)}"


def _cell(raw: RawCsv, name: str) -> str:
    """The text of the cell, in our words where a profile knows theirs."""
    field, words = f"c{raw.places[name]}", raw.values.get(name, {})
    if not words:
        return field
    plain = csv_sql.trimmed(field)
    meant = " ".join(f"WHEN {duck.quoted(a)} THEN {duck.quoted(b)}" for a, b in words.items())
    return f"(CASE {plain} {meant} ELSE {field} END)"


def _ended(raw: RawCsv, context: Mapping[str, int]) -> str:
    parts = ", ".join(f"CAST({value} AS BIGINT) AS {name}" for name, value in context.items())
    return f"SELECT *, {parts}, {_end(raw.sheet)} AS {ENDED} FROM ({_values(raw)})"


def _end(sheet: Ledger | Register) -> str:
    if not isinstance(sheet, Ledger) or not sheet.ends:
        return "NULL"
    columns, statuses = ended_by(sheet)
    least = f"least({', '.join(columns)})"
    among = ", ".join(map(duck.quoted, statuses))
    return f"CASE WHEN status IN ({among}) THEN {least} END" if among else least


def _odd(raw: RawCsv) -> str:
    """Is anything wrong with the row by itself?"""
    conditions = [_condition(rule) for rule in rules_of(raw.sheet)]
    for column in raw.sheet.columns:
        if column.name not in raw.places:
            continue
        name = f'"{column.name}"'
        conditions.append(csv_sql.refused(_cell(raw, column.name), name))
        if column.required:
            conditions.append(f"{name} IS NULL")
        limits = (("<", column.low), (">", column.high))
        conditions += [f"{name} {op} {limit}" for op, limit in limits if limit is not None]
    return " OR ".join(f"coalesce({condition}, FALSE)" for condition in conditions)


def _condition(rule: RowRule) -> str:
    test = {"present": "IS NOT NULL", "absent": "IS NULL"}.get(rule.op)
    holds = f'"{rule.left}" {test}' if test else f'"{rule.left}" {rule.op} "{rule.right}"'
    return holds if rule.when is None else f'({holds} AND "open" = {rule.when})'
