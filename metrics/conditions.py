"""Which rows does a tally count, decide and leave undecided? Its conditions, as SQL columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import FromClause, and_, case, or_, true

from metrics.model import Column, Rows, Tally, Values
from metrics.recurring import named


@dataclass(frozen=True)
class Counted:
    """A tally with the parameter values it is counted with."""

    tally: Tally
    values: Values


@dataclass(frozen=True)
class Judged:
    """What a tally says of a row. `population`: is it looked at, NULL if nobody can tell.
    `verdict`: does it count, NULL where it isn't looked at or can't be decided. `amount` is what
    a counted row adds, 1 if None; `distinct` what different values are counted of."""

    population: Column
    verdict: Column
    amount: Column | None
    distinct: Column | None

    @property
    def undecided(self) -> Column:
        looked_at = and_(self.population, self.verdict.is_(None))
        return or_(self.population.is_(None), looked_at)


def judged(tally: Tally, rows: Rows) -> Judged:
    """What the tally says of each of these rows: where its hit or what it adds is NULL, there is
    no verdict."""
    population = tally.population(rows)
    amount = tally.amount(rows) if tally.amount else None
    distinct = rows[tally.distinct] if tally.distinct else None
    needed = [column for column in (distinct, amount) if column is not None]
    if tally.each:
        needed += [part(rows) for part in (tally.each.first, tally.each.second)]
    looked_at = and_(population, *(column.is_not(None) for column in needed))
    hit = tally.hit(rows) if tally.hit else true()
    return Judged(population, case((looked_at, hit)), amount, distinct)


def judged_once(
    rows: FromClause, keys: Iterable[str], items: Sequence[Counted]
) -> tuple[FromClause, list[Judged]]:
    """Rows of the `keys` and of all that these tallies say, each expression once; and what each
    tally says as columns of those rows."""
    said = [judged(item.tally, Rows(lambda name: rows.c[name], item.values)) for item in items]
    seen, columns = named(rows, keys, [column for one in said for column in _columns(one)])
    found = iter(columns)
    return seen, [
        Judged(
            next(found),
            next(found),
            None if one.amount is None else next(found),
            None if one.distinct is None else next(found),
        )
        for one in said
    ]


def _columns(one: Judged) -> list[Column]:
    every = (one.population, one.verdict, one.amount, one.distinct)
    return [column for column in every if column is not None]
