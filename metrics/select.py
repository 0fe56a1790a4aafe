"""How does a declaration become SQL? Plain, portable selects of integer sums by subject."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    FromClause,
    Select,
    TableClause,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    true,
)

from metrics.conditions import Counted, Judged, judged, judged_once
from metrics.model import Column, Each, Over, Rows, Tally, Values
from store.expressions import number_of
from store.ledger import MONTH, Build
from store.ledger_sheets import LEDGERS

COUNTY = "division"
"""The subject of a tally by county; a unit's partial months say nothing about its counties."""
Partial = Mapping[str, frozenset[int]]
"""Subjects that are counted on fewer months than the window, and on which."""


def monthly_select(items: Sequence[Counted]) -> Build:
    """One row per subject and month, of each month's own rows."""
    name = items[0].tally.subject

    def build(table: TableClause) -> Select[Any]:
        rows, said = judged_once(table, (name, "month"), items)
        month = cast(rows.c["month"], BigInteger)
        keys = (rows.c[name].label("subject"), month.label("month"))
        return select(*keys, *_sums(said)).group_by(rows.c[name], month)

    return build


def window_select(items: Sequence[Counted], months: Sequence[int], partial: Partial) -> Build:
    """One row per subject, of the rows the window has (design §4: each record once)."""
    name = items[0].tally.subject

    def build(table: TableClause) -> Select[Any]:
        rows, said = judged_once(window_rows(table, items, months, partial), (name,), items)
        subject = rows.c[name]
        return select(subject.label("subject"), *_sums(said)).group_by(subject)

    return build


def value_select(item: Counted, months: Sequence[int], partial: Partial) -> Build:
    """One row per subject, first and second (what a value is made of): how many rows have them;
    both are NULL for the rows whose value can't be decided."""
    value = each(item.tally)

    def build(table: TableClause) -> Select[Any]:
        rows = window_rows(table, [item], months, partial)
        row = rows_of(rows, item.values)
        said = judged(item.tally, row)
        valued = (
            select(
                row[item.tally.subject].label("subject"),
                case((said.verdict, cast(value.first(row), BigInteger))).label("first"),
                case((said.verdict, cast(value.second(row), BigInteger))).label("second"),
            )
            .where(or_(said.verdict, said.undecided))
            .subquery("valued")
        )
        number = cast(func.count(), BigInteger).label("rows")
        return select(*valued.c, number).group_by(*valued.c)

    return build


def window_rows(
    table: TableClause, items: Sequence[Counted], months: Sequence[int], partial: Partial
) -> FromClause:
    """The rows a window has for tallies of one kind, with the columns they use."""
    tally = items[0].tally
    key = LEDGERS[tally.source].key if tally.source in LEDGERS else ()
    names = dict.fromkeys((tally.subject, *key, *MONTH, *used(items, table)))
    kept = select(*(table.c[name] for name in names))
    kept = kept.where(in_window(table, tally, months, partial))
    again = tally.over == "window" and len(months) > 1  # in one month's files a record stands once
    return newest_of(kept, key) if again and key else kept.subquery("kept")


def newest_of(rows: Select[Any], key: Iterable[str]) -> FromClause:
    """Each record once, as its latest file has it."""
    columns = rows.selected_columns
    place = func.row_number().over(
        partition_by=[columns[name] for name in key], order_by=columns["month"].desc()
    )
    numbered = rows.add_columns(place.label("newest_first")).subquery("numbered")
    wanted = [column for column in numbered.c if column.name != "newest_first"]
    return select(*wanted).where(numbered.c["newest_first"] == 1).subquery("newest")


def in_window(table: TableClause, tally: Tally, months: Sequence[int], partial: Partial) -> Column:
    """Which rows a window reads: every subject on its months, or on the last of them."""
    month, subject = table.c["month"], table.c[tally.subject]
    last = tally.over == "last"
    whole = month == months[-1] if last else true()
    by_months: dict[tuple[int, ...], list[str]] = {}
    for name in sorted(partial):
        kept = sorted(partial[name])
        by_months.setdefault(tuple(kept[-1:] if last else kept), []).append(name)
    if not by_months or tally.subject == COUNTY:
        return whole
    fewer = [and_(subject.in_(names), month.in_(kept)) for kept, names in by_months.items()]
    return or_(and_(subject.not_in(sorted(partial)), whole), *fewer)


def window_months(over: Over, months: Sequence[int], partial: Partial) -> list[int]:
    """The months whose rows a window of this kind has to read."""
    if over != "last":
        return list(months)
    return sorted({max(kept) for kept in partial.values() if kept} | {months[-1]})


def rows_of(table: FromClause, values: Values) -> Rows:
    return Rows(lambda name: table.c[name], values)


def each(tally: Tally) -> Each:
    """The one value per row of a tally that is known to have one."""
    if tally.each is None:
        raise TypeError(f"{tally.title.en}: no single value per row is declared")
    return tally.each


def used(items: Sequence[Counted], table: FromClause) -> list[str]:
    """The columns these tallies read: a view of no others spares the engine the rest."""
    names: list[str] = []

    def column(name: str) -> Column:
        names.append(name)
        return table.c[name]

    for item in items:
        judged(item.tally, Rows(column, item.values))
    return names


def _sums(said: Sequence[Judged]) -> list[Column]:
    """Three sums per tally: counted_N, decided_N, undecided_N."""
    return [
        cast(column, BigInteger).label(f"{name}_{number}")
        for number, one in enumerate(said)
        for name, column in _three(one).items()
    ]


def _three(one: Judged) -> dict[str, Column]:
    """The undecided are those nobody can tell whether to look at, and those looked at without a
    verdict: all rows less those of a known population, and that population less the verdicts."""
    known, told = func.count(one.population), func.count(one.verdict)
    undecided = func.count() - known + number_of(one.population) - told
    if one.distinct is None and one.amount is None:
        return {"counted": number_of(one.verdict), "decided": told, "undecided": undecided}
    counted, decided = (_added(rows, one) for rows in (one.verdict, one.verdict.is_not(None)))
    return {"counted": counted, "decided": decided, "undecided": undecided}


def _added(rows: Column, one: Judged) -> Column:
    """What these rows add: their amounts, or the number of their different values."""
    if one.distinct is not None:
        return func.count(case((rows, one.distinct)).distinct())
    return func.sum(case((rows, cast(one.amount, BigInteger)), else_=_whole(0)))


def _whole(number: int) -> Column:
    return cast(literal(number), BigInteger)
