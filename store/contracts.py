"""What may a ledger or register sheet hold? One declaration per column, read by everyone.

The template, both checkers (pandera for sheets, SQL for CSV), the Parquet files, the canonical
digest and the metrics all take their columns from here.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "key", "code", "division", "number", "flag",
    "moment", "day", "month", "clock", "money", "duration",
]  # fmt: skip

STORED: dict[Kind, str] = {
    "text": "VARCHAR", "key": "VARCHAR", "code": "VARCHAR", "division": "VARCHAR",
    "number": "BIGINT", "flag": "SMALLINT", "moment": "BIGINT", "day": "BIGINT",
    "month": "INTEGER", "clock": "INTEGER", "money": "BIGINT", "duration": "BIGINT",
}  # fmt: skip
"""The SQL type of each kind. A moment is epoch seconds; a day is the epoch second at which it
begins in Asia/Shanghai; a month is yyyymm; a clock is minutes after midnight; money is fen
(a cell holds yuan); a duration is seconds (a cell holds hours)."""


@dataclass(frozen=True)
class Column:
    """One column: its name in the store, its heading on the sheet, what a cell may hold."""

    name: str
    kind: Kind
    zh: str
    en: str
    required: bool = False
    codes: str = ""
    low: int | None = None
    high: int | None = None

    @property
    def sql(self) -> str:
        return STORED[self.kind]


@dataclass(frozen=True)
class Ledger:
    """Event rows. `begins` is the moment a record begins; `ends` the columns of which the
    earliest that is present ends it (design §4: a month's file)."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    begins: str
    ends: tuple[str, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Register:
    """Two-dated facts. A *state* holds from `valid_from` to `valid_to`; an *event* speaks of
    the day in `day`. `key` is the natural key whose later row supersedes the earlier one.
    `subject` names the column with the market, unit or contract the row belongs to."""

    name: str
    zh: str
    en: str
    nature: Literal["state", "event"]
    subject: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    day: str = ""

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def market_column() -> Column:
    return Column("market", "text", "市场代码", "Market code", required=True)


def validity() -> tuple[Column, ...]:
    """The columns every register sheet ends with."""
    return (
        Column("valid_from", "day", "生效日期", "Valid from", required=True),
        Column("valid_to", "day", "失效日期", "Valid to"),
        Column("withdrawn", "flag", "作废", "Withdrawn"),
        Column("reason", "text", "更正原因", "Reason for change"),
    )
