"""What recurs in the conditions of many tallies? Each such expression, named once.

An engine works out a column once for each row, and an expression written out inside several
others once for each of them. So what recurs becomes a column of rows below.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, FromClause, and_, select
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BooleanClauseList, Grouping

from metrics.model import Column

LEAST = 2


def named(
    rows: FromClause, keys: Iterable[str], columns: Sequence[Column]
) -> tuple[FromClause, list[Column]]:
    """Rows of the `keys` and of these columns, expressions over `rows`, each once; and the
    columns as columns of those rows."""
    texts = [_text(column) for column in columns]
    once = dict(zip(texts, columns, strict=True))
    names = {text: f"c{number}" for number, text in enumerate(once)}
    below, written = _raised(rows, tuple(keys), list(once.values()))
    labels = [column.label(name) for name, column in zip(names.values(), written, strict=True)]
    seen = select(*(below.c[key] for key in keys), *labels).subquery()
    return seen, [seen.c[names[text]] for text in texts]


def _raised(
    rows: FromClause, keys: tuple[str, ...], columns: list[Column]
) -> tuple[FromClause, list[Column]]:
    """The same columns over rows in which all that recurs in them is a column already."""
    shared = _recurring(columns)
    if not shared:
        return rows, columns
    kept = dict.fromkeys((*keys, *(held.name for one in columns for held in _read(one))))
    below, found = named(rows, kept, list(shared.values()))
    known = dict(zip(shared, found, strict=True))

    def replaced(element: Any, **_: Any) -> Any:
        if isinstance(element, ColumnClause):
            return below.c[element.name]
        for head, rest in _heads(element):
            if (column := known.get(_text(head))) is not None:
                return and_(column, *map(raised, rest)) if rest else column
        return None

    def raised(column: Column) -> Column:
        return visitors.replacement_traverse(column, {}, replaced)

    return below, [raised(column) for column in columns]


def _recurring(columns: Iterable[Column]) -> dict[str, Column]:
    """The largest expressions that stand in more than one place, by their text."""
    places = Counter(
        _text(head)
        for column in columns
        for element in visitors.iterate(column)
        for head, _ in _heads(element)
    )
    found: dict[str, Column] = {}
    waiting: list[Any] = list(columns)
    while waiting:
        element = waiting.pop()
        for head, rest in _heads(element):
            if places[text := _text(head)] >= LEAST:
                found[text] = head
                waiting += rest
                break
        else:
            waiting += element.get_children()
    return found


def _heads(element: Any) -> Iterator[tuple[Column, list[Column]]]:
    """An expression that reads columns, with nothing left; of an AND also what it begins with,
    the longest first, and what is left."""
    if not isinstance(element, ColumnElement) or not _worth(element):
        return
    yield element, []
    if isinstance(element, BooleanClauseList) and element.operator is operators.and_:
        clauses = list(element.clauses)
        for number in range(len(clauses) - 1, 1, -1):
            yield and_(*clauses[:number]), clauses[number:]


def _worth(element: Column) -> bool:
    plain = isinstance(element, (ColumnClause, Grouping))
    return not plain and next(_read(element), None) is not None


def _read(column: Column) -> Iterator[ColumnClause[Any]]:
    return (held for held in visitors.iterate(column) if isinstance(held, ColumnClause))


def _text(column: Column) -> str:
    return str(column.compile(compile_kwargs={"literal_binds": True}))
