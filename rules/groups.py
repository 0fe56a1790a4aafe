"""How do criteria add up? The groups, bands and caps of ruleset.yaml, and their checks."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import get_args

from rules.load import Node
from rules.model import GRADES, Cap, Criterion, Grade, Group, Series, Subject
from rules.numbers import POINTS, TYPES, Ground, Limits, read_series, read_source

FINDINGS = ("met", "partly", "not_met", "no_data", "not_applicable")
WEIGHT = Limits(Fraction(0), Fraction(1000))


def read_groups(node: Node, ground: Ground, criteria: Mapping[str, Criterion]) -> tuple[Group, ...]:
    """The weight groups, which list every criterion once. Raises RuleError."""
    taken: set[str] = set()
    groups: list[Group] = []
    for written in node.filled():
        group = _group(written, ground, criteria, taken)
        if group.id in {other.id for other in groups}:
            raise written.error("repeated_value", value=group.id)
        groups.append(group)
    for name in criteria:
        if name not in taken:
            raise node.error("unlisted", name=name)
    _check_weights(node, groups, criteria)
    return tuple(groups)


def _group(node: Node, ground: Ground, criteria: Mapping[str, Criterion], taken: set[str]) -> Group:
    entry = node.keys(("id", "title", "weight", "criteria"), ("optional", "subject"))
    name = entry["id"].text()
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
    needless = "points" if optional else "bonus"
    if criterion.effect == needless:
        needs = "bonus" if optional else "points"
        raise node.error("wrong_group", name=name, had=needless, needs=needs)


def _check_weights(node: Node, groups: list[Group], criteria: Mapping[str, Criterion]) -> None:
    """On every day and for every type, the markets' groups weigh something together."""
    weighing = [
        group.weight
        for group in groups
        if not group.optional and criteria[group.criteria[0]].subject == "market"
    ]
    for day in _knots(weighing):
        for kind in TYPES:
            if not sum(weight.on(day).value(kind) for weight in weighing):
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
    entry = node.keys(("criterion", "findings", "highest", "status", "source"))
    name = entry["criterion"].text()
    if name not in criteria:
        raise entry["criterion"].error("unknown_criterion", name=name)
    highest = entry["highest"].choice(GRADES)
    status, source = read_source(node, ground.sources)
    return Cap(
        name,
        entry["findings"].choices(FINDINGS),
        next(grade for grade in GRADES if grade == highest),
        status,
        source,
    )
