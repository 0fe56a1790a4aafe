"""How is each clause answered? By a criterion, a duty of the calendar, a step of procedure, or
because it only informs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rules.model import RuleSet
from rules.source import Clause

Kind = Literal["criterion", "duty", "procedure", "information"]
INFORMS, MINISTRY = "information", "ministry"


@dataclass(frozen=True)
class Answer:
    """One thing that answers a clause: a criterion, duty or kind of case by its id; of a clause
    that asks nothing of anybody here, the clause itself."""

    kind: Kind
    id: str


def answers(ruleset: RuleSet) -> dict[str, tuple[Answer, ...]]:
    """Every clause of the set's documents, in their order, with what answers it."""
    found: dict[str, list[Answer]] = {clause.id: [] for clause in _clauses(ruleset)}
    for cited, answer in _all(ruleset):
        if cited in found:
            found[cited].append(answer)
    return {name: tuple(mine) for name, mine in found.items()}


def orphans(ruleset: RuleSet) -> list[str]:
    """The clauses that nothing answers."""
    return [name for name, mine in answers(ruleset).items() if not mine]


def informs(clause: Clause) -> bool:
    """Does the clause ask nothing of a market, a unit or the province?"""
    return clause.kind == INFORMS or clause.owed_by == MINISTRY


def _clauses(ruleset: RuleSet) -> Iterator[Clause]:
    for clause in ruleset.sources.clauses.values():
        if clause.document in ruleset.documents:
            yield clause


def _all(ruleset: RuleSet) -> Iterator[tuple[str, Answer]]:
    for criterion in ruleset.criteria.values():
        for cited in criterion.clauses:
            yield cited, Answer("criterion", criterion.id)
    for duty in ruleset.duties:
        for cited in duty.clauses:
            yield cited, Answer("duty", duty.id)
    for name, kind in ruleset.procedure.items():
        for cited in _cited(kind):
            yield cited, Answer("procedure", name)
    for clause in _clauses(ruleset):
        if informs(clause):
            yield clause.id, Answer("information", clause.id)


def _cited(kind: object) -> list[str]:
    """The clauses a kind of case names."""
    cited = kind.get("clauses", []) if isinstance(kind, Mapping) else []
    return [str(name) for name in cited] if isinstance(cited, list) else []
