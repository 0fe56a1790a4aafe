"""Which evaluations were made, published, and what did they say?

Saved ones are never changed but for their status: a second evaluation of the same kind, period,
layer and rule set stands beside the first as the next version, and both stay.
"""

from dataclasses import dataclass, fields

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

from store import audit, intact
from store.bulk import dtypes, insert_frame
from store.engine import reading, writing
from store.evaluation_refusals import (
    EvaluationError,
    already_published,
    missing,
    no_reason,
)
from store.folder import Home
from store.frames import frame_of
from store.scope import PROVINCE, Scope
from store.tables import aggregate, evaluation, finding, result

__all__ = [
    "EvaluationError", "Header", "aggregates", "findings", "get", "history", "latest", "publish",
    "published", "results", "save",
]  # fmt: skip


@dataclass(frozen=True)
class Header:
    """One evaluation. Who saves it fills the first thirteen and the last batch whose facts it
    read; the store fills the rest."""

    kind: str
    period: str
    layer: str
    first_month: int
    last_month: int
    ruleset: str
    ruleset_hash: str
    facts_hash: str
    calendar_hash: str
    engine: str
    as_of: int | None
    manifest: str
    content: str
    evaluation_id: int = 0
    version: int = 0
    status: str = "draft"
    created_at: int = 0
    created_by: str = ""
    published_at: int | None = None
    published_by: str | None = None
    last_batch: int = 0


def save(
    scope: Scope, home: Home, header: Header, results: pd.DataFrame, findings: pd.DataFrame,
    aggregates: pd.DataFrame, by: str,
) -> int:  # fmt: skip
    """Keep a draft as the next version of its kind, period, layer and rule set; its number.

    The frames have the columns of the tables `result`, `finding`, `aggregate`, without
    evaluation_id.
    """
    now = home.now()
    with writing(home) as connection:
        number = _insert_header(connection, header, now, by)
        for table, frame in ((result, results), (finding, findings), (aggregate, aggregates)):
            insert_frame(connection, table, frame, {"evaluation_id": number})
        audit.record(
            scope, connection, at=now, actor=by, action="evaluate",
            object=f"evaluation:{number}", content=header.content,
        )  # fmt: skip
    audit.carry(scope, home)
    return number


def publish(
    scope: Scope, home: Home, evaluation_id: int, by: str, reason: str = ""
) -> None:  # fmt: skip
    """Publish a saved evaluation. Raises EvaluationError when it is missing or published, or when
    it would be the corrected version of a published one and nobody says why."""
    now = home.now()
    with writing(home) as connection:
        header = _header(connection, _headers().where(evaluation.c.evaluation_id == evaluation_id))
        if header is None:
            raise missing(evaluation_id)
        if header.status == "published":
            raise already_published(header)
        if not reason.strip() and _published_before(connection, header):
            raise no_reason(header)
        connection.execute(
            update(evaluation)
            .where(evaluation.c.evaluation_id == evaluation_id)
            .values(status="published", published_at=now, published_by=by)
        )
        audit.record(
            scope, connection, at=now, actor=by, action="publish",
            object=f"evaluation:{evaluation_id}", content=header.content, note=reason,
        )  # fmt: skip
    audit.carry(scope, home)


def latest(
    scope: Scope, home: Home, kind: str, period: str | None = None, layer: str = "province",
    ruleset: str | None = None, status: str | None = "published", as_of: int | None = None,
) -> Header | None:  # fmt: skip
    """The highest version of the last period (or of `period`); None when there is none.

    `status` None takes drafts too; `as_of` (epoch seconds) takes only evaluations made of the
    facts of that moment.
    """
    query = _headers().where(evaluation.c.kind == kind, evaluation.c.layer == layer)
    wanted = {"period": period, "ruleset": ruleset, "status": status, "as_of": as_of}
    for name, value in wanted.items():
        if value is not None:
            query = query.where(evaluation.c[name] == value)
    newest = (evaluation.c.last_month, evaluation.c.version, evaluation.c.evaluation_id)
    with reading(home) as connection:
        return _header(connection, query.order_by(*(column.desc() for column in newest)).limit(1))


def get(scope: Scope, home: Home, evaluation_id: int) -> Header:
    """One evaluation by its number, drafts too. Raises EvaluationError when there is none."""
    with reading(home) as connection:
        header = _header(connection, _headers().where(evaluation.c.evaluation_id == evaluation_id))
    if header is None:
        raise missing(evaluation_id)
    return header


def published(scope: Scope, home: Home, kind: str | None = None) -> pd.DataFrame:
    """One row per published evaluation with the columns of Header, last period first; version
    2 stands beside version 1."""
    query = _headers().where(evaluation.c.status == "published")
    query = query if kind is None else query.where(evaluation.c.kind == kind)
    order = (evaluation.c.last_month.desc(), evaluation.c.kind, evaluation.c.version.desc())
    with reading(home) as connection:
        rows = connection.execute(query.order_by(*order)).all()
    return frame_of(rows, dtypes(evaluation, _NAMES))


def results(
    scope: Scope, home: Home, evaluation_id: int, subject_kind: str = "market"
) -> pd.DataFrame:
    """One row per subject in scope: the columns of the table `result`, by subject."""
    query = (
        select(result)
        .where(result.c.evaluation_id == evaluation_id, result.c.subject_kind == subject_kind)
        .where(scope.allows(result.c.division))
        .order_by(result.c.subject)
    )
    with reading(home) as connection:
        intact.check(connection, [evaluation_id])
        return frame_of(connection.execute(query).all(), dtypes(result))


def findings(
    scope: Scope, home: Home, evaluation_id: int, subject: str | None = None,
    criterion: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """One row per subject in scope and criterion: the columns of the table `finding`."""
    query = select(finding).where(finding.c.evaluation_id == evaluation_id)
    if subject is not None:
        query = query.where(finding.c.subject == subject)
    if criterion is not None:
        query = query.where(finding.c.criterion == criterion)
    if scope != PROVINCE:
        same = (
            (result.c.evaluation_id == finding.c.evaluation_id)
            & (result.c.subject_kind == finding.c.subject_kind)
            & (result.c.subject == finding.c.subject)
        )
        query = query.join(result, same).where(scope.allows(result.c.division))
    order = (finding.c.subject_kind, finding.c.subject, finding.c.criterion)
    with reading(home) as connection:
        intact.check(connection, [evaluation_id])
        return frame_of(connection.execute(query.order_by(*order)).all(), dtypes(finding))


def aggregates(scope: Scope, home: Home, evaluation_id: int) -> pd.DataFrame:
    """One row per published figure of an area: the columns of the table `aggregate`. Every
    signed-in user may read them, whatever the scope."""
    query = select(aggregate).where(aggregate.c.evaluation_id == evaluation_id)
    order = (aggregate.c.area, aggregate.c.market_type, aggregate.c.measure)
    with reading(home) as connection:
        intact.check(connection, [evaluation_id])
        return frame_of(connection.execute(query.order_by(*order)).all(), dtypes(aggregate))


def history(
    scope: Scope, home: Home, subject: str, kind: str, layer: str = "province"
) -> pd.DataFrame:
    """One row per published evaluation of a subject in scope, oldest first: the columns of
    `result` after period, last_month, version and ruleset of the evaluation."""
    more = [evaluation.c[name] for name in ("period", "last_month", "version", "ruleset")]
    query = (
        select(*more, *result.c)
        .join(evaluation, evaluation.c.evaluation_id == result.c.evaluation_id)
        .where(result.c.subject == subject, scope.allows(result.c.division))
        .where(evaluation.c.kind == kind, evaluation.c.layer == layer)
        .where(evaluation.c.status == "published")
        .order_by(evaluation.c.last_month, evaluation.c.version)
    )
    columns = dtypes(evaluation, [column.name for column in more]) | dtypes(result)
    with reading(home) as connection:
        rows = connection.execute(query).all()
        intact.check(connection, {row.evaluation_id for row in rows})
        return frame_of(rows, columns)


def _headers() -> Select[tuple[object, ...]]:
    return select(*(evaluation.c[name] for name in _NAMES))


def _header(connection: Connection, query: Select[tuple[object, ...]]) -> Header | None:
    row = connection.execute(query).first()
    return None if row is None else Header(**row._mapping)


def _same(header: Header) -> list[ColumnElement[bool]]:
    """The versions of one evaluation: of its kind, period, layer and rule set."""
    names = ("kind", "period", "layer", "ruleset")
    return [evaluation.c[name] == getattr(header, name) for name in names]


def _published_before(connection: Connection, header: Header) -> bool:
    query = select(func.count()).where(*_same(header), evaluation.c.status == "published")
    return bool(connection.scalar(query))


def _insert_header(connection: Connection, header: Header, now: int, by: str) -> int:
    highest = select(func.max(evaluation.c.version)).where(*_same(header))
    version = connection.scalar(highest) or 0
    values = {name: getattr(header, name) for name in _NAMES if name != "evaluation_id"}
    values |= {"version": version + 1, "status": "draft", "created_at": now, "created_by": by,
               "published_at": None, "published_by": None}  # fmt: skip
    query = insert(evaluation).values(values).returning(evaluation.c.evaluation_id)
    return int(connection.execute(query).scalar_one())


_NAMES = [field.name for field in fields(Header)]
