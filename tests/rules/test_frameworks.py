"""Can other people's frameworks be written down: nested weights, crossed tables, stepwise notches?

Each folder of frameworks/ is a whole rule set with values and a result worked out by hand.
"""

import csv
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from rules.answers import orphans
from rules.model import RuleSet
from rules.sets import load_ruleset

FOLDER = Path(__file__).parent / "frameworks"
NAMES = sorted(path.name for path in FOLDER.iterdir())
DAY = date(2026, 10, 31)


def framework(name: str) -> RuleSet:
    return load_ruleset(FOLDER / name)


def values(name: str) -> list[dict[str, str]]:
    with (FOLDER / name / "values.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def number(written: str) -> Fraction:
    return Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)


def test_there_is_one_of_each_shape() -> None:
    assert NAMES == ["nested-index", "stepwise-notches", "two-way-table"]


@pytest.mark.parametrize("name", NAMES)
def test_a_framework_stands_on_its_own_document_and_metrics(name: str) -> None:
    ruleset = framework(name)
    assert orphans(ruleset) == []
    assert {criterion.subject for criterion in ruleset.criteria.values()} == {"unit"}
    used = {criterion.metric for criterion in ruleset.criteria.values()}
    used |= {held.second.name for held in ruleset.criteria.values() if held.second}
    assert used == set(ruleset.measures)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_of_a_declared_metric_and_equals_its_quotient(name: str) -> None:
    rows = values(name)
    assert len({(row["unit"], row["metric"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["metric"] in framework(name).measures
        quotient = Fraction(int(row["numerator"]), int(row["denominator"]))
        assert number(row["value"]) == quotient, row


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_has_its_result_worked_out(name: str) -> None:
    page = (FOLDER / name / "README.md").read_text(encoding="utf-8")
    worked = re.findall(
        r"^\| (32\d{4}) \| ([\d.]+|–) \| ([\d.]+) \| ([\d.]+) \|", page, re.MULTILINE
    )
    assert [unit for unit, *_ in worked] == sorted({row["unit"] for row in values(name)})
    for _, score, low, high in worked:
        assert Fraction(low) <= Fraction(high)
        assert score == "–" or Fraction(low) <= Fraction(score) <= Fraction(high)


def test_the_index_has_three_levels_of_weights() -> None:
    ruleset = framework("nested-index")
    above = {group.id: [branch.id for branch in group.above] for group in ruleset.groups}
    assert above == {
        "jobs": ["economy", "work"], "pay": ["economy", "work"], "trade": ["economy"],
        "access": ["people"], "care": ["people"],
    }  # fmt: skip
    assert ruleset.group_of("jobs.speed").above[1].weight.on(DAY).value() == 60


def test_the_table_crosses_two_metrics_in_three_classes_each() -> None:
    matrix = framework("two-way-table").criteria["outlook.matrix"]
    assert matrix.second is not None
    assert (matrix.metric, matrix.second.name) == ("outlook.capacity", "outlook.pressure")
    numbers = {role: series.on(DAY).value() for role, series in matrix.compare.numbers.items()}
    assert [numbers["row_1"], numbers["row_2"]] == [40, 70]
    assert [numbers["column_1"], numbers["column_2"]] == [30, 60]
    assert len([role for role in numbers if role.startswith("share_")]) == 9
    assert (numbers["share_2_0"], numbers["share_0_2"]) == (1, 0)


def test_the_notches_are_taken_in_their_order_and_held_on_the_way() -> None:
    ruleset = framework("stepwise-notches")
    steps = [step.criterion or "limit" for step in ruleset.adjustments]
    assert steps == [
        "notch.buffer", "notch.debt", "limit", "notch.policy", "notch.defaults", "limit",
    ]  # fmt: skip
    points = [step.points.on(DAY).value() for step in ruleset.adjustments if step.points]
    assert points == [5, -10, 10, 0]
    (ceiling,) = ruleset.caps
    assert ceiling.above is not None
    assert (ceiling.criterion, ceiling.highest) == ("notch.defaults", "qualified")
