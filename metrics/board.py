"""How does a roster stand? Findings, points, caps, grades and ranks of all its subjects.

Order of design §7: applicability, findings, entry conditions and vetoes, points, caps, grade,
rank.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.findings import FINDINGS, NOT_APPLICABLE, NOT_MET, SMALL_SAMPLE, Findings, leave_out
from metrics.grade import Grades, Limits, Standing, floors_of, grade
from metrics.rank import FEWEST, Ranks, rank
from metrics.score import (
    SCALE,
    Flags,
    Ints,
    Totals,
    applicable_share,
    group_parts,
    total_points,
)
from metrics.subjects import Roster
from metrics.thresholds import number_on, value_on
from metrics.weights import Floats, GroupWeight
from rules.model import GRADES, Criterion, KindRule, RuleSet
from rules.value import Series

Judge = Callable[[Criterion], Findings]
Waived = Callable[[Criterion], Flags]


@dataclass(frozen=True)
class Board:
    """All about one roster: its criteria in order with their findings, each criterion's part of
    the points (criteria × subjects), and per subject totals, grade, caps and rank. `highest` is
    the highest level each of the set's caps leaves (caps × subjects, 0: no limit)."""

    roster: Roster
    criteria: tuple[Criterion, ...]
    findings: tuple[Findings, ...]
    waived: tuple[Flags, ...]
    parts: Floats
    totals: Totals
    applicable: Ints
    grades: Grades
    highest: Ints
    ranks: Ranks


def criteria_of(ruleset: RuleSet, subject: str) -> tuple[Criterion, ...]:
    """The criteria a subject is judged by, in the order of the set. A contract answers for the
    market it runs and for what is observed at the contract itself."""
    kinds = {"market", "contract"} if subject == "contract" else {subject}
    every = (ruleset.criteria[name] for group in ruleset.groups for name in group.criteria)
    return tuple(criterion for criterion in every if criterion.subject in kinds)


def board(
    ruleset: RuleSet, rule: KindRule, roster: Roster, day: date, judge: Judge, waived: Waived
) -> Board:
    """Judges and scores everybody of a roster by the numbers in force on `day`."""
    criteria = criteria_of(ruleset, roster.kind)
    asked = _asked(criteria, roster)
    let_off = [waived(criterion) & asks for criterion, asks in zip(criteria, asked, strict=True)]
    findings = [
        leave_out(judge(criterion), ~asks, off)
        for criterion, asks, off in zip(criteria, asked, let_off, strict=True)
    ]
    typed = Typed(roster.frame["type"].tolist(), day)
    can = _points(criteria, asked, let_off, typed)
    groups = _groups(ruleset, criteria, typed)
    state = np.stack([item.finding for item in findings])
    parts = group_parts(np.where(state == NOT_APPLICABLE, 0.0, can), groups)
    limit = float(ruleset.bonus_limit.on(day).value())
    totals = total_points(
        parts, np.stack([item.won for item in findings]),
        np.stack([item.pending for item in findings]), groups, limit,
    )  # fmt: skip
    small = np.stack([item.reason for item in findings]) == SMALL_SAMPLE
    applicable = applicable_share(can, small, groups)
    highest = _highest(ruleset, criteria, state)
    cap = highest.max(axis=0, initial=0)
    vetoed = _vetoed(criteria, state)
    limits = _limits(ruleset, rule, typed)
    grades = grade(totals, applicable, limits, _standing(rule, roster, typed), vetoed, cap)
    ranked = (grades.level >= 0) & ~vetoed & (roster.kind == "market")
    fewest = number_on(ruleset, "rank_minimum_peers", day, FEWEST)
    ranks = rank(typed.types, ranked, grades.level, cap, totals, limits, fewest)
    return Board(
        roster, criteria, tuple(findings), tuple(let_off), parts, totals, applicable, grades,
        highest, ranks,
    )  # fmt: skip


class Typed:
    """Values in force on a day, spread over subjects by their market type."""

    def __init__(self, types: Sequence[str], day: date) -> None:
        self.types, self.day = types, day
        self.kinds = sorted(set(types))
        place = {kind: at for at, kind in enumerate(self.kinds)}
        self._codes = np.array([place[kind] for kind in types], dtype=np.int64)

    def spread(self, series: Series, owed: frozenset[str] | None = None) -> Floats:
        """The value for each subject; 0 for a type that isn't among `owed`."""
        values = [
            float(value_on(series, self.day, kind)) if not owed or not kind or kind in owed else 0.0
            for kind in self.kinds
        ]
        return np.array(values, dtype=np.float64)[self._codes]

    def scaled(self, series: Series) -> Ints:
        """In 1/10,000."""
        return np.rint(self.spread(series) * SCALE).astype(np.int64)


def _asked(criteria: Sequence[Criterion], roster: Roster) -> list[Flags]:
    """Per criterion whom it is for, by type and mode; a unit has neither."""
    size = len(roster.frame)
    if roster.kind == "unit":
        return [np.ones(size, dtype=np.bool_) for _ in criteria]
    pairs = list(zip(roster.frame["type"], roster.frame["mode"], strict=True))
    known = sorted(set(pairs))
    place = {pair: at for at, pair in enumerate(known)}
    codes = np.array([place[pair] for pair in pairs], dtype=np.int64)
    return [
        np.array([criterion.applies(*pair) for pair in known], dtype=np.bool_)[codes]
        for criterion in criteria
    ]


def _points(
    criteria: Sequence[Criterion], asked: Sequence[Flags], let_off: Sequence[Flags], typed: Typed
) -> Floats:
    """Each criterion's own p, 0 where it isn't owed or carries no points."""
    rows = np.zeros((len(criteria), len(typed.types)))
    for row, criterion, asks, off in zip(rows, criteria, asked, let_off, strict=True):
        if criterion.points is not None:
            row[:] = np.where(asks & ~off, typed.spread(criterion.points, criterion.types), 0.0)
    return rows


def _groups(ruleset: RuleSet, criteria: Sequence[Criterion], typed: Typed) -> list[GroupWeight]:
    place = {criterion.id: at for at, criterion in enumerate(criteria)}
    return [
        GroupWeight(
            tuple(place[name] for name in group.criteria),
            typed.spread(group.weight),
            group.optional,
        )
        for group in ruleset.groups
        if group.criteria[0] in place
    ]


def _highest(ruleset: RuleSet, criteria: Sequence[Criterion], state: Ints) -> Ints:
    place = {criterion.id: at for at, criterion in enumerate(criteria)}
    rows = np.zeros((len(ruleset.caps), state.shape[1]), dtype=np.int64)
    for row, cap in zip(rows, ruleset.caps, strict=True):
        if cap.criterion in place:
            caught = [FINDINGS.index(name) for name in cap.findings]
            row[np.isin(state[place[cap.criterion]], caught)] = GRADES.index(cap.highest)
    return rows


def _vetoed(criteria: Sequence[Criterion], state: Ints) -> Flags:
    vetoes = [at for at, criterion in enumerate(criteria) if criterion.effect == "veto"]
    failed: Flags = (state[vetoes] == NOT_MET).any(axis=0)
    return failed


def _limits(ruleset: RuleSet, rule: KindRule, typed: Typed) -> Limits:
    return Limits(
        floors_of({name: typed.spread(series) for name, series in ruleset.bands.items()}),
        typed.scaled(rule.minimum_assessed),
        typed.scaled(rule.minimum_applicable),
    )


def _standing(rule: KindRule, roster: Roster, typed: Typed) -> Standing:
    """Fewer full months than the minimum: new, or gone too early. A period shorter than the
    minimum asks for all of its months."""
    wanted = np.minimum(typed.spread(rule.minimum_months), len(roster.months))
    short = roster.full_months < wanted
    return Standing(new=short & ~roster.left, left=short & roster.left)
