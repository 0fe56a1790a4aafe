"""Does a kept evaluation still say what was judged? Its rows against the digest of its content.

A number that was altered in the state must neither be shown nor taken along: whoever reads the
rows of an evaluation asks `check` first, which reads it whole once per process.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, groupby, permutations
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from rules.value import Text
from store.errors import DamageError
from store.evaluation_form import HEADER, Columns, canonical_bytes
from store.files import digest_bytes
from store.tables import aggregate, evaluation, finding, result

CITIES_FIRST = ("1", "2")
"""The engines that wrote the filing units in the order of their list: first the cities, then the
counties that file for themselves."""
_checked: set[tuple[str, int, str]] = set()
"""State, number and content of the evaluations this process has found sound."""


def check(connection: Connection, numbers: Iterable[int]) -> None:
    """Raises DamageError when the rows of an evaluation aren't those it was saved with. A number
    nobody has is let be."""
    for number in numbers:
        row = _header(connection, number)
        if row is not None:
            key = (str(connection.engine.url), number, row.content)
            if key not in _checked and not _is_sound(connection, row):
                raise DamageError(_altered(row))
            _checked.add(key)


def altered(connection: Connection) -> list[Row[Any]]:
    """Every kept evaluation, drafts too, that doesn't say what it was saved with: its
    evaluation_id, kind and period."""
    numbers = connection.scalars(
        select(evaluation.c.evaluation_id).order_by(evaluation.c.evaluation_id)
    ).all()
    rows = [_header(connection, number) for number in numbers]
    return [row for row in rows if row is not None and not _is_sound(connection, row)]


def _header(connection: Connection, number: int) -> Row[Any] | None:
    columns = [evaluation.c[name] for name in ("evaluation_id", "content", *HEADER)]
    query = select(*columns).where(evaluation.c.evaluation_id == number)
    return connection.execute(query).first()


def _is_sound(connection: Connection, row: Row[Any]) -> bool:
    number = row.evaluation_id
    figures = _columns(aggregate, _rows(connection, aggregate, number))
    results, findings = (_by_kind(_rows(connection, table, number)) for table in (result, finding))
    if row.engine in CITIES_FIRST:
        for held in (results, findings):
            held["unit"] = sorted(held.get("unit", []), key=_city_first)
    # It was written one kind of subject after the other, in the order of its rules: one of few.
    for kinds in permutations(sorted({*results, *findings}, reverse=True)):
        told = [
            _columns(table, [*chain.from_iterable(held.get(kind, ()) for kind in kinds)])
            for table, held in ((result, results), (finding, findings))
        ]
        try:
            content = canonical_bytes({**row._mapping}, told[0], told[1], figures)
        except (ValueError, TypeError):
            return False
        if digest_bytes(content) == row.content:
            return True
    return False


def _rows(connection: Connection, table: Table, number: int) -> list[Row[Any]]:
    """In the order of their key, by code point whatever the database's collation."""
    names = _names(table)
    query = select(*(table.c[name] for name in names)).where(table.c.evaluation_id == number)
    keys = [names.index(column.name) for column in table.primary_key if column.name in names]
    return sorted(connection.execute(query), key=itemgetter(*keys))


def _city_first(row: Row[Any]) -> tuple[bool, str]:
    return not row.subject.endswith("00"), row.subject


def _by_kind(rows: Sequence[Row[Any]]) -> dict[str, list[Row[Any]]]:
    return {kind: [*held] for kind, held in groupby(rows, key=attrgetter("subject_kind"))}


def _columns(table: Table, rows: Sequence[Row[Any]]) -> Columns:
    names = _names(table)
    return dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name != "evaluation_id"]


def _altered(row: Row[Any]) -> Text:
    return Text(
        f"数据受损：评价 {row.evaluation_id}（{row.kind} {row.period}）的结果与其摘要不符，不再"
        "显示；请管理员运行 python manage.py verify，并从备份恢复。",
        f"Damaged data: the results of evaluation {row.evaluation_id} ({row.kind} {row.period}) "
        "don't fit their digest and are not shown; ask the administrator to run python manage.py "
        "verify and restore from a backup.",
    )
