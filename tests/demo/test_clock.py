"""Does the demo's clock run while the markets are open, and only then?"""

from datetime import date

import numpy as np
import pandas as pd

from demo.clock import build_clock
from demo.months import span_of
from rules.calendar import day_start, load_calendar

DAYS = [date(2026, 9, 28 + n) if n < 3 else date(2026, 10, n - 2) for n in range(14)]
HOURS = pd.DataFrame(
    [("A", weekday, 480, 600) for weekday in range(1, 6)] + [("B", 7, 540, 720)],
    columns=["market", "weekday", "opens", "closes"],
)
NIGHT = day_start(date(2026, 10, 2))
CLOSURES = pd.DataFrame(
    [("A", "closed", None, None, day_start(date(2026, 9, 29)), day_start(date(2026, 9, 30))),
     ("A", "open", 540, 600, NIGHT, NIGHT + 86400)],
    columns=["market", "kind", "opens", "closes", "valid_from", "valid_to"],
)  # fmt: skip


def _open_days() -> dict[int, list[tuple[date, int, int]]]:
    clock = build_clock(HOURS, CLOSURES, ["A", "B"], [0, 0], DAYS, load_calendar())
    found: dict[int, list[tuple[date, int, int]]] = {0: [], 1: []}
    for market, opens, closes in zip(clock.market, clock.opens, clock.closes, strict=True):
        day = next(day for day in reversed(DAYS) if day_start(day) <= opens)
        start = day_start(day)
        found[int(market)].append((day, int(opens - start) // 60, int(closes - start) // 60))
    return found


def test_holidays_are_closed_and_listed_days_go_by_the_list() -> None:
    days = {day: (opens, closes) for day, opens, closes in _open_days()[0]}
    assert days[date(2026, 9, 28)] == (480, 600)
    assert date(2026, 9, 29) not in days  # listed as closed
    assert date(2026, 10, 1) not in days  # 国庆节
    assert days[date(2026, 10, 2)] == (540, 600)  # on duty in the holiday
    assert days[date(2026, 10, 8)] == (480, 600)


def test_work_goes_on_when_the_market_opens_again() -> None:
    clock = build_clock(HOURS, CLOSURES, ["A", "B"], [0, 0], DAYS, load_calendar())
    monday = day_start(date(2026, 9, 28))
    at = np.array([monday + 590 * 60])
    later = clock.later(np.array([0]), at, np.array([30 * 60]))
    assert later[0] == monday + 2 * 86400 + 500 * 60  # 20 minutes into Wednesday


def test_before_the_opening_nothing_has_been_worked() -> None:
    clock = build_clock(HOURS, CLOSURES, ["A", "B"], [0, 0], DAYS, load_calendar())
    place = np.array([0, 1])
    assert clock.positions(place, np.array([0, 0])).tolist() == [0, 0]
    far = np.array([day_start(DAYS[-1]) + 10**6] * 2)
    worked = sum(60 * (closes - opens) for _, opens, closes in _open_days()[0])
    assert clock.positions(place, far)[0] == worked


def test_a_market_is_closed_before_it_opens_for_the_first_time() -> None:
    start = day_start(date(2026, 10, 5))
    clock = build_clock(HOURS, CLOSURES, ["A", "B"], [start, 0], DAYS, load_calendar())
    assert clock.opens[clock.market == 0].min() >= start


def test_facts_older_than_the_demo_come_with_the_first_file_and_younger_ones_never() -> None:
    span = span_of(3, 202610)
    moments = np.array([0, span.start, span.bounds(202609)[0], span.end - 1, span.end])
    assert span.filed_in(moments).tolist() == [202608, 202608, 202609, 202610, 0]
    assert span.lived == (202607, 202608, 202609, 202610)
