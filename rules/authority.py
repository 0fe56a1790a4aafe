"""Who may do what? authority.yaml: act → object → who.

`submit` names `ledgers` and every register with who may file it: `own` (the market or its filing
unit; of a unit's own papers, the unit) or `above` (a unit above the market that may inspect it).
The other acts name levels, `buyer` (of the contract) or `above` (the unit above the one that
evaluated); `direct_units` says as which levels 昆山, 泰兴, 沭阳 also act.
"""

from collections.abc import Mapping

from rules.load import Node

ACTS = (
    "submit", "check", "inspect", "evaluate", "recommend", "order", "end", "recognise", "review",
    "direct_units",
)  # fmt: skip
FILERS = ("own", "above")
LEVELS = ("market", "county", "city", "province", "buyer", "above")
ONLY_ABOVE = ("inspection", "verification", "incident", "waiver")
"""What a market never files about itself."""


def read_authority(node: Node) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Every act with its objects and who may. Raises RuleError."""
    acts = node.keys(ACTS)
    _check_filers(acts["submit"])
    return {
        act: {
            name: who.choices(FILERS if act == "submit" else LEVELS)
            for name, who in written.mapping().items()
        }
        for act, written in acts.items()
    }


def _check_filers(node: Node) -> None:
    filers = node.keys(("ledgers", *ONLY_ABOVE), node.mapping())
    for name in ONLY_ABOVE:
        if filers[name].choices(FILERS) != ("above",):
            raise filers[name].error("must_be_above", name=name)
