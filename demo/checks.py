"""What did the inspectors find, what did the markets declare, what was verified?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from demo.asked import Asked
from demo.chance import Array, Ints, Reals, Words, keys, mixed, only, rate
from demo.ground import Ground

DAY = 86400
YEAR = 352
"""Days from one yearly check to the next."""
USUAL = 0.981
"""How often an item is in order at a market of middling skill, where RARER says nothing."""
RARER = {
    "information_screen": 0.77, "drinking_water": 0.87, "first_aid": 0.80, "posted_hours": 0.81,
    "fast_channel": 0.81, "walk_in_start": 0.79, "online_matching": 0.79,
    "service_guidance": 0.86, "service_training_need": 0.85, "service_rights": 0.87,
    "rule_told_once": 0.86, "appraisal_system": 0.79, "hrss_nearby": 0.73,
    "process_supervision": 0.81, "integration_training": 0.83, "integration_rights": 0.81,
    "integration_social_security": 0.79, "integration_labour_cooperation": 0.71,
    "one_to_one": 0.75, "common_publication": 0.79, "source_channels": 0.81,
    "local_app": 0.15, "social_platforms": 0.25,
}  # fmt: skip
NEVER_FAILS = "no_worker_fee"
"""An inspection that finds a charge is a lead of its own; the demo plants its leads elsewhere."""
SECOND_MISSING, DISAGREE = 0.004, 0.004
UNVERIFIED = 0.02
OFFICER = 4
MATERIAL = "申报表及佐证材料"


@dataclass(frozen=True)
class Visits:
    """Yearly checks: one element per market and visit."""

    place: Ints
    day: Ints
    turn: Ints


def yearly(ground: Ground, name: str) -> Visits:
    """Visits of every market, a little less than a year apart, the first before the demo's
    first month is out; none to a market planted with too little data, one soon after the
    opening to a new one."""
    chance, markets, span = ground.chance(name), ground.markets, ground.span
    first = span.bounds(span.first)[1] - DAY * chance.integers(10, YEAR - 20, len(markets))
    first = np.maximum(first, markets["opened_on"].to_numpy() + 12 * DAY)
    days = [first + DAY * YEAR * turn for turn in range(2 + len(span.months) // 12)]
    checked = (markets["plant"] != "insufficient").to_numpy()
    place = np.tile(np.arange(len(markets)), len(days))
    turn = np.repeat(np.arange(len(days)), len(markets))
    day = (np.concatenate(days) + 8 * 3600) // DAY * DAY - 8 * 3600
    kept = checked[place] & (day < span.end)
    return Visits(place[kept], day[kept], turn[kept])


def inspections(ground: Ground, items: Asked) -> pd.DataFrame:
    """One row per visit and item: two inspectors, each with an own result."""
    visits, chance = yearly(ground, "visit"), ground.chance("inspection")
    row, item = _pairs(ground, visits, items)
    place = visits.place[row]
    met = chance.random(len(row)) < rate(ground.column("site", place), _usual(item), 1.0)
    met |= item == NEVER_FAILS
    first = np.where(met, "met", "not_met")
    second = np.where(chance.random(len(row)) < DISAGREE, np.where(met, "not_met", "met"), first)
    seen = chance.random(len(row)) >= SECOND_MISSING
    at = visits.day[row] + 3600 * 9 + 60 * (visits.place[row] * 37 % 240)
    pair = chance.integers(0, 6, len(visits.place))[row]
    turn = visits.turn[row] + 1
    return pd.DataFrame({
        "market": ground.names(place), "item": item, "visited_at": at,
        "visit": [f"JC-{number:02d}" for number in turn],
        "inspector_a": _officers(ground, pair), "result_a": first,
        "inspector_b": only(seen, _officers(ground, pair + 1)),
        "result_b": only(seen, second),
        "evidence": [f"ZP-{number:02d}" for number in turn], "valid_from": visits.day[row],
    })  # fmt: skip


def declarations(ground: Ground, items: Asked) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The yearly declarations, one row per market, year and item, and their verifications."""
    visits, chance = yearly(ground, "declared"), ground.chance("declaration")
    row, item = _pairs(ground, visits, items)
    place = visits.place[row]
    market = ground.names(place)
    sent = pd.DataFrame({
        "market": market, "item": item, "document": MATERIAL, "declared_on": visits.day[row],
        "valid_from": visits.day[row],
    })  # fmt: skip
    met = chance.random(len(row)) < rate(ground.column("paper", place), _usual(item), 1.0)
    looked = visits.day[row] + DAY * (3 + visits.place[row] % 11)
    officer = _officers(ground, chance.integers(6, 9, len(visits.place))[row])
    checked = pd.DataFrame({
        "market": market, "item": item, "verified_on": looked, "verified_by": officer,
        "result": np.where(met, "met", "not_met"), "valid_from": looked,
    })  # fmt: skip
    kept = (chance.random(len(row)) >= UNVERIFIED) & (looked < ground.span.end)
    return sent, checked[kept]


def _pairs(ground: Ground, visits: Visits, items: Asked) -> tuple[Ints, Array]:
    """Each visit with each item its market is asked for: (position of the visit, item)."""
    kinds = list(zip(ground.markets["type"], ground.markets["mode"], strict=True))
    lists = [items[kinds[place]] for place in visits.place.tolist()]
    row = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    return row, np.array([item for each in lists for item in each], dtype=object)


def _usual(item: Array) -> Reals:
    return np.array([RARER.get(str(code), USUAL) for code in item], dtype=np.float64)


def _officers(ground: Ground, number: Ints) -> Words:
    return keys(mixed(ground.seed, OFFICER, int(ground.unit), number))
