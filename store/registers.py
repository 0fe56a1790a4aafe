"""What do the registers say: now, at an earlier moment, on a day, month by month?

A row holds from `valid_from` until its `valid_to` (that day no longer) or the next row of its
natural key. Of one key and `valid_from` the row received last counts; if it is withdrawn, none.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pandas as pd
from sqlalchemy import Connection, Select, case, func, select

from rules.calendar import month_bounds
from store import sound
from store.contracts import STORED, Register
from store.engine import reading
from store.folder import Home
from store.months import DAY, months_of
from store.received import received_by
from store.register_sheets import REGISTERS
from store.scope import PROVINCE, Scope
from store.tables import batch, register_row

EXTRA = {"row_id": "BIGINT", "batch_id": "BIGINT", "received_at": "BIGINT"}
"""What a visible row has beside its declared columns."""


_READ: ContextVar[dict[tuple[object, ...], pd.DataFrame] | None] = ContextVar("read", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within it each register is read once and every reader sees the same rows, whatever is
    filed meanwhile: an evaluation rests on one state. Nested, the outer one holds."""
    if _READ.get() is not None:
        yield
        return
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)


def rows(scope: Scope, home: Home, register: str, as_of: int | None = None) -> pd.DataFrame:
    """One visible row per natural key and valid_from: the declared columns (numbers Int64, text
    str), row_id, batch_id, received_at. `valid_to` is filled by the next row of the key."""
    with reading(home) as connection:
        frame = visible(scope, connection, REGISTERS[register], as_of)
    return frame.drop(columns="digest")


def in_force(
    scope: Scope, home: Home, register: str, day: int, as_of: int | None = None
) -> pd.DataFrame:
    """The visible rows that hold on the day that begins at the epoch second `day`."""
    return holding(rows(scope, home, register, as_of), day)


def monthly(
    scope: Scope, home: Home, register: str, months: Iterable[int], as_of: int | None = None
) -> pd.DataFrame:
    """One row per visible row and month, with month, month_start, month_end: a state in each
    month whose last day it holds on; an event once, in the month of its day."""
    frame = rows(scope, home, register, as_of)
    wanted = list(months)
    if REGISTERS[register].nature == "event":
        return _events(REGISTERS[register], frame, wanted)
    return _states(frame, wanted)


def holding(frame: pd.DataFrame, day: int) -> pd.DataFrame:
    """The rows of a frame of `rows` that hold on a day."""
    ends = frame["valid_to"]
    return frame[(frame["valid_from"] <= day) & (ends.isna() | (ends > day).fillna(value=False))]


def visible(
    scope: Scope, connection: Connection, register: Register, as_of: int | None = None
) -> pd.DataFrame:
    """The frame of `rows` and the digest of each fact, read on an open connection."""
    held = _READ.get()
    key = (scope, str(connection.engine.url), register.name, as_of)
    if held is None:
        return _visible_rows(scope, connection, register, as_of)
    if key not in held:
        held[key] = _visible_rows(scope, connection, register, as_of)
    return held[key].copy(deep=False)


def _visible_rows(
    scope: Scope, connection: Connection, register: Register, as_of: int | None
) -> pd.DataFrame:
    found = connection.execute(_visible(register.name, as_of)).all()
    facts = sound.checked_facts(register, found)
    for fact, row in zip(facts, found, strict=True):
        fact |= {"valid_to": row.valid_to, "row_id": row.row_id, "batch_id": row.batch_id,
                 "received_at": row.received_at, "digest": row.digest}  # fmt: skip
    frame = pd.DataFrame(
        {
            name: pd.Series([fact[name] for fact in facts], dtype=dtype)
            for name, dtype in _dtypes(register).items()
        }
    )
    return _inside(scope, connection, register, frame, as_of)


def columns_of(register: Register) -> dict[str, str]:
    """The columns of a visible row with their SQL types."""
    return {column.name: STORED[column.kind] for column in register.columns} | EXTRA


def _visible(name: str, as_of: int | None) -> Select[tuple[int, int, int, int, str, str, str]]:
    last = func.row_number().over(
        partition_by=[register_row.c.natural_key, register_row.c.valid_from],
        order_by=[batch.c.received_at.desc(), batch.c.batch_id.desc(),
                  register_row.c.row_id.desc()],
    )  # fmt: skip
    received = received_by(as_of)
    ranked = (
        select(register_row, batch.c.received_at, last.label("place"))
        .join(batch)
        .where(register_row.c.register == name, received)
        .subquery()
    )
    follows = func.lead(ranked.c.valid_from).over(
        partition_by=ranked.c.natural_key, order_by=ranked.c.valid_from
    )
    held = (
        select(ranked, follows.label("follows"))
        .where(ranked.c.place == 1, ranked.c.withdrawn == 0)
        .subquery()
    )
    ends = case(
        (held.c.valid_to.is_(None), held.c.follows),
        (held.c.follows < held.c.valid_to, held.c.follows),
        else_=held.c.valid_to,
    )
    return select(
        held.c.row_id, held.c.batch_id, held.c.received_at, ends.label("valid_to"),
        held.c.natural_key, held.c.payload, held.c.digest,
    ).order_by(held.c.natural_key, held.c.valid_from)  # fmt: skip


def _inside(
    scope: Scope, connection: Connection, register: Register, frame: pd.DataFrame, as_of: int | None
) -> pd.DataFrame:
    if scope == PROVINCE or register.subject == "division":
        return frame  # a minimum wage is published by area, for everybody
    codes = frame[register.subject]
    if "market" in frame:
        codes = frame["market"]
    elif register.subject == "contract_no":
        contracts = visible(scope, connection, REGISTERS["contract"], as_of)
        return frame[codes.isin(contracts["contract_no"])].reset_index(drop=True)
    return frame[codes.str.startswith(scope.prefixes)].reset_index(drop=True)


def _events(register: Register, frame: pd.DataFrame, months: list[int]) -> pd.DataFrame:
    frame = frame.sort_values("valid_from", kind="stable").drop_duplicates(
        [*register.key, register.day], keep="last"
    )
    days = frame[register.day]
    frame = frame[days.notna()].sort_index()
    frame["month"] = months_of(frame[register.day].to_numpy(dtype="int64"))
    return _bounded(frame[frame["month"].isin(months)].reset_index(drop=True))


def _states(frame: pd.DataFrame, months: list[int]) -> pd.DataFrame:
    parts = [holding(frame, month_bounds(month)[1] - DAY).assign(month=month) for month in months]
    whole = pd.concat(parts, ignore_index=True) if parts else frame.iloc[:0].assign(month=0)
    return _bounded(whole)


def _bounded(frame: pd.DataFrame) -> pd.DataFrame:
    bounds = {month: month_bounds(int(month)) for month in frame["month"].unique()}
    starts = frame["month"].map({month: bound[0] for month, bound in bounds.items()})
    ends = frame["month"].map({month: bound[1] for month, bound in bounds.items()})
    return frame.assign(
        month=frame["month"].astype("int64"),
        month_start=starts.astype("int64"),
        month_end=ends.astype("int64"),
    )


def _dtypes(register: Register) -> dict[str, str]:
    sql = columns_of(register) | {"digest": "VARCHAR"}
    return {name: "str" if kind == "VARCHAR" else "Int64" for name, kind in sql.items()}
