"""How are the markets spread over the counties, and the kinds over the markets?"""

import numpy as np
import pandas as pd

from demo.chance import Array
from rules.codes import Divisions

CITY_WEIGHT = {
    "3201": 1.5, "3202": 1.2, "3203": 1.2, "3204": 1.0, "3205": 1.6, "3206": 1.2, "3207": 0.8,
    "3208": 0.8, "3209": 0.9, "3210": 0.9, "3211": 0.8, "3212": 0.9, "3213": 0.8,
}  # fmt: skip
"""How many of the markets beyond one per county go to the counties of each city."""


def placed(count: int, places: Divisions) -> pd.DataFrame:
    """One row per market: market, division, city, unit, order (its place in its county)."""
    counties = _spread(places)
    weights = np.array([CITY_WEIGHT[county[:4]] for county in counties])
    per_county = np.zeros(len(counties), dtype=np.int64)
    per_county[: min(count, len(counties))] = 1
    exact = weights / weights.sum() * max(0, count - len(counties))
    per_county += exact.astype(np.int64)
    rest = np.argsort(-(exact % 1), kind="stable")[: count - int(per_county.sum())]
    per_county[rest] += 1
    rows = [
        (f"{county}{number:03d}", county, number)
        for county, total in zip(counties, per_county.tolist(), strict=True)
        for number in range(1, total + 1)
    ]
    frame = pd.DataFrame(rows, columns=["market", "division", "order"]).sort_values("market")
    frame["city"] = [places.city_of(county) for county in frame["division"]]
    frame["unit"] = [places.reporting_unit_of(county) for county in frame["division"]]
    return frame.reset_index(drop=True)


def _spread(places: Divisions) -> list[str]:
    """The counties in turns, one of every reporting unit first."""
    turn: dict[str, int] = {}
    keyed = []
    for county in sorted(places.counties):
        unit = places.reporting_unit_of(county)
        turn[unit] = turn.get(unit, -1) + 1
        keyed.append((turn[unit], unit, county))
    return [county for _, _, county in sorted(keyed)]


def by_quota(
    count: int, quotas: dict[str, float], order: Array, chance: np.random.Generator
) -> list[str]:
    """The option of each market: exact quotas, the first option for the lowest `order`."""
    options = list(quotas)
    edges = np.round(np.cumsum(list(quotas.values())) * count).astype(np.int64)
    lead = int(edges[0])
    ranked = np.lexsort((chance.permutation(count), np.minimum(order, 2)))
    shuffled = np.concatenate([ranked[:lead], chance.permutation(ranked[lead:])])
    chosen = np.empty(count, dtype=object)
    chosen[shuffled] = [
        options[place] for place in np.searchsorted(edges, np.arange(count), side="right")
    ]
    return [str(option) for option in chosen]
