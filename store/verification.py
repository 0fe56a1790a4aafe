"""Are the files and rows of the home still those that were committed?

Evidence is read again and compared with its name, a segment's file with the digest noted at its
import; where that differs, its rows say whether they are still the same. The rows of the state
are compared with their digests and with the acts on record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import duckdb
from sqlalchemy import Connection, select

from store.acted import RowDamage, row_damages
from store.canonical import digest_segment
from store.engine import reading
from store.errors import CommitError
from store.files import digest_file, path_of
from store.folder import Home
from store.ledger_sheets import LEDGERS
from store.scope import Scope
from store.tables import batch, segment

__all__ = ["Damage", "Kept", "RowDamage", "damages", "kept", "state_damages"]


@dataclass(frozen=True)
class Damage:
    """A file that is missing or altered, and the first batch that rests on it. A segment is
    `rewritten` when its bytes are others but its rows are the same."""

    kind: Literal["evidence", "segment"]
    digest: str
    batch_id: int
    state: Literal["missing", "altered", "rewritten"]

    @property
    def file_name(self) -> str:
        return self.digest.replace(":", "-") + (".parquet" if self.kind == "segment" else "")


@dataclass(frozen=True)
class Kept:
    """How many files of each kind the state names."""

    evidence: int
    segments: int


def kept(scope: Scope, home: Home) -> Kept:
    """Counts the files that `damages` reads."""
    with reading(home) as connection:
        evidence = {digest for digest, _ in _evidence(connection)}
        return Kept(len(evidence), len({digest for digest, *_ in _segments(connection)}))


def damages(scope: Scope, home: Home) -> list[Damage]:
    """Read every kept file again; what is wrong, by batch. An empty list: all files are sound."""
    with reading(home) as connection:
        held, parts = [*_evidence(connection)], [*_segments(connection)]
    found: dict[tuple[str, str], Damage | None] = {}
    for digest, number in held:
        if ("", digest) not in found:
            found["", digest] = _evidence_damage(home, digest, number)
    for digest, file, ledger, number in parts:
        if (ledger, digest) not in found:
            found[ledger, digest] = _segment_damage(home, digest, file, ledger, number)
    return [damage for damage in found.values() if damage is not None]


def state_damages(scope: Scope, home: Home) -> list[RowDamage]:
    """Compare the rows of the state with what covers them (see store.acted)."""
    with reading(home) as connection:
        return list(row_damages(connection))


def _evidence(connection: Connection) -> Iterator[tuple[str, int]]:
    query = select(batch.c.evidence, batch.c.batch_id).order_by(batch.c.batch_id)
    yield from ((row.evidence, row.batch_id) for row in connection.execute(query))


def _segments(connection: Connection) -> Iterator[tuple[str, str, str, int]]:
    query = select(segment.c.digest, segment.c.file, segment.c.ledger, segment.c.batch_id)
    for row in connection.execute(query.order_by(segment.c.batch_id)):
        yield row.digest, row.file, row.ledger, row.batch_id


def _evidence_damage(home: Home, digest: str, number: int) -> Damage | None:
    path = path_of(home.evidence, digest)
    if not path.is_file():
        return Damage("evidence", digest, number, "missing")
    sound = digest_file(path) == digest
    return None if sound else Damage("evidence", digest, number, "altered")


def _segment_damage(home: Home, digest: str, file: str, ledger: str, number: int) -> Damage | None:
    path = path_of(home.ledger, digest, ".parquet")
    if not path.is_file():
        return Damage("segment", digest, number, "missing")
    if digest_file(path) == file:
        return None
    state: Literal["rewritten", "altered"]
    state = "rewritten" if _same_rows(home, digest, ledger) else "altered"
    return Damage("segment", digest, number, state)


def _same_rows(home: Home, digest: str, ledger: str) -> bool:
    try:
        return (
            digest_segment(LEDGERS[ledger], path_of(home.ledger, digest, ".parquet"))[0] == digest
        )
    except (duckdb.Error, KeyError, UnicodeDecodeError, CommitError):
        return False
