"""What does a submission change, and is it allowed to?

It is compared with what counts at its own moment of receipt. A correction needs a reason; one
of a month whose inputs are closed needs the approval of the unit above as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, func, select

from rules.value import Text
from store import manifest
from store.errors import CommitError
from store.months import closes_at
from store.prepared import Prepared, PreparedSegment, RegisterRow
from store.scope import Scope
from store.tables import batch, cover, register_row

_CHUNK = 400
Part = TypeVar("Part", PreparedSegment, RegisterRow)


@dataclass(frozen=True)
class Revision:
    """The difference: segments that correct an active one and rows that correct a visible one,
    each with the batch it corrects; the rows worth keeping; the batches that hold the rest."""

    segments: tuple[tuple[PreparedSegment, int], ...]
    corrected: tuple[tuple[RegisterRow, int], ...]
    rows: tuple[RegisterRow, ...]
    held_by: tuple[int, ...]
    repeats: bool

    @property
    def supersedes(self) -> tuple[int, ...]:
        batches = {number for _, number in (*self.segments, *self.corrected)}
        return tuple(sorted(batches))


def check_shape(scope: Scope, prepared: Prepared) -> None:
    """Raises CommitError for a foreign or empty submission, ValueError for one whose covers or
    segments contradict each other."""
    if not scope.sees(prepared.unit):
        raise CommitError(_foreign(prepared.unit))
    if not prepared.segments and not prepared.register_rows:
        raise CommitError(_EMPTY)
    months = {(part.ledger, part.month) for part in prepared.segments}
    if len(months) < len(prepared.segments) or any(
        part.unit != prepared.unit for part in prepared.segments
    ):
        raise ValueError("one segment per ledger and month, each of the unit that submits")
    for market, ledger, month, _ in prepared.covers:
        if (ledger, month) not in months:
            raise ValueError(f"cover of {market} names {ledger} {month}, which has no segment")


def plan(connection: Connection, prepared: Prepared) -> Revision:
    """Compare a submission with what counts when it is received."""
    active = {
        (row.ledger, row.month): row
        for row in manifest.active(
            connection, {part.month for part in prepared.segments}, prepared.received_at
        )
        if row.unit == prepared.unit
    }
    visible = _current(connection, prepared)
    segments = [(part, active.get((part.ledger, part.month))) for part in prepared.segments]
    rows = [(row, visible.get(_key(row))) for row in prepared.register_rows]
    changed = [row for row, held in rows if held is None or held.digest != row.digest]
    equal = not changed and all(held and held.digest == part.digest for part, held in segments)
    batches = {held.batch_id for _, held in (*segments, *rows) if held}
    return Revision(
        segments=_corrections(segments),
        corrected=_corrections(rows),
        rows=tuple(changed),
        held_by=tuple(sorted(batches)),
        repeats=equal and _same_covers(connection, prepared, (held for _, held in segments)),
    )


def check(prepared: Prepared, revision: Revision) -> None:
    """Raises CommitError when a correction lacks its reason or its approval."""
    silent = [row for row, _ in revision.corrected if not row.payload.get("reason")]
    if not prepared.reason.strip() and (revision.segments or silent):
        raise CommitError(_no_reason(prepared, revision))
    closed = sorted(
        part.month for part, _ in revision.segments if prepared.received_at > closes_at(part.month)
    )
    if closed and not prepared.approved_by.strip():
        raise CommitError(_closed(prepared, closed[0]))


def _corrections(
    pairs: Iterable[tuple[Part, Row[Any] | None]],
) -> tuple[tuple[Part, int], ...]:
    return tuple(
        (part, held.batch_id) for part, held in pairs if held and held.digest != part.digest
    )


def _same_covers(
    connection: Connection, prepared: Prepared, held: Iterable[Row[Any] | None]
) -> bool:
    keys = {(row.batch_id, row.ledger, row.month) for row in held if row}
    columns = (cover.c.market, cover.c.ledger, cover.c.month, cover.c.rows, cover.c.batch_id)
    rows = connection.execute(
        select(*columns).where(cover.c.batch_id.in_({batch_id for batch_id, _, _ in keys}))
    )
    known = {
        (row.market, row.ledger, row.month, row.rows)
        for row in rows
        if (row.batch_id, row.ledger, row.month) in keys
    }
    return known == set(prepared.covers)


def _current(connection: Connection, prepared: Prepared) -> dict[tuple[str, str, int], Row[Any]]:
    """The row received last for each register, natural key and day of the submission."""
    rows = sorted(prepared.register_rows, key=lambda row: row.register)
    return {
        (found.register, found.natural_key, found.valid_from): found
        for register, group in groupby(rows, key=lambda row: row.register)
        for chunk in _chunks(sorted({row.natural_key for row in group}))
        for found in _latest(connection, register, chunk, prepared.received_at)
    }


def _latest(
    connection: Connection, register: str, keys: Sequence[str], received_at: int
) -> Iterable[Row[Any]]:
    place = func.row_number().over(
        partition_by=[register_row.c.natural_key, register_row.c.valid_from],
        order_by=[batch.c.received_at.desc(), batch.c.batch_id.desc(),
                  register_row.c.row_id.desc()],
    )  # fmt: skip
    ranked = (
        select(register_row, place.label("place"))
        .join(batch)
        .where(
            register_row.c.register == register,
            register_row.c.natural_key.in_(keys),
            batch.c.received_at <= received_at,
        )
        .subquery()
    )
    return connection.execute(select(ranked).where(ranked.c.place == 1)).all()


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def _key(row: RegisterRow) -> tuple[str, str, int]:
    return row.register, row.natural_key, row.valid_from


def _foreign(unit: str) -> Text:
    return Text(
        f"单位 {unit} 不在您的管辖范围内，不能代其报送；请由该单位或其上级报送。",
        f"Unit {unit} is outside your area, so you can't submit for it; that unit or the one "
        "above it must submit.",
    )


def _no_reason(prepared: Prepared, revision: Revision) -> Text:
    what = [f"{part.ledger} {part.month}" for part, _ in revision.segments]
    what += [f"{row.register} {row.natural_key}" for row, _ in revision.corrected]
    named = ", ".join(what[:5]).replace("\x1f", "/")
    return Text(
        f"{prepared.unit} 的本次报送更正了已入库的数据（{named}），但没有填写更正原因；"
        "请在报送说明中写明原因后重报。",
        f"This submission of {prepared.unit} corrects data already on file ({named}) without a "
        "reason; state the reason on the cover sheet and submit again.",
    )


def _closed(prepared: Prepared, month: int) -> Text:
    return Text(
        f"{prepared.unit} 的 {month} 台账已于次月 15 日关账；更正须经上级单位批准，"
        "请填写批准人和原因后重报。",
        f"The ledgers of {prepared.unit} for {month} were closed on the 15th of the next month; "
        "a correction needs the approval of the unit above: name who approved it, and why.",
    )


_EMPTY = Text(
    "报送文件中没有任何台账或名册内容；请填写后再报。",
    "The submission holds no ledger and no register row; fill it in and submit again.",
)
