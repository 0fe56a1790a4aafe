"""Who stands for the set cases 总用例? One subject for each, found as the case says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from metrics.board import criteria_of
from metrics.catalogue import metric_of
from metrics.filed import ANYTHING
from metrics.findings import (
    NO_DATA,
    NO_REASON,
    NOT_APPLICABLE,
    NOT_FILED,
    NOT_OWED,
    SMALL_SAMPLE,
    Findings,
    settled,
)
from metrics.rule_cases import LAST_DAY
from metrics.score import Ints
from metrics.subjects import Roster
from rules.calendar import day_start, month_of, months_between, next_month
from rules.model import Criterion, KindRule, RuleSet
from rules.numbers import MODES, types_of
from rules.set_cases import SetCase, Standing, State

ENOUGH = 120
"""Full months in operation where the case doesn't say."""
YEAR = 12
MET, NOT_MET = State("met", Fraction(1)), State("not_met")
_RANKED = ("rank", "peers")


@dataclass(frozen=True)
class Batch:
    """Cases that share a board: the case of each subject, and how each criterion is found, one
    element per subject."""

    kind: str
    day: date
    cases: tuple[SetCase, ...]
    roster: Roster
    findings: Mapping[str, Findings]


@dataclass(frozen=True)
class _Person:
    case: SetCase
    standing: Standing
    failing: str = ""


def batches(ruleset: RuleSet, cases: Sequence[SetCase]) -> list[Batch]:
    """The boards that all standing cases need. Whoever expects a rank has one to themselves."""
    people: dict[tuple[str, str, date, str], list[_Person]] = {}
    for case, standing in ((case, case.standing) for case in cases):
        if standing is None:
            continue
        ranked = case.name if case.expect.keys() & set(_RANKED) else ""
        for kind in case.kinds:
            key = (kind, case.subject, case.on or LAST_DAY, ranked)
            people.setdefault(key, []).extend(
                _Person(case, standing, failing)
                for failing in standing.each or ("",) * standing.alike
            )
    return [_batch(ruleset, kind, day, held) for (kind, _, day, _), held in people.items()]


def _batch(ruleset: RuleSet, kind: str, day: date, people: Sequence[_Person]) -> Batch:
    people = list(people)
    found = {
        criterion.id: _findings(ruleset, criterion, people)
        for criterion in criteria_of(ruleset, people[0].case.subject)
    }
    roster = _roster(ruleset.kinds[kind], day, people)
    return Batch(kind, day, tuple(person.case for person in people), roster, found)


def _roster(rule: KindRule, day: date, people: Sequence[_Person]) -> Roster:
    size = len(people)
    subject = people[0].case.subject
    codes = [f"{at:06d}" for at in range(size)]
    types = [person.case.type or types_of(subject)[0] for person in people]
    areas = [f"@{person.case.area}" if person.case.area else "" for person in people]
    frame = pd.DataFrame({"subject": codes, "market": codes, "name": codes, "division": codes})
    frame = frame.assign(
        type=types, mode=[person.case.mode or MODES[0] for person in people],
        kind=[own + area for own, area in zip(types, areas, strict=True)],
        first=day_start(day), after=day_start(day) + 1,
    )  # fmt: skip
    last = month_of(day_start(day))
    months = tuple(months_between(next_month(last, 1 - (rule.window or YEAR)), last))
    given = [person.standing.months for person in people]
    whole = np.ones((size, len(months)), dtype=np.bool_)
    full = np.array([ENOUGH if held is None else held for held in given], dtype=np.int64)
    left = np.zeros(size, dtype=np.bool_)
    return Roster(subject, frame, months, whole, full, left, {ANYTHING: whole})


def _findings(ruleset: RuleSet, criterion: Criterion, people: Sequence[_Person]) -> Findings:
    states = [_state(ruleset, criterion, person) for person in people]
    missing = np.array([state.finding == "no_data" for state in states])
    out = np.array([state.finding in ("not_applicable", "small_sample") for state in states])
    small = np.array([state.finding == "small_sample" for state in states])
    scored = criterion.effect in ("points", "bonus")
    part = np.array([float(p.standing.pending) if scored else 0.0 for p in people])
    part = np.where(missing, 1.0, np.where(out, 0.0, part))
    won = np.array([float(state.won) for state in states]) * (1.0 - part)
    finding = np.where(out, NOT_APPLICABLE, settled(won, part))
    reason = np.where(out, np.where(small, SMALL_SAMPLE, NOT_OWED), NO_REASON)
    top, bottom = _measured(criterion, people)
    one = np.ones(len(people), dtype=np.int64)
    return Findings(
        finding, np.where(finding == NO_DATA, NOT_FILED, reason), won, part, top, bottom, one * 0,
        ~missing, one, one, [{} for _ in people],
    )  # fmt: skip


def _state(ruleset: RuleSet, criterion: Criterion, person: _Person) -> State:
    """By its own name, by that of its group, or as all the others of its effect."""
    given = person.standing
    group = next((group.id for group in ruleset.groups if criterion.id in group.criteria), "")
    if criterion.id == person.failing:
        return NOT_MET
    if criterion.id in given.findings:
        return given.findings[criterion.id]
    if criterion.effect in ("entry", "veto"):
        return MET
    if group in given.findings:
        return given.findings[group]
    return given.otherwise if criterion.effect == "points" else NOT_MET


def _measured(criterion: Criterion, people: Sequence[_Person]) -> tuple[Ints, Ints]:
    """Numerator and denominator of the value a case names; of none, both are 0."""
    named = [person.standing.values.get(criterion.id) for person in people]
    scale = metric_of(criterion).scale if any(value is not None for value in named) else Fraction(1)
    pairs = [Fraction(0) if value is None else value / scale for value in named]
    top = np.array([pair.numerator for pair in pairs], dtype=np.int64)
    bottom = [0 if v is None else pair.denominator for v, pair in zip(named, pairs, strict=True)]
    return top, np.array(bottom, dtype=np.int64)
