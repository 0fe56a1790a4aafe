"""Which rows stand behind a number? For every tally the very rows it counted, and those it
looked at without counting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, Select, TableClause, case, cast, not_, or_, select

from metrics.conditions import Counted, judged
from metrics.model import Each, Metric, Tally, Values
from metrics.owed import counties_of
from metrics.select import COUNTY, Partial, newest_of, rows_of, used
from metrics.tally import ALL_MONTHS, Request
from rules.value import Text
from store.ledger import MONTH, Build, Ledger, columns_of
from store.ledger_sheets import LEDGERS
from store.scope import Scope


@dataclass(frozen=True)
class Behind:
    """The rows of one tally. `frame` has one row per ledger or register row of the population:
    the columns of its sheet, derived columns that were used, month, `adds` (what the row adds
    to a sum) or `value` (its one value in a mean), and `hit`: 1 counted, 0 not, NULL undecided.
    The hits add up to the tally; of a tally of different values, count those of `tally.distinct`.
    """

    tally: Tally
    title: Text
    frame: pd.DataFrame


def rows_behind(
    ledger: Ledger,
    scope: Scope,
    metric: Metric,
    values: Values,
    subject: str,
    months: Sequence[int],
    partial: Partial = ALL_MONTHS,
) -> list[Behind]:
    """The rows behind one metric of one subject (market, contract number or unit), a Behind per
    tally, in the window and on the months that window_values counts them."""
    kept = sorted(partial.get(subject, months))
    return [
        Behind(item.tally, item.tally.title, _frame(ledger, scope, item, subject, months, kept))
        for item in Request(metric, values).counted
    ]


def _frame(
    ledger: Ledger,
    scope: Scope,
    item: Counted,
    subject: str,
    months: Sequence[int],
    kept: Sequence[int],
) -> pd.DataFrame:
    read = list(kept[-1:] if item.tally.over == "last" else kept)
    build = _select(item, _subjects(item.tally, subject), read)
    frame = ledger.query(scope, item.tally.source, build, read or [months[-1]])
    if item.tally.each is not None:
        frame = _with_value(item.tally.each, frame)
    order = [name for name in ("month", *_key(item.tally)) if name in frame]
    return frame.astype({"hit": "Int64"}).sort_values(order, kind="stable", ignore_index=True)


def _with_value(each: Each, frame: pd.DataFrame) -> pd.DataFrame:
    """The one value of each row in the place of what it is made of; NULL where undecided."""
    known = frame["hit"].notna()
    first, second = (frame.loc[known, name].astype("int64") for name in ("first", "second"))
    value = each.value(first, second).astype("Int64").reindex(frame.index)
    return frame.drop(columns=["first", "second"]).assign(value=value)


def _subjects(tally: Tally, subject: str) -> list[str]:
    """A unit's coverage is counted by its counties."""
    if tally.subject != COUNTY:
        return [subject]
    return list(counties_of(subject))


def _key(tally: Tally) -> tuple[str, ...]:
    return LEDGERS[tally.source].key if tally.source in LEDGERS else ("row_id", "day")


def _select(item: Counted, subjects: Sequence[str], read: Sequence[int]) -> Build:
    tally = item.tally

    def build(table: TableClause) -> Select[Any]:
        names = _columns(item, table)
        kept = select(*(table.c[name] for name in names)).where(
            table.c[tally.subject].in_(subjects), table.c["month"].in_(read)
        )
        key = LEDGERS[tally.source].key if tally.source in LEDGERS else ()
        rows = newest_of(kept, key) if tally.over == "window" and key else kept.subquery("kept")
        row = rows_of(rows, item.values)
        said = judged(tally, row)
        hit = case((said.verdict, 1), (not_(said.verdict), 0))
        shown = [rows.c[name] for name in names if name not in ("month_start", "month_end")]
        if said.amount is not None:
            shown.append(cast(said.amount, BigInteger).label("adds"))
        if tally.each is not None:
            value = (("first", tally.each.first), ("second", tally.each.second))
            shown += [cast(part_of(row), BigInteger).label(name) for name, part_of in value]
        return select(*shown, cast(hit, BigInteger).label("hit")).where(
            or_(said.population, said.population.is_(None))
        )

    return build


def _columns(item: Counted, table: TableClause) -> list[str]:
    """The columns of the sheet, then the derived ones this tally read, then the month."""
    source, read = item.tally.source, used([item], table)
    known = list(columns_of(source))
    ledger = LEDGERS.get(source)
    sheet = [column.name for column in ledger.columns] if ledger else known
    derived = [name for name in known if name in read]
    return list(
        dict.fromkeys([*(name for name in [*sheet, *derived] if name not in MONTH), *MONTH])
    )
