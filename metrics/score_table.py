"""What does a long table of values score under a rule set? The same judges, without ledgers.

One row per subject and metric: unit, metric, value, or numerator and denominator. The metric may
also be an item of an inspection or declaration (value: met, not_met, not_applicable or no_data)
or a kind of incident (value: how many were confirmed). What has no row is missing, not zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from metrics.board import Board, board, criteria_of
from metrics.catalogue import metric_of, second_of
from metrics.checks import Checks
from metrics.filed import ANYTHING
from metrics.findings import (
    FINDINGS,
    NO_DATA,
    NO_REASON,
    NOT_FILED,
    NOT_INSPECTED,
    NOT_VERIFIED,
    Findings,
)
from metrics.judge import Facts, judge
from metrics.judge_computed import Counts
from metrics.subjects import Roster
from metrics.table_rows import Given, Table, exact, subjects_of
from rules.calendar import day_start, month_of
from rules.model import Criterion, KindRule, RuleSet

ENOUGH = 120
"""Full months in operation of a subject of a table: it is nobody's new market."""


@dataclass(frozen=True)
class Scored:
    """One board over the subjects of a table, and the rule it was judged by."""

    board: Board
    rule: KindRule
    day: date


def score_table(ruleset: RuleSet, rule: KindRule, table: Table, day: date) -> Scored:
    """Scores the subjects of a table by the numbers in force on `day`. Raises TableError where
    a row can't be read or names nothing the set asks for."""
    people = _roster(ruleset, rule, table, day)
    criteria = criteria_of(ruleset, people.kind)
    table.check_names(_asked(criteria))
    facts = _facts(criteria, people, table, day)
    waived = np.zeros(len(people.frame), dtype=np.bool_)
    judged = partial(_judge, people=people, facts=facts, table=table)
    return Scored(board(ruleset, rule, people, day, judged, lambda _: waived), rule, day)


def _judge(criterion: Criterion, people: Roster, facts: Facts, table: Table) -> Findings:
    """An incident nobody said anything about is not known not to have happened."""
    found = judge(criterion, people, facts)
    if not criterion.incident:
        return found
    silent = np.array(
        [(subject, criterion.incident) not in table.given for subject in people.frame["subject"]]
    )
    return replace(
        found,
        finding=np.where(silent, NO_DATA, found.finding),
        reason=np.where(silent, NOT_FILED, found.reason),
        valued=found.valued & ~silent,
    )


def _roster(ruleset: RuleSet, rule: KindRule, table: Table, day: date) -> Roster:
    frame = subjects_of(table)
    areas = frame["division"].map(ruleset.area_of)
    frame = frame.assign(kind=frame["type"] + np.where(areas == "", "", "@" + areas))
    size = len(frame)
    whole = np.ones((size, 1), dtype=np.bool_)
    subject = rule.subjects[0]
    if subject == "unit":
        frame = frame.assign(type="", mode="", kind=np.where(areas == "", "", "@" + areas))
    frame = frame.assign(first=day_start(day), after=day_start(day) + 1)
    return Roster(
        subject, frame, (month_of(day_start(day)),), whole,
        np.full(size, ENOUGH, dtype=np.int64), np.zeros(size, dtype=np.bool_), {ANYTHING: whole},
    )  # fmt: skip


def _asked(criteria: Sequence[Criterion]) -> set[str]:
    """Every name a row may carry."""
    names: set[str] = set()
    for criterion in criteria:
        names |= {criterion.metric, criterion.incident, *criterion.items, *criterion.declared}
        names |= {criterion.second.name} if criterion.second else set()
    return names - {""}


def _facts(criteria: Sequence[Criterion], people: Roster, table: Table, day: date) -> Facts:
    subjects = people.frame["subject"].tolist()
    counted = [c for c in criteria if c.judged_by == "computation"]
    counted += [second for second in map(second_of, counted) if second is not None]
    items = {item for c in criteria for item in (*c.items, *c.declared)}
    nothing = np.zeros(len(subjects), dtype=np.int64)
    return Facts(
        {c.id: _counts(c, subjects, table.given) for c in counted},
        _checks(subjects, items, table.given, day, NOT_INSPECTED),
        _checks(subjects, items, table.given, day, NOT_VERIFIED),
        _incidents(criteria, subjects, table.given, day),
        day, nothing, nothing,
    )  # fmt: skip


def _counts(
    criterion: Criterion, subjects: Sequence[str], given: Mapping[tuple[str, str], Given]
) -> Counts:
    """numerator ÷ denominator is the value without the metric's scale."""
    scale = metric_of(criterion).scale
    pairs = [exact(given.get((subject, criterion.metric)), scale) for subject in subjects]
    known = np.array([pair is not None for pair in pairs], dtype=np.int64)
    top, bottom = (
        np.array([pair[side] if pair else 0 for pair in pairs], dtype=np.int64) for side in (0, 1)
    )
    duty = np.ones(len(subjects), dtype=np.int64)
    return Counts(top, bottom, duty * 0, duty, known, [{}] * len(subjects))


def _checks(
    subjects: Sequence[str], items: set[str], given: Mapping[tuple[str, str], Given], day: date,
    missing: int,
) -> Checks:  # fmt: skip
    rows = [
        (subject, item, FINDINGS.index(given[subject, item].state), NO_REASON, np.datetime64(day))
        for subject in subjects
        for item in sorted(items)
        if (subject, item) in given and given[subject, item].state != "no_data"
    ]
    made = pd.DataFrame(rows, columns=["market", "item", "finding", "reason", "made_on"])
    return Checks(made.assign(expired=missing), missing)


def _incidents(
    criteria: Sequence[Criterion], subjects: Sequence[str],
    given: Mapping[tuple[str, str], Given], day: date,
) -> pd.DataFrame:  # fmt: skip
    """One confirmed incident for each that a row counts."""
    kinds = {criterion.incident for criterion in criteria} - {""}
    rows = [
        (f"{subject}-{kind}-{n}", subject, kind, day_start(day), "confirmed", "k1", "k2", kind)
        for subject in subjects
        for kind in sorted(kinds)
        if (subject, kind) in given
        for n in range(given[subject, kind].number)
    ]
    columns = ["incident_no", "market", "kind", "happened_on", "status", "officer_a", "officer_b",
               "document"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
