"""When do the markets open, and on which single days otherwise?"""

from datetime import date

import numpy as np
import pandas as pd

from demo.chance import generator
from demo.months import Span
from rules.calendar import Calendar, day_start

DAY = 86400
WEEK = dict[int, tuple[int, int]]


def _week(days: range, opens: int, closes: int, **more: tuple[int, int]) -> WEEK:
    return dict.fromkeys(days, (opens, closes)) | {int(k[1:]): v for k, v in more.items()}


PATTERNS: tuple[WEEK, ...] = (
    _week(range(1, 8), 330, 1050),
    _week(range(1, 7), 390, 1050, d7=(420, 720)),
    _week(range(1, 7), 480, 1050),
    _week(range(1, 6), 510, 1050, d6=(540, 720)),
    _week(range(1, 6), 510, 1050),
)
"""Weekday → minutes after midnight: from 05:30 every day down to office hours."""
LIKELY = {
    "general": (0.24, 0.34, 0.28, 0.12, 0.02),
    "sector": (0.16, 0.30, 0.32, 0.18, 0.04),
    "station": (0.04, 0.08, 0.26, 0.30, 0.32),
}
CLOSED_SHARE, DUTY_SHARE = 0.25, 0.30
DUTY = (540, 960)


def hours_of(markets: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row per market and open weekday: market, weekday, opens, closes, valid_from."""
    rows = []
    for row in markets.to_dict("records"):
        chance = generator(seed, "hours", row["market"])
        place = int(chance.choice(len(PATTERNS), p=LIKELY[row["type"]]))
        rows += [
            (row["market"], weekday, opens, closes, row["opened_on"])
            for weekday, (opens, closes) in sorted(PATTERNS[place].items())
        ]
    return pd.DataFrame(rows, columns=["market", "weekday", "opens", "closes", "valid_from"])


def closures_of(
    markets: pd.DataFrame, seed: int, span: Span, days: list[date], calendar: Calendar
) -> pd.DataFrame:
    """One row per market and listed day: a day closed for repairs, or a holiday on duty.

    Columns market, kind, opens, closes, valid_from, valid_to (the next day), reason.
    """
    workdays = [day_start(day) for day in days if calendar.is_working_day(day)]
    holidays = [day_start(day) for day in days if calendar.kind(day) == "holiday"]
    rows = []
    for row in markets.to_dict("records"):
        chance = generator(seed, "closures", row["market"])
        closed, duty = chance.random() < CLOSED_SHARE, chance.random() < DUTY_SHARE
        when = int(workdays[int(chance.integers(len(workdays)))])
        if closed and _listed(when, row["opened_on"], span):
            rows.append((row["market"], "closed", np.nan, np.nan, when, when + DAY, "设备检修"))
        for day in holidays[:: int(chance.integers(4, 8))] if duty else []:
            if _listed(day, row["opened_on"], span):
                rows.append((row["market"], "open", *DUTY, day, day + DAY, "节假日值班"))
    columns = ["market", "kind", "opens", "closes", "valid_from", "valid_to", "reason"]
    return pd.DataFrame(rows, columns=columns)


def _listed(day: int, opened_on: int, span: Span) -> bool:
    return max(opened_on, span.start) <= day < span.end
