"""Which share of its points does a value earn? The comparison forms, in exact integers.

A value is numerator ÷ denominator; a share is an exact pair (top, bottom), 0 ≤ top ≤ bottom.
"""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from metrics.score import Flags, Ints
from rules.model import Form

Share = tuple[Ints, Ints]


def earned(form: Form, numbers: Mapping[str, Fraction], top: Ints, bottom: Ints) -> Share:
    """The share of the points that each value top ÷ bottom (bottom > 0) earns.

    `numbers` are the values in force by role: limit (at_least, at_most), low and high
    (between), zero and full (linear), at_1, share_1, at_2, share_2 … (steps). Comparing a
    value with a form that has no number (items, all, any) or needs two (table) is a ValueError.
    """
    if form == "at_least":
        return _whole(_reaches(top, bottom, numbers["limit"]))
    if form == "at_most":
        return _whole(_reaches(-top, bottom, -numbers["limit"]))
    if form == "between":
        above = _reaches(top, bottom, numbers["low"])
        return _whole(above & _reaches(-top, bottom, -numbers["high"]))
    if form == "linear":
        return _between_two(numbers["zero"], numbers["full"], top, bottom)
    if form == "steps":
        return _steps(numbers, top, bottom)
    raise ValueError(f"the form {form} does not compare one number")


def earned_crossed(numbers: Mapping[str, Fraction], first: Share, second: Share) -> Share:
    """The share in the cell of a table where two values (top, bottom) meet: row_1 … are the
    bounds between the classes of the first, column_1 … of the second, share_0_0 … the cells."""
    row, column = (
        sum(
            (
                _reaches(*value, bound).astype(np.int64)
                for role, bound in numbers.items()
                if role.startswith(side)
            ),
            start=np.zeros(len(value[0]), dtype=np.int64),
        )
        for side, value in (("row_", first), ("column_", second))
    )
    cells = [numbers[f"share_{r}_{c}"] for r, c in zip(row.tolist(), column.tolist(), strict=True)]
    return (
        np.array([cell.numerator for cell in cells], dtype=np.int64),
        np.array([cell.denominator for cell in cells], dtype=np.int64),
    )


def _reaches(top: Ints, bottom: Ints, limit: Fraction) -> Flags:
    return top * limit.denominator >= limit.numerator * bottom


def _whole(met: Flags) -> Share:
    return met.astype(np.int64), np.ones(len(met), dtype=np.int64)


def _between_two(zero: Fraction, full: Fraction, top: Ints, bottom: Ints) -> Share:
    """(value - zero) ÷ (full - zero), cut at 0 and 1; full may lie below zero."""
    span = full - zero
    sign = 1 if span > 0 else -1
    distance = sign * (top * zero.denominator - zero.numerator * bottom) * span.denominator
    whole = sign * span.numerator * zero.denominator * bottom
    return np.clip(distance, 0, whole), whole


def _steps(numbers: Mapping[str, Fraction], top: Ints, bottom: Ints) -> Share:
    """The share of the last step the value reaches; where the steps fall, less is better."""
    roles = sorted((role for role in numbers if role.startswith("at_")), key=_place)
    sign = -1 if numbers[roles[-1]] < numbers[roles[0]] else 1
    share_top = np.zeros(len(top), dtype=np.int64)
    share_bottom = np.ones(len(top), dtype=np.int64)
    for role in roles:
        share = numbers[f"share_{_place(role)}"]
        reached = _reaches(sign * top, bottom, sign * numbers[role])
        share_top[reached] = share.numerator
        share_bottom[reached] = share.denominator
    return share_top, share_bottom


def _place(role: str) -> int:
    return int(role.rsplit("_", 1)[1])
