"""Who seeks work at a unit's markets, and when do they find it and begin?"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from demo.chance import Array, Ints, Reals, only, picked, rate
from demo.ground import Ground, begun, births
from demo.lives import Lives, earliest, numbered
from demo.people import person_numbers, traits
from demo.posts import found
from demo.trades import ENGAGED, drawn_trades, industry_of, occupation_of

SHARE, BASE, GIANT_PART = 0.19, 2.3, 0.4
"""Seekers per service record, and a few more at every market; the giant has fewer."""
DAY = 86400
VALID_DAYS = 30
FALLS = 0.08
"""Of the seekers who find a post, how many let it fall before the first day."""


@dataclass(frozen=True)
class Search:
    """How each seeker fared: market position, moment of registering, the row of the vacancy
    found (-1 for none), the moments of agreeing and starting (NaN for never)."""

    place: Ints
    registered: Ints
    post: Ints
    matched: Reals
    started: Reals


def searched(ground: Ground, vacancies: Lives, chance: np.random.Generator) -> Search:
    """Every seeker of the unit, by market and moment of registering."""
    place, month = births(ground, SHARE, chance, BASE, giant_part=GIANT_PART)
    registered = begun(ground, place, month, chance, 0.35)
    order = np.lexsort((registered, place))
    order = order[registered[order] >= 0]
    place, registered = place[order], registered[order]
    matched = _matched_at(ground, place, registered, chance)
    post = found(ground, vacancies, place, matched)
    matched = np.where(post >= 0, matched, np.nan)
    started = _started_at(ground, place, matched, chance)
    fell = chance.random(len(place)) < FALLS
    return Search(place, registered, post, matched, np.where(fell, np.nan, started))


def seeker_lives(ground: Ground, search: Search, chance: np.random.Generator) -> Lives:
    """The records of the seekers, row by row those of `search`."""
    place, registered, size = search.place, search.registered, len(search.place)
    persons = person_numbers(
        ground.seed, ground.codes(place), ground.column("volume", place), chance
    )
    valid = (registered + VALID_DAYS * DAY + 8 * 3600) // DAY * DAY - 8 * 3600 + DAY - 1
    closed = _closed_at(search, valid, chance)
    months = np.array(ground.span.lived)[ground.span.places(registered)]
    rows = traits(persons).assign(
        market=ground.names(place), record_id=numbered("Q", months, place),
        registered_at=registered, valid_until=valid, closed_at=closed,
        first_matched_at=search.matched, first_started_at=search.started,
        home_division=_homes(ground, place, chance), **_wanted(size, chance),
    )  # fmt: skip
    return Lives("seeker", rows, registered, np.minimum(earliest(closed), valid))


def _matched_at(
    ground: Ground, place: Ints, registered: Ints, chance: np.random.Generator
) -> Reals:
    """The moment each seeker first agrees, working time after registering; NaN for never."""
    size, reach = len(place), ground.column("reach", place)
    will = chance.random(size) < rate(reach, 0.66, 0.55)
    at_once = chance.random(size) < rate(reach, 0.60, 0.4)
    hours = np.where(at_once, chance.beta(1, 3, size) * 2.0, chance.exponential(30.0, size))
    matched = ground.clock.later(place, registered, (hours * 3600).astype(np.int64) + 300)
    valid = matched < registered + VALID_DAYS * DAY
    return np.where(will & valid, matched, np.nan)


def _started_at(ground: Ground, place: Ints, matched: Reals, chance: np.random.Generator) -> Reals:
    """Work begins soon after the match: the same day where the market is quick, else in the
    morning of one of the next days."""
    size = len(place)
    soon = chance.random(size) < rate(ground.column("reach", place), 0.60, 0.55)
    midnight = np.floor((matched + 8 * 3600) / DAY) * DAY - 8 * 3600
    same_day = np.minimum(matched + chance.uniform(900, 5400, size), midnight + DAY - 60)
    morning = midnight + DAY * chance.integers(1, 4, size) + 3600 * 7.5
    started: Reals = np.floor(np.where(soon, same_day, morning))
    return started


def _closed_at(search: Search, valid: Ints, chance: np.random.Generator) -> Reals:
    """Closed at the start of work, a day after a match that fell through, or when the person
    gives up; NaN where the record just runs out."""
    size = len(valid)
    left = search.registered + chance.integers(3 * DAY, 25 * DAY, size).astype(np.float64)
    gives_up = chance.random(size) < 0.55
    unmatched = np.where(gives_up, left, np.nan)
    idle = np.where(np.isnan(search.matched), unmatched, search.matched + DAY)
    closed = np.floor(np.where(np.isnan(search.started), idle, search.started + 600))
    return np.where(closed > valid, np.nan, closed)


def _wanted(size: int, chance: np.random.Generator) -> dict[str, Any]:
    trade, named = drawn_trades(chance.random(size)), chance.random(size) < 0.86
    return {
        "wanted_industry": only(named, industry_of(trade)),
        "wanted_occupation": only(named, occupation_of(trade)),
        "wanted_engagement": picked(chance.random(size), ENGAGED),
        "wanted_pay_fen": 100 * chance.integers(20, 36, size),
    }


def _homes(ground: Ground, place: Ints, chance: np.random.Generator) -> Array:
    """Most seekers come from the market's own county, some from elsewhere in the unit."""
    own: Array = ground.markets["division"].to_numpy(dtype=object)
    other = own[(chance.random(len(place)) * len(own)).astype(np.int64)]
    return np.where(chance.random(len(place)) < 0.75, own[place], other)
