"""How far is a long task, and was it told to stop? One row per import, evaluation or export."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import insert, select, update

from store.engine import reading, writing
from store.folder import Home
from store.scope import Scope
from store.tables import job

State = Literal["running", "stopping", "done", "failed", "stopped"]


@dataclass(frozen=True)
class Job:
    """One long task: `done` of `total` parts, in a state; `message` is its result or failure."""

    job_id: int
    kind: str
    started_at: int
    state: State
    done: int
    total: int
    message: str


def start(scope: Scope, home: Home, kind: str, total: int) -> int:
    """Note down that a task of `total` parts begins; its number."""
    values = {"kind": kind, "started_at": home.now(), "state": "running", "done": 0,
              "total": total, "message": ""}  # fmt: skip
    with writing(home) as connection:
        query = insert(job).values(values).returning(job.c.job_id)
        return int(connection.execute(query).scalar_one())


def advance(scope: Scope, home: Home, job_id: int, done: int, message: str = "") -> bool:
    """Note down how far a task is; False when somebody has asked it to stop."""
    _change(home, job_id, ("running", "stopping"), {"done": done, "message": message})
    held = find(scope, home, job_id)
    return held is not None and held.state == "running"


def stop(scope: Scope, home: Home, job_id: int) -> None:
    """Ask a running task to stop at its next part."""
    _change(home, job_id, ("running",), {"state": "stopping"})


def finish(scope: Scope, home: Home, job_id: int, state: State, message: str = "") -> None:
    """Note down how a task ended: done, failed or stopped. What has ended stays as it is."""
    _change(home, job_id, ("running", "stopping"), {"state": state, "message": message})


def find(scope: Scope, home: Home, job_id: int) -> Job | None:
    """A task by its number."""
    with reading(home) as connection:
        row = connection.execute(select(job).where(job.c.job_id == job_id)).first()
    return None if row is None else Job(**row._mapping)


def _change(home: Home, job_id: int, states: tuple[str, ...], values: dict[str, int | str]) -> None:
    with writing(home) as connection:
        connection.execute(
            update(job).where(job.c.job_id == job_id, job.c.state.in_(states)).values(values)
        )
