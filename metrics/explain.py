"""Why did a criterion come out as it did? The finding, its clauses and numbers, and the rows."""

import json
from dataclasses import dataclass
from typing import Any

from metrics.catalogue import metric_of
from metrics.evidence import Evidence, Question, evidence
from metrics.facts import GRACE_DAYS
from metrics.layered import narrowed
from metrics.model import Metric
from metrics.periods import window
from metrics.rulebook import ruleset_of
from metrics.subjects import roster
from metrics.thresholds import number_on
from rules.calendar import months_between
from rules.model import Criterion, RuleSet
from rules.source import Clause, Sources
from store import evaluations, manifest
from store.evaluations import Header
from store.folder import Home
from store.ledgers import HomeLedger, ledger_of
from store.received import up_to_batch
from store.scope import Scope


class ExplanationError(LookupError):
    """Nothing of that name was judged in the evaluation. Says what to look for instead."""


@dataclass(frozen=True)
class Explanation:
    """Everything about one finding. `result` and `finding` are the rows as stored, by column;
    `thresholds` and `detail` their JSON read; `metric` is the one that was counted, None for
    checks and incidents; `same_rules` and `same_facts` say whether the rule set and the facts
    that the rows were read with are those of the evaluation."""

    header: Header
    result: dict[str, Any]
    finding: dict[str, Any]
    criterion: Criterion
    clauses: tuple[Clause, ...]
    sources: Sources
    thresholds: list[dict[str, Any]]
    detail: dict[str, Any]
    metric: Metric | None
    evidence: list[Evidence]
    same_rules: bool
    same_facts: bool


def explain(
    scope: Scope, home: Home, evaluation_id: int, subject: str, criterion: str,
    ruleset: RuleSet | None = None,
) -> Explanation:  # fmt: skip
    """Explains one finding of a saved evaluation, down to the rows as the evaluation saw them.

    Raises ExplanationError when the subject or criterion was not judged in it (or lies outside
    the scope), EvaluationError when there is no such evaluation. `ruleset` spares
    the search for the set it was made by.
    """
    header = evaluations.get(scope, home, evaluation_id)
    rules = ruleset or ruleset_of(scope, home, header)
    finding = _finding(scope, home, header, subject, criterion)
    judged = rules.criteria[criterion]
    detail = json.loads(finding["detail"])
    ledger, same_facts = _ledger(narrowed(scope, rules.layer), home, header)
    return Explanation(
        header=header,
        result=_result(scope, home, header, finding),
        finding=finding,
        criterion=judged,
        clauses=tuple(rules.sources.clauses[name] for name in judged.clauses),
        sources=rules.sources,
        thresholds=json.loads(finding["threshold"]),
        detail=detail,
        metric=metric_of(judged) if judged.metric else None,
        evidence=_evidence(scope, ledger, rules, header, finding, detail.get("source", "")),
        same_rules=rules.hash == header.ruleset_hash,
        same_facts=same_facts,
    )


def _finding(
    scope: Scope, home: Home, header: Header, subject: str, criterion: str
) -> dict[str, Any]:
    number = header.evaluation_id
    found = evaluations.findings(scope, home, number, subject, criterion)
    if len(found):
        return dict(found.iloc[0])
    known = evaluations.findings(scope, home, number, subject)["criterion"].tolist()
    if known:
        raise ExplanationError(
            f"{subject} 没有评价项“{criterion}”，它的评价项有：{'、'.join(known)} / {subject} was "
            f'not judged by "{criterion}", but by: {", ".join(known)}'
        )
    raise ExplanationError(
        f"{header.kind} {header.period} 没有评价 {subject}，或不在您的权限范围内，请核对代码 / "
        f"{subject} was not judged in {header.kind} {header.period}, or lies outside your area; "
        "check the code"
    )


def _result(scope: Scope, home: Home, header: Header, finding: dict[str, Any]) -> dict[str, Any]:
    rows = evaluations.results(scope, home, header.evaluation_id, finding["subject_kind"])
    return dict(rows[rows["subject"] == finding["subject"]].iloc[0])


def _ledger(scope: Scope, home: Home, header: Header) -> tuple[HomeLedger, bool]:
    """The facts as the evaluation saw them: those of its own moment, else those of now while
    they are still the same, else those received until it was made."""
    months = months_between(header.first_month, header.last_month)
    for as_of in (header.as_of, up_to_batch(header.last_batch) or None, header.created_at):
        if manifest.facts_hash(scope, home, months, as_of)[0] == header.facts_hash:
            return ledger_of(scope, home, as_of), True
    return ledger_of(scope, home, header.created_at), False


def _evidence(
    scope: Scope, ledger: HomeLedger, rules: RuleSet, header: Header,
    finding: dict[str, Any], source: str,
) -> list[Evidence]:  # fmt: skip
    months = window(rules.kinds[header.kind], header.period)
    people = roster(
        scope, ledger.home, rules.kinds[header.kind], finding["subject_kind"], months,
        ledger.as_of, rules.area_of,
    )  # fmt: skip
    names = people.frame["subject"].tolist()
    if finding["subject"] not in names:
        return []
    grace = number_on(rules, "inspection_grace_days", months.last_day, GRACE_DAYS)
    question = Question(
        rules.criteria[finding["criterion"]], people, names.index(finding["subject"]), source, grace
    )
    return evidence(scope, ledger, question)
