"""The numbers shown beside a finding: in force on the last day, and what they replaced."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from metrics.thresholds import minimum_on, number_on, threshold_lines, thresholds_on
from rules.model import Compare
from rules.sets import load_ruleset
from rules.value import Dated, RuleError, Series

SET = load_ruleset("jiangsu-2024")
RATE = SET.criteria["function.first_responsibility"]


def dated(day: date, percent: int) -> Dated:
    return Dated(day, {"": Fraction(percent, 100)}, {"": f"{percent}%"}, "default", "default")


CHANGED = replace(
    RATE,
    compare=Compare(
        "at_least",
        {"limit": Series("limit", (dated(date(2024, 4, 11), 90), dated(date(2026, 9, 1), 95)))},
    ),
)


def line(first: date, last: date) -> dict[str, object]:
    return next(
        line for line in threshold_lines(CHANGED, first, last, "general")
        if line["role"] == "limit"
    )  # fmt: skip


def test_a_change_inside_the_window_shows_both_values() -> None:
    shown = line(date(2026, 8, 1), date(2026, 10, 31))
    assert (shown["value"], shown["was"], shown["since"]) == ("95%", "90%", "2026-09-01")


def test_a_change_on_the_first_day_or_before_shows_one() -> None:
    assert line(date(2026, 9, 1), date(2026, 10, 31))["was"] is None
    assert line(date(2026, 6, 1), date(2026, 8, 31)) | {"was": None} == {
        "role": "limit", "value": "90%", "since": "2024-04-11", "status": "default",
        "source": "default", "was": None,
    }  # fmt: skip


@pytest.mark.parametrize(("day", "limit"), [(date(2026, 8, 31), 90), (date(2026, 9, 1), 95)])
def test_the_value_in_force_on_the_last_day_is_compared_with(day: date, limit: int) -> None:
    found = thresholds_on(CHANGED, day, ["general"])["general"]
    assert found.numbers["limit"] == Fraction(limit, 100)


def test_a_day_before_every_value_is_an_error() -> None:
    with pytest.raises(RuleError, match="limit"):
        thresholds_on(CHANGED, date(2024, 4, 10), ["general"])


def test_a_type_that_is_not_judged_has_no_threshold() -> None:
    only = replace(CHANGED, types=frozenset({"general"}))
    assert thresholds_on(only, date(2026, 8, 1), ["general", "station"]).keys() == {"general"}
    assert threshold_lines(only, date(2026, 8, 1), date(2026, 8, 31), "station") == []


def test_the_smallest_denominator_is_never_zero() -> None:
    assert minimum_on(replace(RATE, min_n=None), date(2026, 8, 1), "general") == 1


def test_a_number_the_set_does_not_have_is_the_one_of_the_design() -> None:
    assert number_on(SET, "nothing_of_that_name", date(2026, 8, 1), 45) == 45
    assert number_on(SET, "rank_minimum_peers", date(2026, 8, 1), 99) == 5
