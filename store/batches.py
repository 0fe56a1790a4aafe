"""How does a submission become a batch, whole or not at all?

Files first (copied under a temporary name, fsync, rename, fsync of the folder), then one
transaction that inserts batch, segments, covers, register rows and the audit row. A batch
exists exactly when that transaction has committed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Select, Table, func, insert, select

from store import audit, covered, leads, pending, revision
from store.engine import import_lock, reading, writing
from store.files import digest_file, path_of, put_file
from store.folder import Home
from store.frames import frame_of
from store.prepared import (
    Prepared,
    PreparedSegment,
    RegisterRow,
    Value,
    canonical_json,
    register_row,
)
from store.revision import Revision
from store.scope import Scope
from store.tables import batch, cover, segment
from store.tables import register_row as kept

__all__ = [
    "Prepared", "PreparedSegment", "Receipt", "RegisterRow", "commit", "history", "register_row",
]  # fmt: skip


@dataclass(frozen=True)
class Receipt:
    """What became of a submission. `version` counts the batches of its unit and period,
    `supersedes` are the batches it corrects; a repeat names the batch that already holds it."""

    batch_id: int
    version: int
    supersedes: tuple[int, ...]
    repeated: bool


def commit(scope: Scope, home: Home, prepared: Prepared) -> Receipt:
    """Keep a submission for good. One equal to what is active changes nothing.

    Raises CommitError when it is empty, of a unit outside the scope, corrects something without
    a reason, or corrects a closed month without approval; ValueError when it contradicts itself.
    """
    revision.check_shape(scope, prepared)
    with import_lock(home):
        pending.clear(scope, home)
        with reading(home) as connection:
            plan = revision.plan(connection, prepared)
            if plan.repeats:
                return _repeated(connection, prepared, plan)
        revision.check(prepared, plan)
        digests = [part.digest for part in prepared.segments]
        with pending.pending(scope, home, digest_file(prepared.evidence), digests):
            evidence = put_file(home.evidence, prepared.evidence)
            files = [_keep(home, part) for part in prepared.segments]
            with writing(home) as connection:
                found = leads.leads_of(scope, home, connection, prepared)
                receipt = _insert(scope, connection, prepared, plan, evidence, files, found)
    audit.carry(scope, home)
    return receipt


def history(
    scope: Scope, home: Home, unit: str | None = None, period: int | None = None
) -> pd.DataFrame:
    """One row per batch of the units in scope, latest first: batch_id, unit, period, version,
    received_at, submitted_by, file_name, reason, evidence, original, segments, rows (of
    ledgers), register_rows."""
    parts = _count(segment).add_columns(func.sum(segment.c.rows).label("rows")).subquery()
    facts = _count(kept).subquery()
    version = func.row_number().over(
        partition_by=[batch.c.unit, batch.c.period],
        order_by=[batch.c.received_at, batch.c.batch_id],
    )
    query = (
        select(
            batch.c.batch_id, batch.c.unit, batch.c.period, version, batch.c.received_at,
            batch.c.submitted_by, batch.c.file_name, batch.c.reason, batch.c.evidence,
            batch.c.original, func.coalesce(parts.c.n, 0), func.coalesce(parts.c.rows, 0),
            func.coalesce(facts.c.n, 0),
        )
        .outerjoin(parts, parts.c.batch_id == batch.c.batch_id)
        .outerjoin(facts, facts.c.batch_id == batch.c.batch_id)
        .where(scope.allows(batch.c.unit))
        .order_by(batch.c.received_at.desc(), batch.c.batch_id.desc())
    )  # fmt: skip
    query = query if unit is None else query.where(batch.c.unit == unit)
    query = query if period is None else query.where(batch.c.period == period)
    with reading(home) as connection:
        return frame_of(connection.execute(query).all(), _HISTORY)


def last_batch(scope: Scope, home: Home) -> int:
    """The number of the last batch; 0 before any. What is derived of all facts is as old."""
    with reading(home) as connection:
        return int(connection.scalar(select(func.max(batch.c.batch_id))) or 0)


def _keep(home: Home, part: PreparedSegment) -> str:
    put_file(home.ledger, part.parquet, part.digest, ".parquet")
    return digest_file(path_of(home.ledger, part.digest, ".parquet"))


def _insert(
    scope: Scope, connection: Connection, prepared: Prepared, plan: Revision, evidence: str,
    files: list[str], found: list[RegisterRow],
) -> Receipt:  # fmt: skip
    earlier = _numbers(connection, prepared)
    own = {
        "unit": prepared.unit, "period": prepared.period, "received_at": prepared.received_at,
        "submitted_by": prepared.submitted_by, "evidence": evidence,
        "original": prepared.original, "file_name": prepared.file_name,
        "reason": prepared.reason,
    }  # fmt: skip
    parts = [
        (segment, _segments(prepared, files)),
        (cover, _covers(prepared)),
        (kept, _rows([*plan.rows, *found])),
    ]
    content = covered.content_of(own, *(rows for _, rows in parts))
    number = connection.execute(
        insert(batch).returning(batch.c.batch_id), {**own, "content": content}
    ).scalar_one()
    for table, rows in parts:
        if rows:
            connection.execute(insert(table), [{"batch_id": number, **row} for row in rows])
    note = {"approved_by": prepared.approved_by, "format": covered.FORMAT,
            "reason": prepared.reason}  # fmt: skip
    audit.record(
        scope, connection, at=prepared.received_at, actor=prepared.submitted_by, action="import",
        object=f"batch:{number}", content=content, note=canonical_json(note),
    )  # fmt: skip
    return Receipt(number, len(earlier) + 1, plan.supersedes, repeated=False)


def _segments(prepared: Prepared, files: list[str]) -> list[dict[str, Value]]:
    return [
        {"ledger": part.ledger, "unit": part.unit, "month": part.month, "digest": part.digest,
         "file": file, "rows": part.rows}
        for part, file in zip(prepared.segments, files, strict=True)
    ]  # fmt: skip


def _covers(prepared: Prepared) -> list[dict[str, Value]]:
    return [
        {"market": market, "ledger": ledger, "month": month, "rows": rows}
        for market, ledger, month, rows in prepared.covers
    ]


def _rows(rows: Iterable[RegisterRow]) -> list[dict[str, Value]]:
    return [
        {"register": row.register, "subject": row.subject, "natural_key": row.natural_key,
         "valid_from": row.valid_from, "valid_to": row.valid_to, "withdrawn": row.withdrawn,
         "payload": row.text, "digest": row.digest}
        for row in rows
    ]  # fmt: skip


def _repeated(connection: Connection, prepared: Prepared, plan: Revision) -> Receipt:
    number = max(plan.held_by)
    version = sum(1 for earlier in _numbers(connection, prepared) if earlier <= number)
    return Receipt(number, version, (), repeated=True)


def _numbers(connection: Connection, prepared: Prepared) -> list[int]:
    same = (batch.c.unit == prepared.unit) & (batch.c.period == prepared.period)
    return list(connection.scalars(select(batch.c.batch_id).where(same)))


def _count(table: Table) -> Select[tuple[int, int]]:
    return select(table.c.batch_id, func.count().label("n")).group_by(table.c.batch_id)


_HISTORY = {
    "batch_id": "int64", "unit": "str", "period": "int64", "version": "int64",
    "received_at": "int64", "submitted_by": "str", "file_name": "str", "reason": "str",
    "evidence": "str", "original": "str", "segments": "int64", "rows": "int64",
    "register_rows": "int64",
}  # fmt: skip
