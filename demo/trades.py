"""Which work is there to be had in the demo, how often, and for what pay?"""

import numpy as np

from demo.chance import Array, Ints, Reals, picked_place

TRADES = (
    ("O", "cleaning", 0.12, 0.92), ("O", "housekeeping", 0.10, 1.10), ("Q", "care", 0.05, 1.15),
    ("G", "porter", 0.10, 1.05), ("E", "plumbing_electric", 0.05, 1.45),
    ("E", "decoration", 0.06, 1.40), ("E", "construction", 0.08, 1.35),
    ("C", "general_labour", 0.14, 0.98), ("G", "sorting", 0.07, 0.95),
    ("C", "assembly", 0.06, 1.02), ("H", "catering", 0.07, 0.93), ("N", "security", 0.03, 0.85),
    ("G", "delivery", 0.03, 1.20), ("G", "driving", 0.01, 1.30), ("A", "farming", 0.04, 0.88),
    ("F", "promotion", 0.02, 1.0), ("L", "clerical", 0.01, 1.0), ("O", "other", 0.01, 0.95),
)  # fmt: skip
"""Industry, occupation, share, pay beside the area's usual hour."""
ENGAGED = {"hours_4": 0.16, "day_1": 0.40, "days_7": 0.23, "days_30": 0.14, "months_3": 0.05,
           "longer": 0.02}  # fmt: skip
"""Lengths of engagement, by share."""

_INDUSTRIES, _OCCUPATIONS, _SHARES, _LEVELS = zip(*TRADES, strict=True)


def drawn_trades(chance: Reals) -> Ints:
    """The position in TRADES at each uniform number."""
    return picked_place(chance, _SHARES)


def industry_of(trade: Ints) -> Array:
    industries: Array = np.array(_INDUSTRIES, dtype=object)
    return industries[trade]


def occupation_of(trade: Ints) -> Array:
    occupations: Array = np.array(_OCCUPATIONS, dtype=object)
    return occupations[trade]


def level_of(trade: Ints) -> Reals:
    """The usual pay of the trade beside the area's usual hour."""
    levels: Reals = np.array(_LEVELS, dtype=np.float64)
    return levels[trade]
