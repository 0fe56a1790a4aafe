"""How are the ledgers counted in a SQL database? By the same selects, over copies of the files.

The manifest names the files, as for Parquet; store.sql_parts has their rows. Registers come as a
temporary table of the query. Any engine answers with equal frames.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pandas as pd
from sqlalchemy import (
    BigInteger,
    Connection,
    FromClause,
    Select,
    String,
    Table,
    TableClause,
    column,
    false,
    literal,
    select,
    values,
)

from rules.calendar import month_bounds
from store import derived, registers, sql_copy, sql_parts
from store.engine import connected
from store.folder import Home
from store.ledger import DERIVED, MONTH, Build, columns_of
from store.parquet_ledger import segment_files
from store.scope import Scope
from store.shared import reached
from store.sql_parts import Part

SETTING = "BIAOCHI_LEDGER"


@dataclass(frozen=True)
class SqlLedger:
    """The ledgers of one home, counted in the database at `url`, as they are now or as they were
    at `as_of` (epoch seconds)."""

    home: Home
    url: str = field(repr=False)
    as_of: int | None = None

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        """See store.ledger.Ledger. Raises DamageError when a file of the manifest is missing,
        HomeError when the database can't be used."""
        wanted = sorted(set(months))
        with reached(SETTING):
            if source.startswith("register:"):
                return self._registered(scope, source, build, wanted)
            return self._filed(scope, source, build, wanted)

    def _filed(self, scope: Scope, source: str, build: Build, months: list[int]) -> pd.DataFrame:
        parts = self._parts(scope, source, months)
        numbers = sql_parts.numbers_of(scope, self.home, self.url, source, parts)
        files = [(numbers[part.path], part.month) for part in parts]
        with connected(self.url, "scratch") as connection:
            rows = _rows(sql_parts.ROWS[source], files, scope)
            return _answer(connection, build, rows.cte(source))

    def _registered(
        self, scope: Scope, source: str, build: Build, months: list[int]
    ) -> pd.DataFrame:
        name = source.removeprefix("register:")
        frame = registers.monthly(scope, self.home, name, months, self.as_of)
        with connected(self.url, "scratch") as connection:
            table = sql_copy.temporary(source.replace(":", "_"), columns_of(source))
            table.create(connection)
            sql_copy.insert_rows(connection, table, [_tuples(frame, table)])
            return _answer(connection, build, table)

    def _parts(self, scope: Scope, source: str, months: list[int]) -> list[Part]:
        if source == "day":
            days = derived.day_files(scope, self.home, months, self.as_of)
            return [Part(path, month, None) for path, month in days]
        segments = segment_files(scope, self.home, source, months, self.as_of)
        read = segments
        if source in DERIVED:
            read = derived.files(scope, self.home, source, months, self.as_of)
        return [
            Part(path, month, segment)
            for (path, month), (segment, _) in zip(read, segments, strict=True)
        ]


def _rows(table: Table, files: Sequence[tuple[int, int]], scope: Scope) -> Select[Any]:
    """The rows of these parts that the scope may see, with the month each part is read for."""
    shown = [held for held in table.c if held.name not in ("part_id", "place")]
    if not files:
        bounds = [literal(None, BigInteger()).label(name) for name in MONTH]
        return select(*shown, *bounds).where(false())
    named = values(
        column("number", BigInteger()), *(column(name, BigInteger()) for name in MONTH)
    ).data([(number, month, *month_bounds(month)) for number, month in files])
    read = named.cte("files")
    bounds = [read.c[name].cast(BigInteger()).label(name) for name in MONTH]
    return (
        select(*shown, *bounds)
        .join_from(read, table, table.c.part_id == read.c.number)
        .where(scope.allows(table.c.market))
    )


def _answer(connection: Connection, build: Build, rows: FromClause) -> pd.DataFrame:
    """The frame of a select with its values written out: PostgreSQL takes two parameters of one
    value for two, and refuses to group by what it then sees as another expression."""
    statement = build(cast(TableClause, rows))
    text = statement.compile(
        dialect=connection.dialect, compile_kwargs={"literal_binds": True}
    ).string
    result = connection.exec_driver_sql(text)
    held = list(zip(*result.all(), strict=True)) or [()] * len(result.keys())
    kinds = [shown.type for shown in statement.selected_columns]
    return pd.DataFrame(
        {
            name: typed(name, column_, isinstance(kind, String))
            for name, column_, kind in zip(result.keys(), held, kinds, strict=True)
        }
    )


def typed(name: str, held: Sequence[Any], is_text: bool) -> "pd.Series[Any]":
    """As store.frames.frame_of_numpy: int64, Int64 where one is missing, str."""
    if is_text:
        return pd.Series(list(held), dtype="str")
    wrong = next((value for value in held if value is not None and type(value) is not int), None)
    if wrong is not None:
        raise TypeError(f"column {name} holds {wrong!r}: cast it to BIGINT")
    return pd.Series(list(held), dtype="Int64" if None in held else "int64")


def _tuples(frame: pd.DataFrame, table: Table) -> list[tuple[Any, ...]]:
    columns = (frame[held.name].astype(object) for held in table.c)
    return list(zip(*(held.where(held.notna(), None) for held in columns), strict=True))
