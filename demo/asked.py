"""What is a market asked for: which items are inspected, which declared? The rule set says."""

from rules.model import Criterion, RuleSet

MARKET_TYPES = ("general", "sector", "station")
MARKET_MODES = ("self", "sign", "entrusted", "ppp")
Asked = dict[tuple[str, str], list[str]]


def inspected(ruleset: RuleSet) -> Asked:
    """The inspection items of each (type, mode), in the order of the criteria."""
    return _asked(ruleset, "inspection")


def declared(ruleset: RuleSet) -> Asked:
    """The declared items of each (type, mode)."""
    return _asked(ruleset, "declaration")


def _asked(ruleset: RuleSet, judged_by: str) -> Asked:
    criteria = [
        criterion
        for criterion in ruleset.criteria.values()
        if criterion.judged_by == judged_by and criterion.subject != "unit"
    ]
    return {
        (kind, mode): _items(criteria, kind, mode) for kind in MARKET_TYPES for mode in MARKET_MODES
    }


def _items(criteria: list[Criterion], kind: str, mode: str) -> list[str]:
    named = [
        item
        for criterion in criteria
        if criterion.applies(kind, mode)
        for item in (*criterion.items, *criterion.declared)
    ]
    return list(dict.fromkeys(named))
