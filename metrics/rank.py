"""Which place among its peers? Ranks by grade, then by the integer score (design §7 Ranks)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.grade import LOWEST, Limits, band_level
from metrics.score import FULL, Flags, Ints, Totals

FEWEST = 5
"""Peers a rank needs where a rule set names no number of its own (design §7)."""


@dataclass(frozen=True)
class Ranks:
    """One element per subject; 0 stands for no rank. `best` and `worst` are the places at the
    high and the low end of the subject's own interval, the others at their scores."""

    rank: Ints
    best: Ints
    worst: Ints
    peers: Ints


def ranking_key(level: Ints, points: Ints) -> Ints:
    """Greater is better: the grade first, then the integer score."""
    return (LOWEST - level) * (FULL + 1) + points


def rank(peers: Sequence[str], ranked: Flags, level: Ints, cap: Ints, totals: Totals,
         limits: Limits, fewest: int = FEWEST) -> Ranks:  # fmt: skip
    """Ranks the subjects marked `ranked` within equal `peers` (their type); ties share a place
    and the next is skipped; fewer than `fewest` ranked peers have none."""
    low = np.maximum(band_level(totals.low, limits.floors), cap)
    high = np.maximum(band_level(totals.high, limits.floors), cap)
    own_key = ranking_key(level, totals.score)
    low_key = ranking_key(low, totals.low)
    high_key = ranking_key(high, totals.high)
    out = Ranks(*(np.zeros(len(level), dtype=np.int64) for _ in range(4)))
    kinds = np.asarray(peers, dtype=object)
    for kind in sorted(set(peers)):
        chosen = np.flatnonzero(ranked & (kinds == kind))
        if len(chosen) >= fewest:
            own = own_key[chosen]
            out.peers[chosen] = len(chosen)
            out.rank[chosen] = 1 + _better(own, own)
            out.best[chosen] = 1 + _better(own, high_key[chosen])
            out.worst[chosen] = 1 + _better(own, low_key[chosen]) - (own > low_key[chosen])
    return out


def _better(keys: Ints, than: Ints) -> Ints:
    """How many of `keys` are greater than each of `than`."""
    ordered = np.sort(keys)
    return len(keys) - np.searchsorted(ordered, than, side="right")
