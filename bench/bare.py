"""What does DuckDB need for the bare work? Its own connection, plain SQL, the same files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy.typing as npt
import pandas as pd

Found = dict[str, npt.NDArray[Any] | pd.Categorical]


def scan(
    connection: duckdb.DuckDBPyConnection, files: Sequence[Path], columns: Mapping[str, str]
) -> dict[str, int]:
    """The sum of every column over all rows (of a text: of its bytes), nothing grouped."""
    sums = ", ".join(_sum(name, sql) for name, sql in columns.items())
    row = connection.execute(f"SELECT {sums} FROM {_rows(files)}").fetchone() or ()
    return dict(zip(columns, (int(number or 0) for number in row), strict=True))


def rows_of(
    connection: duckdb.DuckDBPyConnection, files: Sequence[Path], columns: Sequence[str],
    market: str,
) -> Found:  # fmt: skip
    """The named columns of one market's rows."""
    named = ", ".join(f'"{name}"' for name in columns)
    query = f"SELECT {named} FROM {_rows(files)} WHERE market = ? ORDER BY record_id"
    return connection.execute(query, [market]).fetchnumpy()


def _sum(name: str, sql: str) -> str:
    return f'sum(strlen("{name}"))' if sql == "VARCHAR" else f'sum("{name}")'


def _rows(files: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(repr(str(path)) for path in files)}])"
