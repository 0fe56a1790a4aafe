"""How is a number of a rule set written, and what does it rest on?"""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, get_args

from rules.codes import code_list
from rules.load import Node
from rules.model import Measure, Subject
from rules.source import Sources
from rules.value import Dated, Series, Status

TYPES = tuple(code.code for code in code_list("market_type").codes)
UNIT_TYPES = tuple(code.code for code in code_list("unit_type").codes)
MODES = tuple(code.code for code in code_list("market_mode").codes)
EVERYBODY = "all"
CLOCKS = {"market_hours": "h", "working_days": "d"}
"""The clock of a time limit, and the suffix its numbers carry."""
_WORTH = {"": Fraction(1), "%": Fraction(1, 100), "h": Fraction(3600), "d": Fraction(1)}
_NUMBER = re.compile(r"(-?\d{1,12}(?:\.\d{1,9})?)([%hd]?)", re.ASCII)


class Limits(NamedTuple):
    """What a number may be: from `low` to `high`, whole where `whole`."""

    low: Fraction
    high: Fraction
    whole: bool = False


ANY = Limits(Fraction(-(10**12)), Fraction(10**15))
POSITIVE = Limits(Fraction(1, 10**9), Fraction(10**6))
SHARE = Limits(Fraction(0), Fraction(1))
POINTS = Limits(Fraction(0), Fraction(100))
MONTHS = Limits(Fraction(0), Fraction(120), whole=True)
COUNT = Limits(Fraction(1), Fraction(10**9), whole=True)


class Ground(NamedTuple):
    """What a rule set rests on: the sources of its numbers, the day its first values must be in
    force, the metrics its criteria may name, and the area classes its numbers may treat apart."""

    sources: Sources
    since: date
    measures: Mapping[str, Measure] = MappingProxyType({})
    areas: tuple[str, ...] = ()


def types_of(subject: Subject) -> tuple[str, ...]:
    """The types a criterion may tell apart: the levels of a unit, or the kinds of a market."""
    return UNIT_TYPES if subject == "unit" else TYPES


def unit_of(series: Series) -> str:
    """The suffix its numbers are written with: "%", "h" (seconds), "d" (days) or ""."""
    return suffix(next(iter(series.dated[0].shown.values())))


def suffix(written: str) -> str:
    return written[-1] if written[-1] in _WORTH else ""


def read_number(
    node: Node, ground: Ground, name: str, limits: Limits = ANY, types: tuple[str, ...] = TYPES
) -> Series:
    """A dated number; a time limit stands under `dated` beside the `clock` it is counted by.

    A share is held as a fraction of 1, a limit in hours as seconds, one in days as days.
    Raises RuleError.
    """
    if isinstance(node.value, tuple | str):
        series = read_series(node, ground, name, limits, types)
        if unit_of(series) in CLOCKS.values():
            raise node.error("no_clock")
        return series
    entry = node.keys(("clock", "dated"))
    clock = entry["clock"].choice(CLOCKS)
    series = read_series(entry["dated"], ground, name, limits, types)
    if unit_of(series) != CLOCKS[clock]:
        raise entry["dated"].error("wrong_clock", clock=clock, suffix=CLOCKS[clock])
    return series


def read_series(
    node: Node, ground: Ground, name: str, limits: Limits = ANY, types: tuple[str, ...] = TYPES
) -> Series:
    """The dated values in `node`, oldest first, all in one unit. Raises RuleError."""
    entries = node.filled()
    dated = tuple(_dated(entry, ground, limits, types) for entry in entries)
    for entry, earlier, later in zip(entries[1:], dated, dated[1:], strict=False):
        if later.since <= earlier.since:
            raise entry.error("not_in_order", value=later.since)
    if dated[0].since > ground.since:
        raise entries[0].error("begins_late", value=dated[0].since, since=ground.since)
    if len({suffix(shown) for value in dated for shown in value.shown.values()}) > 1:
        raise node.error("mixed_units")
    return Series(name, dated)


def _dated(node: Node, ground: Ground, limits: Limits, types: tuple[str, ...]) -> Dated:
    entry = node.keys(("from", "value", "status", "source"), ("review", "note"))
    by_kind = {"": entry["value"]}
    if not isinstance(entry["value"].value, str):
        by_kind = _by_kind(entry["value"], ground.areas, types)
    status, source = read_source(node, ground.sources)
    return Dated(
        entry["from"].day(),
        {kind: _value(number, limits) for kind, number in by_kind.items()},
        {kind: number.text() for kind, number in by_kind.items()},
        status,
        source,
        entry["review"].day() if "review" in entry else None,
        entry["note"].text() if "note" in entry else "",
    )


def _by_kind(node: Node, areas: tuple[str, ...], types: tuple[str, ...]) -> dict[str, Node]:
    """One value for `all` or one for each type, and any that area classes have of their own:
    `@island` for every type, `general@island` for one."""
    apart = [f"{kind}@{area}" for area in areas for kind in ("", *types)]
    wanted = (EVERYBODY,) if EVERYBODY in node.mapping() else types
    entries = node.keys(wanted, apart)
    return {"" if kind == EVERYBODY else kind: number for kind, number in entries.items()}


def _value(node: Node, limits: Limits) -> Fraction:
    found = _NUMBER.fullmatch(node.text())
    if not found:
        raise node.error("not_number", value=node.text())
    value = Fraction(found[1]) * _WORTH[found[2]]
    if (limits.whole or found[2] in ("h", "d")) and value.denominator != 1:
        raise node.error("not_whole", value=node.text())
    if not limits.low <= value <= limits.high:
        raise node.error("out_of_range", value=node.text())
    return value


def read_source(node: Node, known: Sources) -> tuple[Status, str]:
    """The `status` and `source` of a number or cap: a clause or reference that exists, or
    `default` for both. Raises RuleError."""
    entry = node.mapping()
    status, source = entry["status"].choice(get_args(Status)), entry["source"]
    if (status == "default") != (source.text() == "default"):
        raise source.error("default_source")
    if status == "default":
        return "default", "default"
    reference = known.references.get(source.text())
    if reference is None and source.text() not in known.clauses:
        raise source.error("unknown_source", value=source.text())
    if reference and reference.confidence == "memory":
        raise source.error("unchecked_source", value=source.text())
    return ("official" if status == "official" else "reference"), source.text()
