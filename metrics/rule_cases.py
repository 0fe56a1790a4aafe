"""Do the judges find what the rule cases 用例 of a set expect? Each case put to the real judges."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from metrics.case_rows import counted
from metrics.catalogue import metric_of
from metrics.checks import Checks
from metrics.findings import (
    FINDINGS,
    INSPECTION_EXPIRED,
    INSPECTORS_DISAGREE,
    MET,
    NO_DATA,
    NO_REASON,
    NOT_INSPECTED,
    NOT_VERIFIED,
    REASONS,
    Findings,
    leave_out,
)
from metrics.judge import VALID_MONTHS
from metrics.judge_checked import judge_checks
from metrics.judge_computed import Counts, judge_counts
from metrics.judge_incident import judge_incidents
from metrics.model import values_of
from metrics.score import Ints
from metrics.thresholds import thresholds_on
from rules.calendar import day_start
from rules.case_facts import Checked, Computed, Happened, Recorded
from rules.cases import Case, cases
from rules.model import Criterion, RuleSet

LAST_DAY = date(2026, 10, 31)
"""The last day of the period of a case that names none."""
LONG_AGO = date(2000, 1, 1)
MARKET = "320102001"
DUTY_MONTHS = 3
SAME = 1e-9


@dataclass(frozen=True)
class Outcome:
    """What a judge found: finding, reason ("" without one), and the share of the points won."""

    finding: str
    reason: str
    won: float


@dataclass(frozen=True)
class Failure:
    """A case whose criterion came out otherwise than it expects."""

    case: Case
    found: Outcome


def failed_cases(ruleset: RuleSet) -> list[Failure]:
    """The cases of a set that come out otherwise than they expect."""
    found = [(case, outcome(ruleset.criteria[case.criterion], case)) for case in cases(ruleset)]
    return [Failure(case, given) for case, given in found if not agrees(case, given)]


def agrees(case: Case, found: Outcome) -> bool:
    """Is this what the case expects, as far as it says?"""
    return (
        found.finding == case.expect
        and case.reason in ("", found.reason)
        and (case.points is None or abs(found.won - float(case.points)) < SAME)
    )


def outcome(criterion: Criterion, case: Case) -> Outcome:
    """What the criterion's own judge finds in the facts of the case."""
    market_type = case.type if case.type in criterion.types else min(criterion.types)
    judged = _judged(criterion, case, case.kind(market_type), case.on or LAST_DAY)
    owed = criterion.applies(case.type or market_type, case.mode or min(criterion.modes))
    findings = leave_out(judged, np.array([not owed]))
    reason = REASONS[findings.reason[0]] or ""
    return Outcome(FINDINGS[findings.finding[0]], reason, float(findings.won[0]))


def _judged(criterion: Criterion, case: Case, kind: str, day: date) -> Findings:
    given = case.given
    if isinstance(given, Recorded):
        metric = metric_of(criterion)
        values = values_of(metric, criterion.params, kind)
        return _computed(criterion, Computed(*counted(metric, values, given, day)), kind, day)
    if isinstance(given, Computed):
        return _computed(criterion, given, kind, day)
    if isinstance(given, Checked):
        return _checked(criterion, given, kind, day)
    return _happened(criterion, given, day)


def _computed(criterion: Criterion, given: Computed, kind: str, day: date) -> Findings:
    thresholds = thresholds_on(criterion, day, [kind])
    second = None if given.second is None else _counts(_other(given, *given.second))
    return judge_counts(_counts(given), [kind], thresholds, second)


def _other(given: Computed, numerator: int, denominator: int) -> Computed:
    return replace(given, numerator=numerator, denominator=denominator)


def _counts(given: Computed) -> Counts:
    return Counts(
        _one(given.numerator), _one(given.denominator), _one(given.undecided),
        _one(given.months_duty), _one(given.months_filed), [{}],
    )  # fmt: skip


def _checked(criterion: Criterion, given: Checked, kind: str, day: date) -> Findings:
    inspected = criterion.judged_by == "inspection"
    rows = [_check(item, state, given.made_on or day) for item, state in given.items.items()]
    made = pd.DataFrame(
        [row for row in rows if row], columns=["item", "finding", "reason", "made_on"]
    )
    missing = NOT_INSPECTED if inspected else NOT_VERIFIED
    expired = INSPECTION_EXPIRED if inspected else NOT_VERIFIED
    checks = Checks(made.assign(market=MARKET, expired=expired), missing)
    items = criterion.items + criterion.declared
    return judge_checks(
        criterion.compare.form, checks, items, [MARKET], day, _valid_months(criterion, kind, day),
        _one(DUTY_MONTHS),
    )  # fmt: skip


def _valid_months(criterion: Criterion, kind: str, day: date) -> int | None:
    if criterion.valid_months is not None:
        return int(criterion.valid_months.on(day).value(kind))
    return VALID_MONTHS if criterion.judged_by == "inspection" else None


def _check(item: str, state: str, day: date) -> tuple[str, int, int, np.datetime64] | None:
    """The check on file for one item; none where nobody has made or verified one."""
    if state in ("no_data", "not_verified"):
        return None
    if state == "disagree":
        return item, NO_DATA, INSPECTORS_DISAGREE, np.datetime64(day)
    if state == "expired":
        return item, MET, NO_REASON, np.datetime64(LONG_AGO)
    return item, FINDINGS.index(state), NO_REASON, np.datetime64(day)


def _happened(criterion: Criterion, given: Happened, day: date) -> Findings:
    """Each fact is signed by two officers with a document, each lead by nobody yet."""
    signed = [True] * given.confirmed + [False] * given.open_leads
    rows = pd.DataFrame(
        {
            "incident_no": [f"X{place}" for place in range(len(signed))],
            "market": MARKET,
            "kind": criterion.incident,
            "happened_on": day_start(day),
            "status": ["confirmed" if named else "lead" for named in signed],
            "officer_a": ["k1" if named else None for named in signed],
            "officer_b": ["k2" if named else None for named in signed],
            "document": ["核实记录" if named else None for named in signed],
        }
    )
    window = (day_start(LONG_AGO), day_start(day) + 1)
    filed = _one(DUTY_MONTHS - given.missing_months)
    return judge_incidents(
        rows, criterion.incident, criterion.leads, [MARKET], [window], _one(DUTY_MONTHS), filed
    )


def _one(number: int) -> Ints:
    return np.array([number], dtype=np.int64)
