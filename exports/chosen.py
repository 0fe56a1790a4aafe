"""Which evaluation is meant? From what a person types to a kept evaluation and its rule set."""

from dataclasses import dataclass
from datetime import date

from exports.refusals import ExportError, none_of_the_kind, nothing_published
from metrics.evaluate import Evaluation, kind_rule
from metrics.periods import window
from metrics.record import record
from metrics.rulebook import OWN, in_force, ruleset_of
from rules.calendar import date_of, day_start
from rules.model import RuleSet
from rules.sets import load_ruleset
from rules.value import Text
from store import evaluations
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

DAY = 86_400


@dataclass(frozen=True)
class Judged:
    """An evaluation just made and kept: its number, the rules, and itself."""

    evaluation_id: int
    ruleset: RuleSet
    evaluation: Evaluation


def evaluate_and_keep(
    scope: Scope, home: Home, ruleset: str, kind: str, period: str, as_of: str, by: str, *,
    publish: bool = False, layer: str = "", reason: str = "",
) -> Judged:  # fmt: skip
    """Evaluate a period, keep it, and publish it when asked to. `ruleset` is an id or path, "" for
    the one in force on the period's last day; `layer`, where given, must be the set's own.
    `kind` is a code or its Chinese title, `as_of` a day (everything received up to its end) or ""
    for now."""
    rules = load_ruleset(ruleset) if ruleset else rules_of_period(scope, home, kind, period)
    if layer not in ("", rules.layer.name):
        raise _other_layer(rules, layer)
    code, moment = kind_code(rules, kind), end_of_day(as_of)
    number, made = record(
        scope, home, rules, code, period, by, publish=publish, as_of=moment, reason=reason
    )
    return Judged(number, rules, made)


def rules_of_period(scope: Scope, home: Home, kind: str, period: str) -> RuleSet:
    """The province's rule set in force on the last day of a period."""
    own = load_ruleset(OWN)
    rule = kind_rule(own, kind_code(own, kind))
    return in_force(scope, home, window(rule, period).last_day)


def rules_today(scope: Scope, home: Home) -> RuleSet:
    """The province's rule set in force today."""
    return in_force(scope, home, date_of(home.now()))


def chosen(
    scope: Scope, home: Home, kind: str, period: str, as_of: str, by: str
) -> tuple[Header, RuleSet]:
    """The last published evaluation of a kind and period (of the last period, for ""), and its
    rules. With `as_of` the one made of what was known by the end of that day; where none is
    kept, it is made and kept as a draft.

    Raises ExportError when nothing is published.
    """
    rules = load_ruleset(OWN)
    code, moment = kind_code(rules, kind), end_of_day(as_of)
    if moment is not None and period:
        return _as_of(scope, home, code, period, moment, as_of, by)
    header = evaluations.latest(scope, home, code, period or None)
    if header is None:
        raise nothing_published(code, period) if period else none_of_the_kind(code)
    return header, ruleset_of(scope, home, header)


def _as_of(
    scope: Scope, home: Home, code: str, period: str, moment: int, as_of: str, by: str
) -> tuple[Header, RuleSet]:
    found = evaluations.latest(scope, home, code, period, status=None, as_of=moment)
    if found is not None:
        rules = rules_of_period(scope, home, code, period)
        if rules.hash == found.ruleset_hash:
            return found, rules
    made = evaluate_and_keep(scope, home, "", code, period, as_of, by)
    return evaluations.get(scope, home, made.evaluation_id), made.ruleset


def kind_code(ruleset: RuleSet, kind: str) -> str:
    """The code of a kind given by its code or title; an unknown one is left for the engine,
    which refuses it and says what there is."""
    titles = {text: code for code, rule in ruleset.kinds.items() for text in _names(rule.title)}
    return titles.get(kind.casefold(), kind)


def _names(title: Text) -> tuple[str, str]:
    return title.zh.casefold(), title.en.casefold()


def end_of_day(text: str) -> int | None:
    """The last second of a day written 2026-11-03, in Asia/Shanghai; None for ""."""
    if not text:
        return None
    try:
        return day_start(date.fromisoformat(text)) + DAY - 1
    except ValueError:
        raise ExportError(
            Text(
                f"看不懂日期“{text}”，应写成 2026-11-03。",
                f'The date "{text}" can\'t be read; write it like 2026-11-03.',
            )
        ) from None


def _other_layer(rules: RuleSet, layer: str) -> ExportError:
    return ExportError(
        Text(
            f"规则集 {rules.id} 的层级是 {rules.layer.name}，不是 {layer}；请用 --ruleset "
            "指明该层级的规则文件。",
            f"The rule set {rules.id} is of the layer {rules.layer.name}, not {layer}; name a file "
            "of that layer with --ruleset.",
        )
    )
