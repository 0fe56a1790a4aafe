"""Is a criterion read for whom it is: a market by its type, a unit by its level?"""

from datetime import date
from pathlib import Path

from rules.cases import cases
from rules.numbers import TYPES, UNIT_TYPES, types_of
from rules.sets import load_ruleset

COVERAGE = """
title: {zh: 覆盖, en: Coverage}
clauses: [JS-154 §2.2]
subject: unit
judged_by: computation
metric: unit.coverage
compare:
  form: at_least
  limit: [{from: 2024-04-11, value: 100%, status: default, source: default}]
effect: points
points: [{from: 2024-04-11, value: 2, status: default, source: default}]
"""


def written(tiny: Path, text: str) -> Path:
    """A criterion of units in a group of its own."""
    folder = tiny / "criteria/unit"
    folder.mkdir()
    (folder / "coverage.yaml").write_text(text, "utf-8")
    path = tiny / "ruleset.yaml"
    group = (
        "  - {id: unit, title: {zh: 实绩, en: Work}, subject: unit, weight: [{from: 2024-04-11, "
        "value: 100, status: default, source: default}], criteria: [unit.coverage]}\nbands:"
    )
    path.write_text(path.read_text("utf-8").replace("bands:", group, 1), "utf-8")
    return tiny


def test_a_criterion_of_units_is_for_every_level_unless_it_says_which(tiny: Path) -> None:
    criterion = load_ruleset(written(tiny, COVERAGE)).criteria["unit.coverage"]
    assert criterion.types == set(UNIT_TYPES) == {"city", "direct", "county"}
    assert types_of("market") == types_of("contract") == TYPES


def test_a_number_of_a_unit_may_differ_by_level(tiny: Path) -> None:
    text = COVERAGE.replace("value: 100%", "value: {city: 80%, county: 100%}").replace(
        "judged_by", "applies: {types: [city, county]}\njudged_by"
    )
    criterion = load_ruleset(written(tiny, text)).criteria["unit.coverage"]
    limit = criterion.compare.numbers["limit"].on(date(2026, 10, 31))
    assert criterion.types == {"city", "county"}
    assert (limit.written("city"), limit.written("county")) == ("80%", "100%")


def test_a_case_of_a_unit_may_name_its_level(tiny: Path) -> None:
    folder = tiny / "cases/unit"
    folder.mkdir()
    (folder / "coverage.yaml").write_text(
        "- {name: 县, given: {numerator: 1, denominator: 1}, type: direct, expect: met}\n", "utf-8"
    )
    found = [case for case in cases(load_ruleset(written(tiny, COVERAGE)))
             if case.criterion == "unit.coverage"]  # fmt: skip
    assert [case.type for case in found] == ["direct"]
