"""What are the sum, the mean and the median of one value per row? Exact integers, divided once.

A frame of values has one row per subject, first and second (what the value is made of) with its
number of rows; where both are NULL the rows are undecided.
"""

import numpy as np
import pandas as pd

from metrics.model import Each, Form
from store.months import months_of

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


def rounded(amount: "pd.Series[int]", divisor: "pd.Series[int]") -> "pd.Series[int]":
    """amount ÷ divisor, half up, in integers: a whole fen per hour, the same on every engine,
    page and paper."""
    return (2 * amount + divisor) // (2 * divisor)


def full_months(opened: "pd.Series[int]", until: "pd.Series[int]") -> "pd.Series[int]":
    """The calendar months (Asia/Shanghai) that lie wholly in [opened, until), epoch seconds."""
    months = _number_of_month(until) - _number_of_month(opened - 1) - 1
    return months.clip(lower=0)


def combined(form: Form, value: Each, frame: pd.DataFrame) -> pd.DataFrame:
    """One row per subject: numerator, denominator, undecided.

    count: the sum of the values over 1. mean: over their number. median: denominator the
    number of values, numerator that many medians, so that the mean of the middle two stays whole.
    """
    known = frame[frame["first"].notna()].astype({"first": "int64", "second": "int64"})
    known = known.assign(value=value.value(known["first"], known["second"]))
    known = known[["subject", "value", "rows"]].groupby(["subject", "value"], as_index=False).sum()
    combine = _median_times_number if form == "median" else _sum
    numerators = {
        subject: combine(part["value"].to_numpy(), part["rows"].to_numpy())
        for subject, part in known.groupby("subject")
    }
    subjects = sorted(set(frame["subject"]))
    numbers = known.groupby("subject")["rows"].sum().reindex(subjects, fill_value=0)
    unknown = frame[frame["first"].isna()].groupby("subject")["rows"].sum()
    sums = pd.DataFrame(
        {
            "subject": pd.Series(subjects, dtype="str"),
            "numerator": [numerators.get(subject, 0) for subject in subjects],
            "denominator": 1 if form == "count" else numbers.to_numpy(),
            "undecided": unknown.reindex(subjects, fill_value=0).to_numpy(),
        }
    )
    return sums.astype(dict.fromkeys(("numerator", "denominator", "undecided"), "int64"))


def _number_of_month(moments: "pd.Series[int]") -> "pd.Series[int]":
    months = months_of(np.asarray(moments, dtype=np.int64))
    return pd.Series(list(months // 100 * 12 + months % 100), index=moments.index, dtype="int64")


def _sum(values: Ints, rows: Ints) -> int:
    return int((values * rows).sum())


def _median_times_number(values: Ints, rows: Ints) -> int:
    """`values` ascending, `rows` how often each."""
    upto = np.cumsum(rows)
    number = int(upto[-1])
    lower = values[np.searchsorted(upto, (number + 1) // 2)]
    upper = values[np.searchsorted(upto, number // 2 + 1)]
    return int(lower + upper) * number // 2
