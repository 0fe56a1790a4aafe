"""Are the rows a rule case writes down counted by the metric's own select?"""

from datetime import date

import pytest

from metrics.case_rows import counted
from metrics.catalogue import metric
from metrics.model import NO_VALUES, Values
from rules.calendar import day_start
from rules.case_facts import Recorded, Row
from rules.value import RuleError

OCTOBER = date(2026, 10, 31)
TWO_HOURS = Values((("limit", ((day_start(date(2024, 4, 11)), 7200),)),))
HALF = Values((("part_time_weight", ((day_start(date(2024, 4, 11)), 50),)),))
OPENED = {"kind": "matching", "opened_at": "2026-10-12 09:00", "closed_at": "2026-10-12 11:00"}


def row(times: int = 1, **cells: str) -> Row:
    return Row(times, tuple(cells.items()))


def rows(source: str, *held: Row) -> Recorded:
    return Recorded(((source, held),))


def test_rows_alike_are_records_of_their_own() -> None:
    held = rows("service", row(7, **OPENED), row(2, **OPENED), row(3, kind="nil"))
    assert counted(metric("service.records"), NO_VALUES, held, OCTOBER) == (9, 1, 0)


@pytest.mark.parametrize(("used", "hits"), [("2h", 1), ("120min", 1), ("7200", 1), ("7201s", 0)])
def test_the_limit_enters_the_hit_as_it_does_over_a_ledger(used: str, hits: int) -> None:
    held = rows("service", row(**OPENED, used_seconds=used, used_before="0"))
    assert counted(metric("service.time_limit"), TWO_HOURS, held, OCTOBER) == (hits, 1, 0)


def test_what_nobody_can_tell_is_undecided() -> None:
    held = rows("service", row(4, **OPENED))
    assert counted(metric("service.time_limit"), TWO_HOURS, held, OCTOBER) == (0, 0, 4)


def test_two_sources_make_a_ratio() -> None:
    """9 records ÷ (1 full-time + 1 part-time): 9 over 150 hundredths."""
    held = Recorded((
        ("service", (row(9, **OPENED),)),
        ("register:staff", (row(staff_key="k1", employment="full"),
                            row(staff_key="k2", employment="part"))),
    ))  # fmt: skip
    assert counted(metric("people.staff_load"), HALF, held, OCTOBER) == (9, 150, 0)


def test_a_source_of_which_nothing_is_written_is_empty() -> None:
    held = rows("service", row(9, **OPENED))
    assert counted(metric("people.staff_load"), HALF, held, OCTOBER) == (9, 0, 0)


def test_the_rows_stand_in_the_month_of_the_last_day() -> None:
    placed = rows("match", row(started_at="2026-10-31 23:59"), row(started_at="2026-11-01"))
    assert counted(metric("matching.placements"), NO_VALUES, placed, OCTOBER) == (1, 1, 0)
    november = date(2026, 11, 5)
    assert counted(metric("matching.placements"), NO_VALUES, placed, november) == (1, 1, 0)


def test_a_whole_window_metric_counts_different_values() -> None:
    held = rows("service", row(3, **OPENED, person_key="a"), row(2, **OPENED, person_key="b"))
    assert counted(metric("service.distinct_persons"), NO_VALUES, held, OCTOBER) == (2, 1, 0)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (rows("vacancy", row()), "doesn't read vacancy, only service"),
        (rows("service", row(speed="1")), "service has no column speed"),
        (rows("service", row(used_seconds="2 hours")), 'used_seconds is "2 hours"'),
    ],
)
def test_rows_that_nobody_can_count_are_refused_in_both_languages(
    held: Recorded, told: str
) -> None:
    with pytest.raises(RuleError) as caught:
        counted(metric("service.time_limit"), TWO_HOURS, held, OCTOBER)
    assert told in str(caught.value)
    assert "用例" in str(caught.value)
