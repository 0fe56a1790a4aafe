"""What does a counted value say about a criterion? Missing months, small samples, thresholds.

Formulas: design §6 (computed criteria), docs/scoring.md. Arrays have one element per subject.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from metrics.points import Share, earned, earned_crossed
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
    """The comparison in force for one kind of subject: value = scale × numerator ÷ denominator;
    `second` is the scale of a table's other metric."""

    form: Form
    numbers: Mapping[str, Fraction]
    scale: Fraction
    minimum: int
    second: Fraction = Fraction(1)


def judge_counts(
    counts: Counts, types: list[str], by_type: Mapping[str, Threshold],
    second: Counts | None = None,
) -> Findings:  # fmt: skip
    """The findings of a computed criterion. `types` names each subject's entry in `by_type`;
    `second` are the counts of a table's other metric, without which its cell isn't known."""
    if second is not None:
        return _judge_crossed(counts, second, types, by_type)
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
    return _findings(counts, enough, small, (top, bottom), _decided_share(counts))


def _stays_small(counts: Counts, minimum: int) -> Flags:
    """Too few, and nothing that is still to come could change it."""
    complete = counts.months_filed >= counts.months_duty
    return complete & (counts.denominator + counts.undecided < minimum)


def _earned(counts: Counts, threshold: Threshold, judged: Ints) -> Share:
    return earned(threshold.form, threshold.numbers, *_value(counts, threshold.scale, judged))


def _judge_crossed(
    first: Counts, second: Counts, types: list[str], by_type: Mapping[str, Threshold]
) -> Findings:
    """A cell is known once both values are; either of them too small leaves it out."""
    size = len(types)
    kinds = np.asarray(types, dtype=object)
    enough, small = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    top, bottom = np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.int64)
    for market_type, threshold in by_type.items():
        mine = kinds == market_type
        enough |= mine & (first.denominator >= threshold.minimum) & (second.denominator >= 1)
        small |= mine & (_stays_small(first, threshold.minimum) | _stays_small(second, 1))
        judged = np.flatnonzero(mine & enough)
        values = (
            _value(first, threshold.scale, judged), _value(second, threshold.second, judged)
        )  # fmt: skip
        top[judged], bottom[judged] = earned_crossed(threshold.numbers, *values)
    decided = np.minimum(_decided_share(first), _decided_share(second))
    pairs = zip(second.numerator.tolist(), second.denominator.tolist(), strict=True)
    detail: list[Detail] = [
        {**held, "second": [above, below]}
        for held, (above, below) in zip(first.detail, pairs, strict=True)
    ]
    return _findings(replace(first, detail=detail), enough, small, (top, bottom), decided)


def _value(counts: Counts, scale: Fraction, judged: Ints) -> Share:
    return counts.numerator[judged] * scale.numerator, counts.denominator[
        judged
    ] * scale.denominator


def _findings(
    counts: Counts, enough: Flags, small: Flags, share: Share, known: Floats
) -> Findings:  # fmt: skip
    """`known` is the share of the points that can be judged already."""
    idle = counts.months_duty == 0
    small = small & ~idle
    decided = np.where(enough, known, 0.0)
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
