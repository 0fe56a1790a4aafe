"""Which engine counts the ledgers? The one BIAOCHI_LEDGER names; all give equal frames."""

import os
from typing import Protocol

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from rules.value import Text
from store.errors import StoreError
from store.folder import Home
from store.ledger import Ledger
from store.parquet_ledger import ParquetLedger
from store.scope import Scope
from store.spark_ledger import SparkLedger
from store.sql_ledger import SETTING, SqlLedger
from store.sql_postgres import in_schema

PARQUET, SPARK = "parquet", "spark://"


class HomeLedger(Ledger, Protocol):
    """The ledgers of one home, as they are now or as they were at `as_of` (epoch seconds)."""

    @property
    def home(self) -> Home: ...

    @property
    def as_of(self) -> int | None: ...


class LedgerError(StoreError):
    """A ledger engine that doesn't exist."""


def ledger_of(scope: Scope, home: Home, as_of: int | None = None) -> HomeLedger:
    """The ledgers of a home, to be counted by the engine of the environment.

    Raises LedgerError for a setting that names none.
    """
    named = os.environ.get(SETTING) or PARQUET
    if named == PARQUET:
        return ParquetLedger(home, as_of)
    if named.startswith(SPARK):
        return SparkLedger(home, named, as_of)
    return SqlLedger(home, _url(home, named), as_of)


def _url(home: Home, named: str) -> str:
    """A file of SQLite that isn't the state's own, or a schema of a PostgreSQL database."""
    try:
        url = make_url(named)
    except ArgumentError:
        raise LedgerError(_unknown(named.rpartition("@")[2])) from None
    whole = url.render_as_string(hide_password=False)
    if url.get_backend_name() == "postgresql":
        return in_schema(url.set(drivername="postgresql+psycopg"), "ledger")
    if url.get_backend_name() != "sqlite" or not url.database or whole == home.state_url:
        raise LedgerError(_unknown(url.render_as_string()))
    return whole


def _unknown(named: str) -> Text:
    return Text(
        f"{SETTING} 不能是 {named}；应写 {PARQUET}（默认）、sqlite:////绝对路径/文件.db（不能是 "
        "state.db）、postgresql+psycopg://用户:口令@主机/数据库 或 spark://主机:端口。",
        f"{SETTING} can't be {named}; write {PARQUET} (the default), sqlite:////absolute/file.db "
        "(not state.db), postgresql+psycopg://user:password@host/database or spark://host:port.",
    )
