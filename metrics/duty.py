"""Which months does a market answer for? From its first full month to its last, unsuspended."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.score import Flags, Ints
from rules.calendar import month_bounds

DAY = 86_400
SHUT = ("closed", "suspended")


def duty_months(begins: Ints, ends: Ints, months: Sequence[int]) -> Flags:
    """Subjects × months: whether the whole month lies between `begins` (the second its first
    day starts) and `ends` (the second its last day is over)."""
    bounds = np.array([month_bounds(month) for month in months], dtype=np.int64)
    starts, stops = bounds[:, 0], bounds[:, 1]
    full: Flags = (begins[:, np.newaxis] <= starts) & (ends[:, np.newaxis] >= stops)
    return full


def shut_months(closures: pd.DataFrame, markets: Sequence[str], months: Sequence[int]) -> Flags:
    """Markets × months: whether the market was shut on every day of the month.

    `closures`: one row per closure or special opening, as the register has it; `valid_to` is
    the first day the closure no longer holds.
    """
    shut = np.zeros((len(markets), len(months)), dtype=np.bool_)
    rows = closures[closures["kind"].isin(SHUT)]
    by_market = dict(tuple(rows.groupby("market", sort=False)))
    for at, market in enumerate(markets):
        mine = by_market.get(market)
        if mine is not None:
            shut[at] = [_whole_month(mine, *month_bounds(month)) for month in months]
    return shut


def known_months(hours: pd.DataFrame, markets: Sequence[str], months: Sequence[int]) -> Flags:
    """Markets × months: whether any opening hours are on file for a day of the month.

    `hours`: one row per market, weekday and span, as the register has it.
    """
    spans: dict[str, set[tuple[int, int]]] = {}
    for market, begins, ends in hours[["market", "valid_from", "valid_to"]].itertuples(index=False):
        after = np.iinfo(np.int64).max if pd.isna(ends) else int(ends)
        spans.setdefault(market, set()).add((int(begins), int(after)))
    bounds = [month_bounds(month) for month in months]
    known = [
        [any(a < after and b > start for a, b in spans.get(market, ())) for start, after in bounds]
        for market in markets
    ]
    return np.array(known, dtype=np.bool_).reshape(len(markets), len(months))


def _whole_month(closures: pd.DataFrame, start: int, after: int) -> bool:
    days = np.zeros((after - start) // DAY, dtype=np.bool_)
    for begins, ends in zip(closures["valid_from"], closures["valid_to"], strict=True):
        first = max(0, (int(begins) - start) // DAY)
        last = len(days) if pd.isna(ends) else max(0, (int(ends) - start) // DAY)
        days[first:last] = True
    return bool(days.all())
