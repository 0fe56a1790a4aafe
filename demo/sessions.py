"""What do the markets hold during the year: trainings, job fairs, live streams?"""

import numpy as np
import pandas as pd

from demo.chance import Ints, Reals, picked, rate
from demo.ground import Ground

DAY = 86400
FAIRS = {"ten_plus_n": 0.4, "fair_industry": 0.3, "fair_professional": 0.1, "fair_key_group": 0.2}
TOPICS = ("零工市场形势分析", "政策解读与一次性告知", "服务礼仪与首问负责", "系统操作与台账填报")


def trainings(ground: Ground) -> pd.DataFrame:
    """One row per training: most markets train their staff every other month."""
    chance = ground.chance("training")
    place, day = _held(ground, rate(_skill(ground, "crew"), 0.32, 0.6), chance)
    heads = ground.column("crew_size", place)
    present = np.maximum(1, np.round(heads * chance.uniform(0.55, 1.0, len(place))))
    rows = _numbered(ground, place, day, "session", "PX")
    topic = [TOPICS[number] for number in chance.integers(0, len(TOPICS), len(place))]
    return rows.assign(topic=topic, attendances=present)


def activities(ground: Ground) -> pd.DataFrame:
    """One row per job fair, campaign day or live stream."""
    chance = ground.chance("activity")
    station = (ground.markets["type"] == "station").to_numpy()
    fairs, fair_day = _held(ground, rate(_skill(ground, "reach"), 0.48, 0.6), chance)
    often = np.where(station, 0.08, rate(_skill(ground, "reach"), 0.34, 0.7))
    streams, stream_day = _held(ground, often, chance)
    kinds = [*picked(chance.random(len(fairs)), FAIRS),
             *["livestream"] * len(streams)]  # fmt: skip
    place, day = np.concatenate([fairs, streams]), np.concatenate([fair_day, stream_day])
    people = np.round(ground.column("volume", place) * chance.uniform(0.8, 3.0, len(place))) + 6
    rows = _numbered(ground, place, day, "activity", "HD").assign(kind=kinds)
    return rows.assign(attendances=np.minimum(people, 9000))


def _held(ground: Ground, share: Reals, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """At most one a month and market: (place, day), on days the market is open."""
    size, days = len(ground.markets), []
    for month in ground.span.months:
        place = np.flatnonzero(chance.random(size) < share)
        clock = ground.clock.days(*ground.span.bounds(month))
        at, known = clock.sampled(place, chance.random(len(place)), np.zeros(len(place)))
        days.append(np.vstack([place, (at + 8 * 3600) // DAY * DAY - 8 * 3600])[:, known])
    held = np.concatenate(days, axis=1)
    return held[0], held[1]


def _numbered(ground: Ground, place: Ints, day: Ints, column: str, letters: str) -> pd.DataFrame:
    rows = pd.DataFrame({"market": ground.names(place), "held_on": day, "valid_from": day})
    turn = rows.groupby("market").cumcount().to_numpy() + 1
    return rows.assign(**{column: [f"{letters}-{number:03d}" for number in turn]})


def _skill(ground: Ground, name: str) -> Reals:
    return ground.column(name, np.arange(len(ground.markets)))
