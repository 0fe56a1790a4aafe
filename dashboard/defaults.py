"""Which values of the rule set has nobody confirmed yet? The defaults in force on a day."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from rules.model import RuleSet
from rules.stated import Side, Stated, entries

FOLDERS = {
    "set": "", "kind": "kinds.", "group": "groups.", "band": "bands.", "cap": "caps.",
    "adjustment": "adjustments.", "number": "numbers.", "duty": "duties.", "area": "areas.",
    "procedure": "procedure.", "criterion": "",
}  # fmt: skip
"""Where a part of a rule set stands in its files."""
ONLY_KEYS = ("floor", "value", "basis")
"""Keys that say no more than the name they stand under; a criterion's own are said in full."""


def default_values(ruleset: RuleSet, day: date, language: str) -> pd.DataFrame:
    """One row per default in force, dated values and grounds without a number alike:
    `criterion` (title, or the rule set's), `number` (its place in the rule files), `value` as
    written; of a veto its effect, of a cap the grade it leaves."""
    rows = [
        (_title(ruleset, part, name, language), _place(part, name, key), written)
        for (part, name), said in entries(ruleset).items()
        for key, side in said.items()
        if day >= ruleset.since and (written := _default(key, side, said, day)) is not None
    ]
    return pd.DataFrame(rows, columns=["criterion", "number", "value"])


def _default(key: str, side: Side, said: Mapping[str, Side], day: date) -> str | None:
    """What is written, where it is a default in force; else None."""
    if not isinstance(side, tuple) or not side:
        return None
    if key == "basis":
        stands_for = said.get("effect") or said.get("highest") or ""
        return str(stands_for) if side[0] == "default" else None
    held = [one for one in side if isinstance(one, Stated) and one.since <= day.isoformat()]
    if not held or held[-1].status != "default":
        return None
    return " / ".join(dict.fromkeys(value for _, value in held[-1].shown))


def _title(ruleset: RuleSet, part: str, name: str, language: str) -> str:
    known = ruleset.criteria.get(name) if part == "criterion" else None
    return (known or ruleset).title.in_language(language)


def _place(part: str, name: str, key: str) -> str:
    bare = part != "criterion" and key in ONLY_KEYS
    return FOLDERS[part] + ".".join(filter(None, (name, "" if bare else key)))
