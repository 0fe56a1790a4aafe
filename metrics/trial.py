"""Who would pass and who fall if a number were another? Facts read once, rules tried at will."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from metrics.board import Board, board, criteria_of
from metrics.evaluate import kind_rule
from metrics.facts import Registered, read_registers, waived
from metrics.findings import Findings
from metrics.judge import judge
from metrics.layered import narrowed
from metrics.peers import size_bands
from metrics.periods import window
from metrics.rescore import Known, Rescored, Side, facts_beside, rescore, side_of
from rules.model import Criterion, KindRule, RuleSet, Subject
from store import registers
from store.folder import Home
from store.ledgers import HomeLedger, ledger_of
from store.scope import Scope


@dataclass(frozen=True)
class Ground:
    """One period under the rules it is judged by: the boards, and all that was read for them."""

    scope: Scope
    home: Home
    ledger: HomeLedger
    registered: Registered
    before: Side
    known: Mapping[Subject, Known]


def ground(scope: Scope, home: Home, ruleset: RuleSet, kind: str, period: str) -> Ground:
    """Reads and scores a period once. Raises as metrics.rescore.rescore does."""
    scope, ledger = narrowed(scope, ruleset.layer), ledger_of(scope, home)
    counted: dict[Subject, Known] = {}
    with registers.read_once():
        months = window(kind_rule(ruleset, kind), period)
        registered = read_registers(scope, home, ruleset, months, None)
        before = side_of(scope, home, ruleset, kind, period, ledger, counted, ruleset.layer)
    return Ground(scope, home, ledger, registered, before, counted)


def try_rules(held: Ground, after: RuleSet) -> Rescored:
    """The same period under other rules; only what they ask otherwise is judged again, and only
    what they count otherwise is counted again."""
    rule = kind_rule(after, held.before.rule.code)
    if after.numbers != held.before.ruleset.numbers:
        # which checks may be read depends on them
        return rescore(
            held.scope, held.home, held.before.ruleset, after, rule.code, held.before.months.period
        )
    boards = {
        subject: _board(held, known, after, rule, subject) for subject, known in held.known.items()
    }
    return Rescored(held.before, Side(after, rule, held.before.months, boards))


def _board(
    held: Ground, known: Known, after: RuleSet, rule: KindRule, subject: Subject
) -> Board:  # fmt: skip
    months = held.before.months
    criteria = criteria_of(after, subject)
    facts = facts_beside(
        held.scope, held.ledger, criteria, known.people, months, held.registered, known
    )
    return board(
        after, rule, known.people, months.last_day,
        _remembering(held.before.boards[subject], partial(judge, roster=known.people, facts=facts)),
        partial(waived, held.registered, roster=known.people),
        size_bands(after, months.last_day, facts.records, facts.months),
    )  # fmt: skip


def _remembering(
    before: Board, judged: Callable[[Criterion], Findings]
) -> Callable[[Criterion], Findings]:
    """A judge that knows the findings of every criterion that asks what it asked before."""
    known = {c.id: (c, f) for c, f in zip(before.criteria, before.findings, strict=True)}

    def found(criterion: Criterion) -> Findings:
        old = known.get(criterion.id)
        return old[1] if old and old[0] == criterion else judged(criterion)

    return found
