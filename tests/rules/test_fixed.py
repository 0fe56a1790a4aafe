"""Does a set fixed on a day ask what it asks then, on every day?"""

from datetime import date
from pathlib import Path

from rules.fixed import fixed_on
from rules.sets import load_ruleset

EARLY, LATE = date(2024, 4, 11), date(2026, 12, 1)
LIMIT = "function.time_limit"


def test_a_number_holds_its_value_of_that_day_from_its_beginning_on(tiny: Path) -> None:
    ruleset = load_ruleset(tiny)
    limit = ruleset.criteria[LIMIT].params["limit"]
    assert [dated.written() for dated in limit.dated] == ["2h", "1.5h"]
    for day, written in ((EARLY, "2h"), (LATE, "1.5h")):
        (only,) = fixed_on(ruleset, day).criteria[LIMIT].params["limit"].dated
        assert (only.since, only.written()) == (EARLY, written)


def test_a_set_fixed_after_all_its_changes_asks_what_it_asked_then(tiny: Path) -> None:
    city = load_ruleset(tiny / "city")
    fixed = fixed_on(city, LATE)
    assert fixed.layer == city.layer
    for name, criterion in city.criteria.items():
        for role, series in criterion.compare.numbers.items():
            now = fixed.criteria[name].compare.numbers[role]
            assert now.on(EARLY).values == series.on(LATE).values
            assert len(now.dated) == 1


def test_a_day_before_everything_changes_nothing(tiny: Path) -> None:
    ruleset = load_ruleset(tiny)
    assert fixed_on(ruleset, date(2000, 1, 1)).criteria == ruleset.criteria
