"""Which rows does a SQL ledger hold? Those of whole files, each under the name of its content.

A part is one file of the home: a segment, a segment with its derived columns, or the days of a
month. It is copied in one transaction when it is first asked for, compared with the digest of its
segment, and never changed. All of it is a copy: the tables may be dropped at any time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    insert,
    inspect,
    select,
)

from store import duck, sql_copy
from store.engine import connected
from store.errors import DamageError
from store.files import damaged
from store.folder import Home
from store.ledger import MONTH, columns_of
from store.ledger_sheets import LEDGERS
from store.scope import Scope
from store.sql_types import text

_CHUNK = 10_000
_NAMES = 500
_ready: set[str] = set()
metadata = MetaData()

part = Table(
    "part", metadata,
    Column("part_id", Integer, primary_key=True),
    Column("name", text(80), nullable=False, unique=True),
    Column("source", text(20), nullable=False),
    comment="one file whose rows are in the table of its source",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A file whose rows are asked for, the month it is read for, and the file of the segment
    that its rows are of; None of the days, which are of no segment."""

    path: Path
    month: int
    segment: Path | None


def columns(source: str) -> list[Column[Any]]:
    """The columns of a source's table: those of its file; numbers all of one width."""
    return [
        Column(name, text() if sql == "VARCHAR" else BigInteger())
        for name, sql in columns_of(source).items()
        if name not in MONTH
    ]


ROWS = {
    source: Table(
        f"rows_{source}", metadata,
        Column("part_id", Integer, primary_key=True),
        Column("place", Integer, primary_key=True),
        *columns(source),
        comment="the rows of the parts of this source, each at its place in its file",
        sqlite_with_rowid=False,
    )
    for source in (*LEDGERS, "day")
}  # fmt: skip


def numbers_of(
    scope: Scope, home: Home, url: str, source: str, parts: Sequence[Part]
) -> dict[Path, int]:
    """The number each part's rows have in the ledger at `url`; those not there are copied.

    Raises DamageError when a file is missing or its rows are not those of its segment.
    """
    _prepare(url)
    with connected(url, "read") as connection:
        known = _known(connection, sorted({asked.path.stem for asked in parts}))
    missing = {asked.path: asked for asked in parts if asked.path.stem not in known}
    with duck.cursor(home.ledger, home.derived) as cursor:
        for path, asked in missing.items():
            if not path.exists():
                raise DamageError(damaged(path))
            with connected(url, "write") as connection:
                known[path.stem] = _copied(connection, cursor, source, asked)
    return {asked.path: known[asked.path.stem] for asked in parts}


def _known(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(names), _NAMES):
        named = part.c.name.in_(names[start : start + _NAMES])
        rows = connection.execute(select(part.c.name, part.c.part_id).where(named))
        found |= {row.name: row.part_id for row in rows}
    return found


def _copied(
    connection: Connection, cursor: duckdb.DuckDBPyConnection, source: str, asked: Part
) -> int:
    """All rows of a file, or, where somebody has just copied them, none."""
    held = _known(connection, [asked.path.stem])
    if held:
        return held[asked.path.stem]
    row = {"name": asked.path.stem, "source": source}
    number = int(connection.execute(insert(part).returning(part.c.part_id), row).scalar_one())
    table = ROWS[source]
    names = ", ".join(f'"{name}"' for name in table.c.keys()[2:])
    rows = f"read_parquet({duck.quoted(asked.path)}, file_row_number = true)"
    cursor.execute(f"SELECT {number}, file_row_number, {names} FROM {rows}")
    sql_copy.insert_rows(connection, table, _fetched(cursor))
    if asked.segment is not None:
        digest = sql_copy.digest(connection, LEDGERS[source], table, number)
        if digest.replace(":", "-") != asked.segment.stem:
            raise DamageError(damaged(asked.path))
    return number


def _fetched(cursor: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(_CHUNK):
        yield rows


def _prepare(url: str) -> None:
    """The tables, once per process; made anew where they are those of another version."""
    if url in _ready:
        return
    with connected(url, "write") as connection:
        sql_copy.make_schema(connection)
        held = inspect(connection)
        names = set(held.get_table_names())
        if any(
            {column["name"] for column in held.get_columns(table.name)} != set(table.c.keys())
            for table in metadata.sorted_tables
            if table.name in names
        ):
            metadata.drop_all(connection)
        metadata.create_all(connection)
    _ready.add(url)
