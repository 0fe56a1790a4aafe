"""Which posts do the employers of a unit's markets offer, and for how long do they stand?"""

from typing import Any

import numpy as np
import pandas as pd

from demo.chance import Array, Ints, Reals, Words, only, picked, rate
from demo.ground import Ground, begun, births
from demo.lives import Lives, earliest, numbered
from demo.people import employer_keys
from demo.trades import ENGAGED, drawn_trades, industry_of, level_of, occupation_of
from demo.wages import hourly_wage

SHARE, BASE, GIANT_PART = 0.12, 1.9, 0.4
"""Vacancies per service record, and a few more at every market; the giant has fewer."""
PAID = {"hour": 0.45, "day": 0.42, "piece": 0.05, "job": 0.04, "month": 0.04}
HOURS = {"hour": 1, "day": 8, "piece": 8, "job": 6, "month": 176}
SOURCES = {"walk_in": 0.3, "visit": 0.2, "platform": 0.25, "social_platform": 0.1,
           "community": 0.1, "labour_cooperation": 0.05}  # fmt: skip
REASONS = {"filled": 0.86, "withdrawn": 0.1, "invalid": 0.04}
LIMIT = 7200.0
DAY = 86400


def vacancy_lives(ground: Ground) -> Lives:
    """Every vacancy of the unit."""
    chance = ground.chance("vacancy")
    place, month = births(ground, SHARE, chance, BASE, giant_part=GIANT_PART)
    submitted = begun(ground, place, month, chance, 0.35)
    order = np.lexsort((submitted, place))
    order = order[submitted[order] >= 0]
    place, month, submitted = place[order], month[order], submitted[order]
    published, valid, closed = _moments(ground, place, submitted, chance)
    rows = pd.DataFrame({
        "market": ground.names(place),
        "record_id": numbered("V", np.array(ground.span.lived)[month], place),
        "submitted_at": submitted, "published_at": published, "valid_until": valid,
        "closed_at": closed, "verified_at": published - 60,
        "reason": _reasons(closed, chance),
        **_post(ground, place, chance),
    })  # fmt: skip
    return Lives("vacancy", rows, submitted, np.minimum(earliest(closed), valid))


def _moments(
    ground: Ground, place: Ints, submitted: Ints, chance: np.random.Generator
) -> tuple[Reals, Ints, Reals]:
    """Published (after a check), valid until the end of a day, closed before that or never."""
    size = len(place)
    on_time = chance.random(size) < rate(ground.column("pace", place), 0.85, 0.7)
    wait = np.where(on_time, LIMIT * chance.beta(1, 4, size) + 120,
                    LIMIT * (1.05 + chance.exponential(1.0, size)))  # fmt: skip
    published = ground.clock.later(place, submitted, wait.astype(np.int64)).astype(np.float64)
    days = chance.choice([7, 15, 30], size, p=[0.35, 0.4, 0.25])
    valid = (submitted + 8 * 3600) // DAY * DAY - 8 * 3600 + (days + 1) * DAY - 1
    stood = published + 1800 + chance.exponential(6.0 * DAY, size)
    closed = np.where(stood < valid, np.floor(stood), np.nan)
    return np.minimum(published, valid - 60.0), valid, closed


def _reasons(closed: Reals, chance: np.random.Generator) -> Array:
    reason = picked(chance.random(len(closed)), REASONS)
    return np.where(np.isnan(closed), "expired", reason)


def _post(ground: Ground, place: Ints, chance: np.random.Generator) -> dict[str, Any]:
    size = len(place)
    trade = drawn_trades(chance.random(size))
    unit = picked(chance.random(size), PAID)
    hours = np.array([HOURS[str(code)] for code in unit])
    level = level_of(trade) * chance.normal(1.12, 0.11, size)
    usual = np.array([hourly_wage(str(code)) for code in ground.markets["division"]])[place]
    hourly = np.maximum(usual * level, usual * np.where(chance.random(size) < 0.02, 0.9, 1.0))
    return {
        "employer_key": _employers(ground, place, chance),
        "industry": industry_of(trade),
        "occupation": occupation_of(trade),
        "heads": 1 + np.minimum(chance.geometric(0.42, size) - 1, 40),
        "pay_fen": np.round(hourly * hours / 100) * 100,
        "pay_unit": unit,
        "hours": hours,
        "engagement": picked(chance.random(size), ENGAGED),
        "work_division": ground.markets["division"].to_numpy()[place],
        "source_channel": picked(chance.random(size), SOURCES),
        **_demands(ground, place, chance),
    }


def _demands(ground: Ground, place: Ints, chance: np.random.Generator) -> dict[str, Any]:
    """What few posts ask for, and whether they suit the hard to place."""
    size = len(place)
    limited = chance.random(size) < 0.12
    suited = chance.random(size) < rate(ground.column("reach", place), 0.075, 0.5)
    return {
        "required_sex": only(chance.random(size) < 0.02, "1"),
        "required_age_min": np.where(limited, 18.0, np.nan),
        "required_age_max": np.where(limited, 50.0 + 5 * chance.integers(0, 3, size), np.nan),
        "for_difficult_groups": suited.astype(np.int64),
    }


def _employers(ground: Ground, place: Ints, chance: np.random.Generator) -> Words:
    pool = np.maximum(6, ground.column("volume", place) * 0.6)
    number = (chance.random(len(place)) ** 1.5 * pool).astype(np.int64)
    return employer_keys(ground.seed, ground.codes(place), number)
