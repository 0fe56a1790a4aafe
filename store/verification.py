"""Are the files of the home still those that were committed?

Evidence is read again and compared with its name; a segment's file with the digest noted at its
import and, where that differs, by its rows: another engine version may have written it anew.
"""

from dataclasses import dataclass
from typing import Literal

import duckdb
from sqlalchemy import select

from store.canonical import digest_segment
from store.engine import reading
from store.files import digest_file, path_of
from store.folder import Home
from store.ledger_sheets import LEDGERS
from store.scope import Scope
from store.tables import batch, segment


@dataclass(frozen=True)
class Damage:
    """A file that is missing or altered, and the first batch that rests on it."""

    kind: Literal["evidence", "segment"]
    digest: str
    batch_id: int
    state: Literal["missing", "altered"]


def damages(scope: Scope, home: Home) -> list[Damage]:
    """Read every kept file again; what is wrong, by batch. An empty list is a sound home."""
    with reading(home) as connection:
        held = connection.execute(
            select(batch.c.evidence, batch.c.batch_id).order_by(batch.c.batch_id)
        ).all()
        parts = connection.execute(
            select(segment.c.digest, segment.c.file, segment.c.ledger, segment.c.batch_id)
            .order_by(segment.c.batch_id)
        ).all()  # fmt: skip
    found: dict[str, Damage | None] = {}
    for digest, number in held:
        if digest not in found:
            found[digest] = _evidence(home, digest, number)
    for digest, file, ledger, number in parts:
        if digest not in found:
            found[digest] = _segment(home, digest, file, ledger, number)
    return [damage for damage in found.values() if damage is not None]


def _evidence(home: Home, digest: str, number: int) -> Damage | None:
    path = path_of(home.evidence, digest)
    if not path.exists():
        return Damage("evidence", digest, number, "missing")
    sound = digest_file(path) == digest
    return None if sound else Damage("evidence", digest, number, "altered")


def _segment(home: Home, digest: str, file: str, ledger: str, number: int) -> Damage | None:
    path = path_of(home.ledger, digest, ".parquet")
    if not path.exists():
        return Damage("segment", digest, number, "missing")
    if digest_file(path) == file or _same_rows(home, digest, ledger):
        return None
    return Damage("segment", digest, number, "altered")


def _same_rows(home: Home, digest: str, ledger: str) -> bool:
    try:
        return (
            digest_segment(LEDGERS[ledger], path_of(home.ledger, digest, ".parquet"))[0] == digest
        )
    except duckdb.Error:
        return False
