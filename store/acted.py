"""Does each batch and evaluation of the state agree with the acts on record, and each act with it?

An act and its row come in one transaction, so one without the other, or with another content,
time or name, was not made by this program.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, select

from store import covered, intact
from store.files import digest_bytes
from store.tables import evaluation, outbox, register_row, ruleset

Subject = Literal["batch", "register_row", "evaluation", "results", "ruleset"]
State = Literal["missing", "altered", "unrecorded"]


@dataclass(frozen=True)
class RowDamage:
    """A row of the state that isn't what was recorded: its number (of a rule set its hash),
    what else names it, and the batch it belongs to (0 if none). `missing`: on record, not in the
    state; `unrecorded`: the other way round."""

    kind: Subject
    name: str
    batch_id: int
    state: State


def row_damages(connection: Connection) -> Iterator[RowDamage]:
    """What is wrong with the rows that acts and digests cover."""
    acts = {
        (act.action, act.object): act
        for act in connection.execute(
            select(outbox).where(outbox.c.action.in_(("import", "evaluate", "publish")))
        )
    }
    yield from _batches(connection, acts)
    yield from _register_rows(connection)
    yield from _evaluations(connection, acts)
    for row in intact.altered(connection):
        name = f"{row.evaluation_id} ({row.kind} {row.period})"
        yield RowDamage("results", name, 0, "altered")
    for row in connection.execute(select(ruleset).order_by(ruleset.c.hash)):
        if digest_bytes(row.content.encode()) != row.hash:
            yield RowDamage("ruleset", f"{row.id} {row.hash}", 0, "altered")


Acts = dict[tuple[str, str], Row[Any]]


def _batches(connection: Connection, acts: Acts) -> Iterator[RowDamage]:
    recorded = _numbers(acts, "import")
    for own, content in covered.contents(connection):
        number = own["batch_id"]
        act = acts.get(("import", f"batch:{number}"))
        recorded.discard(number)
        if act is None:
            yield RowDamage("batch", str(number), number, "unrecorded")
            continue
        stated = (own["received_at"], own["submitted_by"], own["content"])
        same = content == own["content"] or _format(act.note) != covered.FORMAT
        if not same or stated != (act.at, act.actor, act.content):
            yield RowDamage("batch", str(number), number, "altered")
    yield from (RowDamage("batch", str(n), n, "missing") for n in sorted(recorded))


def _register_rows(connection: Connection) -> Iterator[RowDamage]:
    for row in connection.execute(select(register_row).order_by(register_row.c.row_id)):
        if not covered.row_is_sound({**row._mapping}):
            key = row.natural_key.replace("\x1f", "/")
            name = f"{row.row_id} ({row.register} {key})"
            yield RowDamage("register_row", name, row.batch_id, "altered")


def _evaluations(connection: Connection, acts: Acts) -> Iterator[RowDamage]:
    recorded = _numbers(acts, "evaluate")
    for row in connection.execute(select(evaluation).order_by(evaluation.c.evaluation_id)):
        number = row.evaluation_id
        recorded.discard(number)
        made = acts.get(("evaluate", f"evaluation:{number}"))
        if made is None:
            yield _evaluation(number, "unrecorded")
        elif not (_as_made(row, made) and _as_published(row, acts)):
            yield _evaluation(number, "altered")
    yield from (_evaluation(number, "missing") for number in sorted(recorded))


def _as_made(row: Row[Any], act: Row[Any]) -> bool:
    stated = (row.created_at, row.created_by, row.content, row.facts_hash)
    return stated == (act.at, act.actor, act.content, digest_bytes(row.manifest.encode()))


def _as_published(row: Row[Any], acts: Acts) -> bool:
    """A published flag and its act: both or neither."""
    act = acts.get(("publish", f"evaluation:{row.evaluation_id}"))
    stated = (row.status, row.published_at, row.published_by)
    return stated == (("draft", None, None) if act is None else ("published", act.at, act.actor))


def _evaluation(number: int, state: State) -> RowDamage:
    return RowDamage("evaluation", str(number), 0, state)


def _numbers(acts: Acts, action: str) -> set[int]:
    return {int(name.rpartition(":")[2]) for done, name in acts if done == action}


def _format(note: str) -> str:
    """What the note of an import says its content covers; earlier releases said nothing, and of
    their batches each register row and file is compared by itself."""
    try:
        return str(json.loads(note).get("format", ""))
    except (ValueError, AttributeError):
        return ""
