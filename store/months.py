"""Which month and day does a moment lie in, for whole columns at once?

Asia/Shanghai has been eight hours ahead of UTC on every day since 1992, so a day is 86,400 s.
"""

import numpy as np
import numpy.typing as npt

from rules.calendar import month_bounds, next_month

DAY = 86_400
AHEAD = 8 * 3_600
DUE_DAY, CLOSING_DAY = 3, 15

Moments = npt.NDArray[np.int64]


def months_of(moments: Moments) -> Moments:
    """The month, yyyymm, of each epoch second."""
    whole = (moments + AHEAD).astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    return np.asarray((whole // 12 + 1970) * 100 + whole % 12 + 1, dtype=np.int64)


def days_of(moments: Moments) -> Moments:
    """The number of each moment's day: days since 1 January 1970 in Asia/Shanghai."""
    return np.asarray((moments + AHEAD) // DAY, dtype=np.int64)


def day_number(moment: int) -> int:
    """The number of one moment's day."""
    return (moment + AHEAD) // DAY


def starts_of(days: Moments) -> Moments:
    """The epoch second at which each numbered day begins."""
    return np.asarray(days * DAY - AHEAD, dtype=np.int64)


def due_at(month: int, day: int = DUE_DAY) -> int:
    """The last second in which the ledgers of `month` are in time: the 3rd of the next."""
    return month_bounds(next_month(month))[0] + day * DAY - 1


def closes_at(month: int, day: int = CLOSING_DAY) -> int:
    """The last second before the inputs of `month` are closed: the 15th of the next."""
    return due_at(month, day)
