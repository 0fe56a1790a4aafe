"""Whose word is a rule set? The province's, or on top of it a city's or that of a contract."""

import re
from collections.abc import Mapping

from rules.codes import divisions
from rules.load import Node
from rules.model import LAYERS, PROVINCIAL, Layer

CONTRACT = re.compile(r"\S{1,64}")


def read_layer(node: Node | None) -> Layer:
    """The layer of a set; one that says nothing of it is the province's. Raises RuleError."""
    if node is None:
        return PROVINCIAL
    entry = node.keys(("base", "base_hash", "layer"), ("for", "changes", "criteria"))
    layer = next(name for name in LAYERS if name == entry["layer"].choice(LAYERS))
    return Layer(layer, _for(node, entry, layer), entry["base"].text(), entry["base_hash"].text())


def _for(node: Node, entry: Mapping[str, Node], layer: str) -> tuple[str, ...]:
    """Whom a lower layer is for: one city, or the contracts by their numbers."""
    if layer == "province":
        if "for" in entry:
            raise entry["for"].error("needless_for")
        return ()
    if "for" not in entry:
        raise node.error("missing_key", name="for")
    if layer == "city":
        return (entry["for"].choice(divisions().cities),)
    for contract in entry["for"].filled():
        if not CONTRACT.fullmatch(contract.text()):
            raise contract.error("empty_value")
    return entry["for"].distinct()
