"""How are the ledgers counted by a Spark cluster? By the same selects, over the same files.

Where one machine's cores are too few: the workers read the Parquet segments themselves, from a
disk they share with this process; only the sums come back. pyspark is an extra (docs/engines.md).
"""

import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import String
from sqlalchemy.engine.default import DefaultDialect

from rules.calendar import month_bounds
from rules.value import Text
from store import derived, registers
from store.errors import StoreError
from store.folder import Home
from store.ledger import DERIVED, Build, columns_of, table_of
from store.parquet_ledger import segment_files
from store.scope import PROVINCE, Scope
from store.sql_ledger import typed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SQL_TYPES = {"VARCHAR": "string", "BIGINT": "bigint", "INTEGER": "int", "SMALLINT": "smallint"}
SETTINGS = {
    "spark.app.name": "biaochi",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
"""Loopback only; double quotes name columns, as in every other engine."""
_DIALECT = DefaultDialect()
_DIALECT.supports_native_boolean = True  # Spark takes no 1 for true
_guard = threading.RLock()
_sessions: dict[str, Any] = {}


class SparkMissingError(StoreError):
    """The Spark engine is asked for and isn't installed."""


@dataclass(frozen=True)
class SparkLedger:
    """The ledgers of one home, counted by the cluster whose master is at `master`
    (spark://host:port), as they are now or as they were at `as_of` (epoch seconds)."""

    home: Home
    master: str
    as_of: int | None = None

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        """See store.ledger.Ledger. Raises DamageError when a file of the manifest is missing."""
        wanted, statement = sorted(set(months)), build(table_of(source))
        text = str(statement.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True}))
        kinds = [shown.type for shown in statement.selected_columns]
        with _guard:  # the views of a session have one name each
            session = session_of(self.master)
            rows = self._rows(session, scope, source, wanted)
            rows.createOrReplaceTempView(source.replace(":", "_"))
            answer = session.sql(text)
            names, held = answer.columns, answer.collect()
        columns = list(zip(*held, strict=True)) or [()] * len(names)
        return pd.DataFrame(
            {
                name: typed(name, column, isinstance(kind, String))
                for name, column, kind in zip(names, columns, kinds, strict=True)
            }
        )

    def _rows(
        self, session: "SparkSession", scope: Scope, source: str, months: list[int]
    ) -> "DataFrame":
        if source.startswith("register:"):
            return self._registered(session, scope, source, months)
        files: Sequence[tuple[Path, int]]
        if source == "day":
            files = derived.day_files(scope, self.home, months, self.as_of)
        elif source in DERIVED:
            files = derived.files(scope, self.home, source, months, self.as_of)
        else:
            files = segment_files(scope, self.home, source, months, self.as_of)
        parts = [
            _month(session, source, month, [path for path, _ in held])
            for month, held in groupby(sorted(files, key=_by_month), key=_by_month)
        ]
        if not parts:
            return session.createDataFrame([], _schema(source))
        whole = reduce(lambda one, other: one.unionByName(other), parts)
        return whole if scope == PROVINCE else whole.where(_sees(scope))

    def _registered(
        self, session: "SparkSession", scope: Scope, source: str, months: list[int]
    ) -> "DataFrame":
        name = source.removeprefix("register:")
        frame = registers.monthly(scope, self.home, name, months, self.as_of)
        columns = (frame[held].astype(object) for held in columns_of(source))
        rows = zip(*(held.where(held.notna(), None) for held in columns), strict=True)
        return session.createDataFrame(list(rows), _schema(source))


def session_of(master: str) -> "SparkSession":
    """The one session of this process with a cluster. Raises SparkMissingError without pyspark."""
    with _guard:
        if master not in _sessions:
            try:
                from pyspark.sql import SparkSession
            except ImportError:
                raise SparkMissingError(_MISSING) from None
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
            builder = SparkSession.builder.master(master)
            for name, value in SETTINGS.items():
                builder = builder.config(name, value)
            _sessions[master] = builder.getOrCreate()
        return _sessions[master]


def stop(master: str) -> None:
    """Gives the session of a cluster back."""
    with _guard:
        session = _sessions.pop(master, None)
        if session is not None:
            session.stop()


def _month(session: "SparkSession", source: str, month: int, paths: Sequence[Path]) -> "DataFrame":
    """The rows of a month's files, cast as the ledger declares them, with the month's bounds."""
    start, end = month_bounds(month)
    bounds = {"month": month, "month_start": start, "month_end": end}
    shown = [
        f"CAST({bounds.get(name, f'`{name}`')} AS {SQL_TYPES[sql]}) AS `{name}`"
        for name, sql in columns_of(source).items()
    ]
    return session.read.parquet(*(str(path) for path in paths)).selectExpr(*shown)


def _schema(source: str) -> str:
    return ", ".join(f"`{name}` {SQL_TYPES[sql]}" for name, sql in columns_of(source).items())


def _sees(scope: Scope) -> str:
    quoted = (prefix.replace("'", "''") for prefix in scope.prefixes)
    return " OR ".join(f"startswith(market, '{prefix}')" for prefix in quoted) or "false"


def _by_month(held: tuple[Path, int]) -> int:
    return held[1]


_MISSING = Text(
    "没有安装 Spark：请在 Java 17 下执行 pip install --no-deps --require-hashes -r "
    "requirements-spark.lock，或把 BIAOCHI_LEDGER 改为 parquet。",
    "Spark isn't installed: with Java 17, run pip install --no-deps --require-hashes -r "
    "requirements-spark.lock, or set BIAOCHI_LEDGER to parquet.",
)
