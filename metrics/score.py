"""What do the points add up to? The total of a subject, its interval and its assessed share.

Formulas: design §7 Points, Rounding. Arrays are criteria × subjects; the loop runs over criteria.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.weights import Floats, GroupWeight, group_weights

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SCALE = 10_000
GUARD = 1_000
FULL = 100 * SCALE


@dataclass(frozen=True)
class Adjustment:
    """One step after the points, in points: `points` × the share that criterion `row` wins, or,
    with no row, what the steps so far have added is held between `low` and `high`."""

    row: int | None
    points: Floats | float = 0.0
    low: Floats | float = 0.0
    high: Floats | float = 0.0


@dataclass(frozen=True)
class Totals:
    """One element per subject, points and shares in 1/10,000. `score` is meaningless where
    `assessed_share` is 0."""

    score: Ints
    low: Ints
    high: Ints
    assessed_share: Ints
    bonus: Ints
    adjusted: Ints


def round_score(numerator: ArrayLike, denominator: ArrayLike) -> Ints:
    """numerator ÷ denominator as an integer of 1/10,000, rounded half up.

    Three more digits are settled first, so that a tie which binary fractions show as
    …49999999 is still a tie. Both must be non-negative, the denominator positive.
    """
    exact = np.asarray(numerator, dtype=np.float64) / np.asarray(denominator, dtype=np.float64)
    guarded = np.floor(exact * (SCALE * GUARD) + 0.5).astype(np.int64)
    rounded: Ints = (guarded + GUARD // 2) // GUARD
    return rounded


def group_parts(points: Floats, groups: Sequence[GroupWeight]) -> Floats:
    """Each criterion's part of the 100 (of the bonus in an optional group): W × p ÷ Σp.

    `points` are the criteria's own p, 0 where one isn't applicable. A base group with nothing
    applicable leaves and the rest is scaled to 100, a branch shares its weight out among the
    groups that are left below it; a subject with nothing at all has only 0.
    """
    parts = np.zeros_like(points)
    base: list[int] = []
    wholes = [_added(points[list(group.rows)]) for group in groups]
    weights, total = group_weights(groups, wholes)
    for group, whole, weight in zip(groups, wholes, weights, strict=True):
        rows = list(group.rows)
        parts[rows] = weight * points[rows] / np.where(whole > 0, whole, 1.0)
        base += [] if group.optional else rows
    parts[base] = 100.0 * parts[base] / np.where(total > 0, total, 1.0)
    return parts


def total_points(
    parts: Floats, won: Floats, pending: Floats, groups: Sequence[GroupWeight], limit: float,
    adjustments: Sequence[Adjustment] = (),
) -> Totals:  # fmt: skip
    """`won` and `pending` are shares (0 to 1) of each criterion's part; `limit` is the most
    that optional groups may add, in points. What is pending adjusts nothing but the interval:
    it might deduct at its low end and add at its high one."""
    optional = [row for group in groups if group.optional for row in group.rows]
    base = [row for group in groups if not group.optional for row in group.rows]
    low = _added(parts[base] * won[base])
    high = low + _added(parts[base] * pending[base])
    assessed = _added(parts[base] * (1.0 - pending[base]))
    bonus = np.minimum(_added(parts[optional] * won[optional]), limit)
    safe = np.where(assessed > 0, assessed, 1.0)
    steps, least, most = _adjusted(won, pending, adjustments)
    return Totals(
        score=_total(100.0 * low + (bonus + steps) * safe, safe),
        low=_total(low + bonus + least, 1.0),
        high=_total(high + bonus + most, 1.0),
        assessed_share=round_score(assessed, 100.0),
        bonus=round_score(bonus, 1.0),
        adjusted=np.where(steps < 0, -1, 1) * round_score(np.abs(steps), 1.0),
    )


def _total(numerator: Floats, denominator: ArrayLike) -> Ints:
    """Between 0 and 100 points, whatever was added and deducted."""
    return np.minimum(round_score(np.maximum(numerator, 0.0), denominator), FULL)


def _adjusted(
    won: Floats, pending: Floats, adjustments: Sequence[Adjustment]
) -> tuple[Floats, Floats, Floats]:
    """What the steps add in all, at least and at most, taken in their order."""
    sums = [np.zeros(won.shape[1]) for _ in range(3)]
    for step in adjustments:
        if step.row is None:
            sums = [np.clip(total, step.low, step.high) for total in sums]
            continue
        sure, maybe = step.points * won[step.row], step.points * (won + pending)[step.row]
        ends = (sure, np.minimum(sure, maybe), np.maximum(sure, maybe))
        sums = [total + added for total, added in zip(sums, ends, strict=True)]
    return sums[0], sums[1], sums[2]


def applicable_share(points: Floats, small: Flags, groups: Sequence[GroupWeight]) -> Ints:
    """Points left after 样本不足 ÷ points the subject's type and mode can have, in 1/10,000.

    `points` are those its type and mode can have; `small` marks the criteria that lack a
    sample. A subject that can have none has a share of 0.
    """
    parts = group_parts(points, groups)
    base = [row for group in groups if not group.optional for row in group.rows]
    left = _added(np.where(small[base], 0.0, parts[base]))
    return round_score(left, 100.0)


def _added(rows: Floats) -> Floats:
    """The sum over criteria, one after the other, so that it is the same on every machine."""
    total = np.zeros(rows.shape[1])
    for row in rows:
        total += row
    return total
