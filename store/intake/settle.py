"""May what was read be kept? The checks against the state, then the commit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from rules.calendar import date_of
from store import revision
from store.batches import Receipt, commit
from store.engine import import_lock, reading
from store.folder import Home
from store.intake.belonging import Authority, Registers, check_belonging, check_unit
from store.intake.continuity import KnownIds, check_continuity
from store.intake.form import COVER_SHEET
from store.intake.handover import dropped, filed_elsewhere
from store.intake.job import Result
from store.intake.mapping import Profile
from store.intake.problems import Found
from store.ledger_sheets import LEDGERS
from store.months import closes_at
from store.prepared import Prepared, PreparedSegment, register_row
from store.register_sheets import REGISTERS
from store.revision import Revision
from store.scope import Scope


@dataclass(frozen=True)
class Terms:
    """Who submits, under which authority; `approved_by` names who of the unit above approved a
    correction after closing, `profiles` what the units' systems call things."""

    by: str
    authority: Authority
    approved_by: str = ""
    dry_run: bool = False
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    known: Registers = field(default_factory=Registers)
    ids: KnownIds = field(default_factory=KnownIds)


@dataclass(frozen=True)
class Kept:
    """The file to keep as evidence, the digest of the bytes as received, their name."""

    evidence: Path
    original: str
    file_name: str


def settle(
    scope: Scope, home: Home, result: Result, kept: Kept, terms: Terms
) -> tuple[list[Found], Receipt | None]:
    """Every problem, or the receipt of the batch (None on a dry run).

    The checks and the commit happen under one import lock: nothing comes in between.
    """
    with import_lock(home):
        found = [*result.problems, *check_unit(result), *_in_scope(scope, result)]
        prepared = None if found else _prepared(result, kept, terms)
        if result.period:
            with reading(home) as connection:
                found += check_belonging(connection, result, terms.authority, terms.known)
                foreign = {each.found for each in found if each.code == "foreign_market"}
                found += filed_elsewhere(connection, result, foreign)
                found += check_continuity(scope, connection, home, result, terms.ids)
                if prepared and not found:
                    found += _check_revision(connection, prepared, terms.known)
        if found or terms.dry_run or prepared is None:
            return found, None
        return [], commit(scope, home, prepared)


def _in_scope(scope: Scope, result: Result) -> Iterator[Found]:
    if result.unit and not scope.sees(result.unit):
        yield Found("outside_scope", COVER_SHEET, found=result.unit)


def _prepared(result: Result, kept: Kept, terms: Terms) -> Prepared:
    return Prepared(
        unit=result.unit,
        period=result.period,
        received_at=result.received_at,
        submitted_by=terms.by,
        file_name=kept.file_name,
        evidence=kept.evidence,
        original=kept.original,
        reason=result.reason,
        segments=[
            PreparedSegment(name, result.unit, result.period, Path(k.parquet), k.digest, k.rows)
            for name, k in result.ledgers.items()
        ],
        covers=[(market, ledger, result.period, n) for market, ledger, n, _ in result.covers],
        register_rows=[
            register_row(REGISTERS[name], values) for name, _, values in result.registers
        ],
        approved_by=terms.approved_by,
    )


def _check_revision(
    connection: Connection, prepared: Prepared, known: Registers
) -> Iterator[Found]:
    """A file that says something, and says why where it changes what was filed."""
    if not prepared.segments and not prepared.register_rows:
        yield Found("empty", COVER_SHEET)
        return
    plan = revision.plan(connection, prepared)
    if plan.repeats:
        return
    yield from dropped(connection, prepared, plan, known)
    named = _corrected(plan)
    if named and not prepared.reason.strip():
        yield Found("reason_missing", COVER_SHEET, found="、".join(named[:5]))
    closed = closes_at(prepared.period)
    if plan.segments and prepared.received_at > closed and not prepared.approved_by.strip():
        details = {"closed": str(date_of(closed))}
        yield Found("approval_missing", COVER_SHEET, found=str(prepared.period), details=details)


def _corrected(plan: Revision) -> list[str]:
    """What is corrected and needs the cover's reason: a register row may bring its own."""
    ledgers = [LEDGERS[part.ledger].zh for part, _ in plan.segments]
    silent = [row for row, _ in plan.corrected if not row.payload.get("reason")]
    return ledgers + [
        f"{REGISTERS[row.register].zh} {row.natural_key}".replace("\x1f", "/") for row in silent
    ]
