"""Do the numbers of a comparison make sense on every day and for every type?

Steps are written as a list by rising `at`, each `{at: dated, share: dated}`: the share of the
points that a value of `at` or more gives; below the first it is 0. Where the shares fall, less
is better. A Compare holds them as at_1, share_1, at_2, share_2 …

A table crosses two metrics: `rows` are the rising bounds between the classes of the first,
`columns` those of the second, `shares` one list of shares for each class of the first. A Compare
holds them as row_1 …, column_1 …, share_0_0 … (class of the first, class of the second).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from rules.cross import read_table, rising
from rules.load import Node
from rules.model import Compare, Form, Judged
from rules.numbers import ANY, SHARE, Ground, read_number, read_series, unit_of
from rules.value import Series

FORMS: dict[Judged, tuple[Form, ...]] = {
    "computation": ("at_least", "at_most", "between", "linear", "steps", "table"),
    "inspection": ("items", "all", "any"),
    "declaration": ("items", "all", "any"),
    "incident": ("all",),
}
ROLES: dict[Form, tuple[str, ...]] = {
    "at_least": ("limit",),
    "at_most": ("limit",),
    "between": ("low", "high"),
    "linear": ("zero", "full"),
}


def read_compare(
    node: Node, ground: Ground, name: str, judged_by: Judged, types: tuple[str, ...]
) -> Compare:
    """The comparison in `node`. Raises RuleError."""
    written = node.mapping().get("form")
    if written is None:
        raise node.error("missing_key", name="form")
    written.choice(FORMS[judged_by])
    form = next(form for form in FORMS[judged_by] if form == written.text())
    if form == "steps":
        compare = Compare(form, _steps(node, ground, name, types))
    elif form == "table":
        compare = Compare(form, read_table(node, ground, name, types))
    else:
        roles = ROLES.get(form, ())
        entry = node.keys(("form", *roles))
        numbers = {
            role: read_number(entry[role], ground, f"{name}.{role}", ANY, types) for role in roles
        }
        compare = Compare(form, numbers)
    _check(node, compare, types)
    return compare


def _steps(node: Node, ground: Ground, name: str, types: tuple[str, ...]) -> dict[str, Series]:
    numbers: dict[str, Series] = {}
    for n, step in enumerate(node.keys(("form", "steps"))["steps"].filled(), start=1):
        entry = step.keys(("at", "share"))
        numbers[f"at_{n}"] = read_number(entry["at"], ground, f"{name}.at_{n}", ANY, types)
        numbers[f"share_{n}"] = read_series(
            entry["share"], ground, f"{name}.share_{n}", SHARE, types
        )
    return numbers


def _check(node: Node, compare: Compare, types: tuple[str, ...]) -> None:
    measured = [series for role, series in compare.numbers.items() if "share" not in role]
    if compare.form != "table" and len({unit_of(series) for series in measured}) > 1:
        raise node.error("mixed_units")
    for day, kind, value in settings(compare.numbers, types):
        if compare.form == "table" and not rising(value):
            raise node.error("table_order", day=day, type=kind)
        if compare.form == "linear" and value["zero"] == value["full"]:
            raise node.error("zero_is_full", day=day, type=kind)
        if compare.form == "between" and value["low"] > value["high"]:
            raise node.error("low_above_high", day=day, type=kind)
        if compare.form == "steps" and not _in_order(value):
            raise node.error("steps_order", day=day, type=kind)


def settings(
    numbers: Mapping[str, Series], types: tuple[str, ...]
) -> Iterator[tuple[date, str, dict[str, Fraction]]]:
    """Every day on which a number changes, and every type and area class that any of them treats
    apart, with the values then in force."""
    dated = [value for series in numbers.values() for value in series.dated]
    days = sorted({value.since for value in dated})
    begins = max((series.dated[0].since for series in numbers.values()), default=date.min)
    areas = sorted({kind.partition("@")[2] for value in dated for kind in value.values} - {""})
    kinds = [*types, *(f"{kind}@{area}" for kind in types for area in areas)]
    for day in (day for day in days if day >= begins):
        for kind in kinds:
            yield day, kind, {role: s.on(day).value(kind) for role, s in numbers.items()}


def _in_order(value: Mapping[str, Fraction]) -> bool:
    """Do the values rise, and the shares go one way, with 1 at the better end?"""
    ats = [number for role, number in value.items() if role.startswith("at_")]
    shares = [number for role, number in value.items() if role.startswith("share_")]
    best_last = shares == sorted(set(shares)) and shares[-1] == 1
    best_first = shares == sorted(set(shares), reverse=True) and shares[0] == 1
    return ats == sorted(set(ats)) and (best_last or best_first)
