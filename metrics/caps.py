"""Which caps 封顶 hold a grade down? By a finding, or by a value beyond a number."""

from collections.abc import Sequence

import numpy as np

from metrics.catalogue import metric_of
from metrics.findings import FINDINGS, NO_DATA, NOT_APPLICABLE, Findings
from metrics.score import Flags, Ints
from metrics.sheet import Typed
from metrics.thresholds import value_on
from rules.model import GRADES, Cap, Criterion, RuleSet
from rules.value import Series


def highest_levels(
    ruleset: RuleSet, criteria: Sequence[Criterion], findings: Sequence[Findings], state: Ints,
    typed: Typed,
) -> Ints:  # fmt: skip
    """The highest level each cap leaves each subject (caps × subjects, 0: no limit). `state` are
    the findings as they count, waived ones left out."""
    place = {criterion.id: at for at, criterion in enumerate(criteria)}
    rows = np.zeros((len(ruleset.caps), state.shape[1]), dtype=np.int64)
    for row, cap in zip(rows, ruleset.caps, strict=True):
        at = place.get(cap.criterion)
        if at is not None:
            caught = _caught(cap, criteria[at], findings[at], state[at], typed)
            row[caught] = GRADES.index(cap.highest)
    return rows


def _caught(
    cap: Cap, criterion: Criterion, findings: Findings, state: Ints, typed: Typed
) -> Flags:  # fmt: skip
    if cap.findings:
        return np.isin(state, [FINDINGS.index(name) for name in cap.findings])
    known = ~np.isin(state, [NO_DATA, NOT_APPLICABLE]) & (findings.denominator > 0)
    beyond = np.zeros(len(state), dtype=np.bool_)
    for series, sign in ((cap.below, 1), (cap.above, -1)):
        if series is not None:
            beyond |= _short_of(series, sign, criterion, findings, typed)
    return known & beyond


def _short_of(
    series: Series, sign: int, criterion: Criterion, findings: Findings, typed: Typed
) -> Flags:
    """Does the value lie below the number (above it, for a sign of -1), in exact integers?"""
    scale = metric_of(criterion).scale
    limits = {kind: value_on(series, typed.day, kind) for kind in typed.kinds}
    top = np.array([limits[kind].numerator for kind in typed.types], dtype=np.int64)
    bottom = np.array([limits[kind].denominator for kind in typed.types], dtype=np.int64)
    value = findings.numerator * scale.numerator * bottom
    return sign * value < sign * top * findings.denominator * scale.denominator
