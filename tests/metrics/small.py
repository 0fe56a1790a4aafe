"""A ledger small enough to check by hand: rows written in a test, counted by two engines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

import duckdb
import pandas as pd
from sqlalchemy import Select, create_engine, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.default import DefaultDialect

from metrics.catalogue import metric
from metrics.model import NO_VALUES, Metric, Values
from metrics.tally import ALL_MONTHS, Partial, window_values
from rules.calendar import SHANGHAI, month_bounds
from store.ledger import Build, columns_of, table_of
from store.scope import PROVINCE, Scope

Row = Mapping[str, Any]
MEMORY = duckdb.connect(config={"threads": 1})
M1, M2 = "320102001", "320102002"


def at(text_: str) -> int:
    """Epoch seconds of a moment in Shanghai: "2026-10-01 09:30" or a day."""
    return int(datetime.fromisoformat(text_).replace(tzinfo=SHANGHAI).timestamp())


def dated(**numbers: Sequence[tuple[str, int]]) -> Values:
    return Values(
        tuple(
            (name, tuple((at(day), value) for day, value in pairs))
            for name, pairs in sorted(numbers.items())
        )
    )


def row(month: int, market: str = M1, **columns: Any) -> Row:
    return {"month": month, "market": market, **columns}


@dataclass
class SmallLedger:
    """Rows per source; a row without a column has NULL there. `asked` lists the statements."""

    rows: dict[str, list[Row]]
    engine: str = "duckdb"
    asked: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        wanted = tuple(sorted(months))
        self.asked.append((source, wanted))
        held = [row for row in self.rows.get(source, []) if row["month"] in wanted]
        return RUN[self.engine](source, held, build(table_of(source)))


def _values(source: str, held: Sequence[Row]) -> list[list[Any]]:
    filled = []
    for row_ in held:
        start, end = month_bounds(row_["month"])
        known = {**row_, "month_start": start, "month_end": end}
        unknown = known.keys() - columns_of(source).keys()
        assert not unknown, f"{source} has no column {unknown}"
        filled.append([known.get(name) for name in columns_of(source)])
    return filled


def _duckdb(source: str, held: Sequence[Row], select: Select[Any]) -> pd.DataFrame:
    """On a cursor of its own, where a temporary table is seen by nobody else."""
    name = source.replace(":", "_")
    with MEMORY.cursor() as cursor:
        columns = ", ".join(f'"{column}" {sql}' for column, sql in columns_of(source).items())
        cursor.execute(f'CREATE TEMP TABLE "{name}" ({columns})')
        values = _values(source, held)
        if values:
            marks = ", ".join("(" + ", ".join("?" * len(line)) + ")" for line in values)
            cursor.execute(
                f'INSERT INTO "{name}" VALUES {marks}', [value for line in values for value in line]
            )
        compiled = select.compile(dialect=DefaultDialect(), compile_kwargs={"literal_binds": True})
        answer = cursor.execute(compiled.string)
        names = [column for column, *_ in answer.description or ()]
        return pd.DataFrame(answer.fetchall(), columns=names).convert_dtypes()


def _sqlite(source: str, held: Sequence[Row], select: Select[Any]) -> pd.DataFrame:
    engine = create_engine("sqlite://")
    columns = ", ".join(f'"{name}" {sql}' for name, sql in columns_of(source).items())
    with engine.begin() as connection:
        connection.execute(text(f'CREATE TABLE "{source.replace(":", "_")}" ({columns})'))
        marks = ", ".join("?" * len(columns_of(source)))
        for values in _values(source, held):
            connection.exec_driver_sql(
                f'INSERT INTO "{source.replace(":", "_")}" VALUES ({marks})', tuple(values)
            )
        compiled = select.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        answer = connection.exec_driver_sql(compiled.string)
        frame = pd.DataFrame([tuple(row) for row in answer], columns=list(answer.keys()))
    engine.dispose()
    return frame.convert_dtypes()


RUN = {"duckdb": _duckdb, "sqlite": _sqlite}


def sums(
    ledger: SmallLedger,
    name: str | Metric,
    months: Sequence[int],
    values: Values = NO_VALUES,
    partial: Partial = ALL_MONTHS,
) -> dict[str, tuple[int, int, int]]:
    """Subject to (numerator, denominator, undecided), with no subject that has only zeros."""
    counted = metric(name) if isinstance(name, str) else name
    frame = window_values(ledger, PROVINCE, counted, values, months, partial)
    assert list(frame.columns) == ["subject", "numerator", "denominator", "undecided"]
    assert [str(kind) for kind in frame.dtypes[1:]] == ["int64"] * 3
    return {
        subject: (int(above), int(below), int(unknown))
        for subject, above, below, unknown in frame.itertuples(index=False)
    }


def fractions(shown: str) -> tuple[Fraction, str]:
    """A number of a rule file as it is held, and as it is written."""
    if shown.endswith("%"):
        return Fraction(shown[:-1]) / 100, shown
    return Fraction(shown), shown
