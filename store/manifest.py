"""Which segments, covers and register rows count now, or counted at an earlier moment?"""

from collections.abc import Iterable, Sequence

import pandas as pd
from sqlalchemy import Connection, Row, Select, Subquery, func, select

from rules.calendar import load_calendar, month_bounds
from store import registers
from store.engine import reading
from store.files import digest_bytes
from store.folder import Home
from store.frames import frame_of
from store.prepared import canonical_json
from store.received import received_by
from store.register_sheets import REGISTERS
from store.scope import PROVINCE, Scope
from store.tables import batch, cover, segment


def active_segments(
    scope: Scope, home: Home, months: Iterable[int], as_of: int | None = None
) -> pd.DataFrame:
    """One row per active segment of the months: ledger, unit, month, batch_id, digest, file,
    rows. A segment is seen by whoever sees its unit or a part of its area."""
    with reading(home) as connection:
        rows = [row for row in active(connection, months, as_of) if _touches(scope, row.unit)]
    return frame_of(rows, _SEGMENT_COLUMNS)


def covers(
    scope: Scope, home: Home, months: Iterable[int], as_of: int | None = None
) -> pd.DataFrame:
    """One row per market, ledger and month on file: market, ledger, month, rows, batch_id and
    first_received_at (epoch seconds of the first submission that named it). 0 rows is a true
    zero; what has no row here was not filed."""
    with reading(home) as connection:
        rows = connection.execute(_covers(list(months), as_of).where(scope.allows(cover.c.market)))
        return frame_of(rows.all(), _COVER_COLUMNS)


def facts_hash(
    scope: Scope, home: Home, months: Sequence[int], as_of: int | None = None
) -> tuple[str, str]:
    """The digest of all an evaluation of these months can see, and the manifest it is made of:
    active segments of the months; register rows visible at `as_of` that began by the last day
    or are named for one of the months; the calendar. Raises ValueError without a month."""
    last = month_bounds(max(months))[1]
    with reading(home) as connection:
        segments = [
            [row.ledger, row.unit, row.month, row.digest]
            for row in active(connection, months, as_of)
            if _touches(scope, row.unit)
        ]
        facts = _register_digests(scope, connection, months, last, as_of)
    manifest = canonical_json(
        {"calendar": load_calendar().hash, "registers": facts, "segments": segments}
    )
    return digest_bytes(manifest.encode()), manifest


def active(
    connection: Connection, months: Iterable[int], as_of: int | None = None, ledger: str = ""
) -> Sequence[Row[tuple[str, str, int, int, str, str, int]]]:
    """The active segments (of one ledger), read on an open connection; ordered by key."""
    ranked = _ranked(list(months), as_of, ledger)
    columns = [ranked.c[name] for name in _SEGMENT_COLUMNS]
    return connection.execute(
        select(*columns)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.ledger, ranked.c.unit, ranked.c.month)
    ).all()


def _ranked(months: list[int], as_of: int | None, ledger: str = "") -> Subquery:
    # Within one second of receipt the batch number decides.
    place = func.row_number().over(
        partition_by=[segment.c.ledger, segment.c.unit, segment.c.month],
        order_by=[batch.c.received_at.desc(), batch.c.batch_id.desc()],
    )
    ranked = (
        select(segment, place.label("place"))
        .join(batch)
        .where(segment.c.month.in_(months), received_by(as_of))
    )
    return (ranked.where(segment.c.ledger == ledger) if ledger else ranked).subquery()


def _covers(months: list[int], as_of: int | None) -> Select[tuple[str, str, int, int, int, int]]:
    ranked = _ranked(months, as_of)
    first = (
        select(
            cover.c.market, cover.c.ledger, cover.c.month,
            func.min(batch.c.received_at).label("first_received_at"),
        )
        .join(batch)
        .where(cover.c.month.in_(months), received_by(as_of))
        .group_by(cover.c.market, cover.c.ledger, cover.c.month)
        .subquery()
    )  # fmt: skip
    same_segment = (
        (ranked.c.batch_id == cover.c.batch_id)
        & (ranked.c.ledger == cover.c.ledger)
        & (ranked.c.month == cover.c.month)
    )
    same_cover = (
        (first.c.market == cover.c.market)
        & (first.c.ledger == cover.c.ledger)
        & (first.c.month == cover.c.month)
    )
    return (
        select(
            cover.c.market, cover.c.ledger, cover.c.month, cover.c.rows, cover.c.batch_id,
            first.c.first_received_at,
        )
        .join(ranked, same_segment)
        .join(first, same_cover)
        .where(ranked.c.place == 1)
        .order_by(cover.c.market, cover.c.ledger, cover.c.month)
    )  # fmt: skip


def _register_digests(
    scope: Scope, connection: Connection, months: Sequence[int], last: int, as_of: int | None
) -> dict[str, list[str]]:
    digests = {}
    for name, register in REGISTERS.items():
        frame = registers.visible(scope, connection, register, as_of)
        begun = frame[register.day or "valid_from"] < last
        if any(column.name == "ordered_for" for column in register.columns):
            begun |= frame["ordered_for"].isin(months)
        digests[name] = sorted(frame.loc[begun, "digest"])
    return digests


def _touches(scope: Scope, unit: str) -> bool:
    area = unit.removesuffix("00").removesuffix("00")
    return scope == PROVINCE or scope.sees(unit) or any(p.startswith(area) for p in scope.prefixes)


_SEGMENT_COLUMNS = {
    "ledger": "str", "unit": "str", "month": "int64", "batch_id": "int64",
    "digest": "str", "file": "str", "rows": "int64",
}  # fmt: skip
_COVER_COLUMNS = {
    "market": "str", "ledger": "str", "month": "int64", "rows": "int64",
    "batch_id": "int64", "first_received_at": "int64",
}  # fmt: skip
