"""What do the points add up to? The total of a subject, its interval and its assessed share.

Formulas: design §7 Points, Rounding. Arrays are criteria × subjects; the loop runs over criteria.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SCALE = 10_000
GUARD = 1_000
FULL = 100 * SCALE


@dataclass(frozen=True)
class GroupWeight:
    """A weight group: the rows of its criteria in the arrays, its weight (one for all, or one
    per subject), and whether it only ever adds."""

    rows: tuple[int, ...]
    weight: float | Floats
    optional: bool


@dataclass(frozen=True)
class Totals:
    """One element per subject, points and shares in 1/10,000. `score` is meaningless where
    `assessed_share` is 0."""

    score: Ints
    low: Ints
    high: Ints
    assessed_share: Ints
    bonus: Ints


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
    applicable leaves and the rest is scaled to 100; a subject with nothing at all has only 0.
    """
    parts = np.zeros_like(points)
    total = np.zeros(points.shape[1])
    base: list[int] = []
    for group in groups:
        rows = list(group.rows)
        mine = points[rows]
        whole = _added(mine)
        parts[rows] = group.weight * mine / np.where(whole > 0, whole, 1.0)
        if not group.optional:
            base += rows
            total += np.where(whole > 0, group.weight, 0.0)
    parts[base] = 100.0 * parts[base] / np.where(total > 0, total, 1.0)
    return parts


def total_points(
    parts: Floats, won: Floats, pending: Floats, groups: Sequence[GroupWeight], limit: float
) -> Totals:
    """`won` and `pending` are shares (0 to 1) of each criterion's part; `limit` is the most
    that optional groups may add, in points."""
    optional = [row for group in groups if group.optional for row in group.rows]
    base = [row for group in groups if not group.optional for row in group.rows]
    low = _added(parts[base] * won[base])
    high = low + _added(parts[base] * pending[base])
    assessed = _added(parts[base] * (1.0 - pending[base]))
    bonus = np.minimum(_added(parts[optional] * won[optional]), limit)
    safe = np.where(assessed > 0, assessed, 1.0)
    return Totals(
        score=np.minimum(round_score(100.0 * low + bonus * safe, safe), FULL),
        low=np.minimum(round_score(low + bonus, 1.0), FULL),
        high=np.minimum(round_score(high + bonus, 1.0), FULL),
        assessed_share=round_score(assessed, 100.0),
        bonus=round_score(bonus, 1.0),
    )


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
