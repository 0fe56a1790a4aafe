"""What does a ledger engine answer? One select object in, one equal frame out, on any engine."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

import pandas as pd
from sqlalchemy import BigInteger, Select, String, TableClause, column, table
from sqlalchemy.sql.elements import quoted_name

from store import registers
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS
from store.scope import Scope

Build = Callable[[TableClause], Select[Any]]

MONTH = {"month": "INTEGER", "month_start": "BIGINT", "month_end": "BIGINT"}
"""The file a row stands in: its month and that month's first and past-last epoch second."""

DERIVED = {
    "service": {"closed_by_key": "VARCHAR", "handovers": "BIGINT", "tellings": "BIGINT",
                "used_seconds": "BIGINT", "used_before": "BIGINT"},
    "vacancy": {"publish_seconds": "BIGINT", "publish_before": "BIGINT"},
    "complaint": {"reply_days": "BIGINT", "reply_before": "BIGINT",
                  "close_days": "BIGINT", "close_before": "BIGINT"},
}  # fmt: skip
"""The derived columns of each ledger (store.derived says what they mean)."""

DAYS = {"market": "VARCHAR", "day": "BIGINT", "is_open": "SMALLINT", "logged": "SMALLINT",
        "opens": "BIGINT", "closes": "BIGINT"}  # fmt: skip
"""The source "day": one row per market and day of a month. `day`, `opens`, `closes` are epoch
seconds; `is_open`, `opens`, `closes` are NULL where no opening hours are on file for the day."""


class Ledger(Protocol):
    """A ledger engine over one home at one moment."""

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        """The frame of `build(table)` over the rows of these months that `scope` may see.

        `source` is a ledger ("service"), "register:<name>" or "day"; the table has its columns,
        its derived columns and month, month_start, month_end. Integers come back as int64.
        """
        ...


def columns_of(source: str) -> dict[str, str]:
    """The columns a source's table has, with their SQL types. Raises KeyError."""
    if source == "day":
        return DAYS | MONTH
    if source.startswith("register:"):
        return registers.columns_of(REGISTERS[source.removeprefix("register:")]) | MONTH
    declared = {held.name: held.sql for held in LEDGERS[source].columns}
    return declared | DERIVED.get(source, {}) | MONTH


def table_of(source: str) -> TableClause:
    """The table to write expressions on; its columns are quoted, as some are words of SQL."""
    return table(
        quoted_name(source.replace(":", "_"), quote=True),
        *(
            column(quoted_name(name, quote=True), String() if sql == "VARCHAR" else BigInteger())
            for name, sql in columns_of(source).items()
        ),
    )
