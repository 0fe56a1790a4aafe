"""By which rules was something judged, and which are in force? Kept sets, and their releases.

A set is kept whole under its content hash, so that an old one stays callable whatever has become
of its files. Nothing is changed: a release is a row, and each of its steps another.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from rules.value import Text
from store import audit
from store.bulk import dtypes
from store.engine import reading, writing
from store.errors import StoreError
from store.files import digest_bytes
from store.folder import Home
from store.frames import frame_of
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


def releases(scope: Scope, home: Home) -> pd.DataFrame:
    """One row per release, the last first: the columns of the table, `whom` as a tuple, and
    `approved_at` (epoch seconds of the second approval, <NA> without), `approved_by` (a tuple),
    `shadowed_at`, `withdrawn_at` (<NA> where not)."""
    with reading(home) as connection:
        rows = frame_of(
            connection.execute(select(release).order_by(release.c.release_id.desc())).all(),
            dtypes(release),
        )
        steps = frame_of(
            connection.execute(select(release_step).order_by(release_step.c.step_id)).all(),
            dtypes(release_step),
        )
    rows["whom"] = pd.Series(
        [tuple(json.loads(text)) for text in rows["whom"]], index=rows.index, dtype=object
    )
    taken = [_taken(steps, number) for number in rows["release_id"]]
    for name in ("approved_at", "shadowed_at", "withdrawn_at"):
        rows[name] = pd.Series([one[name] for one in taken], index=rows.index, dtype="Int64")
    rows["approved_by"] = pd.Series(
        [one["approved_by"] for one in taken], index=rows.index, dtype=object
    )
    return rows


def steps(scope: Scope, home: Home, release_id: int) -> pd.DataFrame:
    """One row per step of a release, in order: the columns of the table."""
    query = select(release_step).where(release_step.c.release_id == release_id)
    with reading(home) as connection:
        rows = connection.execute(query.order_by(release_step.c.step_id)).all()
    return frame_of(rows, dtypes(release_step))


def in_force(
    scope: Scope, home: Home, day: int, layer: str = "province", whom: Sequence[str] = ()
) -> str | None:  # fmt: skip
    """The hash of the set in force on a day (epoch seconds of its beginning): of the approved
    releases of the layer begun by then the one that began last; None where there is none, and
    the project's own holds."""
    rows = releases(scope, home)
    mine = rows[
        (rows["layer"] == layer)
        & (rows["begins"] <= day)
        & rows["approved_at"].notna()
        & rows["withdrawn_at"].isna()
        & rows["whom"].map(lambda known: known == tuple(whom))
    ]
    if mine.empty:
        return None
    last = mine.sort_values(["begins", "approved_at"]).iloc[-1]
    return str(last["ruleset_hash"])


def _taken(steps: pd.DataFrame, number: int) -> dict[str, object]:
    mine = steps[steps["release_id"] == number]
    approvals = mine[mine["step"] == "approve"]
    enough = len(approvals) >= APPROVALS
    return {
        "approved_at": int(approvals["at"].iloc[APPROVALS - 1]) if enough else None,
        "approved_by": tuple(approvals["by"]),
        "shadowed_at": _last(mine[mine["step"] == "shadow"]),
        "withdrawn_at": _last(mine[mine["step"] == "withdraw"]),
    }


def _last(rows: pd.DataFrame) -> int | None:
    return int(rows["at"].iloc[-1]) if len(rows) else None


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
