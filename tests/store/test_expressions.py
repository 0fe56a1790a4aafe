"""Does DuckDB answer the same to what it writes its own way?"""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Select,
    String,
    Subquery,
    cast,
    column,
    create_engine,
    literal,
    not_,
    select,
    table,
    union_all,
)

from store import duck
from store.expressions import DuckDialect, number_of

WORDS = ["a", "ab", "b", "a b", "'", "", None]
CODES = [["a"], ["a", "b"], ["ab"], ["a b", "c"], ["'"], [""], ["", "a"], []]


def rows_of(values: Sequence[Any], kind: Any) -> Subquery:
    """One row per value, in a column `held`."""
    held = [select(cast(literal(value, kind), kind).label("held")) for value in values]
    return union_all(*held).subquery()


def sqlite(statement: Select[Any]) -> list[Any]:
    with create_engine("sqlite://").connect() as connection:
        return [tuple(row) for row in connection.execute(statement)]


def duckdb(statement: Select[Any]) -> list[Any]:
    text = str(statement.compile(dialect=DuckDialect(), compile_kwargs={"literal_binds": True}))
    with duck.passing() as connection:
        return connection.execute(text).fetchall()


@pytest.mark.parametrize("codes", CODES)
def test_a_text_is_among_the_codes_or_not_or_unknown(codes: list[str]) -> None:
    word = rows_of(WORDS, String()).c.held
    statement = select(word, word.in_(codes), not_(word.in_(codes)))
    assert duckdb(statement) == [
        (found, *(None if asked is None else bool(asked) for asked in rest))
        for found, *rest in sqlite(statement)
    ]


def test_a_number_among_numbers_is_asked_as_everywhere() -> None:
    number = rows_of([1, 2, None], BigInteger()).c.held
    assert duckdb(select(number.in_([1, 3]))) == [(True,), (False,), (None,)]


@pytest.mark.parametrize("truths", [[True, False, True, None], [None, None], [False]])
def test_rows_are_counted_for_which_a_condition_is_true(truths: list[bool | None]) -> None:
    rows = rows_of(truths, Boolean())
    for answer in (sqlite, duckdb):
        assert answer(select(number_of(rows.c.held))) == [(truths.count(True),)]


def test_only_texts_are_looked_for_in_a_text() -> None:
    held = table("held", column("word", String), column("number", BigInteger))
    words, numbers = (
        str(select(asked).compile(dialect=DuckDialect(), compile_kwargs={"literal_binds": True}))
        for asked in (held.c.word.in_(["a"]), held.c.number.in_([1]))
    )
    assert "contains(" in words
    assert "contains(" not in numbers
