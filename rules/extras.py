"""What may a rule set say beside its groups? Area classes, adjustments, duties of the calendar."""

import re
from collections.abc import Mapping
from fractions import Fraction

from rules.load import Node
from rules.model import Area, Criterion, Duty, Step
from rules.numbers import Ground, Limits, read_series, read_source
from rules.source import Sources
from rules.value import Basis

_CODE = re.compile(r"\d{6}", re.ASCII)
RHYTHMS = ("month", "quarter", "half_year", "year", "once", "event")
SIGNED = Limits(Fraction(-100), Fraction(100))
DAYS = Limits(Fraction(1), Fraction(31), whole=True)


def read_areas(node: Node, known: Sources) -> tuple[Area, ...]:
    """The classes of divisions whose numbers may differ, each division in one. Raises
    RuleError."""
    found: dict[str, Area] = {}
    taken: set[str] = set()
    for written in node.filled():
        entry = written.keys(("id", "title", "divisions", "status", "source"))
        name = entry["id"].text()
        if name in found or not name.isidentifier():
            raise entry["id"].error("repeated_value" if name in found else "not_name", value=name)
        members = entry["divisions"].distinct()
        for code in entry["divisions"].sequence():
            if code.text() in taken:
                raise code.error("repeated_value", value=code.text())
            if not _CODE.fullmatch(code.text()):
                raise code.error("not_division", value=code.text())
        taken |= set(members)
        basis = Basis(*read_source(written, known))
        found[name] = Area(name, entry["title"].words(), frozenset(members), basis)
    return tuple(found.values())


def read_adjustments(
    node: Node, ground: Ground, criteria: Mapping[str, Criterion]
) -> tuple[Step, ...]:  # fmt: skip
    """The steps after the points, in the order in which they are taken. Raises RuleError."""
    steps = tuple(_step(written, ground, criteria) for written in node.filled())
    used = [step.criterion for step in steps if step.criterion]
    for written in node.sequence():
        entry = written.mapping()
        if "criterion" in entry and used.count(entry["criterion"].text()) > 1:
            raise entry["criterion"].error("repeated_value", value=entry["criterion"].text())
    return steps


def _step(node: Node, ground: Ground, criteria: Mapping[str, Criterion]) -> Step:
    if "criterion" not in node.mapping():
        entry = node.keys(("low", "high"))
        low, high = (
            read_series(entry[side], ground, f"adjustments.{side}", SIGNED)
            for side in ("low", "high")
        )
        return Step("", None, low, high)
    entry = node.keys(("criterion", "points"))
    name = entry["criterion"].text()
    if name not in criteria:
        raise entry["criterion"].error("unknown_criterion", name=name)
    if criteria[name].effect != "adjustment":
        raise entry["criterion"].error("not_adjustment", name=name, had=criteria[name].effect)
    return Step(name, read_series(entry["points"], ground, f"adjustments.{name}", SIGNED))


def read_duties(node: Node, ground: Ground) -> tuple[Duty, ...]:
    """The duties of the calendar of duties.yaml. Raises RuleError."""
    found: dict[str, Duty] = {}
    for written in node.filled():
        keys = ("id", "title", "clauses", "owed_by", "rhythm", "shown_by")
        entry = written.keys(keys, ("due",))
        name = entry["id"].text()
        if name in found:
            raise entry["id"].error("repeated_value", value=name)
        for cited in entry["clauses"].filled():
            if cited.text() not in ground.sources.clauses:
                raise cited.error("unknown_clause", value=cited.text())
        due = read_series(entry["due"], ground, f"duties.{name}", DAYS) if "due" in entry else None
        found[name] = Duty(
            name, entry["title"].words(), entry["clauses"].distinct(), entry["owed_by"].text(),
            entry["rhythm"].choice(RHYTHMS), due, entry["shown_by"].words(),
        )  # fmt: skip
    return tuple(found.values())
