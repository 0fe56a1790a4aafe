"""How does a roster's score sheet add up? Points, groups, bonus and adjustments of all subjects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from metrics.findings import NOT_APPLICABLE, SMALL_SAMPLE, Findings
from metrics.score import (
    SCALE,
    Adjustment,
    Flags,
    Ints,
    Totals,
    applicable_share,
    group_parts,
    total_points,
)
from metrics.thresholds import owes, value_on
from metrics.weights import Floats, GroupWeight
from rules.model import Criterion, RuleSet
from rules.value import Series


class Typed:
    """Values in force on a day, spread over subjects by their kind (type and area class)."""

    def __init__(self, types: Sequence[str], day: date) -> None:
        self.types, self.day = types, day
        self.kinds = sorted(set(types))
        place = {kind: at for at, kind in enumerate(self.kinds)}
        self._codes = np.array([place[kind] for kind in types], dtype=np.int64)

    def spread(self, series: Series, criterion: Criterion | None = None) -> Floats:
        """The value for each subject; 0 for a type the criterion isn't for."""
        values = [
            float(value_on(series, self.day, kind))
            if criterion is None or owes(criterion, kind)
            else 0.0
            for kind in self.kinds
        ]
        return np.array(values, dtype=np.float64)[self._codes]

    def scaled(self, series: Series) -> Ints:
        """In 1/10,000."""
        return np.rint(self.spread(series) * SCALE).astype(np.int64)


@dataclass(frozen=True)
class Sheet:
    """The criteria of a roster with their findings, and who is asked each of them."""

    ruleset: RuleSet
    criteria: Sequence[Criterion]
    findings: Sequence[Findings]
    asked: Sequence[Flags]
    typed: Typed

    @cached_property
    def state(self) -> Ints:
        """The findings, criteria × subjects."""
        return np.stack([item.finding for item in self.findings])

    def totals(self, off: Flags) -> tuple[Floats, Totals]:
        """Each criterion's part of the points and what they add up to, while the criteria
        marked `off` (criteria × subjects) are waived."""
        out = off | (self.state == NOT_APPLICABLE)
        parts = group_parts(np.where(out, 0.0, self._points(off)), self._groups)
        won = np.stack([item.won for item in self.findings])
        pending = np.stack([item.pending for item in self.findings])
        limit = float(self.ruleset.bonus_limit.on(self.typed.day).value())
        return parts, total_points(
            parts, np.where(off, 0.0, won), np.where(off, 0.0, pending), self._groups, limit,
            self._adjustments(),
        )  # fmt: skip

    def applicable(self, off: Flags) -> Ints:
        """The share of the points left after 样本不足, in 1/10,000."""
        small = np.stack([item.reason for item in self.findings]) == SMALL_SAMPLE
        return applicable_share(self._points(off), small, self._groups)

    def _points(self, off: Flags) -> Floats:
        """Each criterion's own p, 0 where it isn't owed, is waived or carries no points."""
        return np.where(off, 0.0, self._worth)

    @cached_property
    def _worth(self) -> Floats:
        rows = np.zeros((len(self.criteria), len(self.typed.types)))
        for row, criterion, asks in zip(rows, self.criteria, self.asked, strict=True):
            if criterion.points is not None:
                row[:] = np.where(asks, self.typed.spread(criterion.points, criterion), 0.0)
        return rows

    def _places(self) -> dict[str, int]:
        return {criterion.id: at for at, criterion in enumerate(self.criteria)}

    @cached_property
    def _groups(self) -> list[GroupWeight]:
        place, spread = self._places(), self.typed.spread
        return [
            GroupWeight(
                tuple(place[name] for name in group.criteria),
                spread(group.weight),
                group.optional,
                tuple((branch.id, spread(branch.weight)) for branch in group.above),
            )
            for group in self.ruleset.groups
            if group.criteria[0] in place
        ]

    def _adjustments(self) -> list[Adjustment]:
        """The steps on criteria of this roster, and the limits between them."""
        place, spread = self._places(), self.typed.spread
        steps = []
        for step in self.ruleset.adjustments:
            if step.low is not None and step.high is not None:
                steps.append(Adjustment(None, low=spread(step.low), high=spread(step.high)))
            elif step.points is not None and step.criterion in place:
                steps.append(Adjustment(place[step.criterion], points=spread(step.points)))
        return steps
