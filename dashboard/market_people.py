"""How are staff and inspectors told apart without being named? By role and the key's beginning.

A key is a long random word made from a person's number: it names nobody, and whole it only
fills the column. Its first letters tell the people of one table apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from exports.words import Words
from metrics.evidence import Evidence

ROLES = {
    "first_staff_key": "工作人员", "staff_key": "工作人员", "closed_by_key": "工作人员",
    "inspector_a": "检查员", "inspector_b": "检查员", "verified_by": "核验员",
    "officer_a": "核实员", "officer_b": "核实员", "granted_by": "批准人",
}  # fmt: skip
"""The columns that hold a person's key, and what the person is."""
SHORTEST, WHOLE = 4, 8
"""Letters shown of a key; a key no longer than WHOLE was written by people and stays."""


def labelled(evidence: Iterable[Evidence], words: Words) -> list[Evidence]:
    """The evidence with `工作人员 fmij…` in place of the keys of staff and inspectors."""
    return [_replaced(held, {name: words(role) for name, role in ROLES.items()})
            for held in evidence]  # fmt: skip


def shortened(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence with `fmij…` in place of these keys, for sentences that say the role."""
    return [_replaced(held, dict.fromkeys(ROLES, "")) for held in evidence]


def short_keys(keys: Iterable[str]) -> dict[str, str]:
    """Every key with the beginning that tells it from the others."""
    known = sorted(set(keys))
    length = next(
        size for size in range(SHORTEST, max(map(len, known), default=0) + SHORTEST + 1)
        if len({key[:size] for key in known}) == len(known)
    )  # fmt: skip
    return {key: key if len(key) <= max(WHOLE, length) else f"{key[:length]}…" for key in known}


def _replaced(held: Evidence, roles: Mapping[str, str]) -> Evidence:
    names = [name for name in roles if name in held.frame]
    keys = short_keys(key for name in names for key in held.frame[name].dropna())
    columns = {name: _said(held.frame[name], keys, roles[name]) for name in names}
    return replace(held, frame=held.frame.assign(**columns))


def _said(column: "pd.Series[str]", keys: Mapping[str, str], role: str) -> "pd.Series[str]":
    return column.map(lambda key: f"{role} {keys[key]}".strip(), na_action="ignore")
