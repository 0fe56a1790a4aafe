"""How does everybody stand under two rule sets? One period, the same facts, counted once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from metrics.board import Board, board, criteria_of
from metrics.catalogue import SECOND, metric_of
from metrics.counts import count_all
from metrics.evaluate import kind_rule
from metrics.facts import Registered, facts_of, read_registers, waived
from metrics.judge import Facts, judge
from metrics.judge_computed import Counts
from metrics.layered import narrowed, of_layer, subjects_of
from metrics.peers import size_bands
from metrics.periods import Window, window
from metrics.subjects import Roster, roster
from rules.model import Criterion, KindRule, Layer, RuleSet, Subject
from rules.value import Series
from store import registers
from store.folder import Home
from store.ledgers import HomeLedger, ledger_of
from store.scope import Scope

EVERYBODY = {""}


@dataclass(frozen=True)
class Side:
    """One of the two rule sets: its rule for the kind, the window, and a board per subject kind
    that has anybody to judge."""

    ruleset: RuleSet
    rule: KindRule
    months: Window
    boards: dict[Subject, Board]


@dataclass(frozen=True)
class Rescored:
    """The same period under both sets."""

    before: Side
    after: Side


@dataclass(frozen=True)
class Known:
    """Who was judged by which criteria on which facts."""

    criteria: Sequence[Criterion]
    people: Roster
    facts: Facts


def rescore(
    scope: Scope, home: Home, before: RuleSet, after: RuleSet, kind: str, period: str,
    as_of: int | None = None,
) -> Rescored:  # fmt: skip
    """Scores everybody of a kind and period under both sets; keeps nothing. Where the second is
    of a lower layer, those that is for.

    Raises EvaluationError, PeriodError or RuleError where one of them has no such kind or
    period, or no value in force.
    """
    ledger = ledger_of(scope, home, as_of)
    counted: dict[Subject, Known] = {}
    whose, scope = after.layer, narrowed(scope, after.layer)
    with registers.read_once():
        return Rescored(
            *(side_of(scope, home, ruleset, kind, period, ledger, counted, whose)
              for ruleset in (before, after))
        )  # fmt: skip


def side_of(
    scope: Scope, home: Home, ruleset: RuleSet, kind: str, period: str, ledger: HomeLedger,
    counted: dict[Subject, Known], whose: Layer,
) -> Side:  # fmt: skip
    """One set's boards. What is counted is left in `counted` for the other set."""
    rule = kind_rule(ruleset, kind)
    months = window(rule, period)
    registered = read_registers(scope, home, ruleset, months, ledger.as_of)
    boards: dict[Subject, Board] = {}
    for subject in subjects_of(rule, whose):
        criteria = criteria_of(ruleset, subject)
        people = roster(scope, home, rule, subject, months, ledger.as_of, ruleset.area_of)
        people = of_layer(people, whose)
        if criteria and len(people.frame):
            facts = facts_beside(
                scope, ledger, criteria, people, months, registered, counted.get(subject)
            )
            counted.setdefault(subject, Known(criteria, people, facts))
            boards[subject] = _board(ruleset, rule, people, months, registered, facts)
    return Side(ruleset, rule, months, boards)


def _board(
    ruleset: RuleSet, rule: KindRule, people: Roster, months: Window, registered: Registered,
    facts: Facts,
) -> Board:  # fmt: skip
    return board(
        ruleset, rule, people, months.last_day,
        partial(judge, roster=people, facts=facts),
        partial(waived, registered, roster=people),
        size_bands(ruleset, months.last_day, facts.records, facts.months),
    )  # fmt: skip


def facts_beside(
    scope: Scope, ledger: HomeLedger, criteria: Sequence[Criterion], people: Roster,
    months: Window, registered: Registered, known: Known | None,
) -> Facts:  # fmt: skip
    """The facts of a roster; what the other set asked of the same people isn't counted again."""
    if known is None or not _alike(people, known.people):
        return facts_of(scope, ledger, criteria, people, months, registered)
    shared = dict(_shared(criteria, known, same_kinds=_kinds(people) == _kinds(known.people)))
    rest = [criterion for criterion in criteria if criterion.id not in shared]
    return replace(
        known.facts,
        counts={**shared, **count_all(scope, ledger, rest, people, months.last_day)},
        inspections=registered.inspections,
        declarations=registered.declarations,
    )


def _alike(one: Roster, other: Roster) -> bool:
    """The same people on the same months with the same filings, whatever values hold for them."""
    return (
        one.months == other.months
        and one.frame.drop(columns="kind").equals(other.frame.drop(columns="kind"))
        and np.array_equal(one.duty, other.duty)
    )


def _kinds(people: Roster) -> list[str]:
    kinds: list[str] = people.frame["kind"].tolist()
    return kinds


def _shared(
    criteria: Sequence[Criterion], known: Known, *, same_kinds: bool
) -> Iterator[tuple[str, Counts]]:
    """The counts already made that these criteria ask for as well, by their ids."""
    made = {_asked(c): c.id for c in known.criteria if c.judged_by == "computation"}
    for criterion in criteria:
        if criterion.judged_by != "computation" or not (same_kinds or _for_everybody(criterion)):
            continue
        name = made.get(_asked(criterion))
        if name is not None:
            yield criterion.id, known.facts.counts[name]
            if criterion.second is not None:
                yield f"{criterion.id}{SECOND}", known.facts.counts[f"{name}{SECOND}"]


def _asked(criterion: Criterion) -> tuple[object, ...]:
    """All that what is counted for a criterion depends on: the metrics, the parameters, for whom;
    of a metric with several sources also the minimum n, which chooses between them."""
    minimum = criterion.min_n if metric_of(criterion).variants else None
    return (
        *((face.name, face.measured_in) for face in (criterion.measure, criterion.second) if face),
        tuple((name, _values(series)) for name, series in sorted(criterion.params.items())),
        _values(minimum) if minimum else (),
        criterion.types,
    )


def _for_everybody(criterion: Criterion) -> bool:
    """Is it counted for all alike, whatever their type and area class?"""
    common = all(
        set(dated.values) == EVERYBODY
        for series in criterion.params.values()
        for dated in series.dated
    )
    return common and not metric_of(criterion).variants


def _values(series: Series) -> tuple[object, ...]:
    return tuple((dated.since, tuple(sorted(dated.values.items()))) for dated in series.dated)
