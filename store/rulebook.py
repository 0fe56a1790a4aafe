"""By which rules was something judged, and which are in force? Kept sets, and their releases.

A set is kept whole under its content hash, so that an old one stays callable whatever has become
of its files. Nothing is changed: a release is a row, and each of its steps another.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError

from rules.value import Text
from store import audit
from store.engine import reading, writing
from store.errors import StoreError
from store.files import digest_bytes
from store.folder import Home
from store.prepared import canonical_json
from store.scope import Scope
from store.tables import release, release_step, ruleset

APPROVALS = 2
"""So many different people approve a release before it is in force."""


class ReleaseError(StoreError):
    """A release that isn't there, or a step it can't take."""


@dataclass(frozen=True)
class Proposal:
    """A set proposed to be in force from `begins` (epoch seconds of a day's beginning)."""

    ruleset_hash: str
    ruleset: str
    layer: str
    whom: tuple[str, ...]
    begins: int
    reason: str


@dataclass(frozen=True)
class Step:
    """One step of a release: `name` (shadow, approve, withdraw), when (epoch seconds), who, and
    its content (of a shadow run its outcome as canonical JSON, of a withdrawal the reason)."""

    name: str
    at: int
    by: str
    content: str


@dataclass(frozen=True)
class Release:
    """A proposal, by whom and when (epoch seconds), and the steps taken since."""

    release_id: int
    proposal: Proposal
    proposed_at: int
    proposed_by: str
    steps: tuple[Step, ...]

    @property
    def approvals(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.name == "approve")

    @property
    def approved_at(self) -> int | None:
        """When the last of the people needed approved; None before."""
        enough = len(self.approvals) >= APPROVALS
        return self.approvals[APPROVALS - 1].at if enough else None

    @property
    def shadow(self) -> Step | None:
        """The last shadow run."""
        return next((step for step in reversed(self.steps) if step.name == "shadow"), None)

    @property
    def withdrawn(self) -> bool:
        return any(step.name == "withdraw" for step in self.steps)


def keep(scope: Scope, home: Home, name: str, content: str) -> str:
    """Keeps a set by its content; its hash. One that is kept already stays as it is."""
    digest = digest_bytes(content.encode())
    if kept(scope, home, digest) is None:
        try:
            with writing(home) as connection:
                row = {"hash": digest, "id": name, "content": content, "kept_at": home.now()}
                connection.execute(insert(ruleset), row)
        except IntegrityError:
            pass  # somebody else has just kept the same
    return digest


def kept(scope: Scope, home: Home, digest: str) -> str | None:
    """The content of a kept set; None where it isn't kept or no longer what its hash names."""
    with reading(home) as connection:
        content = connection.scalar(select(ruleset.c.content).where(ruleset.c.hash == digest))
    if content is None or digest_bytes(content.encode()) != digest:
        return None
    return str(content)


def kept_sets(scope: Scope, home: Home) -> list[tuple[str, str]]:
    """Every kept set, the first first: its hash and its id."""
    query = select(ruleset.c.hash, ruleset.c.id).order_by(ruleset.c.kept_at, ruleset.c.hash)
    with reading(home) as connection:
        return [(str(row.hash), str(row.id)) for row in connection.execute(query)]


def propose(scope: Scope, home: Home, proposal: Proposal, by: str) -> int:
    """A new release of a kept set; its number."""
    now = home.now()
    row = {
        "ruleset_hash": proposal.ruleset_hash, "ruleset": proposal.ruleset,
        "layer": proposal.layer, "whom": canonical_json(list(proposal.whom)),
        "begins": proposal.begins, "reason": proposal.reason,
        "proposed_at": now, "proposed_by": by,
    }  # fmt: skip
    with writing(home) as connection:
        query = insert(release).values(row).returning(release.c.release_id)
        number = int(connection.execute(query).scalar_one())
        _record(scope, connection, number, now, by, "propose_rules", proposal.ruleset_hash)
    audit.carry(scope, home)
    return number


def take_step(
    scope: Scope, home: Home, release_id: int, step: str, by: str, content: str
) -> None:  # fmt: skip
    """One step of a release: shadow, approve, withdraw. Who may take it, casework decides."""
    now = home.now()
    with writing(home) as connection:
        row = {"release_id": release_id, "step": step, "at": now, "by": by, "content": content}
        connection.execute(insert(release_step), row)
        digest = digest_bytes(content.encode())
        _record(scope, connection, release_id, now, by, f"{step}_rules", digest)
    audit.carry(scope, home)


def releases(scope: Scope, home: Home) -> list[Release]:
    """Every release with its steps, the last first."""
    with reading(home) as connection:
        rows = connection.execute(select(release).order_by(release.c.release_id.desc())).all()
        query = select(release_step).order_by(release_step.c.step_id)
        taken = [(row.release_id, _step(row)) for row in connection.execute(query)]
    return [
        Release(
            row.release_id,
            Proposal(
                row.ruleset_hash, row.ruleset, row.layer, tuple(json.loads(row.whom)), row.begins,
                row.reason,
            ),
            row.proposed_at,
            row.proposed_by,
            tuple(step for number, step in taken if number == row.release_id),
        )
        for row in rows
    ]  # fmt: skip


def in_force(
    scope: Scope, home: Home, day: int, layer: str = "province", whom: Sequence[str] = ()
) -> str | None:  # fmt: skip
    """The hash of the set in force on a day (epoch seconds of its beginning): of the approved
    releases of the layer begun by then the one that began last; None where there is none, and
    the project's own holds."""
    begun = [
        (one.proposal.begins, one.approved_at, one.proposal.ruleset_hash)
        for one in releases(scope, home)
        if (one.proposal.layer, one.proposal.whom) == (layer, tuple(whom))
        and one.approved_at is not None
        and not one.withdrawn
        and one.proposal.begins <= day
    ]
    return max(begun)[2] if begun else None


def _step(row: Row[Any]) -> Step:
    return Step(row.step, row.at, row.by, row.content)


def _record(
    scope: Scope, connection: Connection, number: int, now: int, by: str, action: str, content: str
) -> None:  # fmt: skip
    audit.record(
        scope, connection, at=now, actor=by, action=action, object=f"release:{number}",
        content=content,
    )  # fmt: skip


def missing_release(number: int) -> ReleaseError:
    return ReleaseError(
        Text(
            f"没有编号为 {number} 的规则发布；请用 rules releases 查看。",
            f"There is no release {number}; list them with rules releases.",
        )
    )
