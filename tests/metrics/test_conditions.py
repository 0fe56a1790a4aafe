"""Is a row counted, decided or undecided as its conditions say, and is each written only once?"""

from itertools import product
from typing import Any

import pytest
from sqlalchemy import Boolean, Label, Subquery, create_engine, literal, select

from metrics.catalogue import METRICS
from metrics.conditions import Conditions, Counted, named_once, parts
from metrics.model import NO_VALUES
from store.ledger import table_of
from store.parquet_ledger import sql_text

TRUTH = (True, False, None)


def judged(population: bool | None, hit: bool | None, needed: bool) -> tuple[bool, ...]:
    """Is the row counted, decided, undecided: as a database says of these three."""
    values = [literal(value, Boolean) for value in (population, hit, needed)]
    part = parts(Conditions(values[0], values[1], (values[2],), None, None))
    with create_engine("sqlite://").connect() as connection:
        row = connection.execute(select(part.counted, part.decided, part.undecided)).one()
    return tuple(bool(value) for value in row)


@pytest.mark.parametrize(
    ("population", "hit", "needed"), [*product(TRUTH, TRUTH, (True, False))]
)  # fmt: skip
def test_a_row_is_decided_or_undecided_or_none_of_the_population(
    population: bool | None, hit: bool | None, needed: bool
) -> None:
    counted, decided, undecided = judged(population, hit, needed)
    known = hit is not None and needed
    assert decided == (population is True and known)
    assert counted == (decided and hit is True)
    assert undecided == (population is None or (population is True and not known))


def test_a_condition_of_many_tallies_is_written_once() -> None:
    table = table_of("service")
    items = [
        Counted(tally, NO_VALUES)
        for metric in METRICS.values()
        if not metric.params
        for tally in metric.tallies
        if tally.source == "service" and tally.over == "months"
    ]
    assert len(items) > 8
    rows, held = named_once(table, ("market",), items)

    def build(_: object) -> Any:
        return select(rows)

    text = sql_text("service", build)
    assert isinstance(rows, Subquery)
    assert text.count("\"kind\" = 'guidance'") == 1
    assert len(held) == len(items)
    assert len({one.population.name for one in held}) < len(items)
    written = [
        str(label.element.compile(compile_kwargs={"literal_binds": True}))
        for label in rows.element.selected_columns
        if isinstance(label, Label)
    ]
    assert len(written) > 8
    assert len(written) == len(set(written))
