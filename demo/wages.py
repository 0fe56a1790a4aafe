"""What is an hour of work worth in each area, and what is the least that may be paid?

The classes follow the three areas of the provincial minimum wage; the amounts are demo values.
"""

FIRST = ("3201", "3202", "3204", "3205", "3206", "3210", "3211", "3212")
LEAST = {1: 2400, 2: 2200, 3: 2000}
"""Fen an hour."""
OUTER = "28"
"""Fifth digit of the code of a county or county-level city."""
ABOVE_LEAST = 1.02


def wage_class(division: str) -> int:
    """1 in the better-off cities, 2 in the districts of the others, 3 in their counties."""
    if division[:4] in FIRST:
        return 1
    return 3 if division[4] in OUTER else 2


def least_wage(division: str) -> int:
    """The minimum hourly wage of the area in fen."""
    return LEAST[wage_class(division)]


def hourly_wage(division: str) -> float:
    """The usual hourly pay of the area in fen, a little above the minimum."""
    return least_wage(division) * ABOVE_LEAST
