"""Which rows of a record's life stand in the file of a month?

A record stands in every file from the month it began to the month it ended: open until then,
ended in the last. What happened after the month isn't known to its file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from demo.chance import Flags, Ints, Reals
from demo.months import Span

NEVER = np.int64(2**40)
"""The end of a record that outlives the demo."""

MOMENTS = {
    "service": ("closed_at",),
    "vacancy": ("published_at", "verified_at", "closed_at"),
    "seeker": ("closed_at", "first_matched_at", "first_started_at"),
    "match": ("agreed_at", "started_at", "ended_at"),
    "complaint": ("replied_at", "closed_at"),
}
"""What a month's file leaves empty while it lies in the future."""
CLOSING = {
    "service": ("outcome", "satisfaction", "satisfaction_source"),
    "vacancy": ("reason",),
    "seeker": (),
    "match": ("settled",),
    "complaint": ("upheld", "serious"),
}
"""What is known of ended records only."""
STAGES = (("agreed_at", "agreed"), ("started_at", "started"))


@dataclass(frozen=True)
class Lives:
    """Whole lives of one ledger's records: `rows` in contract columns (without `open`; moments
    as float seconds, NaN where they never came), `begins` and `ends` beside them."""

    ledger: str
    rows: pd.DataFrame
    begins: Ints
    ends: Ints

    def where(self, kept: Flags) -> "Lives":
        rows = self.rows[kept].reset_index(drop=True)
        return replace(self, rows=rows, begins=self.begins[kept], ends=self.ends[kept])

    def in_order(self) -> "Lives":
        """The same by market and record."""
        rows = self.rows.sort_values(["market", "record_id"], kind="stable")
        order = rows.index.to_numpy()
        rows = rows.reset_index(drop=True)
        return replace(self, rows=rows, begins=self.begins[order], ends=self.ends[order])


def joined(parts: Sequence[Lives]) -> Lives:
    """Several sets of records of one ledger as one."""
    rows = pd.concat([part.rows for part in parts], ignore_index=True)
    begins = np.concatenate([part.begins for part in parts])
    ends = np.concatenate([part.ends for part in parts])
    return Lives(parts[0].ledger, rows, begins, ends)


def month_rows(lives: Lives, span: Span, month: int) -> pd.DataFrame:
    """The file's rows of one ledger: one row per record that ended in the month or is open at
    its end, in the order of the lives."""
    start, end = span.bounds(month)
    kept = (lives.begins < end) & (lives.ends >= start)
    rows = lives.rows[kept].copy()
    is_open = lives.ends[kept] >= end
    rows["open"] = is_open.astype(np.int64)
    for column in MOMENTS[lives.ledger]:
        rows.loc[rows[column].to_numpy() >= end, column] = np.nan
    for column in CLOSING[lives.ledger]:
        rows[column] = rows[column].where(~is_open)
    if lives.ledger == "match":
        _set_stage(rows, is_open)
    return rows.reset_index(drop=True)


def _set_stage(rows: pd.DataFrame, is_open: Flags) -> None:
    """An open match stands at the last stage it has reached by the end of the month."""
    rows.loc[is_open, "status"] = "referred"
    rows.loc[is_open, "status_at"] = rows.loc[is_open, "referred_at"]
    for column, status in STAGES:
        reached = is_open & rows[column].notna().to_numpy()
        rows.loc[reached, "status"] = status
        rows.loc[reached, "status_at"] = rows.loc[reached, column]


def month_steps(steps: pd.DataFrame, service: pd.DataFrame, span: Span, month: int) -> pd.DataFrame:
    """The steps taken by the month's end of the service records in the month's file."""
    end = span.bounds(month)[1]
    kept = steps[steps["at"].to_numpy() < end]
    present = kept.merge(service[["market", "record_id"]], on=["market", "record_id"])
    return present.sort_values(["market", "record_id", "seq"]).reset_index(drop=True)


def earliest(*moments: Reals) -> Ints:
    """The earliest moment that is present; NEVER where none is."""
    stacked = np.vstack([np.where(np.isnan(moment), float(NEVER), moment) for moment in moments])
    first: Ints = stacked.min(axis=0).astype(np.int64)
    return first


def numbered(letter: str, months: Ints, markets: Ints) -> list[str]:
    """Record numbers like S202610-00012, counted within market and month in row order."""
    order = pd.DataFrame({"market": markets, "month": months})
    counter = order.groupby(["market", "month"]).cumcount().to_numpy() + 1
    pairs = zip(months.tolist(), counter.tolist(), strict=True)
    return [f"{letter}{month}-{number:05d}" for month, number in pairs]
