"""Which rows does a tally count, decide and leave undecided? Its conditions, as SQL columns.

Where many tallies are counted in one statement their conditions are columns of its rows first,
each once: an engine works out a column once for each row, and a condition written out inside
several others once for each of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, FromClause, and_, cast, literal, not_, or_, select

from metrics.model import Column, Rows, Tally, Values


@dataclass(frozen=True)
class Counted:
    """A tally with the parameter values it is counted with."""

    tally: Tally
    values: Values


@dataclass(frozen=True)
class Conditions:
    """What decides about a row: `population` and `hit` may be NULL, what is `needed` never is.
    `amount` is what a counted row adds, 1 if None; `distinct` what different values are counted
    of."""

    population: Column
    hit: Column | None
    needed: tuple[Column, ...]
    amount: Column | None
    distinct: Column | None

    def through(self, change: Callable[[Column], Column]) -> "Conditions":
        """The same with every column replaced by what `change` makes of it."""
        hit, amount, distinct = (
            None if column is None else change(column)
            for column in (self.hit, self.amount, self.distinct)
        )
        needed = tuple(change(column) for column in self.needed)
        return Conditions(change(self.population), hit, needed, amount, distinct)


@dataclass(frozen=True)
class Parts:
    """The conditions of one tally: which rows count, are decided, can't be decided; and what a
    counted row adds."""

    counted: Column
    decided: Column
    undecided: Column
    amount: Column


def conditions(tally: Tally, rows: Rows) -> Conditions:
    """The conditions of a tally over these rows."""
    amount = tally.amount(rows) if tally.amount else None
    distinct = rows[tally.distinct] if tally.distinct else None
    known = [column for column in (distinct, amount) if column is not None]
    if tally.each:
        known += [part(rows) for part in (tally.each.first, tally.each.second)]
    return Conditions(
        population=tally.population(rows),
        hit=tally.hit(rows) if tally.hit else None,
        needed=tuple(column.is_not(None) for column in known),
        amount=amount,
        distinct=distinct,
    )


def parts(held: Conditions) -> Parts:
    """A row is undecided when its population, its hit or what it adds is NULL."""
    population, hit = held.population, held.hit
    counted, decided = population, population
    unknown: list[Column] = [population.is_(None)]
    if hit is not None:
        counted, decided = and_(population, hit), and_(population, hit.is_not(None))
        unknown.append(and_(population, hit.is_(None)))
    for needed in held.needed:
        unknown.append(and_(population, not_(needed)))
        decided, counted = and_(decided, needed), and_(counted, needed)
    one = cast(literal(1), BigInteger)
    return Parts(counted, decided, or_(*unknown), one if held.amount is None else held.amount)


def named_once(
    rows: FromClause, keys: Iterable[str], items: Sequence[Counted]
) -> tuple[FromClause, list[Conditions]]:
    """Rows of the `keys` and every condition of the tallies, each once; and the conditions of
    each tally as columns of those rows."""
    held = [conditions(item.tally, Rows(lambda name: rows.c[name], item.values)) for item in items]
    written: dict[str, Column] = {}
    for one in held:
        one.through(lambda column: written.setdefault(_text(column), column))
    names = {text: f"c{number}" for number, text in enumerate(written)}
    labels = [column.label(names[text]) for text, column in written.items()]
    seen = select(*(rows.c[key] for key in keys), *labels).subquery("seen")
    return seen, [one.through(lambda column: seen.c[names[_text(column)]]) for one in held]


def _text(column: Column) -> str:
    return str(column.compile(compile_kwargs={"literal_binds": True}))
