"""How are the rows of a frame written to a state table at once, and how are they typed?"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pandas as pd
from sqlalchemy import Connection, String, Table, insert

_CHUNK = 5_000


def insert_frame(
    connection: Connection, table: Table, frame: pd.DataFrame, constants: Mapping[str, object]
) -> None:
    """Insert every row of `frame`, which has the table's columns but for the `constants`."""
    names = [column.name for column in table.columns if column.name not in constants]
    columns = [frame[name].astype(object).where(frame[name].notna(), None) for name in names]
    rows = zip(*columns, strict=True)
    while chunk := list(_dictionaries(islice(rows, _CHUNK), names, constants)):
        connection.execute(insert(table), chunk)


def dtypes(table: Table, names: Iterable[str] = ()) -> dict[str, str]:
    """The frame types of a table's columns: text str, numbers int64, or Int64 if nullable."""
    columns = [table.c[name] for name in names] or list(table.columns)
    return {
        column.name: "str"
        if isinstance(column.type, String)
        else "Int64"
        if column.nullable
        else "int64"
        for column in columns
    }


def _dictionaries(
    rows: Iterable[tuple[object, ...]], names: list[str], constants: Mapping[str, object]
) -> Iterator[dict[str, object]]:
    for row in rows:
        yield {**constants, **dict(zip(names, row, strict=True))}
