"""How does a judgement become a kept, and then an official, evaluation?"""

from metrics import rulebook
from metrics.evaluate import Evaluation, evaluate
from rules.model import RuleSet
from store import evaluations
from store.evaluation_refusals import no_reason
from store.home import Home
from store.scope import Scope


def record(
    scope: Scope, home: Home, ruleset: RuleSet, kind: str, period: str, by: str, *,
    publish: bool, as_of: int | None = None, reason: str = "",
) -> tuple[int, Evaluation]:  # fmt: skip
    """Evaluate, keep with the rules, and publish when asked to (a corrected version for a
    reason); the number of the kept evaluation and itself."""
    if publish and not reason.strip():
        _refuse_second(scope, home, ruleset, kind, period)
    judged = evaluate(scope, home, ruleset, kind, period, as_of)
    rulebook.keep(scope, home, ruleset)
    evaluation_id = evaluations.save(
        scope, home, judged.header, judged.results, judged.findings, judged.aggregates, by
    )
    if publish:
        evaluations.publish(scope, home, evaluation_id, by, reason)
    return evaluation_id, judged


def _refuse_second(scope: Scope, home: Home, ruleset: RuleSet, kind: str, period: str) -> None:
    """Before anything is made: a corrected version of a published one wants a reason."""
    held = evaluations.latest(scope, home, kind, period, ruleset.layer.name, ruleset.id)
    if held is not None:
        raise no_reason(held)
