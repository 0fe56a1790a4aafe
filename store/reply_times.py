"""How many working days did a complaint wait for its reply and its closure?

Working days of the State Council calendar, whatever the market's hours; the day of filing
doesn't count. While it waits, the days run to the month's end.
"""

from datetime import timedelta
from functools import cache

import numpy as np
import pandas as pd

from rules.calendar import load_calendar
from store.months import Moments, days_of
from store.openings import EPOCH
from store.service_times import Span


def complaint_columns(records: pd.DataFrame, span: Span) -> pd.DataFrame:
    """The derived columns of each complaint, in the order of `records`, which has filed_at,
    replied_at, closed_at. A complaint closed without reply stops waiting for one then."""
    filed = days_of(records["filed_at"].to_numpy(dtype=np.int64))
    closed = records["closed_at"].fillna(span.end - 1)
    replied = records["replied_at"].fillna(closed)
    before = days_of(np.array([span.start - 1]))
    columns = {}
    for name, moments in (("reply", replied), ("close", closed)):
        until = days_of(moments.to_numpy(dtype=np.int64))
        columns[f"{name}_days"] = _working_days(filed, until)
        columns[f"{name}_before"] = _working_days(filed, np.minimum(until, before))
    return pd.DataFrame(columns)


def _working_days(after: Moments, until: Moments) -> Moments:
    """Working days in (after, until]; 0 when `until` is not after `after`."""
    if not len(after):
        return after
    first, last = int(after.min()), int(max(after.max(), until.max()))
    table = _until(first, last)
    waited = table[np.maximum(after, until) - first] - table[after - first]
    return np.asarray(waited, dtype=np.int64)


@cache
def _until(first: int, last: int) -> Moments:
    """The working days from the numbered day `first` to each day, both included."""
    calendar = load_calendar()
    days = range(first, last + 1)
    working = [calendar.is_working_day(EPOCH + timedelta(days=day)) for day in days]
    return np.cumsum(working, dtype=np.int64)
