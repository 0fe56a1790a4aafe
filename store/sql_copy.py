"""How do many rows get into a table quickly, and are they the rows they were?"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, select
from sqlalchemy.schema import CreateSchema

from store import canonical
from store.contracts import Ledger
from store.files import ALGORITHM
from store.sql_types import text

_CHUNK = 10_000
Rows = Sequence[tuple[Any, ...]]


def make_schema(connection: Connection) -> None:
    """The schema a connection of a server works in (store.sql_postgres.in_schema)."""
    if connection.dialect.name == "postgresql":
        name = connection.exec_driver_sql("SHOW search_path").scalar_one()
        connection.execute(CreateSchema(name, if_not_exists=True))


def temporary(name: str, columns: Mapping[str, str]) -> Table:
    """A table of its own for one transaction; the columns with their SQL types."""
    held = (
        Column(column, text() if sql == "VARCHAR" else BigInteger())
        for column, sql in columns.items()
    )
    return Table(name, MetaData(), *held, prefixes=["TEMPORARY"])


def insert_rows(connection: Connection, table: Table, chunks: Iterable[Rows]) -> None:
    """Insert rows, whole and in the order of the table's columns, as fast as the engine can."""
    quoted = connection.dialect.identifier_preparer
    names = ", ".join(quoted.format_column(column) for column in table.columns)
    into = f"{quoted.format_table(table)} ({names})"
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor().copy(f"COPY {into} FROM STDIN") as copy:
            for rows in chunks:
                for row in rows:
                    copy.write_row(row)
        return
    marks = ", ".join("?" * len(table.columns))
    for rows in filter(None, chunks):
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(rows))


def digest(connection: Connection, ledger: Ledger, table: Table, number: int) -> str:
    """The digest of a segment's rows as they lie in a table (store.canonical); a segment's file
    has them in the order of their key."""
    rows = connection.execute(
        select(*(table.c[column.name] for column in ledger.columns))
        .where(table.c.part_id == number)
        .order_by(table.c.place)
        .execution_options(yield_per=_CHUNK)
    )
    made = hashlib.new(ALGORITHM, canonical.header(ledger).encode())
    for chunk in rows.partitions():
        lines = "".join(map(_line, chunk))
        made.update(unicodedata.normalize("NFC", lines).encode())
    return f"{ALGORITHM}:{made.hexdigest()}"


def _line(row: Sequence[Any]) -> str:
    fields = (canonical.NULL if value is None else str(value) for value in row)
    return canonical.FIELD.join(fields) + canonical.LINE
