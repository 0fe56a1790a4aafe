"""Are the bytes and rows about to be read those that were committed?

A file is digested once per process, and again when its size, time or place changes; a register
row once per process. `manage.py verify` compares everything; this keeps a damaged number from
being counted or shown before anybody has asked for that.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from rules.value import Text
from store.contracts import Register
from store.errors import DamageError
from store.files import damaged, digest_file, path_of
from store.folder import Home
from store.prepared import fact_digest
from store.scope import Scope

_files: dict[Path, tuple[str, int, int, int]] = {}
"""Digest, size, time of change and inode of the files found sound."""
_facts: set[int] = set()
"""Hashes of the register rows found sound."""


class Part(Protocol):
    """A segment as the state names it."""

    @property
    def digest(self) -> str: ...

    @property
    def file(self) -> str: ...

    @property
    def rows(self) -> int: ...


class Fact(Protocol):
    """A register row as the state holds it."""

    @property
    def row_id(self) -> int: ...

    @property
    def natural_key(self) -> str: ...

    @property
    def payload(self) -> str: ...

    @property
    def digest(self) -> str: ...


def check_segments(scope: Scope, home: Home, parts: Iterable[Part]) -> None:
    """Raises DamageError when the file of a segment with rows is missing or altered."""
    for part in parts:
        if part.rows:
            _check_file(path_of(home.ledger, part.digest, ".parquet"), part.file)


def checked_facts(register: Register, rows: Sequence[Fact]) -> list[dict[str, Any]]:
    """What the register rows say. Raises DamageError for one its digest doesn't fit."""
    try:
        facts: list[dict[str, Any]] = json.loads(f"[{','.join(row.payload for row in rows)}]")
    except ValueError:
        facts = []
    if len(facts) != len(rows):
        raise DamageError(_altered(register, next(row for row in rows if not _is_json(row))))
    for fact, row in zip(facts, rows, strict=True):
        known = hash((register.name, row.row_id, row.natural_key, row.payload, row.digest))
        if known not in _facts:
            if fact_digest(register.name, row.natural_key, fact) != row.digest:
                raise DamageError(_altered(register, row))
            _facts.add(known)
    return facts


def _check_file(path: Path, digest: str) -> None:
    try:
        held = path.stat()
        stamp = (digest, held.st_size, held.st_mtime_ns, held.st_ino)
        sound = _files.get(path) == stamp or digest_file(path) == digest
    except FileNotFoundError:
        sound = False
    if not sound:
        raise DamageError(damaged(path))
    _files[path] = stamp


def _is_json(row: Fact) -> bool:
    try:
        return isinstance(json.loads(row.payload), dict)
    except ValueError:
        return False


def _altered(register: Register, row: Fact) -> Text:
    key = row.natural_key.replace("\x1f", "/")
    return Text(
        f"数据受损：名册“{register.zh}”的记录 {row.row_id}（{key}）与其摘要不符；请管理员运行 "
        "python manage.py verify，并从备份恢复。",
        f'Damaged data: row {row.row_id} ({key}) of the register "{register.en}" doesn\'t fit its '
        "digest; ask the administrator to run python manage.py verify and restore from a backup.",
    )
