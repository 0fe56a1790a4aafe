"""Is every expression that recurs written once, and is the answer the same?"""

from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Select, and_, case, cast, column, or_, select, table

from metrics.catalogue import METRICS
from metrics.conditions import Counted, judged_once
from metrics.model import Column, Values
from metrics.recurring import named
from store import duck
from store.ledger import table_of
from store.parquet_ledger import sql_text

PLAIN = table("plain", column("key", BigInteger), *(column(n, BigInteger) for n in "abc"))
A, B, C = (PLAIN.c[name] for name in "abc")
BOTH = and_(A > 0, B > 0)
LEAST = case((A < B, A), else_=B)
COLUMNS: list[Column] = [
    BOTH,
    and_(BOTH, C > 0),
    and_(BOTH, C > 0, C < 3),
    and_(C > 0, or_(C <= LEAST, LEAST.is_(None))),
    case((BOTH, C > LEAST)),
    BOTH,
    A,
]
VALUES = (None, 0, 1, 2, 3)
ROWS = [(x, y, z) for x in VALUES for y in VALUES for z in VALUES]


def answer(statement: Select[Any]) -> list[tuple[Any, ...]]:
    """The statement over ROWS, numbered by their key, as DuckDB answers it."""
    values = ", ".join(
        "({}, {}, {}, {})".format(key, *("NULL" if held is None else held for held in row))
        for key, row in enumerate(ROWS)
    )
    text = sql_text("service", lambda _: statement)
    with duck.passing() as connection:
        connection.execute(f"CREATE TEMP VIEW plain AS FROM (VALUES {values}) t(key, a, b, c)")
        return connection.execute(text).fetchall()


def test_named_columns_have_the_values_of_the_expressions() -> None:
    seen, found = named(PLAIN, ("key",), COLUMNS)
    assert len(found) == len(COLUMNS)
    bare = select(PLAIN.c.key, *COLUMNS).order_by(PLAIN.c.key)
    once = select(seen.c.key, *found).order_by(seen.c.key)
    assert answer(once) == answer(bare)


def test_equal_expressions_are_one_column() -> None:
    _, found = named(PLAIN, ("key",), COLUMNS)
    assert found[0] is found[5]


@pytest.mark.parametrize("once", ["a > 0 AND ", "c > 0", "a < ", "IS NULL"])
def test_what_recurs_is_written_once(once: str) -> None:
    seen, _ = named(PLAIN, ("key",), COLUMNS)
    text = str(select(seen).compile(compile_kwargs={"literal_binds": True}))
    assert text.count(once) == 1


def test_what_stands_in_one_place_is_left_where_it_is() -> None:
    only = [and_(A > 0, B > 0), C > 0]
    seen, _ = named(PLAIN, ("key",), only)
    assert str(select(seen)).count("SELECT") == 2


def test_a_name_keeps_the_type_of_its_expression() -> None:
    _, found = named(PLAIN, ("key",), [BOTH, cast(A, BigInteger)])
    assert [type(one.type) for one in found] == [Boolean, BigInteger]


def test_conditions_of_many_tallies_are_written_once() -> None:
    limit = Values((("limit", ((0, 3600),)),))
    items = [
        Counted(tally, limit)
        for metric in METRICS.values()
        for tally in metric.tallies
        if tally.source == "service" and tally.over == "months"
    ]
    seen, said = judged_once(table_of("service"), ("market",), items)
    text = sql_text("service", lambda _: select(seen))
    assert len(said) == len(items) > 8
    assert len({one.population.name for one in said}) < len(items)
    for once in ("= 'guidance'", "!= 'nil'", "\x1fvery_satisfied\x1f", "THEN CAST(3600 AS BIGINT)"):
        assert text.count(once) == 1
