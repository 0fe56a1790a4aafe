"""Do the judges find what the rule cases of jiangsu-2024 expect?"""

from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from metrics.catalogue import metric
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
from metrics.judge_checked import judge_checks
from metrics.judge_computed import Counts, Threshold, judge_counts
from metrics.judge_incident import judge_incidents
from metrics.score import Ints
from rules.calendar import day_start
from rules.cases import Case, Checked, Computed, Happened, cases, missing_outcomes
from rules.model import Criterion
from rules.sets import load_ruleset

SET = load_ruleset("jiangsu-2024")
CASES = cases(SET)
LAST_DAY = date(2026, 10, 31)
LONG_AGO = date(2020, 1, 1)
MARKET = "320102001"
DUTY_MONTHS = 3


def one(number: int) -> Ints:
    return np.array([number], dtype=np.int64)


def judged(case: Case) -> Findings:
    criterion = SET.criteria[case.criterion]
    market_type = case.type if case.type in criterion.types else min(criterion.types)
    if isinstance(case.given, Computed):
        found = computed(criterion, case.given, market_type, case.on or LAST_DAY)
    elif isinstance(case.given, Checked):
        found = checked(criterion, case.given, market_type)
    else:
        found = happened(criterion, case.given)
    owed = criterion.applies(case.type or market_type, case.mode or min(criterion.modes))
    return leave_out(found, np.array([not owed]), np.array([False]))


def computed(criterion: Criterion, given: Computed, market_type: str, day: date) -> Findings:
    numbers = criterion.compare.numbers.items()
    threshold = Threshold(
        criterion.compare.form,
        {role: series.on(day).value(market_type) for role, series in numbers},
        metric(criterion.metric).scale,
        int(criterion.min_n.on(day).value(market_type)) if criterion.min_n else 1,
    )
    counts = Counts(
        one(given.numerator), one(given.denominator), one(given.undecided),
        one(given.months_duty), one(given.months_filed), [{}],
    )  # fmt: skip
    return judge_counts(counts, [market_type], {market_type: threshold})


def checked(criterion: Criterion, given: Checked, market_type: str) -> Findings:
    inspected = criterion.judged_by == "inspection"
    rows = [row_of(item, state) for item, state in given.items.items()]
    made = pd.DataFrame(
        [row for row in rows if row], columns=["item", "finding", "reason", "made_on"]
    )
    checks = Checks(
        made.assign(market=MARKET, expired=INSPECTION_EXPIRED if inspected else NOT_VERIFIED),
        NOT_INSPECTED if inspected else NOT_VERIFIED,
    )
    assert criterion.valid_months is not None
    months = int(criterion.valid_months.on(LAST_DAY).value(market_type))
    items = criterion.items + criterion.declared
    return judge_checks(
        criterion.compare.form, checks, items, [MARKET], LAST_DAY, months, one(DUTY_MONTHS)
    )


def row_of(item: str, state: str) -> tuple[str, int, int, np.datetime64] | None:
    """The check on file for one item; none where nobody has made or verified one."""
    day = np.datetime64(LAST_DAY)
    if state in ("no_data", "not_verified"):
        return None
    if state == "disagree":
        return item, NO_DATA, INSPECTORS_DISAGREE, day
    if state == "expired":
        return item, MET, NO_REASON, np.datetime64(LONG_AGO)
    return item, FINDINGS.index(state), NO_REASON, day


def happened(criterion: Criterion, given: Happened) -> Findings:
    """Each fact is signed by two officers with a document, each lead by nobody yet."""
    status = ["confirmed"] * given.confirmed + ["lead"] * given.open_leads
    signed = [True] * given.confirmed + [False] * given.open_leads
    rows = pd.DataFrame(
        {
            "incident_no": [f"X{place}" for place in range(len(status))],
            "market": MARKET,
            "kind": criterion.incident,
            "happened_on": day_start(LAST_DAY),
            "status": status,
            "officer_a": ["k1" if named else None for named in signed],
            "officer_b": ["k2" if named else None for named in signed],
            "document": ["核实记录" if named else None for named in signed],
        }
    )
    window = (day_start(date(2026, 8, 1)), day_start(date(2026, 11, 1)))
    filed = DUTY_MONTHS - given.missing_months
    return judge_incidents(
        rows, criterion.incident, criterion.leads, [MARKET], [window], one(DUTY_MONTHS), one(filed)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.criterion}: {case.name}")
def test_the_judge_finds_what_the_case_expects(case: Case) -> None:
    found = judged(case)
    assert FINDINGS[found.finding[0]] == case.expect
    if case.reason:
        assert REASONS[found.reason[0]] == case.reason
    if case.points is not None:
        assert found.won[0] == pytest.approx(float(case.points), abs=1e-12)


@pytest.mark.parametrize("criterion", SET.criteria.values(), ids=lambda criterion: criterion.id)
def test_the_cases_of_a_criterion_show_what_can_happen_to_it(criterion: Criterion) -> None:
    scale = metric(criterion.metric).scale if criterion.metric else Fraction(1)
    assert missing_outcomes(criterion, CASES, scale) == []
