"""Periods as people write them, and the months they mean."""

from dataclasses import replace

import pytest

from metrics.periods import PeriodError, read_period, window
from rules.sets import load_ruleset

KINDS = load_ruleset("jiangsu-2024").kinds


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("202610", ("month", 202610, 1)),
        ("2026Q3", ("quarter", 202609, 3)),
        ("2026H1", ("half_year", 202606, 6)),
        ("2026", ("year", 202612, 12)),
    ],
)
def test_every_shape_names_its_last_month(period: str, expected: tuple[str, int, int]) -> None:
    assert read_period(period) == expected


@pytest.mark.parametrize("period", ["", "202613", "202600", "2026Q5", "2026H3", "26", "2026-10"])
def test_anything_else_is_refused_in_both_languages(period: str) -> None:
    with pytest.raises(PeriodError, match=r"看不懂.*can't be read"):
        read_period(period)


def test_a_window_ends_with_its_period() -> None:
    assert window(KINDS["monitoring"], "202601").months == (202511, 202512, 202601)
    assert len(window(KINDS["performance"], "202610").months) == 12
    assert window(KINDS["performance"], "2026").months[0] == 202601


def test_the_selection_takes_the_twelve_months_to_its_cut_off_month() -> None:
    months = window(KINDS["selection"], "2026").months
    assert (months[0], months[-1], len(months)) == (202511, 202610, 12)


def test_without_a_cut_off_month_a_year_ends_in_december() -> None:
    open_ended = replace(KINDS["selection"], cut_off_month=None)
    assert window(open_ended, "2026").months[-1] == 202612


def test_a_kind_without_a_window_takes_the_period_itself() -> None:
    assert window(replace(KINDS["area"], window=0), "2026Q3").months == (202607, 202608, 202609)


def test_a_shape_the_kind_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(PeriodError, match="month"):
        window(KINDS["monitoring"], "2026Q3")
