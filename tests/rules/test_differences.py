"""Is every change between two rule sets told, and nothing else?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.differences import Difference, by_clause, differences
from rules.model import RuleSet
from rules.sets import available, load_ruleset
from rules.stated import Stated
from rules.value import RuleError, Text
from tests.rules.test_sets import replace

TINY = Path(__file__).parent / "tiny"
NUMBER = re.compile(r"(?<=[ {])(?:value|general|sector|station): (\d[\d.]*)([%hd]?)(?=[,} ])")
TIME_LIMIT = "criteria/function/time_limit.yaml"
STAFF = "criteria/function/staff.yaml"
SETTLED = {("criteria/function/training.yaml", "100"), ("ruleset.yaml", "0")}
"""The last step earns everything and the lowest band begins at 0: no other number is taken."""


def numbers() -> Iterator[tuple[str, int]]:
    """Every value of the tiny set that can be another, by its file and place in it."""
    for path in sorted(TINY.rglob("*.yaml")):
        name = path.relative_to(TINY).as_posix()
        for found in NUMBER.finditer(path.read_text("utf-8")):
            if "cases" not in path.parts and (name, found[1]) not in SETTLED:
                yield name, found.start(1)


def after(tiny: Path, name: str, old: str, new: str) -> tuple[Difference, ...]:
    replace(tiny / name, old, new)
    return differences(load_ruleset(TINY), load_ruleset(tiny))


@pytest.mark.parametrize("name", [*available(), TINY])
def test_a_set_compared_with_itself_has_no_difference(name: str | Path) -> None:
    assert differences(load_ruleset(name), load_ruleset(name)) == ()


def moved(tiny: Path, name: str, place: int) -> RuleSet:
    """The tiny set with the number at this place moved, as far as the loader lets it."""
    path = tiny / name
    text = path.read_text("utf-8")
    found = re.compile(r"[\d.]+").match(text, place)
    assert found
    for number in (float(found[0]) + step for step in (1, -1)):
        path.write_text(f"{text[:place]}{number:g}{text[found.end() :]}", "utf-8")
        try:
            return load_ruleset(tiny)
        except RuleError:
            continue
    raise AssertionError(f"{name}: {found[0]} moves neither way")


@pytest.mark.parametrize(("name", "place"), [*numbers()])
def test_changing_any_one_number_yields_exactly_one_row(
    tiny: Path, name: str, place: int
) -> None:  # fmt: skip
    (row,) = differences(load_ruleset(TINY), moved(tiny, name, place))
    assert row.change == "changed"
    assert isinstance(row.before, tuple)
    assert isinstance(row.after, tuple)
    (pair,) = [pair for pair in zip(row.before, row.after, strict=True) if pair[0] != pair[1]]
    assert all(isinstance(side, Stated) for side in pair)


def test_every_number_of_the_tiny_set_is_tried() -> None:
    tried = {name for name, _ in numbers()}
    assert {"ruleset.yaml", "procedure.yaml", TIME_LIMIT} <= tried
    assert len(list(numbers())) > 30


def test_a_changed_number_says_since_when_and_on_whose_word(tiny: Path) -> None:
    old = "full: [{from: 2024-04-11, value: 95.5%, status: default, source: default}]"
    new = (
        "full: [{from: 2024-04-11, value: 95.5%, status: default, source: default},"
        " {from: 2027-01-01, value: {general: 97%, sector: 96%, station: 90%},"
        " status: reference, source: REF-6}]"
    )
    (row,) = after(tiny, TIME_LIMIT, old, new)
    assert (row.part, row.id, row.key) == ("criterion", "function.time_limit", "compare.full")
    assert row.clauses == ("M-65 §6.2",)
    assert isinstance(row.before, tuple)
    assert isinstance(row.after, tuple)
    assert row.before == row.after[:1]
    added = row.after[1]
    assert isinstance(added, Stated)
    assert (added.since, added.status, added.source) == ("2027-01-01", "reference", "REF-6")
    assert dict(added.shown) == {"general": "97%", "sector": "96%", "station": "90%"}


def test_the_same_number_written_otherwise_is_no_difference(tiny: Path) -> None:
    assert after(tiny, TIME_LIMIT, "95.5%", "95.50%") == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (STAFF, "[self, entrusted]", "[self]",
         ("criterion", "function.staff", "applies.modes")),
        ("criteria/function/fast.yaml", "[fast_channel, walk_in_start]", "[fast_channel]",
         ("criterion", "function.fast", "items")),
        ("criteria/function/interest.yaml", "status: official, source: M-65 §1.2",
         "status: default, source: default", ("criterion", "function.interest", "basis")),
        ("ruleset.yaml", "highest: qualified", "highest: good",
         ("cap", "function.fast", "highest")),
        ("ruleset.yaml", "findings: [not_met]", "findings: [no_data]",
         ("cap", "function.fast", "findings")),
        ("ruleset.yaml", "window: 3", "window: 6", ("kind", "monitoring", "window")),
        ("ruleset.yaml", "zh: 亮点", "zh: 特色", ("group", "highlights", "title")),
        ("authority.yaml", "inspection: [above]", "inspection: [above]\n  closure: [above]",
         ("authority", "submit", "closure")),
    ],
)  # fmt: skip
def test_a_change_of_anything_else_is_one_row_too(
    tiny: Path, name: str, old: str, new: str, told: tuple[str, str, str]
) -> None:
    (row,) = after(tiny, name, old, new)
    assert (row.part, row.id, row.key) == told


def test_another_effect_with_its_basis_is_told(tiny: Path) -> None:
    new = "effect: veto\nbasis: {status: default, source: default}"
    found = after(tiny, STAFF, "effect: entry", new)
    assert [(row.key, row.change, row.before, row.after) for row in found] == [
        ("effect", "changed", "entry", "veto"),
        ("basis", "added", None, ("default", "default")),
    ]


def test_a_criterion_taken_out_is_one_row_with_its_title_and_clause(tiny: Path) -> None:
    (tiny / "criteria/function/process.yaml").unlink()
    (row,) = after(tiny, "ruleset.yaml", "      - function.process\n", "")
    assert (row.id, row.key, row.change) == ("function.process", "", "removed")
    assert (row.before, row.after) == (Text("业务流程", "Process"), None)
    back = differences(load_ruleset(tiny), load_ruleset(TINY))
    assert [(one.change, one.before, one.after) for one in back] == [("added", None, row.before)]


def test_a_criterion_in_another_group_is_told(tiny: Path) -> None:
    replace(tiny / "ruleset.yaml", "      - function.process\n", "")
    group = """  - id: order
    title: {zh: 秩序, en: Order}
    weight: [{from: 2024-04-11, value: 5, status: default, source: default}]
    criteria: [function.process]
bands:"""
    moved, new = sorted(after(tiny, "ruleset.yaml", "bands:", group), key=lambda row: row.part)
    assert (moved.id, moved.key, moved.before, moved.after) == (
        "function.process", "group", "function", "order",
    )  # fmt: skip
    assert (new.part, new.id, new.change, new.after) == (
        "group", "order", "added", Text("秩序", "Order"),
    )  # fmt: skip


def test_rows_are_told_clause_by_clause_and_what_has_none_last(tiny: Path) -> None:
    replace(tiny / "criteria/function/fast.yaml", "value: 2,", "value: 3,")
    found = after(tiny, "ruleset.yaml", "value: 90,", "value: 91,")
    told = by_clause(found)
    assert [*told] == ["JS-154 §2.4", "M-65 §2.1", ""]
    assert [row.key for row in told["M-65 §2.1"]] == ["points"]
    assert [(row.part, row.id) for row in told[""]] == [("band", "excellent")]


def test_two_provinces_differ_both_ways_alike() -> None:
    first, second = (load_ruleset(name) for name in ("jiangsu-2024", "zhejiang-2023"))
    there, back = differences(first, second), differences(second, first)
    turned = {(row.part, row.id, row.key, str(row.after), str(row.before)) for row in back}
    assert {(row.part, row.id, row.key, str(row.before), str(row.after)) for row in there} == turned
    assert {"criterion", "group", "area", "cap"} <= {row.part for row in there}
