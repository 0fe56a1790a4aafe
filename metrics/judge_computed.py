"""What does a counted value say about a criterion? Missing months, small samples, thresholds.

Formulas: design §6 (computed criteria), docs/scoring.md. Arrays have one element per subject.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from metrics.findings import (
    NO_DATA,
    NO_REASON,
    NOT_APPLICABLE,
    NOT_FILED,
    NOT_OWED,
    SMALL_SAMPLE,
    Detail,
    Findings,
    settled,
)
from metrics.points import Share, earned
from metrics.score import Flags, Ints
from metrics.weights import Floats
from rules.model import Form


@dataclass(frozen=True)
class Counts:
    """What the tallies found on the duty months filed. `undecided` counts the rows of which
    nobody can say whether they belong to the denominator."""

    numerator: Ints
    denominator: Ints
    undecided: Ints
    months_duty: Ints
    months_filed: Ints
    detail: list[Detail]


@dataclass(frozen=True)
class Threshold:
    """The comparison in force for one market type: value = scale × numerator ÷ denominator."""

    form: Form
    numbers: Mapping[str, Fraction]
    scale: Fraction
    minimum: int


def judge_counts(counts: Counts, types: list[str], by_type: Mapping[str, Threshold]) -> Findings:
    """The findings of a computed criterion. `types` names each subject's entry in `by_type`."""
    size = len(types)
    enough, small = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    top, bottom = np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.int64)
    kinds = np.asarray(types, dtype=object)
    for market_type, threshold in by_type.items():
        mine = kinds == market_type
        enough |= mine & (counts.denominator >= threshold.minimum)
        small |= mine & _stays_small(counts, threshold.minimum)
        judged = np.flatnonzero(mine & enough)
        top[judged], bottom[judged] = _earned(counts, threshold, judged)
    return _findings(counts, enough, small, (top, bottom))


def _stays_small(counts: Counts, minimum: int) -> Flags:
    """Too few, and nothing that is still to come could change it."""
    complete = counts.months_filed >= counts.months_duty
    return complete & (counts.denominator + counts.undecided < minimum)


def _earned(counts: Counts, threshold: Threshold, judged: Ints) -> Share:
    scale = threshold.scale
    top = counts.numerator[judged] * scale.numerator
    bottom = counts.denominator[judged] * scale.denominator
    return earned(threshold.form, threshold.numbers, top, bottom)


def _findings(counts: Counts, enough: Flags, small: Flags, share: Share) -> Findings:
    idle = counts.months_duty == 0
    small = small & ~idle
    decided = np.where(enough, _decided_share(counts), 0.0)
    out = idle | small
    won = np.where(out, 0.0, decided * (share[0] / share[1]))
    pending = np.where(out, 0.0, 1.0 - decided)
    finding = np.where(out, NOT_APPLICABLE, settled(won, pending))
    reason = np.where(finding == NO_DATA, NOT_FILED, NO_REASON)
    return Findings(
        finding=finding,
        reason=np.where(idle, NOT_OWED, np.where(small, SMALL_SAMPLE, reason)),
        won=won,
        pending=pending,
        numerator=counts.numerator,
        denominator=counts.denominator,
        undecided=counts.undecided,
        valued=counts.months_filed > 0,
        months_duty=counts.months_duty,
        months_filed=counts.months_filed,
        detail=counts.detail,
    )


def _decided_share(counts: Counts) -> Floats:
    """filed ÷ duty months × decided ÷ all rows; exactly 1 when nothing is missing."""
    duty = np.maximum(counts.months_duty, 1)
    rows = np.maximum(counts.denominator + counts.undecided, 1)
    months: Ints = np.minimum(counts.months_filed, duty)
    decided: Ints = np.where(counts.denominator + counts.undecided > 0, counts.denominator, 1)
    share: Floats = (months * decided) / (duty * rows)
    return share
