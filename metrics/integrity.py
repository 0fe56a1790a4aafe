"""Which markets hand in last month's figures again? Equal sums where chance makes none.

The sums of a month are a vector of its additive tallies: records, groups, heads, pay, starts.
Two months of one market with the same vector over enough rows are a copy with other dates.
"""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
from sqlalchemy import and_

from metrics.catalogue import METRICS
from metrics.model import NO_VALUES, Expression, Metric, Tally
from metrics.tally import Request, month_many
from metrics.themes.conditions import amount, filled, in_month, yes
from metrics.themes.service import closed
from rules.value import Text
from store.ledger import Ledger
from store.scope import Scope

MINIMUM_ROWS = 20
"""Fewer rows than this can agree by chance."""
COLUMNS = ("market", "month", "previous", "rows", "sums")


def _sum(name: str, title: Text, source: str, population: Expression,
         added: str = "") -> Metric:  # fmt: skip
    tally = Tally(title, source, population, amount=amount(added) if added else None)
    return Metric(f"integrity.{name}", title, "count", "none", "M-65 §6.1", "count", (tally,))


MARKS = (
    METRICS["service.records"],
    METRICS["matching.placements"],
    _sum("women", Text("女性办件", "records of women"), "service",
         lambda rows: and_(closed(rows), rows["sex"] == "2")),
    _sum("migrants", Text("农民工办件", "records of rural migrants"), "service",
         lambda rows: and_(closed(rows), yes(rows["group_migrant"]))),
    _sum("years", Text("服务对象出生年之和", "sum of years of birth"), "service",
         lambda rows: and_(closed(rows), rows["birth_year"].is_not(None)), "birth_year"),
    _sum("heads", Text("新增需求人数", "heads newly wanted"), "vacancy",
         in_month("submitted_at"), "heads"),
    _sum("pay", Text("新增岗位报酬之和", "pay of new vacancies"), "vacancy",
         lambda rows: and_(in_month("submitted_at")(rows), filled("pay_fen")(rows)), "pay_fen"),
    _sum("seekers", Text("新增求职", "new seekers"), "seeker", in_month("registered_at")),
    _sum("complaints", Text("新增投诉", "new complaints"), "complaint", in_month("filed_at")),
)  # fmt: skip
"""What two months are compared by; the marks that count rows say how many there were."""
_ROWS = ("service.records", "integrity.seekers")


def repeated(
    ledger: Ledger, scope: Scope, months: Sequence[int], minimum_rows: int = MINIMUM_ROWS
) -> pd.DataFrame:
    """One row per market and month whose sums all equal those of the month before in `months`
    (consecutive, ascending): market, month, previous, rows, sums (dict: name of the mark → the
    sum both months have). A lead for verification and nothing else.
    """
    requests = {mark.name: Request(mark, NO_VALUES) for mark in MARKS}
    frames = month_many(ledger, scope, list(requests.values()), months)
    table = pd.DataFrame(
        {
            name: frames[request].set_index(["subject", "month"])["numerator"]
            for name, request in requests.items()
        }
    ).fillna(0).astype("int64")  # fmt: skip
    found = [
        row
        for previous, month in pairwise(months)
        for row in _same(table, previous, month, minimum_rows)
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _same(table: pd.DataFrame, previous: int, month: int, minimum: int) -> list[tuple[object, ...]]:
    by_month = table.index.get_level_values("month")
    before = table[by_month == previous].droplevel("month")
    after = table[by_month == month].droplevel("month")
    before = before.reindex(after.index)
    rows = after[list(_ROWS)].sum(axis=1)
    equal = (after == before).all(axis=1) & (rows >= minimum)
    return [
        (market, month, previous, int(rows[market]), _evidence(after.loc[market]))
        for market in after.index[equal]
    ]


def _evidence(sums: "pd.Series[int]") -> dict[str, int]:
    return {str(name): int(value) for name, value in sums.items()}
