"""Ranks against a plain count of who is better."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metrics.grade import NONE, Limits, band_level
from metrics.rank import Ranks, rank
from metrics.score import Totals

FLOORS = np.array([[900_000], [800_000], [600_000]])


def limits(size: int) -> Limits:
    return Limits(np.repeat(FLOORS, size, axis=1), np.full(size, 8000), np.full(size, 6000))


def totals(score: list[int], low: list[int] | None = None, high: list[int] | None = None) -> Totals:
    arrays = (np.array(values, dtype=np.int64) for values in (score, low or score, high or score))
    own, bottom, top = arrays
    nothing = np.zeros(len(score), np.int64)
    return Totals(own, bottom, top, np.full(len(score), 10_000), nothing, nothing)


def ranks(score: list[int], low: list[int] | None = None, high: list[int] | None = None,
          cap: list[int] | None = None, types: list[str] | None = None) -> Ranks:  # fmt: skip
    size = len(score)
    own = totals(score, low, high)
    capped = np.array(cap or [0] * size)
    level = np.maximum(band_level(own.score, limits(size).floors), capped)
    ranked = np.ones(size, dtype=bool)
    return rank(types or ["general"] * size, ranked, level, capped, own, limits(size))


def test_ties_share_a_place_and_the_next_is_skipped() -> None:
    got = ranks([700_000, 950_000, 940_000, 940_000, 300_000])
    assert got.rank.tolist() == [4, 1, 2, 2, 5]
    assert got.peers.tolist() == [5] * 5


def test_a_capped_market_ranks_below_a_better_grade_with_fewer_points() -> None:
    got = ranks([950_000, 850_000, 840_000, 830_000, 700_000], cap=[2, 0, 0, 0, 0])
    assert got.rank.tolist() == [4, 1, 2, 3, 5]


def test_fewer_than_five_peers_have_no_rank() -> None:
    got = ranks([900_000] * 4 + [800_000] * 5, types=["sector"] * 4 + ["station"] * 5)
    assert got.rank.tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 1]
    assert got.peers.tolist() == [0, 0, 0, 0, 5, 5, 5, 5, 5]


def test_only_ranked_markets_count_as_peers() -> None:
    own = totals([900_000] * 6)
    ranked = np.array([True] * 5 + [False])
    level = np.array([0] * 5 + [NONE])
    got = rank(["general"] * 6, ranked, level, np.zeros(6, np.int64), own, limits(6))
    assert got.peers.tolist() == [5] * 5 + [0]
    assert got.rank.tolist() == [1] * 5 + [0]


def test_the_interval_holds_the_places_at_both_ends_of_the_own_score() -> None:
    got = ranks(
        [850_000, 840_000, 830_000, 820_000, 810_000],
        low=[850_000, 815_000, 830_000, 820_000, 810_000],
        high=[850_000, 860_000, 830_000, 820_000, 810_000],
    )
    assert (got.best[1], got.rank[1], got.worst[1]) == (1, 2, 4)
    assert got.best.tolist()[2:] == got.rank.tolist()[2:] == got.worst.tolist()[2:]


SCORES = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 20), st.integers(0, 20), st.integers(0, 3)),
    min_size=5, max_size=30,
)  # fmt: skip


@given(SCORES)
def test_ranks_count_those_who_are_better(rows: list[tuple[int, int, int, int]]) -> None:
    score = [s * 10_000 for s, *_ in rows]
    low = [max(0, (s - down) * 10_000) for s, down, _, _ in rows]
    high = [min(100, s + up) * 10_000 for s, _, up, _ in rows]
    cap = [level for *_, level in rows]
    got = ranks(score, low, high, cap)

    def key(at: int, points: list[int]) -> tuple[int, int]:
        return -max(band(points[at]), cap[at]), points[at]

    for i in range(len(rows)):
        others = [key(j, score) for j in range(len(rows)) if j != i]
        assert got.rank[i] == 1 + sum(other > key(i, score) for other in others)
        assert got.best[i] == 1 + sum(other > key(i, high) for other in others)
        assert got.worst[i] == 1 + sum(other > key(i, low) for other in others)
        assert got.best[i] <= got.rank[i] <= got.worst[i]


def band(points: int) -> int:
    return sum(points < floor for floor in (900_000, 800_000, 600_000))


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_markets_does_not_matter(rows: list[tuple[int, ...]], shuffle) -> None:
    score = [s * 10_000 for s, *_ in rows]
    order = list(range(len(rows)))
    shuffle.shuffle(order)
    assert ranks([score[i] for i in order]).rank.tolist() == ranks(score).rank[order].tolist()
