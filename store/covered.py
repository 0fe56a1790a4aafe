"""What does the digest of a batch cover, and do the rows of the state still say it?

The digest is that of the batch's own row, its segments, cover lines and register rows as they are
stored, made at the import and noted in the audit chain. A segment's file is no part of it: the
same rows have other bytes where another engine wrote them, and are compared by themselves.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, select

from store.files import digest_bytes
from store.prepared import KEY_SEPARATOR, canonical_json, fact_digest
from store.register_sheets import REGISTERS
from store.tables import batch, cover, register_row, segment

FORMAT = "biaochi-batch/2"
BATCH = ("unit", "period", "received_at", "submitted_by", "evidence", "original", "file_name",
         "reason")  # fmt: skip
SEGMENT = ("ledger", "unit", "month", "digest", "rows")
COVER = ("market", "ledger", "month", "rows")
ROW = ("register", "subject", "natural_key", "valid_from", "valid_to", "withdrawn", "payload",
       "digest")  # fmt: skip
Values = Mapping[str, Any]


def content_of(
    own: Values, segments: Iterable[Values], covers: Iterable[Values], rows: Iterable[Values]
) -> str:
    """The digest of a batch from its rows as they are stored, by column name; what other columns
    they have doesn't count."""
    held = {
        "format": FORMAT,
        "batch": [own[name] for name in BATCH],
        "segments": _listed(segments, SEGMENT),
        "covers": _listed(covers, COVER),
        "register_rows": _listed(rows, ROW),
    }
    return digest_bytes(canonical_json(held).encode())


def contents(connection: Connection) -> Iterator[tuple[Values, str]]:
    """Every batch as its row stands in the state, with the digest of what is there of it now."""
    parts = [
        _by_batch(connection, table, names)
        for table, names in ((segment, SEGMENT), (cover, COVER), (register_row, ROW))
    ]
    for row in connection.execute(select(batch).order_by(batch.c.batch_id)).all():
        own = {**row._mapping}
        yield own, content_of(own, *(held.get(own["batch_id"], ()) for held in parts))


def row_is_sound(row: Values) -> bool:
    """Does a register row still say what its digest says, and stand under its own key?"""
    try:
        payload = _loaded(row["payload"])
        register = REGISTERS[row["register"]]
        key = KEY_SEPARATOR.join(str(payload[name]) for name in register.key)
        subject = str(payload[register.subject])
        stated = [payload[name] for name in ("valid_from", "valid_to", "withdrawn")]
    except (ValueError, KeyError, TypeError):
        return False
    digest = fact_digest(row["register"], row["natural_key"], payload)
    held = [row[name] for name in ("valid_from", "valid_to", "withdrawn")]
    return (digest, key, subject, stated) == (
        row["digest"], row["natural_key"], row["subject"], held
    )  # fmt: skip


def _listed(rows: Iterable[Values], names: Sequence[str]) -> list[list[object]]:
    return sorted(([row[name] for name in names] for row in rows), key=canonical_json)


def _by_batch(
    connection: Connection, table: Table, names: Sequence[str]
) -> dict[int, list[Values]]:
    columns = [table.c[name] for name in names]
    rows = connection.execute(select(table.c.batch_id, *columns).order_by(table.c.batch_id))
    return {
        number: [{**row._mapping} for row in held]
        for number, held in groupby(rows, key=attrgetter("batch_id"))
    }


def _loaded(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict) or canonical_json(found) != text:
        raise ValueError(text)
    return found
