from datetime import date
from fractions import Fraction

import pytest

from metrics.catalogue import metric
from metrics.model import Values, values_of
from rules.value import Dated, RuleError, Series
from tests.metrics.small import at, dated


def series(*values: tuple[date, Fraction | dict[str, Fraction]]) -> Series:
    return Series(
        "criteria/x.yaml: params.x",
        tuple(
            Dated(
                since, value if isinstance(value, dict) else {"": value}, {}, "default", "default"
            )
            for since, value in values
        ),
    )


SPRING, AUTUMN = date(2024, 4, 11), date(2026, 9, 1)


def test_a_limit_keeps_its_dates_and_seconds() -> None:
    limit = series((SPRING, Fraction(7200)), (AUTUMN, Fraction(3600)))
    values = values_of(metric("service.time_limit"), {"limit": limit})
    assert values.of("limit") == ((at("2024-04-11"), 7200), (at("2026-09-01"), 3600))


def test_a_weight_is_turned_into_hundredths() -> None:
    weight = series((SPRING, Fraction(1, 2)))
    values = values_of(metric("people.staff_load"), {"part_time_weight": weight})
    assert values.of("part_time_weight") == ((at("2024-04-11"), 50),)


def test_a_weight_finer_than_hundredths_is_refused() -> None:
    weight = series((SPRING, Fraction(1, 3)))
    with pytest.raises(RuleError, match=r"criteria/x\.yaml"):
        values_of(metric("people.staff_load"), {"part_time_weight": weight})


def test_each_market_type_has_its_own_limit() -> None:
    limit = series((SPRING, {"": Fraction(7200), "station": Fraction(3600)}))
    of_type = [
        values_of(metric("service.time_limit"), {"limit": limit}, kind).of("limit")[0][1]
        for kind in ("general", "station")
    ]
    assert of_type == [7200, 3600]


@pytest.mark.parametrize("names", [(), ("limit", "weight"), ("weight",)])
def test_missing_and_unknown_parameters_are_refused(names: tuple[str, ...]) -> None:
    given = {name: series((SPRING, Fraction(1))) for name in names}
    with pytest.raises(RuleError, match=r"service\.time_limit"):
        values_of(metric("service.time_limit"), given)


def test_a_value_is_found_among_others() -> None:
    assert dated(limit=[("2024-04-11", 5)], weight=[("2024-04-11", 7)]).of("weight")[0][1] == 7


def test_a_value_nobody_gave_is_an_error() -> None:
    with pytest.raises(RuleError, match="limit"):
        Values().of("limit")


def test_subjects_follow_the_theme() -> None:
    names = ("service.records", "contract.in_term", "unit.coverage")
    assert [metric(name).subject_kind for name in names] == ["market", "contract", "unit"]


def test_a_time_limit_names_its_only_clock() -> None:
    clocks = {
        name: metric(name).params[0].clock
        for name in ("service.time_limit", "matching.publish_in_time", "conduct.complaint_reply")
    }
    assert set(clocks.values()) == {"market_hours", "working_days"}
    assert clocks["conduct.complaint_reply"] == "working_days"
