"""How do criteria add up? The groups, bands and caps of ruleset.yaml, and their checks."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import get_args

from rules.load import Node
from rules.model import GRADES, Branch, Cap, Criterion, Grade, Group, Subject
from rules.numbers import POINTS, TYPES, Ground, Limits, read_number, read_series, read_source
from rules.value import Series

FINDINGS = ("met", "partly", "not_met", "no_data", "not_applicable")
WHEN = ("findings", "below", "above")
WEIGHT = Limits(Fraction(0), Fraction(1000))


def read_groups(node: Node, ground: Ground, criteria: Mapping[str, Criterion]) -> tuple[Group, ...]:
    """The weight groups, which list every criterion once. Raises RuleError."""
    taken: set[str] = set()
    groups: list[Group] = []
    names: set[str] = set()
    for leaf, above in _leaves(node, ground, names, ()):
        groups.append(_group(leaf, ground, criteria, taken, above))
    for name, criterion in criteria.items():
        if name not in taken and criterion.effect != "adjustment":
            raise node.error("unlisted", name=name)
    _check_weights(node, groups, criteria)
    return tuple(groups)


def _leaves(
    node: Node, ground: Ground, names: set[str], above: tuple[Branch, ...]
) -> Iterator[tuple[Node, tuple[Branch, ...]]]:
    """The groups that list criteria, each with the branches it hangs on."""
    for written in node.filled():
        entries = written.mapping()
        name = entries["id"].text() if "id" in entries else ""
        if name and name in names:
            raise written.error("repeated_value", value=name)
        names.add(name)
        if "groups" not in entries:
            yield written, above
            continue
        entry = written.keys(("id", "title", "weight", "groups"))
        weight = read_series(entry["weight"], ground, f"groups.{name}.weight", WEIGHT)
        branch = Branch(name, entry["title"].words(), weight)
        yield from _leaves(entry["groups"], ground, names, (*above, branch))


def _group(
    node: Node, ground: Ground, criteria: Mapping[str, Criterion], taken: set[str],
    above: tuple[Branch, ...],
) -> Group:  # fmt: skip
    entry = node.keys(("id", "title", "weight", "criteria"), ("optional", "subject"))
    name = entry["id"].text()
    if above and "optional" in entry:
        raise entry["optional"].error("nested_optional")
    optional = "optional" in entry and entry["optional"].choice(("true", "false")) == "true"
    subject = entry["subject"].choice(get_args(Subject)) if "subject" in entry else "market"
    for listed in entry["criteria"].filled():
        _check_listed(listed, criteria, taken, subject, optional)
        taken.add(listed.text())
    return Group(
        name,
        entry["title"].words(),
        read_series(entry["weight"], ground, f"groups.{name}.weight", WEIGHT),
        entry["criteria"].distinct(),
        optional,
        above,
    )


def _check_listed(
    node: Node, criteria: Mapping[str, Criterion], taken: set[str], subject: str, optional: bool
) -> None:
    name = node.text()
    if name in taken:
        raise node.error("listed_twice", name=name)
    if name not in criteria:
        raise node.error("unknown_criterion", name=name)
    criterion = criteria[name]
    if criterion.subject != subject:
        raise node.error("wrong_group", name=name, had=criterion.subject, needs=subject)
    needless = ("points", "adjustment") if optional else ("bonus", "adjustment")
    if criterion.effect in needless:
        needs = "bonus" if optional else "points"
        raise node.error("wrong_group", name=name, had=criterion.effect, needs=needs)


def _check_weights(node: Node, groups: list[Group], criteria: Mapping[str, Criterion]) -> None:
    """On every day and for every type, the markets' groups weigh something together."""
    weighing = [
        (*(branch.weight for branch in group.above), group.weight)
        for group in groups
        if not group.optional and criteria[group.criteria[0]].subject == "market"
    ]
    for day in _knots([series for path in weighing for series in path]):
        for kind in TYPES if weighing else ():
            if not any(all(step.on(day).value(kind) for step in path) for path in weighing):
                raise node.error("no_weight", day=day, type=kind)


def _knots(numbers: list[Series]) -> list[date]:
    """The days, from the one on which all are in force, on which one of the numbers changes."""
    begins = max((series.dated[0].since for series in numbers), default=date.min)
    days = {dated.since for series in numbers for dated in series.dated if dated.since >= begins}
    return sorted(days)


def read_bands(node: Node, ground: Ground) -> dict[Grade, Series]:
    """The lowest score of each grade, falling to 0 on every day. Raises RuleError."""
    entry = node.keys(GRADES)
    bands = {grade: read_series(entry[grade], ground, f"bands.{grade}", POINTS) for grade in GRADES}
    for day in _knots(list(bands.values())):
        for kind in TYPES:
            lowest = [series.on(day).value(kind) for series in bands.values()]
            if lowest != sorted(set(lowest), reverse=True) or lowest[-1] != 0:
                raise node.error("bands_order", day=day)
    return bands


def read_caps(node: Node, ground: Ground, criteria: Mapping[str, Criterion]) -> tuple[Cap, ...]:
    """The caps, each on a criterion of the set. Raises RuleError."""
    return tuple(_cap(written, ground, criteria) for written in node.sequence())


def _cap(node: Node, ground: Ground, criteria: Mapping[str, Criterion]) -> Cap:
    """A cap by findings, or by a value below or above a number."""
    entry = node.keys(("criterion", "highest", "status", "source"), WHEN)
    if len(entry.keys() & set(WHEN)) != 1:
        raise node.error("cap_when", allowed=WHEN)
    name = entry["criterion"].text()
    if name not in criteria:
        raise entry["criterion"].error("unknown_criterion", name=name)
    highest = entry["highest"].choice(GRADES)
    status, source = read_source(node, ground.sources)
    numbers = {
        side: read_number(entry[side], ground, f"caps.{name}.{side}")
        for side in ("below", "above")
        if side in entry
    }
    if numbers and criteria[name].measure is None:
        raise entry["criterion"].error("cap_without_value", name=name)
    return Cap(
        name,
        entry["findings"].choices(FINDINGS) if "findings" in entry else (),
        next(grade for grade in GRADES if grade == highest),
        status,
        source,
        **numbers,
    )
