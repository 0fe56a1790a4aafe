"""What does a set ask on one day, as if it had always asked it? For trying a change on the past."""

import json
from datetime import date
from pathlib import Path

from rules.model import RuleSet
from rules.sets import kept_ruleset


def fixed_on(ruleset: RuleSet, day: date) -> RuleSet:
    """The set with each number at the value in force on `day`, from the number's beginning on.
    A number without a value on that day keeps all it has."""
    known = json.loads(ruleset.content)
    content = json.dumps(
        _fixed(known, day.isoformat()), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return kept_ruleset(content, Path(ruleset.hash))


def _fixed(value: object, day: str) -> object:
    if isinstance(value, dict):
        return {name: _fixed(inner, day) for name, inner in value.items()}
    if not isinstance(value, list):
        return value
    dated = [entry for entry in value if isinstance(entry, dict) and "from" in entry]
    begun = [entry for entry in dated if str(entry["from"]) <= day]
    if dated and len(dated) == len(value) and begun:
        return [{**begun[-1], "from": dated[0]["from"]}]
    return [_fixed(entry, day) for entry in value]
