"""What does one criterion say about every subject? Hands each way of judging its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from metrics.catalogue import second_of
from metrics.checks import Checks
from metrics.findings import Findings
from metrics.judge_checked import judge_checks
from metrics.judge_computed import Counts, judge_counts
from metrics.judge_incident import judge_incidents
from metrics.score import Ints
from metrics.subjects import Roster
from metrics.thresholds import owes, thresholds_on
from rules.model import Criterion

LEAD_LEDGERS: Mapping[str, tuple[str, ...]] = {"fee": ("service", "complaint")}
"""Which ledgers raise leads of a kind (store.leads); the other kinds come from people alone."""
VALID_MONTHS = 12
"""How long an inspected result holds where its criterion doesn't say (design §6)."""


@dataclass(frozen=True)
class Facts:
    """What was found for one roster: the counts of each computed criterion, the checks of
    items, one row per incident in its latest version; and each subject's service records with
    the months they were filed for, by which its size is told."""

    counts: Mapping[str, Counts]
    inspections: Checks
    declarations: Checks
    incidents: pd.DataFrame
    last_day: date
    records: Ints
    months: Ints


def judge(criterion: Criterion, roster: Roster, facts: Facts) -> Findings:
    """The findings of one criterion, one element per subject of the roster, before anybody it
    doesn't apply to is left out."""
    if criterion.judged_by == "computation":
        kinds = roster.frame["kind"].tolist()
        thresholds = thresholds_on(criterion, facts.last_day, sorted(set(kinds)))
        other = second_of(criterion)
        second = None if other is None else facts.counts[other.id]
        return judge_counts(facts.counts[criterion.id], kinds, thresholds, second)
    if criterion.judged_by == "incident":
        return _incidents(criterion, roster, facts)
    inspected = criterion.judged_by == "inspection"
    return judge_checks(
        criterion.compare.form,
        facts.inspections if inspected else facts.declarations,
        criterion.items if inspected else criterion.declared,
        roster.frame["market"].tolist(),
        facts.last_day,
        _valid_months(criterion, roster, facts),
        roster.duty.sum(axis=1).astype(np.int64),
    )


def _valid_months(criterion: Criterion, roster: Roster, facts: Facts) -> Ints | int | None:
    """How long a check holds for each subject, or for all; None where it never runs out."""
    if criterion.valid_months is not None:
        dated = criterion.valid_months.on(facts.last_day)
        if set(dated.values) == {""}:
            return int(dated.value())
        months = {
            kind: int(dated.value(kind)) if owes(criterion, kind) else 0
            for kind in set(roster.frame["kind"])
        }
        return roster.frame["kind"].map(months).to_numpy(dtype=np.int64)
    return VALID_MONTHS if criterion.judged_by == "inspection" else None


def _incidents(criterion: Criterion, roster: Roster, facts: Facts) -> Findings:
    kinds = {criterion.incident, *criterion.leads}
    ledgers = sorted({name for kind in kinds for name in LEAD_LEDGERS.get(kind, ())})
    return judge_incidents(
        facts.incidents,
        criterion.incident,
        criterion.leads,
        roster.frame["market"].tolist(),
        list(zip(roster.frame["first"].tolist(), roster.frame["after"].tolist(), strict=True)),
        roster.duty.sum(axis=1).astype(np.int64),
        roster.filed_for(ledgers).sum(axis=1).astype(np.int64),
    )
