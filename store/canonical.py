"""What is the digest of a segment's rows, whatever engine wrote them?

Canonical form, format 1: a header line (format, ledger, each column with its type), then one
line per row in the byte order of its key. Fields are joined by 0x1F, integers are decimal, text
is NFC, NULL is 0x1E, each line ends with 0x0A. It is made in SQL and streamed into the digest.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from rules.value import Text
from store import duck
from store.contracts import Ledger
from store.errors import CommitError
from store.files import ALGORITHM

FORMAT = "biaochi-rows/1"
FIELD, NULL, LINE = "\x1f", "\x1e", "\n"
_CHUNK = 100_000


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
    sort_segment(ledger, connection, relation, path)
    return digest_rows(ledger, connection, f"read_parquet({duck.quoted(path)})")


def sort_segment(
    ledger: Ledger, connection: duckdb.DuckDBPyConnection, relation: str, path: Path,
    few: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> None:  # fmt: skip
    """Only write them, typed and in the order of their key. `few`: columns with few different
    texts, and which; sorted as the numbers of these, millions of rows take half the time."""
    kinds = {
        column.name: _one_of(few[column.name]) if few.get(column.name) else column.sql
        for column in ledger.columns
    }
    columns = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items())
    connection.execute(
        f"COPY (SELECT {columns} FROM {relation} ORDER BY {_order(ledger)}) "
        f"TO {duck.quoted(path)} (FORMAT parquet, COMPRESSION zstd)"
    )


def _one_of(texts: Sequence[str]) -> str:
    return f"ENUM ({', '.join(map(duck.quoted, texts))})"


def digest_segment(ledger: Ledger, path: Path) -> tuple[str, int]:
    """The digest of the rows of a Parquet file, and their number."""
    with duck.cursor(path.parent) as connection:
        return digest_rows(ledger, connection, f"read_parquet({duck.quoted(path)})")


def digest_rows(
    ledger: Ledger, connection: duckdb.DuckDBPyConnection, relation: str, *, checked: bool = False
) -> tuple[str, int]:
    """The same for a relation of an open connection; `checked` rows lie in order and hold no
    control character."""
    if not checked:
        _check_text(ledger, connection, relation)
    digest = hashlib.new(ALGORITHM, header(ledger).encode())
    rows = 0
    in_order = checked or _in_order(ledger, connection, relation)
    order = "" if in_order else f"ORDER BY {_order(ledger)}"
    lines = connection.sql(f"SELECT {_line(ledger)} AS line FROM {relation} {order}")
    for batch in lines.to_arrow_reader(_CHUNK):
        rows += batch.num_rows
        digest.update(_bytes_of(batch.column(0)))
    return f"{ALGORITHM}:{digest.hexdigest()}", rows


def _in_order(ledger: Ledger, connection: duckdb.DuckDBPyConnection, relation: str) -> bool:
    """Do the rows lie in the order of their key? To sort them again costs more than all the
    rest."""
    keys = _keys(ledger)
    own = ", ".join(f"{key} AS own_{place}" for place, key in enumerate(keys))
    named = ", ".join(f"own_{place}" for place in range(len(keys)))
    before = ", ".join(f"lag({key}) OVER () AS before_{place}" for place, key in enumerate(keys))
    earlier = named.replace("own", "before")
    unknown = " OR ".join(f"own_{place} IS NULL" for place in range(len(keys)))
    found = connection.execute(
        f"SELECT 1 FROM (SELECT {own}, {before} FROM {relation}) "
        f"WHERE ({named}) < ({earlier}) OR {unknown} LIMIT 1"
    ).fetchall()
    return not found


def _bytes_of(texts: Any) -> memoryview:
    """The texts of an Arrow array one after the other: they lie so in its buffer."""
    whole = texts.cast(pa.large_string())
    _, places, content = whole.buffers()
    ends = memoryview(places).cast("q")
    return memoryview(content)[ends[whole.offset] : ends[whole.offset + len(whole)]]


def header(ledger: Ledger) -> str:
    """The first line of the canonical form: format, ledger, each column with its type."""
    columns = (f"{column.name} {column.sql}" for column in ledger.columns)
    return FIELD.join((FORMAT, ledger.name, *columns)) + LINE


def _line(ledger: Ledger) -> str:
    fields = ", ".join(_field(c.name, c.sql) for c in ledger.columns)
    return f"concat(concat_ws(chr({ord(FIELD)}), {fields}), chr({ord(LINE)}))"


def _field(name: str, sql: str) -> str:
    text = f'nfc_normalize("{name}")' if sql == "VARCHAR" else f'CAST("{name}" AS VARCHAR)'
    return f"coalesce({text}, chr({ord(NULL)}))"


def _order(ledger: Ledger) -> str:
    return ", ".join(_keys(ledger))


def _keys(ledger: Ledger) -> list[str]:
    kinds = {name: ledger.column(name).sql for name in ledger.key}
    return [
        f'nfc_normalize("{name}")' if sql == "VARCHAR" else f'"{name}"'
        for name, sql in kinds.items()
    ]


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
