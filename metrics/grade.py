"""Which grade, and may there be one at all? Bands, caps, vetoes, 证据不足, 新开办 (design §7)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.score import Flags, Ints, Totals
from metrics.weights import Floats
from rules.model import GRADES, Grade

NONE = -1
LOWEST = len(GRADES) - 1


@dataclass(frozen=True)
class Limits:
    """What a grade needs. Floors of the grades but the lowest, best first, one row each
    (1/10,000 point); minimum shares in 1/10,000. One column or element per subject."""

    floors: Ints
    minimum_assessed: Ints
    minimum_applicable: Ints


@dataclass(frozen=True)
class Standing:
    """Who the subject is in the window: too new to grade; left too early to grade."""

    new: Flags
    left: Flags


@dataclass(frozen=True)
class Grades:
    """One element per subject. Levels count from 0 (best), -1 where there is no grade.
    `uncapped` is the level without caps; `scored` says whether the score may be shown."""

    level: Ints
    uncapped: Ints
    scored: Flags
    provisional: Flags
    reason: list[str | None]


def band_level(points: Ints, floors: Ints) -> Ints:
    """The band a number of 1/10,000 points lies in: 0 is the best."""
    level: Ints = (points[np.newaxis, :] < floors).sum(axis=0).astype(np.int64)
    return level


def floors_of(bands: Mapping[Grade, Floats]) -> Ints:
    """The floors of all grades but the lowest as integers of 1/10,000 point, best first."""
    return np.stack([np.rint(bands[grade] * 10_000).astype(np.int64) for grade in GRADES[:-1]])


def grade(
    totals: Totals, applicable: Ints, limits: Limits, standing: Standing, vetoed: Flags, cap: Ints
) -> Grades:
    """`cap` is the highest level each subject may reach, 0 without a cap."""
    own = band_level(totals.score, limits.floors)
    thin = (totals.assessed_share < limits.minimum_assessed) | (
        applicable < limits.minimum_applicable
    )
    surely_lowest = band_level(totals.high, limits.floors) == LOWEST
    thin = (thin & ~surely_lowest) | (totals.assessed_share == 0) | standing.left
    scored = ~(thin | standing.new)
    level = np.where(vetoed, LOWEST, np.where(scored, np.maximum(own, cap), NONE))
    falls = band_level(totals.low, limits.floors) > own
    return Grades(
        level=level,
        uncapped=np.where(scored, own, NONE),
        scored=scored,
        provisional=scored & falls & ~vetoed,
        reason=[_reason(*flags) for flags in zip(vetoed, standing.new, thin, strict=True)],
    )


def _reason(vetoed: bool, new: bool, thin: bool) -> str | None:
    if vetoed:
        return None
    if new:
        return "new"
    return "insufficient" if thin else None
