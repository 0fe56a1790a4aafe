"""Is a row counted, decided or undecided as its conditions say?"""

from itertools import product

import pytest
from sqlalchemy import BigInteger, Boolean, cast, create_engine, literal, select

from metrics.conditions import judged
from metrics.model import NO_VALUES, Rows, Tally
from rules.value import Text

TRUTH = (True, False, None)


def told(
    population: bool | None, hit: bool | None, amount: int | None
) -> tuple[bool | None, bool, bool | None]:
    """Verdict, undecided and population of a row, as a database says."""
    tally = Tally(
        Text("行", "rows"),
        "service",
        population=lambda rows: literal(population, Boolean),
        hit=lambda rows: literal(hit, Boolean),
        amount=lambda rows: cast(literal(amount), BigInteger),
    )
    said = judged(tally, Rows(literal, NO_VALUES))
    with create_engine("sqlite://").connect() as connection:
        row = connection.execute(select(said.verdict, said.undecided, said.population)).one()
    return row[0], bool(row[1]), row[2]


@pytest.mark.parametrize(("population", "hit", "amount"), [*product(TRUTH, TRUTH, (3, None))])
def test_a_row_is_decided_or_undecided_or_none_of_the_population(
    population: bool | None, hit: bool | None, amount: int | None
) -> None:
    known = hit is not None and amount is not None
    decided = population is True and known
    verdict, undecided, looked_at = told(population, hit, amount)
    assert verdict == (hit if decided else None)
    assert undecided == (population is None or (population is True and not known))
    assert looked_at == population
