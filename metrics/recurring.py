"""What recurs in the conditions of many tallies? Each such expression, named once.

An engine works out a column once for each row, and an expression written out inside several
others once for each of them. So what recurs becomes a column of rows below.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, FromClause, and_, select
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BooleanClauseList, Grouping

from metrics.model import Column

LEAST = 2


@dataclass(frozen=True)
class _Head:
    """An expression that reads columns, with its SQL; of an AND also what it begins with, and
    what is left of it then."""

    text: str
    column: Column
    rest: tuple[Column, ...]


_Heads = dict[int, tuple[Any, list[_Head]]]
"""What is known of elements, by their identity; each is looked at many times."""


def named(
    rows: FromClause, keys: Iterable[str], columns: Sequence[Column]
) -> tuple[FromClause, list[Column]]:
    """Rows of the `keys` and of these columns, expressions over `rows`, each once; and the
    columns as columns of those rows."""
    return _named(rows, tuple(keys), columns, {})


def _named(
    rows: FromClause, keys: tuple[str, ...], columns: Sequence[Column], known: _Heads
) -> tuple[FromClause, list[Column]]:
    texts = [_text(column) for column in columns]
    once = dict(zip(texts, columns, strict=True))
    names = {text: f"c{number}" for number, text in enumerate(once)}
    below, written = _raised(rows, keys, list(once.values()), known)
    labels = [column.label(name) for name, column in zip(names.values(), written, strict=True)]
    seen = select(*(below.c[key] for key in keys), *labels).subquery()
    return seen, [seen.c[names[text]] for text in texts]


def _raised(
    rows: FromClause, keys: tuple[str, ...], columns: list[Column], known: _Heads
) -> tuple[FromClause, list[Column]]:
    """The same columns over rows in which all that recurs in them is a column already."""
    shared = _recurring(columns, known)
    if not shared:
        return rows, columns
    kept = dict.fromkeys((*keys, *(held.name for one in columns for held in _read(one))))
    below, found = _named(rows, tuple(kept), list(shared.values()), known)
    raised_to = dict(zip(shared, found, strict=True))

    def replaced(element: Any, **_: Any) -> Any:
        if isinstance(element, ColumnClause):
            return below.c[element.name]
        for head in _heads(element, known):
            if (column := raised_to.get(head.text)) is not None:
                return and_(column, *map(raised, head.rest)) if head.rest else column
        return None

    def raised(column: Column) -> Column:
        return visitors.replacement_traverse(column, {}, replaced)

    return below, [raised(column) for column in columns]


def _recurring(columns: Iterable[Column], known: _Heads) -> dict[str, Column]:
    """The largest expressions that stand in more than one place, by their text."""
    places = Counter(
        head.text
        for column in columns
        for element in visitors.iterate(column)
        for head in _heads(element, known)
    )
    found: dict[str, Column] = {}
    waiting: list[Any] = list(columns)
    while waiting:
        element = waiting.pop()
        for head in _heads(element, known):
            if places[head.text] >= LEAST:
                found[head.text] = head.column
                waiting += head.rest
                break
        else:
            waiting += element.get_children()
    return found


def _heads(element: Any, known: _Heads) -> list[_Head]:
    """The longest first; none of an expression that reads no column, or is one."""
    if id(element) not in known:
        # With the element, which must live as long as its identity means it.
        known[id(element)] = element, [*_heads_of(element)]
    return known[id(element)][1]


def _heads_of(element: Any) -> Iterator[_Head]:
    if not isinstance(element, ColumnElement) or isinstance(element, (ColumnClause, Grouping)):
        return
    if next(_read(element), None) is None:
        return
    yield _Head(_text(element), element, ())
    if isinstance(element, BooleanClauseList) and element.operator is operators.and_:
        clauses = tuple(element.clauses)
        for number in range(len(clauses) - 1, 1, -1):
            begun = and_(*clauses[:number])
            yield _Head(_text(begun), begun, clauses[number:])


def _read(column: Column) -> Iterator[ColumnClause[Any]]:
    return (held for held in visitors.iterate(column) if isinstance(held, ColumnClause))


def _text(column: Column) -> str:
    return str(column.compile(compile_kwargs={"literal_binds": True}))
