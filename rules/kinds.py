"""Which kinds of evaluation does a rule set know, over which window, over whom?"""

from collections.abc import Mapping
from typing import get_args

from rules.load import Node
from rules.model import KindRule, Subject
from rules.numbers import MODES, MONTHS, SHARE, Ground, read_series

KINDS = ("monitoring", "operation", "performance", "selection", "area")
PERIODS = ("month", "quarter", "half_year", "year")
CASES = ("candidacy", "rectification", "contract_end", "exit", "revocation")
"""The cases a published evaluation may start."""
LONGEST_WINDOW = 36


def read_kinds(node: Node, ground: Ground) -> Mapping[str, KindRule]:
    """The kinds by their code. Raises RuleError."""
    kinds = node.keys((), KINDS)
    return {code: _kind(written, code, ground) for code, written in kinds.items()}


def _kind(node: Node, code: str, ground: Ground) -> KindRule:
    minimums = {"minimum_assessed": SHARE, "minimum_applicable": SHARE, "minimum_months": MONTHS}
    entry = node.keys(("title", "periods", "window", "subjects", "starts", *minimums), ("modes",))
    entry["subjects"].choices(get_args(Subject))
    written = entry["subjects"].distinct()
    for case in entry["starts"].sequence():
        case.choice(CASES)
    numbers = {
        name: read_series(entry[name], ground, f"kinds.{code}.{name}", limits)
        for name, limits in minimums.items()
    }
    return KindRule(
        code=code,
        title=entry["title"].words(),
        periods=entry["periods"].choices(PERIODS),
        window=entry["window"].integer(0, LONGEST_WINDOW),
        subjects=tuple(subject for subject in get_args(Subject) if subject in written),
        modes=frozenset(entry["modes"].choices(MODES) if "modes" in entry else MODES),
        starts=entry["starts"].distinct(),
        **numbers,
    )
