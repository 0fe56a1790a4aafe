"""Does a lower layer ask for more, and nowhere for less? Proved at every knot of every number.

A comparison is a function from a value to a share of the points, straight between its knots.
Where it is nowhere higher at the knots of both layers, from the left, at them and from the
right, it is nowhere higher at all (design §6, Layers).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from rules.compare import settings
from rules.load import Node
from rules.model import LAYERS, Criterion, RuleSet
from rules.value import Series

ADDS = ("points", "entry", "veto")
"""What an added criterion may do; a bonus could only lift a score."""
LEFT, AT, RIGHT = -1, 0, 1
BELOW = Fraction(1, 2)
Values = Mapping[str, Fraction]


def check_layer(base: RuleSet, lower: RuleSet, overlay: Node) -> None:
    """Raises RuleError at the change that a lower layer may not make, with both values and what
    they rest on. What the province drafts on top of its own set may change any number."""
    above, layer = LAYERS.index(base.layer.name), lower.layer.name
    if above >= LAYERS.index(layer) and above:
        raise overlay.mapping()["layer"].error("layer_order", value=layer, base=base.layer.name)
    if layer == "province":
        return
    for change in overlay.mapping()["changes"].sequence():
        number = change.mapping()["number"]
        name = next((c for c in base.criteria if number.text().startswith(f"{c}.")), "")
        key = number.text().removeprefix(f"{name}.")
        if not name or not _may_change(base.criteria[name], key):
            raise number.error("layer_may_not", value=number.text())
        _check(number, base.criteria[name], lower.criteria[name], key)
    for name in lower.criteria.keys() - base.criteria.keys():
        if lower.criteria[name].effect not in ADDS:
            raise overlay.mapping()["criteria"].error("layer_adds", name=name, allowed=ADDS)


def _may_change(criterion: Criterion, key: str) -> bool:
    """Threshold numbers, time limits and how often is inspected."""
    part, _, name = key.partition(".")
    if part == "params" and criterion.measure:
        face = criterion.measure.params.get(name)
        return bool(face and face.clock and criterion.measure.better == "more")
    return part == "compare" or key == "valid_months"


def _check(number: Node, base: Criterion, lower: Criterion, key: str) -> None:
    if key.startswith("compare."):
        looser = _looser(base, lower)
        pair = base.compare.numbers, lower.compare.numbers
    else:
        pair = _named(base, key), _named(lower, key)
        looser = _larger(*pair, tuple(sorted(base.types)))
    for day, kind in looser:
        raise number.error(
            "layer_loosens", day=day, type=kind, was=_told(pair[0], day, kind),
            now=_told(pair[1], day, kind),
        )  # fmt: skip


def _named(criterion: Criterion, key: str) -> dict[str, Series]:
    found = criterion.params.get(key.removeprefix("params.")) or criterion.valid_months
    return {key: found} if found else {}


def _larger(
    base: Mapping[str, Series], lower: Mapping[str, Series], types: tuple[str, ...]
) -> Iterator[tuple[date, str]]:  # fmt: skip
    """A longer limit, or a longer time for which an inspection holds."""
    for day, kind, value in _both(base, lower, types):
        if any(value[f"now {key}"] > value[f"was {key}"] for key in base):
            yield day, kind


def _looser(base: Criterion, lower: Criterion) -> Iterator[tuple[date, str]]:
    form = base.compare.form
    for day, kind, value in _both(
        base.compare.numbers, lower.compare.numbers, tuple(sorted(base.types))
    ):
        was = {key[4:]: number for key, number in value.items() if key.startswith("was ")}
        now = {key[4:]: number for key, number in value.items() if key.startswith("now ")}
        if form == "table":
            rows, columns = (_bounds(was, now, role) for role in ("row", "column"))
            higher = any(_cell(now, x, y) > _cell(was, x, y) for x in rows for y in columns)
        else:
            higher = any(
                share_of(form, now, x, side) > share_of(form, was, x, side)
                for x in {*_measured(was), *_measured(now)}
                for side in (LEFT, AT, RIGHT)
            )
        if higher:
            yield day, kind


def _both(
    base: Mapping[str, Series], lower: Mapping[str, Series], types: tuple[str, ...]
) -> Iterable[tuple[date, str, dict[str, Fraction]]]:  # fmt: skip
    pairs = {f"was {key}": series for key, series in base.items()}
    return settings(pairs | {f"now {key}": series for key, series in lower.items()}, types)


def _measured(value: Values) -> list[Fraction]:
    return [number for role, number in value.items() if not role.startswith("share_")]


def share_of(form: str, value: Values, x: Fraction, side: int) -> Fraction:
    """The share of the points for a value `x`, or the limit of it from one side."""
    if form == "linear":
        share = (x - value["zero"]) / (value["full"] - value["zero"])
        return min(max(share, Fraction(0)), Fraction(1))
    if form == "steps":
        ats = sorted((role for role in value if role.startswith("at_")), key=lambda r: value[r])
        passed = [role for role in ats if _reached(x, side, value[role])]
        return value[passed[-1].replace("at_", "share_")] if passed else Fraction(0)
    low = value.get("low", value["limit"] if form == "at_least" else None)
    high = value.get("high", value["limit"] if form == "at_most" else None)
    enough = low is None or _reached(x, side, low)
    return Fraction(enough and (high is None or _reached(-x, -side, -high)))


def _reached(x: Fraction, side: int, bound: Fraction) -> bool:
    return x > bound or (x == bound and side >= AT)


def _bounds(was: Values, now: Values, role: str) -> list[Fraction]:
    """A value below all bounds of one metric, and each bound of either layer."""
    found = {n for value in (was, now) for name, n in value.items() if name.startswith(f"{role}_")}
    return [min(found) - BELOW, *sorted(found)]


def _cell(value: Values, x: Fraction, y: Fraction) -> Fraction:
    row = sum(number <= x for role, number in value.items() if role.startswith("row_"))
    column = sum(number <= y for role, number in value.items() if role.startswith("column_"))
    return value[f"share_{row}_{column}"]


def _told(numbers: Mapping[str, Series], day: date, kind: str) -> str:
    """Values as written, with what each rests on."""
    found = [(role, series.on(day)) for role, series in numbers.items()]
    return ", ".join(f"{role} {dated.written(kind)} ({dated.source})" for role, dated in found)
