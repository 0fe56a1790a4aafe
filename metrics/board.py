"""How does a roster stand? Findings, points, caps, grades and ranks of all its subjects.

Order of design §7: applicability, findings, entry conditions and vetoes, points, caps, grade,
rank.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.caps import highest_levels
from metrics.findings import NOT_APPLICABLE, NOT_MET, Findings, leave_out
from metrics.grade import Grades, Limits, Standing, floors_of, grade
from metrics.peers import peers_of
from metrics.rank import FEWEST, Ranks, rank
from metrics.score import (
    Flags,
    Ints,
    Totals,
)
from metrics.sheet import Sheet, Typed
from metrics.subjects import Roster
from metrics.thresholds import number_on, owes
from metrics.weights import Floats
from rules.model import Criterion, KindRule, RuleSet

Judge = Callable[[Criterion], Findings]
Waived = Callable[[Criterion], Flags]


@dataclass(frozen=True)
class Board:
    """All about one roster: its criteria in order with their findings, each criterion's part of
    the points (criteria × subjects), and per subject totals, grade, caps and rank. `highest` is
    the highest level each of the set's caps leaves (caps × subjects, 0: no limit). A waived
    criterion keeps its finding and leaves the points; `unwaived` are the totals as if nothing
    were waived."""

    roster: Roster
    criteria: tuple[Criterion, ...]
    findings: tuple[Findings, ...]
    waived: tuple[Flags, ...]
    parts: Floats
    totals: Totals
    unwaived: Totals
    applicable: Ints
    grades: Grades
    highest: Ints
    ranks: Ranks
    bands: tuple[str | None, ...]


def criteria_of(ruleset: RuleSet, subject: str) -> tuple[Criterion, ...]:
    """The criteria a subject is judged by, in the order of the set. A contract answers for the
    market it runs and for what is observed at the contract itself."""
    kinds = {"market", "contract"} if subject == "contract" else {subject}
    listed = [name for group in ruleset.groups for name in group.criteria]
    listed += [step.criterion for step in ruleset.adjustments if step.criterion]
    every = (ruleset.criteria[name] for name in listed)
    return tuple(criterion for criterion in every if criterion.subject in kinds)


def board(
    ruleset: RuleSet, rule: KindRule, roster: Roster, day: date, judge: Judge, waived: Waived,
    bands: Sequence[str | None] = (),
) -> Board:  # fmt: skip
    """Judges and scores everybody of a roster by the numbers in force on `day`; `bands` are the
    size bands of its subjects, where they are known."""
    criteria = criteria_of(ruleset, roster.kind)
    asked = _asked(criteria, roster)
    let_off = [waived(criterion) & asks for criterion, asks in zip(criteria, asked, strict=True)]
    findings = [
        leave_out(judge(criterion), ~asks) for criterion, asks in zip(criteria, asked, strict=True)
    ]
    typed = Typed(roster.frame["kind"].tolist(), day)
    sheet = Sheet(ruleset, criteria, findings, asked, typed)
    off = np.stack(let_off)
    parts, totals = sheet.totals(off)
    unwaived = sheet.totals(np.zeros_like(off))[1] if off.any() else totals
    applicable = sheet.applicable(off)
    state = np.where(off, NOT_APPLICABLE, sheet.state)
    highest = highest_levels(ruleset, criteria, findings, state, typed)
    cap = highest.max(axis=0, initial=0)
    vetoed = _vetoed(criteria, state)
    limits = _limits(ruleset, rule, typed)
    grades = grade(totals, applicable, limits, _standing(rule, roster, typed), vetoed, cap)
    ranked = (grades.level >= 0) & ~vetoed & (roster.kind != "contract")
    fewest = number_on(ruleset, "rank_minimum_peers", day, FEWEST)
    peers = peers_of(rule, roster, bands)
    ranks = rank(peers, ranked, grades.level, cap, totals, limits, fewest)
    return Board(
        roster, criteria, tuple(findings), tuple(let_off), parts, totals, unwaived, applicable,
        grades, highest, ranks, tuple(bands) or (None,) * len(roster.frame),
    )  # fmt: skip


def _asked(criteria: Sequence[Criterion], roster: Roster) -> list[Flags]:
    """Per criterion whom it is for, by type and mode; a unit has no mode."""
    if roster.kind == "unit":
        kinds = roster.frame["kind"].tolist()
        return [
            np.array([owes(criterion, kind) for kind in kinds], dtype=np.bool_)
            for criterion in criteria
        ]
    pairs = list(zip(roster.frame["type"], roster.frame["mode"], strict=True))
    known = sorted(set(pairs))
    place = {pair: at for at, pair in enumerate(known)}
    codes = np.array([place[pair] for pair in pairs], dtype=np.int64)
    return [
        np.array([criterion.applies(*pair) for pair in known], dtype=np.bool_)[codes]
        for criterion in criteria
    ]


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
