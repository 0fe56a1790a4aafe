"""What does intake hand over to be committed? One submission, parsed and checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from store.contracts import STORED
from store.contracts import Register as RegisterSheet
from store.files import digest_bytes

Value = str | int | None
KEY_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class PreparedSegment:
    """All rows of one ledger and month of a submission, in a typed, sorted Parquet file.

    `digest` is that of the rows in canonical form (store.canonical), `rows` their number.
    """

    ledger: str
    unit: str
    month: int
    parquet: Path
    digest: str
    rows: int


@dataclass(frozen=True)
class RegisterRow:
    """One two-dated fact. `payload` holds every declared column, validity included."""

    register: str
    subject: str
    natural_key: str
    valid_from: int
    valid_to: int | None
    withdrawn: int
    payload: Mapping[str, Value]

    @property
    def text(self) -> str:
        """The payload as canonical JSON."""
        return canonical_json(self.payload)

    @property
    def digest(self) -> str:
        """The digest of the fact itself (see fact_digest)."""
        return fact_digest(self.register, self.natural_key, self.payload)


@dataclass(frozen=True)
class Prepared:
    """One submission. `evidence` is the file to keep (copied, not moved), `original` the digest
    of the bytes as received, `covers` the lines of the cover sheet (market, ledger, month,
    rows); `approved_by` names who of the unit above approved a correction after closing."""

    unit: str
    period: int
    received_at: int
    submitted_by: str
    file_name: str
    evidence: Path
    original: str
    reason: str
    segments: list[PreparedSegment]
    covers: list[tuple[str, str, int, int]]
    register_rows: list[RegisterRow]
    approved_by: str = ""


def register_row(register: RegisterSheet, values: Mapping[str, Value]) -> RegisterRow:
    """The row of a register sheet whose typed cells are `values`; a column left out is None.

    Raises KeyError when the subject, the natural key or `valid_from` is missing.
    """
    payload: dict[str, Value] = {}
    for column in register.columns:
        value = values.get(column.name)
        whole = STORED[column.kind] != "VARCHAR"
        payload[column.name] = value if value is None else int(value) if whole else str(value)
    payload["withdrawn"] = int(payload["withdrawn"] or 0)
    missing = [n for n in (register.subject, *register.key, "valid_from") if payload[n] is None]
    if missing:
        raise KeyError(f"{register.name}: {', '.join(missing)}")
    valid_to = payload["valid_to"]
    return RegisterRow(
        register=register.name,
        subject=str(payload[register.subject]),
        natural_key=KEY_SEPARATOR.join(str(payload[name]) for name in register.key),
        valid_from=int(payload["valid_from"] or 0),
        valid_to=None if valid_to is None else int(valid_to),
        withdrawn=int(payload["withdrawn"] or 0),
        payload=payload,
    )


def fact_digest(register: str, natural_key: str, payload: Mapping[str, Value]) -> str:
    """The digest of a register row's fact: the reason for a change is no part of it."""
    fact = {name: value for name, value in payload.items() if name != "reason"}
    return digest_bytes(canonical_json([register, natural_key, fact]).encode())


def canonical_json(value: object) -> str:
    """Sorted keys, no spaces, UTF-8 as it is: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
