"""Which kinds of evaluation does a rule set know, over which window, over whom?"""

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args

from rules.load import Node
from rules.model import KindRule, Subject
from rules.numbers import MODES, MONTHS, SHARE, Ground, Limits, read_series
from rules.value import Series

KINDS = ("monitoring", "operation", "performance", "selection", "area")
PERIODS = ("month", "quarter", "half_year", "year")
CASES = ("candidacy", "rectification", "contract_end", "exit", "revocation")
"""The cases a published evaluation may start."""
LONGEST_WINDOW = 36
SOMETIMES = ("modes", "cut_off_month", "peers")
PEERS = ("mode", "size")
MONTH_OF_YEAR = Limits(Fraction(1), Fraction(12), whole=True)


def read_kinds(node: Node, ground: Ground) -> Mapping[str, KindRule]:
    """The kinds by their code. Raises RuleError."""
    kinds = node.keys((), KINDS)
    return {code: _kind(written, code, ground) for code, written in kinds.items()}


def _kind(node: Node, code: str, ground: Ground) -> KindRule:
    minimums = {"minimum_assessed": SHARE, "minimum_applicable": SHARE, "minimum_months": MONTHS}
    entry = node.keys(("title", "periods", "window", "subjects", "starts", *minimums), SOMETIMES)
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
        cut_off_month=_cut_off(entry, code, ground),
        peers=entry["peers"].choices(PEERS) if "peers" in entry else (),
        **numbers,
    )


def _cut_off(entry: Mapping[str, Node], code: str, ground: Ground) -> Series | None:
    """The month with which a yearly window ends; only a kind judged by the year has one."""
    if "cut_off_month" not in entry:
        return None
    if entry["periods"].distinct() != ("year",):
        raise entry["cut_off_month"].error("needless_cut_off")
    name = f"kinds.{code}.cut_off_month"
    return read_series(entry["cut_off_month"], ground, name, MONTH_OF_YEAR)
