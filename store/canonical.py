"""What is the digest of a segment's rows, whatever engine wrote them?

Canonical form, format 1: a header line (format, ledger, each column with its type), then one
line per row in the byte order of its key. Fields are joined by 0x1F, integers are decimal, text
is NFC, NULL is 0x1E, each line ends with 0x0A. It is made in SQL and streamed into the digest.
"""

import hashlib
from pathlib import Path

import duckdb
import pandas as pd

from rules.value import Text
from store import duck
from store.contracts import Ledger
from store.errors import CommitError
from store.files import ALGORITHM

FORMAT = "biaochi-rows/1"
FIELD, NULL, LINE = "\x1f", "\x1e", "\n"
_CHUNK = 20_000


def write_segment(ledger: Ledger, frame: pd.DataFrame, path: Path) -> tuple[str, int]:
    """Write the rows of `frame` (the ledger's columns) as typed, sorted Parquet.

    Returns the digest of the rows and their number. Raises CommitError when a text holds one of
    the three characters the canonical form needs for itself.
    """
    with duck.cursor(path.parent) as connection:
        connection.register("rows_in", frame)
        return copy_segment(ledger, connection, "rows_in", path)


def copy_segment(
    ledger: Ledger, connection: duckdb.DuckDBPyConnection, relation: str, path: Path
) -> tuple[str, int]:
    """The same for the rows of a table, view or expression of an open DuckDB connection."""
    columns = ", ".join(f'CAST("{c.name}" AS {c.sql}) AS "{c.name}"' for c in ledger.columns)
    connection.execute(
        f"COPY (SELECT {columns} FROM {relation} ORDER BY {_order(ledger)}) "
        f"TO {duck.quoted(path)} (FORMAT parquet, COMPRESSION zstd)"
    )
    return _digest(ledger, connection, f"read_parquet({duck.quoted(path)})")


def digest_segment(ledger: Ledger, path: Path) -> tuple[str, int]:
    """The digest of the rows of a Parquet file, and their number."""
    with duck.cursor(path.parent) as connection:
        return _digest(ledger, connection, f"read_parquet({duck.quoted(path)})")


def _digest(
    ledger: Ledger, connection: duckdb.DuckDBPyConnection, relation: str
) -> tuple[str, int]:
    _check_text(ledger, connection, relation)
    digest = hashlib.new(ALGORITHM, _header(ledger).encode())
    rows = 0
    lines = connection.execute(f"SELECT {_line(ledger)} FROM {relation} ORDER BY {_order(ledger)}")
    while chunk := lines.fetchmany(_CHUNK):
        rows += len(chunk)
        digest.update("".join(line for (line,) in chunk).encode())
    return f"{ALGORITHM}:{digest.hexdigest()}", rows


def _header(ledger: Ledger) -> str:
    columns = (f"{column.name} {column.sql}" for column in ledger.columns)
    return FIELD.join((FORMAT, ledger.name, *columns)) + LINE


def _line(ledger: Ledger) -> str:
    fields = f" || chr({ord(FIELD)}) || ".join(_field(c.name, c.sql) for c in ledger.columns)
    return f"{fields} || chr({ord(LINE)})"


def _field(name: str, sql: str) -> str:
    text = f'nfc_normalize("{name}")' if sql == "VARCHAR" else f'CAST("{name}" AS VARCHAR)'
    return f"coalesce({text}, chr({ord(NULL)}))"


def _order(ledger: Ledger) -> str:
    kinds = {name: ledger.column(name).sql for name in ledger.key}
    return ", ".join(
        f'nfc_normalize("{name}")' if sql == "VARCHAR" else f'"{name}"'
        for name, sql in kinds.items()
    )


def _check_text(ledger: Ledger, connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    texts = [column.name for column in ledger.columns if column.sql == "VARCHAR"]
    bad = " OR ".join(
        f'contains("{name}", chr({ord(mark)}))' for name in texts for mark in (FIELD, NULL, LINE)
    )
    found = connection.execute(
        f'SELECT "market", "record_id" FROM {relation} WHERE {bad} LIMIT 1'
    ).fetchone()
    if found is not None:
        raise CommitError(_control_character(ledger, *found))


def _control_character(ledger: Ledger, market: str, record: str) -> Text:
    where = f"{market} / {record!r}"
    return Text(
        f"{ledger.zh} {where}：文字中有换行或控制字符（0x0A、0x1E、0x1F）；请删去后再报。",
        f"{ledger.en} {where}: a text holds a line break or control character (0x0A, 0x1E, "
        "0x1F); remove it and submit again.",
    )
