"""Which moves of a rule set's numbers are there? Each number and date by its smallest step.

A number moves by one unit of the last digit it is written with (95% by one point, 1.5 by 0.1), a
time limit in hours by a hundredth of an hour, a date by one day, the grade of a cap by one grade.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from rules.files import BOOK, Files, kept_files, read_files, with_value
from rules.load import Node
from rules.model import GRADES, RuleSet
from rules.numbers import CLOCKS, suffix

Steps = tuple[str | int, ...]
HOURS = 2
"""Decimals a time limit in hours moves by at least: 36 seconds."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Mutant:
    """One number, date or cap moved: the dated `number` it belongs to, as overlays name it
    (`function.time_limit.compare.full`, `groups.premises.weight`); the `place` as it is written,
    where the `steps` lead in the file of `criterion` ("" for ruleset.yaml); what stands there
    instead."""

    criterion: str
    number: str
    steps: Steps
    place: Node
    to: str


def files_of(ruleset: RuleSet) -> Files:
    """What a rule set was read from; of a layer, what it comes to."""
    if (ruleset.folder / BOOK).is_file():
        return read_files(ruleset.folder)
    return kept_files(ruleset.content, ruleset.folder)


def mutants(files: Files) -> Iterator[Mutant]:
    """Every move of every number, file by file: the criteria, then the set as a whole."""
    for criterion, node in files.criteria.items():
        yield from _moves(criterion, node)
    yield from _moves("", files.parts["ruleset"])


def mutated(node: Node, mutant: Mutant) -> Node:
    """The file with the move made."""
    return with_value(node, mutant.steps, replace(mutant.place, value=mutant.to))


def _moves(criterion: str, root: Node) -> Iterator[Mutant]:
    for steps, entry in _held(root, ()):
        number = ".".join(filter(None, (criterion, number_named(root, steps))))
        for own, place, to in _dated(entry) if "from" in entry else _grades(entry):
            yield Mutant(criterion, number, (*steps, *own), place, to)


def _held(node: Node, steps: Steps) -> Iterator[tuple[Steps, Mapping[str, Node]]]:
    """Every dated value and every cap at and below a node, and the steps to it."""
    if isinstance(node.value, tuple):
        for at, listed in enumerate(node.value):
            yield from _held(listed, (*steps, at))
    elif isinstance(node.value, Mapping):
        entry = node.value
        if {"from", "value"} <= entry.keys():
            yield steps, entry
            return
        if {"criterion", "highest"} <= entry.keys():
            yield steps, entry
        for name, inner in entry.items():
            yield from _held(inner, (*steps, name))


def _dated(entry: Mapping[str, Node]) -> Iterator[tuple[Steps, Node, str]]:
    since, value = entry["from"], entry["value"]
    for day in (since.day() - _DAY, since.day() + _DAY):
        yield ("from",), since, day.isoformat()
    by_kind = value.value if isinstance(value.value, Mapping) else {"": value}
    for kind, number in by_kind.items():
        for to in moved(number.text()):
            yield ("value", kind) if kind else ("value",), number, to


def _grades(entry: Mapping[str, Node]) -> Iterator[tuple[Steps, Node, str]]:
    highest = entry["highest"]
    level = [str(grade) for grade in GRADES].index(highest.text())
    for near in (level - 1, level + 1):
        if 0 <= near < len(GRADES):
            yield ("highest",), highest, GRADES[near]


def number_named(root: Node, steps: Steps) -> str:
    """The name overlays give to the number the steps lead to: a group, branch or cap by its id,
    a step, row, column or share of a comparison by its place."""
    named: list[str] = []
    node = root
    for step in steps:
        if isinstance(step, int):
            node = node.sequence()[step]
            entry = node.value if isinstance(node.value, Mapping) else {}
            known = entry.get("id", entry.get("criterion"))
            named = named if known is None else [named[0], known.text()]
            named += [f"#{step + 1}"] if known is None else []
        else:
            node = node.mapping()[step]
            named.append(step)
    return _folded(named[:-1] if named[-1].startswith("#") else named)


def _folded(named: list[str]) -> str:
    """`compare.steps.#2.at` is compare.at_2, `compare.rows.#1` row_1, `compare.shares.#1.#2`
    share_0_1; the list of a time limit stands under `dated`."""
    named = [name for name in named if name != "dated"]
    places = [int(name[1:]) for name in named if name.startswith("#")]
    if named[:2] == ["compare", "steps"]:
        return f"compare.{named[-1]}_{places[0]}"
    if named[:2] in (["compare", "rows"], ["compare", "columns"]):
        return f"compare.{named[1][:-1]}_{places[0]}"
    if named[:2] == ["compare", "shares"]:
        return f"compare.share_{places[0] - 1}_{places[1] - 1}"
    return ".".join(named)


def moved(written: str) -> tuple[str, str]:
    """A number one smallest step down and up, written in the same unit."""
    unit = suffix(written)
    number = written.removesuffix(unit)
    digits = max(len(number.partition(".")[2]), HOURS if unit == CLOCKS["market_hours"] else 0)
    value, step = Fraction(number), Fraction(1, 10**digits)
    return _written(value - step, digits, unit), _written(value + step, digits, unit)


def _written(value: Fraction, digits: int, unit: str) -> str:
    whole = abs(value) * 10**digits
    text = f"{int(whole):0{digits + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}{unit}" if digits else f"{sign}{text}{unit}"
