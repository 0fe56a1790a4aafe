"""What should a criterion find? Rule cases 用例: given counts, the finding and the points.

cases/<group>/<name>.yaml holds the list of cases of the criterion <group>.<name>. Here they are
read and checked; whoever runs them puts `given` to the judge and compares.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from rules.case_facts import Computed, Given, read_given
from rules.criteria import can_be_partly, numbers_of
from rules.files import criterion_id
from rules.groups import FINDINGS
from rules.load import Node, read_yaml
from rules.model import Criterion, RuleSet
from rules.numbers import MODES, types_of

REASONS: Mapping[str, tuple[str, ...]] = {
    "computation": ("not_filed",),
    "inspection": ("not_inspected", "inspection_expired", "inspectors_disagree"),
    "declaration": ("not_verified", "inspection_expired"),
    "incident": ("lead_open", "not_filed"),
}
"""Why a criterion of each way of judging can be 待核."""
NOT_APPLICABLE = ("small_sample", "not_owed")
KEYS = ("name", "given", "expect"), ("reason", "points", "type", "mode", "area", "on")
"""What a case must say, and what it may."""
_FRACTION = re.compile(r"\d{1,9}(/\d{1,9})?", re.ASCII)


@dataclass(frozen=True)
class Case:
    """One case of one criterion. `points` is the share of the maximum; `type`, `mode` and `area`
    (an area class) are empty where they don't matter; `on` is the last day of the period."""

    criterion: str
    name: str
    given: Given
    expect: str
    reason: str
    points: Fraction | None
    type: str
    mode: str
    on: date | None
    area: str = ""

    def kind(self, market_type: str) -> str:
        """Whose values hold for the case, by its type or the one that stands in for it."""
        return f"{market_type}@{self.area}" if self.area else market_type


def cases(ruleset: RuleSet) -> list[Case]:
    """Every case of the set. Raises RuleError with file, line, key, what is wrong and what to
    do."""
    found: list[Case] = []
    areas = tuple(area.id for area in ruleset.areas)
    for name, node in _files(ruleset.folder):
        if name not in ruleset.criteria:
            raise node.error("unknown_criterion", name=name)
        found += _cases(node, ruleset.criteria[name], areas)
    return found


def _files(folder: Path) -> list[tuple[str, Node]]:
    paths = sorted((folder / "cases").glob("*/*.yaml"))
    return [(criterion_id(path), _read(path, path.stat().st_mtime_ns)) for path in paths]


@lru_cache(maxsize=1024)
def _read(path: Path, _stamp: int) -> Node:
    return read_yaml(path)


def _cases(node: Node, criterion: Criterion, areas: tuple[str, ...]) -> list[Case]:
    found: dict[str, Case] = {}
    for written in node.filled():
        case = _case(written, criterion, areas)
        if case.name in found:
            raise written.error("repeated_value", value=case.name)
        found[case.name] = case
    return list(found.values())


def _case(node: Node, criterion: Criterion, areas: tuple[str, ...]) -> Case:
    entry = node.keys(*KEYS)
    if "type" not in entry and _differs_by_type(criterion):
        raise node.error("missing_key", name="type")
    expect = entry["expect"].choice(FINDINGS)
    if expect == "partly" and not can_be_partly(criterion):
        raise entry["expect"].error("impossible_finding", value=expect)
    return Case(
        criterion=criterion.id,
        name=entry["name"].text(),
        given=read_given(entry["given"], criterion),
        expect=expect,
        reason=_reason(entry, criterion, expect),
        points=read_share(entry["points"]) if "points" in entry else None,
        type=entry["type"].choice(types_of(criterion.subject)) if "type" in entry else "",
        mode=entry["mode"].choice(MODES) if "mode" in entry else "",
        on=entry["on"].day() if "on" in entry else None,
        area=entry["area"].choice(areas) if "area" in entry else "",
    )


def _differs_by_type(criterion: Criterion) -> bool:
    return any("" not in dated.values for s in numbers_of(criterion) for dated in s.dated)


def _reason(entry: Mapping[str, Node], criterion: Criterion, expect: str) -> str:
    allowed = {"no_data": REASONS[criterion.judged_by], "not_applicable": NOT_APPLICABLE}
    if "reason" not in entry:
        return ""
    reason = entry["reason"].text()
    if reason not in allowed.get(expect, ()):
        raise entry["reason"].error(
            "wrong_reason", value=reason, finding=expect, allowed=allowed.get(expect, ("—",))
        )
    return reason


def read_share(node: Node) -> Fraction:
    """A share of 1, written as a fraction: `1/2`. Raises RuleError."""
    text = node.text()
    if _FRACTION.fullmatch(text) and int(text.partition("/")[2] or 1) and Fraction(text) <= 1:
        return Fraction(text)
    raise node.error("not_fraction", value=text)


def missing_outcomes(
    criterion: Criterion, cases: Iterable[Case], scale: Fraction = Fraction(1)
) -> list[str]:
    """What the criterion's cases must show and don't: findings, `at <role>` (a value exactly on
    that number), `before <day>` and `on <day>` (of a change).

    `scale` is that of the metric: its value is scale × numerator ÷ denominator.
    """
    mine = [case for case in cases if case.criterion == criterion.id]
    shown = {case.expect for case in mine} | _thresholds_met(criterion, mine, scale)
    for case in mine:
        if case.on:
            shown |= {f"on {case.on}", f"before {case.on + timedelta(days=1)}"}
    return [outcome for outcome in _wanted(criterion) if outcome not in shown]


def _wanted(criterion: Criterion) -> list[str]:
    every = set(types_of(criterion.subject))
    limited = criterion.types != every or criterion.modes != set(MODES)
    checked = criterion.judged_by in ("inspection", "declaration")
    wanted = ["met", "not_met"]
    if can_be_partly(criterion):
        wanted.append("partly")
    if criterion.subject == "market":
        wanted.append("no_data")
    if limited or checked or criterion.min_n:
        wanted.append("not_applicable")
    wanted += [f"at {role}" for role in criterion.compare.numbers if "share" not in role]
    changes = {dated.since for series in numbers_of(criterion) for dated in series.dated[1:]}
    return wanted + [f"{when} {day}" for day in sorted(changes) for when in ("before", "on")]


def _thresholds_met(criterion: Criterion, mine: list[Case], scale: Fraction) -> set[str]:
    """The thresholds that some case stands exactly on."""
    found = set()
    for case in mine:
        if not isinstance(case.given, Computed) or not case.given.denominator:
            continue
        value = scale * case.given.numerator / case.given.denominator
        for role, series in criterion.compare.numbers.items():
            dated = series.on(case.on) if case.on else series.dated[-1]
            if dated.value(case.kind(case.type)) == value:
                found.add(f"at {role}")
    return found
