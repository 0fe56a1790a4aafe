"""How do shown points add up to the shown total? By largest remainder (design §7)."""

from collections.abc import Sequence

from exports.figures import POINT

TENTH = POINT // 10


def apportioned(points: Sequence[int], total: int) -> list[int]:
    """Points in 1/10,000 as whole tenths (still in 1/10,000) that add up to `total` as it is
    shown: rounded half up to a tenth. What is left over or too much goes to, or comes from, the
    parts that rounding down cut most, or least; earlier parts first."""
    floors = [point // TENTH for point in points]
    left = (2 * total + TENTH) // (2 * TENTH) - sum(floors)
    by_remainder = sorted(range(len(points)), key=lambda at: (-(points[at] % TENTH), at))
    step = 1 if left >= 0 else -1
    order = by_remainder if left >= 0 else by_remainder[::-1]
    for turn in range(abs(left)):
        floors[order[turn % len(order)]] += step
    return [floor * TENTH for floor in floors]
