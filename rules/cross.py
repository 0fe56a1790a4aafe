"""How is a table that crosses two metrics written? See `rules.compare` for its form."""

from collections.abc import Mapping
from fractions import Fraction

from rules.load import Node
from rules.numbers import ANY, SHARE, Ground, read_number, read_series
from rules.value import Series


def read_table(
    node: Node, ground: Ground, name: str, types: tuple[str, ...]
) -> dict[str, Series]:  # fmt: skip
    """The bounds and shares of a table by role. Raises RuleError."""
    entry = node.keys(("form", "rows", "columns", "shares"))
    numbers = {
        f"{role}_{at}": read_number(bound, ground, f"{name}.{role}_{at}", ANY, types)
        for role, key in (("row", "rows"), ("column", "columns"))
        for at, bound in enumerate(entry[key].filled(), start=1)
    }
    deep, wide = (len(entry[key].sequence()) + 1 for key in ("rows", "columns"))
    lines = entry["shares"].sequence()
    if len(lines) != deep or any(len(line.sequence()) != wide for line in lines):
        raise entry["shares"].error("table_size", rows=deep, columns=wide)
    for row, line in enumerate(lines):
        for column, share in enumerate(line.sequence()):
            role = f"share_{row}_{column}"
            numbers[role] = read_series(share, ground, f"{name}.{role}", SHARE, types)
    return numbers


def rising(value: Mapping[str, Fraction]) -> bool:
    """Do the bounds of both metrics rise, and is there a cell with all of the points?"""
    for side in ("row_", "column_"):
        bounds = [number for role, number in value.items() if role.startswith(side)]
        if bounds != sorted(set(bounds)):
            return False
    return max(number for role, number in value.items() if role.startswith("share_")) == 1
