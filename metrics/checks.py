"""Which check of an item counts on the last day of a period? Inspections and verifications.

Rules: design §6. Days are numpy datetime64[D] in Asia/Shanghai.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from metrics.findings import (
    FINDINGS,
    INSPECTION_EXPIRED,
    INSPECTORS_DISAGREE,
    NO_DATA,
    NO_REASON,
    NOT_INSPECTED,
    NOT_VERIFIED,
)
from metrics.score import Ints

Days = NDArray[np.datetime64]
NEVER = np.datetime64("1970-01-01")
SHANGHAI_SECONDS = 8 * 3600
"""Asia/Shanghai is eight hours ahead in every year a market has existed."""


@dataclass(frozen=True)
class Checks:
    """`rows`: one row per market and item, the check that counts: market, item, finding (index
    in FINDINGS), reason (index in REASONS), made_on, expired (reason once it has run out).
    `missing` is the reason of an item nobody has checked."""

    rows: pd.DataFrame
    missing: int

    @cached_property
    def _place(self) -> dict[tuple[str, str], int]:
        pairs = zip(self.rows["item"], self.rows["market"], strict=True)
        return {pair: at for at, pair in enumerate(pairs)}

    @cached_property
    def _values(self) -> tuple[Ints, Ints, Days, Ints]:
        """Finding, reason, day and the reason once expired of each row; the last stands for
        what nobody has checked."""
        rows = self.rows
        return (
            np.append(rows["finding"].to_numpy(dtype=np.int64), NO_DATA),
            np.append(rows["reason"].to_numpy(dtype=np.int64), self.missing),
            np.append(rows["made_on"].to_numpy().astype("datetime64[D]"), NEVER),
            np.append(rows["expired"].to_numpy(dtype=np.int64), self.missing),
        )

    def states(
        self, items: Sequence[str], markets: Sequence[str], last_day: date,
        months: Ints | int | None,
    ) -> tuple[Ints, Ints]:  # fmt: skip
        """Finding and reason per item and market (items × markets) on the last day; a check
        made more than `months` months (of each market, or of all) before it has run out."""
        wanted = [[self._place.get((item, market), -1) for market in markets] for item in items]
        place = np.array(wanted, dtype=np.int64).reshape(len(items), len(markets))
        all_findings, all_reasons, made_on, expired = self._values
        finding, reason = all_findings[place], all_reasons[place]
        if months is not None:
            old = months_later(made_on[place], months) < np.datetime64(last_day)
            finding, reason = np.where(old, NO_DATA, finding), np.where(old, expired[place], reason)
        return finding, reason


def days_of(moments: ArrayLike) -> Days:
    """The Shanghai day of each epoch second."""
    seconds = np.asarray(moments, dtype=np.int64) + SHANGHAI_SECONDS
    days: Days = (seconds // 86_400).astype("datetime64[D]")
    return days


def counted_on(made_on: Days, ordered_for: ArrayLike, closing_days: int) -> Days:
    """The day a check counts as made on: of one made after the period it was ordered for
    (yyyymm; 0: none), but by the closing of its inputs, the period's last day."""
    months = np.asarray(ordered_for, dtype=np.int64)
    named = ((months // 100 - 1970) * 12 + months % 100 - 1).astype("datetime64[M]")
    last = (named + 1).astype("datetime64[D]") - 1
    grace = (months > 0) & (made_on > last) & (made_on <= last + closing_days)
    counted: Days = np.where(grace, last, made_on)
    return counted


def months_later(days: Days, months: Ints | int) -> Days:
    """The same day that many months later, or the month's last day where it has none."""
    month = days.astype("datetime64[M]")
    target = month + months
    first = target.astype("datetime64[D]")
    last = (target + 1).astype("datetime64[D]") - 1
    same_day: Days = np.minimum(first + (days - month.astype("datetime64[D]")), last)
    return same_day


def inspections(rows: pd.DataFrame, last_day: date, closing_days: int) -> Checks:
    """The latest visit per market and item. `rows`: one row per inspected item of a visit, as
    the inspection register has it. Two different inspectors with equal results settle an
    item; differing results and a missing second one do not."""
    rows = _latest(rows, "visited_at", last_day, closing_days)
    a, b = rows["result_a"].astype(object), rows["result_b"].astype(object)
    second = b.notna() & rows["inspector_b"].notna()
    second &= rows["inspector_a"].astype(object) != rows["inspector_b"].astype(object)
    agreed = second & (a == b)
    reason = np.where(agreed, NO_REASON, np.where(second, INSPECTORS_DISAGREE, NOT_INSPECTED))
    frame = rows[["market", "item", "made_on"]].assign(
        finding=_finding(a, agreed.to_numpy(dtype=bool)),
        reason=reason, expired=INSPECTION_EXPIRED,
    )  # fmt: skip
    return Checks(frame, NOT_INSPECTED)


def declarations(
    declared: pd.DataFrame, verified: pd.DataFrame, last_day: date, closing_days: int
) -> Checks:
    """The latest verification on or after the latest declaration of each market and item; a
    declaration that nobody has verified settles nothing."""
    made = days_of(declared["declared_on"])
    declared = declared[made <= np.datetime64(last_day)]
    declared = declared.sort_values(["declared_on", "row_id"], kind="stable")
    declared = declared.drop_duplicates(["market", "item"], keep="last")
    pairs = verified.merge(declared[["market", "item", "declared_on"]], on=["market", "item"])
    pairs = pairs[pairs["verified_on"] >= pairs["declared_on"]]
    rows = _latest(pairs, "verified_on", last_day, closing_days)
    known = np.ones(len(rows), dtype=bool)
    frame = rows[["market", "item", "made_on"]].assign(
        finding=_finding(rows["result"].astype(object), known),
        reason=NO_REASON, expired=NOT_VERIFIED,
    )  # fmt: skip
    return Checks(frame, NOT_VERIFIED)


def _latest(rows: pd.DataFrame, moment: str, last_day: date, closing_days: int) -> pd.DataFrame:
    """One row per market and item: the latest that counts by the last day, with `made_on`."""
    ordered_for = rows["ordered_for"].fillna(0).astype(np.int64)
    made_on = counted_on(days_of(rows[moment]), ordered_for, closing_days)
    rows = rows.assign(made_on=made_on)[made_on <= np.datetime64(last_day)]
    rows = rows.sort_values([moment, "row_id"], kind="stable")
    return rows.drop_duplicates(["market", "item"], keep="last")


def _finding(result: pd.Series, known: NDArray[np.bool_]) -> Ints:
    codes = result.map(FINDINGS.index, na_action="ignore")
    return np.where(known, codes.fillna(NO_DATA).astype(np.int64), NO_DATA)
