"""What has arrived since an evaluation was made that speaks of the months it read?"""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import func, or_, select

from store.engine import reading
from store.folder import Home
from store.frames import frame_of
from store.scope import Scope
from store.tables import batch, register_row, segment


def later_batches(
    scope: Scope, home: Home, last_batch: int, months: Sequence[int]
) -> pd.DataFrame:  # fmt: skip
    """One row per batch of the units in scope after `last_batch` that brought rows of a ledger
    for one of the months, or register rows of whatever day: batch_id, unit, period, received_at,
    submitted_by, reason, segments (of these months), register_rows. The facts hash says whether
    they change anything."""
    segments = (
        select(segment.c.batch_id, func.count().label("n"))
        .where(segment.c.month.in_(months))
        .group_by(segment.c.batch_id)
        .subquery()
    )
    rows = (
        select(register_row.c.batch_id, func.count().label("n"))
        .group_by(register_row.c.batch_id)
        .subquery()
    )
    names = ("batch_id", "unit", "period", "received_at", "submitted_by", "reason")
    query = (
        select(
            *(batch.c[name] for name in names),
            func.coalesce(segments.c.n, 0), func.coalesce(rows.c.n, 0),
        )
        .outerjoin(segments, segments.c.batch_id == batch.c.batch_id)
        .outerjoin(rows, rows.c.batch_id == batch.c.batch_id)
        .where(batch.c.batch_id > last_batch, scope.allows(batch.c.unit))
        .where(or_(segments.c.n > 0, rows.c.n > 0))
        .order_by(batch.c.batch_id)
    )  # fmt: skip
    with reading(home) as connection:
        return frame_of(connection.execute(query).all(), _COLUMNS)


_COLUMNS = {
    "batch_id": "int64", "unit": "str", "period": "int64", "received_at": "int64",
    "submitted_by": "str", "reason": "str", "segments": "int64", "register_rows": "int64",
}  # fmt: skip
