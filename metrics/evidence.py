"""Which rows stand behind a finding? Ledger rows, or the register rows of a check or incident.

Every frame has `month` and `hit`: 1 the row counted for the market (or, of incidents, against
it), 0 it was looked at and did not count, <NA> it could not be decided.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from metrics.behind import rows_behind
from metrics.catalogue import metric, metric_of, second_of
from metrics.checks import counted_on, days_of
from metrics.counts import sources_of
from metrics.judge_incident import proved
from metrics.model import Metric, values_of
from metrics.subjects import Roster
from metrics.tally import Request
from rules.calendar import month_bounds, month_of
from rules.model import Criterion
from rules.value import Text
from store import registers
from store.ledgers import HomeLedger
from store.register_sheets import REGISTERS
from store.scope import Scope

EVENT_KEYS = {
    "inspection": ("market", "visit", "item"),
    "declaration": ("market", "item", "declared_on"),
    "verification": ("market", "item", "verified_on"),
    "incident": ("incident_no",),
}


@dataclass(frozen=True)
class Evidence:
    """The rows of one tally or register; `source` is a ledger, "register:<name>" or "day"."""

    title: Text
    source: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Question:
    """One criterion of the subject at place `at` of its roster."""

    criterion: Criterion
    roster: Roster
    at: int
    source: str
    grace: int

    @property
    def market(self) -> str:
        return str(self.roster.frame["market"].iloc[self.at])

    @property
    def after(self) -> int:
        return month_bounds(self.roster.months[-1])[1]


def evidence(scope: Scope, ledger: HomeLedger, question: Question) -> list[Evidence]:
    """The rows behind the finding, a list per tally or register."""
    judged_by = question.criterion.judged_by
    if judged_by == "computation":
        return _counted(scope, ledger, question)
    if judged_by == "incident":
        return [_incidents(scope, ledger, question)]
    if judged_by == "inspection":
        return [_checks(scope, ledger, question, "inspection", "visited_at")]
    return [
        _checks(scope, ledger, question, "declaration", "declared_on"),
        _checks(scope, ledger, question, "verification", "verified_on"),
    ]


def _counted(scope: Scope, ledger: HomeLedger, question: Question) -> list[Evidence]:
    """The rows of the metric, and of a table those of its other metric after them."""
    second = second_of(question.criterion)
    found = _counted_by(scope, ledger, question)
    if second is None:
        return found
    return [*found, *_counted_by(scope, ledger, replace(question, criterion=second))]


def _counted_by(scope: Scope, ledger: HomeLedger, question: Question) -> list[Evidence]:
    criterion, roster = question.criterion, question.roster
    counted = _metric(criterion, question.source)
    column = "market" if counted.subject_kind == "market" else "subject"
    key, kind = (str(roster.frame[name].iloc[question.at]) for name in (column, "kind"))
    values = values_of(counted, criterion.params, kind)
    filed = roster.filed_for(sources_of(Request(counted, values)))[question.at]
    kept = frozenset(np.array(roster.months)[filed].tolist())
    partial = {} if filed.all() else {key: kept}
    found = rows_behind(ledger, scope, counted, values, key, roster.months, partial)
    return [Evidence(item.title, item.tally.source, item.frame) for item in found]


def _metric(criterion: Criterion, source: str) -> Metric:
    """The metric that was counted: of several variants the one of the source taken."""
    declared = metric_of(criterion)
    if not declared.variants:
        return declared
    return metric(dict(declared.variants).get(source, declared.variants[0][1]))


def _checks(
    scope: Scope, ledger: HomeLedger, question: Question, register: str, moment: str
) -> Evidence:
    """Every check on file that counts as made by the period's last day; the latest of an item
    decides."""
    rows = _events(scope, ledger, register)
    wanted = question.criterion.items + question.criterion.declared
    rows = rows[(rows["market"] == question.market) & rows["item"].isin(wanted)]
    made_on = days_of(rows[moment])
    if "ordered_for" in rows:
        ordered_for = rows["ordered_for"].fillna(0).astype(np.int64)
        made_on = counted_on(made_on, ordered_for, question.grace)
    rows = rows[made_on < days_of([question.after])[0]]
    rows = rows.sort_values(["item", moment, "row_id"], kind="stable", ignore_index=True)
    latest = ~rows.duplicated("item", keep="last")
    result = "result_a" if register == "inspection" else "result"
    good = rows[result] == "met" if result in rows else pd.Series(True, index=rows.index)
    if register == "inspection":
        good &= rows["result_b"] == rows["result_a"]
    return _with_hit(register, rows, moment, latest & good)


def _incidents(scope: Scope, ledger: HomeLedger, question: Question) -> Evidence:
    rows = _events(scope, ledger, "incident")
    criterion = question.criterion
    rows = rows[(rows["market"] == question.market) & (rows["happened_on"] < question.after)]
    rows = rows[rows["kind"].isin({criterion.incident, *criterion.leads})]
    rows = rows.sort_values(["happened_on", "incident_no"], ignore_index=True)
    first = int(question.roster.frame["first"].iloc[question.at])
    facts = proved(rows) & (rows["kind"] == criterion.incident) & (rows["happened_on"] >= first)
    return _with_hit("incident", rows, "happened_on", facts)


def _events(scope: Scope, ledger: HomeLedger, register: str) -> pd.DataFrame:
    rows = registers.rows(scope, ledger.home, register, ledger.as_of)
    return rows.drop_duplicates(list(EVENT_KEYS[register]), keep="last")


def _with_hit(register: str, rows: pd.DataFrame, moment: str, hit: pd.Series) -> Evidence:
    sheet = REGISTERS[register]
    months = [month_of(int(at)) for at in rows[moment]]
    frame = rows.assign(month=pd.Series(months, index=rows.index, dtype="int64"))
    return Evidence(
        Text(sheet.zh, sheet.en), f"register:{register}", frame.assign(hit=hit.astype("Int64"))
    )
