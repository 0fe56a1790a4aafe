"""What does the service log of a unit's markets say: records, steps and nil entries?"""

from typing import Any

import numpy as np
import pandas as pd

from demo.chance import Ints, Reals, only, picked, rate
from demo.ground import LEAST_RECORDS, Ground, begun, births
from demo.lives import Lives, joined, numbered
from demo.people import person_numbers, staff_keys, traits
from demo.steps import Story, steps_of, told

KINDS = {
    "matching": 0.56, "guidance": 0.11, "training_push": 0.08, "training_need": 0.05,
    "rights": 0.06, "social_security": 0.07, "labour_cooperation": 0.03, "other": 0.04,
}  # fmt: skip
CHANNELS = {"counter": 0.55, "self_service": 0.08, "phone": 0.1, "platform": 0.14, "app": 0.08,
            "visit": 0.03, "activity": 0.02}  # fmt: skip
OUTCOMES = {"done": 0.88, "referred": 0.06, "not_done": 0.04, "withdrawn": 0.02}
PROMISES = (7200.0, 3600.0, np.nan)
PROMISE_SHARES = (0.6, 0.1, 0.3)
LIMIT = 7200.0
"""Working seconds: the limit the demo's markets work by (two hours of opening time)."""
RATED = 0.9
SOURCES = {"hcp": 0.93, "callback": 0.04, "market": 0.03}
GOOD = {"very_satisfied": 0.62, "satisfied": 0.28, "basically_satisfied": 0.10}
BAD = {"dissatisfied": 0.75, "very_dissatisfied": 0.25}
EMPLOYER_FEE_SHARE = 0.004
"""Lawful: an employer pays for printing or a stall; it raises no lead."""


def service_lives(ground: Ground) -> tuple[Lives, pd.DataFrame]:
    """Every service record of the unit, nil entries included, and the steps on record."""
    chance = ground.chance("service")
    place, month = births(ground, 1.0, chance, least=LEAST_RECORDS)
    opened = begun(ground, place, month, chance, 0.4)
    place, month, opened = _in_order(place, month, opened)
    story = told(ground, place, opened, _used(ground, place, chance), chance)
    rows = _who(ground, place, story, chance)
    rows = rows.assign(**_what(ground, place, chance), opened_at=opened, closed_at=story.closed)
    rows["record_id"] = numbered("S", np.array(ground.span.lived)[month], place)
    rows["market"] = ground.names(place)
    records = Lives("service", rows, opened, story.closed)
    steps = steps_of(ground, story, place, rows["record_id"].to_numpy())
    return joined([records, nil_lives(ground, place, opened)]), steps


def _in_order(place: Ints, month: Ints, opened: Ints) -> tuple[Ints, Ints, Ints]:
    order = np.lexsort((opened, place))
    order = order[opened[order] >= 0]
    return place[order], month[order], opened[order]


def _used(ground: Ground, place: Ints, chance: np.random.Generator) -> Reals:
    """Working seconds each record takes; a market's pace decides how many run over."""
    size = len(place)
    on_time = chance.random(size) < rate(ground.column("pace", place), 0.875, 0.75)
    quick = LIMIT * chance.beta(1.0, 6.0, size) * 0.95 + 60
    return np.where(on_time, quick, LIMIT * (1.05 + chance.exponential(1.1, size)))


def _who(ground: Ground, place: Ints, story: Story, chance: np.random.Generator) -> pd.DataFrame:
    code = ground.codes(place)
    persons = person_numbers(ground.seed, code, ground.column("volume", place), chance)
    return traits(persons).assign(first_staff_key=staff_keys(ground.seed, code, story.first))


def _what(ground: Ground, place: Ints, chance: np.random.Generator) -> dict[str, Any]:
    size = len(place)
    good = chance.random(size) < rate(ground.column("care", place), 0.86, 0.65)
    rated = chance.random(size) < RATED
    word = np.where(good, picked(chance.random(size), GOOD), picked(chance.random(size), BAD))
    source = picked(chance.random(size), SOURCES)
    fee = chance.random(size) < EMPLOYER_FEE_SHARE
    return {
        "kind": picked(chance.random(size), KINDS),
        "channel": picked(chance.random(size), CHANNELS),
        "outcome": picked(chance.random(size), OUTCOMES),
        "promised_seconds": chance.choice(PROMISES, size, p=PROMISE_SHARES),
        "satisfaction": only(rated, word),
        "satisfaction_source": only(rated, source),
        "fee_fen": np.where(fee, 100 * chance.integers(5, 60, size), np.nan),
        "fee_payer": only(fee, "employer"),
        "fee_item": only(fee, "招聘展位与打印"),
    }


def nil_lives(ground: Ground, place: Ints, opened: Ints) -> Lives:
    """当日无业务: a nil entry on most open days without a record, by the market's diligence."""
    chance, clock = ground.chance("nil"), ground.clock
    busy_days = set(zip(place.tolist(), _day(opened).tolist(), strict=True))
    filed = clock.days(ground.span.start, ground.span.end)
    days = zip(filed.market.tolist(), _day(filed.opens).tolist(), strict=True)
    idle = np.array([day not in busy_days for day in days], dtype=bool)
    logged = chance.random(len(idle)) < rate(ground.column("log", filed.market), 0.965, 0.9)
    kept = idle & logged
    where, at = filed.market[kept], filed.closes[kept] - 300
    months = np.array(ground.span.lived)[ground.span.places(at)]
    clerk = np.zeros(len(where), dtype=np.int64)
    rows = pd.DataFrame({
        "market": ground.names(where), "record_id": numbered("N", months, where),
        "opened_at": at, "closed_at": at.astype(np.float64), "kind": "nil",
        "first_staff_key": staff_keys(ground.seed, ground.codes(where), clerk),
    })  # fmt: skip
    return Lives("service", rows, at, at)


def _day(moments: Ints) -> Ints:
    return (moments + 8 * 3600) // 86400
