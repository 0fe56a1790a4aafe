"""Which rows of a submission start a verification? A lead proves nothing by itself.

A worker charged for one of the five basic services (M-65 §2.2), or a complaint of that kind,
raises a lead in the incident register, once; it stays also when a correction drops the row.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from rules.calendar import date_of, day_start
from store import duck
from store.files import path_of
from store.folder import Home
from store.prepared import Prepared, PreparedSegment, RegisterRow, register_row
from store.register_sheets import INCIDENT
from store.scope import Scope
from store.tables import register_row as kept

BASIC_SERVICES = ("matching", "guidance", "training_push", "training_need", "rights")

_FOUND = {
    "service": (
        "opened_at", "fee_fen",
        "fee_fen > 0 AND fee_payer = 'worker' AND kind IN "
        f"({', '.join(duck.quoted(kind) for kind in BASIC_SERVICES)})",
    ),
    "complaint": ("filed_at", "NULL", "kind = 'fee'"),
}  # fmt: skip
"""Per ledger: the moment of the fact, the amount, and which rows raise a lead."""
_ORIGIN = {"service": "ledger", "complaint": "complaint"}
_CHUNK = 500


def leads_of(
    scope: Scope, home: Home, connection: Connection, prepared: Prepared
) -> list[RegisterRow]:
    """The incident rows this submission, whose segments lie in the home, is the first to show;
    one per ledger row."""
    found = {
        row.natural_key: row
        for part in prepared.segments
        if part.ledger in _FOUND and part.rows
        for row in _in_segment(home, part)
    }
    known = _known(connection, [*found])
    filed = {row.natural_key for row in prepared.register_rows if row.register == INCIDENT.name}
    return [row for key, row in found.items() if key not in known and key not in filed]


def incident_no(ledger: str, market: str, record_id: str) -> str:
    """The number of the lead that this ledger row raises, always the same."""
    return f"XS-{market}-{'T' if ledger == 'complaint' else 'B'}-{record_id}"


def _in_segment(home: Home, part: PreparedSegment) -> Iterable[RegisterRow]:
    moment, fee, where = _FOUND[part.ledger]
    path = path_of(home.ledger, part.digest, ".parquet")
    with duck.cursor(home.ledger, home.derived) as cursor:
        rows = cursor.execute(
            f"SELECT market, record_id, {moment}, {fee} "
            f"FROM read_parquet({duck.quoted(path)}) WHERE {where}"
        ).fetchall()
    for market, record_id, at, fee_fen in rows:
        yield register_row(
            INCIDENT,
            {
                "incident_no": incident_no(part.ledger, market, record_id), "market": market,
                "kind": "fee", "status": "lead", "origin": _ORIGIN[part.ledger],
                "ledger": part.ledger, "record_id": record_id, "fee_fen": fee_fen,
                "happened_on": day_start(date_of(at)), "valid_from": day_start(date_of(at)),
            },
        )  # fmt: skip


def _known(connection: Connection, keys: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        same = kept.c.natural_key.in_(keys[start : start + _CHUNK])
        query = select(kept.c.natural_key).where(kept.c.register == INCIDENT.name, same)
        known.update(connection.scalars(query))
    return known
