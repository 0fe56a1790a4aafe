"""What does each weight group weigh, when groups hang on branches and some have nothing left?

Design §7 Points: what isn't applicable leaves its group, whose weight stays; a group with nothing
applicable leaves. A branch is treated like a group: its weight stays while anything is left
below it, and is shared out among what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Place = tuple[str, ...]
"""Where a group or branch hangs: the names from the outermost branch down to itself."""


@dataclass(frozen=True)
class GroupWeight:
    """A weight group: the rows of its criteria in the arrays, its weight (one for all, or one
    per subject), whether it only ever adds, and the branches it hangs on (name and weight, the
    outermost first)."""

    rows: tuple[int, ...]
    weight: float | Floats
    optional: bool
    above: tuple[tuple[str, float | Floats], ...] = ()


def group_weights(
    groups: Sequence[GroupWeight], left: Sequence[Floats]
) -> tuple[list[Floats], Floats]:
    """What each group weighs for each subject, and what those that count weigh in all. `left`
    are the points each group has left. Under branches a group weighs the outermost weight × at
    each level its own ÷ that of all that is left beside it."""
    ways = [_way(group, at) for at, group in enumerate(groups)]
    own = {place: weight for way in ways for place, weight in way}
    alive = _alive(ways, left)
    beside = _beside(groups, ways, own, alive)
    weights = []
    for way in ways:
        weight = np.zeros_like(left[0]) + way[0][1]
        for place, inner in way[1:]:
            together = beside[place[:-1]]
            weight = weight * inner / np.where(together > 0, together, 1.0)
        weights.append(weight)
    return weights, beside[()]


def _way(group: GroupWeight, at: int) -> list[tuple[Place, float | Floats]]:
    """Every place on the way down to a group, with the weight that stands there."""
    steps = [*group.above, (f"#{at}", group.weight)]
    names = [name for name, _ in steps]
    return [(tuple(names[: depth + 1]), steps[depth][1]) for depth in range(len(steps))]


def _alive(
    ways: Sequence[Sequence[tuple[Place, float | Floats]]], left: Sequence[Floats]
) -> dict[Place, NDArray[np.bool_]]:
    """Where anything is left, for each subject."""
    alive: dict[Place, NDArray[np.bool_]] = {}
    for way, points in zip(ways, left, strict=True):
        for place, _ in way:
            alive[place] = (points > 0) | alive.get(place, False)
    return alive


def _beside(
    groups: Sequence[GroupWeight],
    ways: Sequence[Sequence[tuple[Place, float | Floats]]],
    own: dict[Place, float | Floats],
    alive: dict[Place, NDArray[np.bool_]],
) -> dict[Place, Floats]:
    """By the place above: what all that is left there weighs together. What only ever adds
    doesn't count."""
    extra = {way[0][0] for way, group in zip(ways, groups, strict=True) if group.optional}
    size = len(next(iter(alive.values()))) if alive else 0
    beside: dict[Place, Floats] = {(): np.zeros(size)}
    for place, weight in own.items():
        if place not in extra:
            counted = np.where(alive[place], weight, 0.0)
            beside[place[:-1]] = beside.get(place[:-1], np.zeros(size)) + counted
    return beside
