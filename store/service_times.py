"""What do steps, calendar and opening hours say about each service record and vacancy?

`used_seconds` is the working time from 受理 to 办结 or, while open, to the month's end, pauses
out; a pause nobody ended runs on. `used_before` is the same up to the end of the month before.
Both are missing only where the opening hours of a day in between are not on file.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from store.months import Moments, days_of
from store.openings import Pattern
from store.working_time import Clock, Known, Whole, clock_of


@dataclass(frozen=True)
class Span:
    """A month in epoch seconds, `end` not in it."""

    start: int
    end: int


def service_columns(
    records: pd.DataFrame, steps: pd.DataFrame, patterns: dict[str, Pattern], span: Span
) -> pd.DataFrame:
    """The derived columns of each service record, in the order of `records`.

    `records` has market, opened_at, closed_at, first_staff_key; `steps` has row (the
    record's place in `records`), at, staff_key, kind, in order of row and sequence.
    """
    number = len(records)
    start = _moment_of(steps, "accepted", "first", records["opened_at"])
    closed = _moment_of(steps, "closed", "last", records["closed_at"])
    end = np.where(records["closed_at"].isna(), span.end, closed)
    pauses = _pauses(steps)
    clock, pattern = _clock(records, patterns, span, start, end)
    used, known = _used(clock, pattern, start, end, pauses)
    before, known_before = _used(clock, pattern, start, np.minimum(end, span.start), pauses)
    return pd.DataFrame(
        {
            "closed_by_key": _closed_by(steps, records),
            "handovers": _count(steps, "transferred", number),
            "tellings": _count(steps, "told", number),
            "used_seconds": _masked(used, known),
            "used_before": _masked(before, known_before | (start >= span.start)),
        }
    )


def vacancy_columns(
    records: pd.DataFrame, patterns: dict[str, Pattern], span: Span
) -> pd.DataFrame:
    """The working time from submission to publication of each vacancy or, while unpublished,
    to its end or the month's; and the same up to the end of the month before.

    `records` has market, open, submitted_at, published_at, closed_at, valid_until.
    """
    start = records["submitted_at"].to_numpy(dtype=np.int64)
    valid = records["valid_until"].to_numpy(dtype=np.int64)
    closed = records["closed_at"].fillna(span.end).to_numpy(dtype=np.int64)
    ended = np.minimum(np.minimum(valid, closed), span.end)
    stop = pd.Series(np.where(records["open"] == 0, ended, span.end))
    end = records["published_at"].fillna(stop).to_numpy(dtype=np.int64)
    clock, pattern = _clock(records, patterns, span, start, end)
    used, known = clock.between(pattern, start, end)
    before, known_before = clock.between(pattern, start, np.minimum(end, span.start))
    return pd.DataFrame(
        {
            "publish_seconds": _masked(used, known),
            "publish_before": _masked(before, known_before | (start >= span.start)),
        }
    )


def _clock(
    records: pd.DataFrame, patterns: dict[str, Pattern], span: Span, start: Moments, end: Moments
) -> tuple[Clock, Whole]:
    """The clock that reaches every moment, and each record's row in it."""
    distinct = {pattern: row for row, pattern in enumerate(dict.fromkeys(patterns.values()))}
    rows = records["market"].map({name: distinct[held] for name, held in patterns.items()})
    first = days_of(np.append(start, span.start)).min()
    last = days_of(np.concatenate([start, end, [span.end]])).max()
    clock = clock_of(list(distinct) or [Pattern((), ())], int(first), int(last))
    return clock, np.asarray(rows.to_numpy(dtype=np.int64), dtype=np.int64)


def _used(
    clock: Clock, pattern: Whole, start: Moments, end: Moments, pauses: pd.DataFrame
) -> tuple[Whole, Known]:
    seconds, known = clock.between(pattern, start, end)
    rows = pauses["row"].to_numpy(dtype=np.int64)
    since = np.clip(pauses["since"].to_numpy(dtype=np.int64), start[rows], None)
    since = np.minimum(since, np.maximum(start[rows], end[rows]))
    until = np.minimum(pauses["until"].to_numpy(dtype=np.int64), end[rows])
    paused, _ = clock.between(pattern[rows], since, until)
    np.subtract.at(seconds, rows, paused)
    return seconds, known


def _pauses(steps: pd.DataFrame) -> pd.DataFrame:
    """One row per pause: the record's row, since and until. A second 等待 or 恢复 in a row adds
    nothing; without a 恢复 the pause has no end."""
    turns = steps[steps["kind"].isin(["waiting", "resumed"])]
    again = (turns["row"] == turns["row"].shift(fill_value=-1)) & (
        turns["kind"] == turns["kind"].shift()
    )
    turns = turns[~again]
    same = turns["row"] == turns["row"].shift(-1, fill_value=-1)
    until = turns["at"].shift(-1, fill_value=0).where(same, np.iinfo(np.int64).max)
    pauses = pd.DataFrame({"row": turns["row"], "since": turns["at"], "until": until})
    return pauses[turns["kind"] == "waiting"]


def _moment_of(
    steps: pd.DataFrame, kind: str, which: Literal["first", "last"], otherwise: "pd.Series[int]"
) -> Moments:
    moments = np.array(otherwise.fillna(0), dtype=np.int64)
    held = steps[steps["kind"] == kind].drop_duplicates("row", keep=which)
    moments[held["row"].to_numpy(dtype=np.int64)] = held["at"].to_numpy(dtype=np.int64)
    return moments


def _closed_by(steps: pd.DataFrame, records: pd.DataFrame) -> "pd.Series[str]":
    """Who closed it: the staff of its 办结. A record without steps never left the first hands."""
    held = steps[steps["kind"] == "closed"].drop_duplicates("row", keep="last")
    keys = pd.Series(held["staff_key"].to_numpy(), index=held["row"], dtype="str")
    places = pd.RangeIndex(len(records))
    first = records["first_staff_key"].set_axis(places).where(~places.isin(steps["row"]))
    closed = records["closed_at"].notna().to_numpy()
    return keys.reindex(places).fillna(first).where(closed).astype("str")


def _count(steps: pd.DataFrame, kind: str, number: int) -> Whole:
    rows = steps.loc[steps["kind"] == kind, "row"].to_numpy(dtype=np.int64)
    return np.bincount(rows, minlength=number).astype(np.int64)


def _masked(values: Whole, known: npt.NDArray[np.bool_]) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(values, ~known)
