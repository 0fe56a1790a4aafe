"""What became of the matches between seekers and posts?"""

import numpy as np
import pandas as pd

from demo.chance import Array, Ints, Reals, only, picked
from demo.ground import Ground
from demo.lives import NEVER, Lives, numbered
from demo.seekers import Search, searched, seeker_lives

DAY = 86400
LENGTH = {"hours_4": 4.0, "day_1": 8.0, "days_7": 96.0, "days_30": 400.0, "months_3": 1200.0,
          "longer": 2600.0}  # fmt: skip
"""Hours from the start to the end of work, on average."""
SETTLED_BY = {"hours_4": "on_completion", "day_1": "daily", "days_7": "weekly"}
ENDINGS = {"finished": 0.12, "settled": 0.88}
FAILED = {"cancelled": 0.6, "absent": 0.4}


def seekers_and_matches(ground: Ground, vacancies: Lives) -> tuple[Lives, Lives]:
    """The unit's seekers and their matches with `vacancies`."""
    chance = ground.chance("seeker")
    search = searched(ground, vacancies, chance)
    seekers = seeker_lives(ground, search, chance)
    met = np.flatnonzero((search.post >= 0) & (search.matched < ground.span.end))
    posts = vacancies.rows.iloc[search.post[met]]
    matches = _matches(ground, search, met, posts, chance)
    matches.rows["seeker_id"] = seekers.rows["record_id"].to_numpy()[met]
    return seekers, matches


def _matches(
    ground: Ground, search: Search, met: Ints, posts: pd.DataFrame, chance: np.random.Generator
) -> Lives:
    """One match per seeker who found a post; those that fell through never started."""
    size, place = len(met), search.place[met]
    agreed, started = search.matched[met], search.started[met]
    engagement = posts["engagement"].to_numpy(dtype=object)
    hours = np.array([LENGTH[str(code)] for code in engagement], dtype=np.float64)
    ended = started + np.floor(hours * chance.uniform(0.7, 1.15, size) * 3600)
    paid = ended + chance.integers(600, 4 * 3600, size)
    status = _final(ground, started, ended, paid, chance)
    failed_at = agreed + chance.integers(3600, DAY, size)
    done_at = np.where(status == "settled", paid, ended)
    status_at = np.where(np.isnan(started), failed_at, done_at)
    referred = (agreed - chance.integers(60, 240, size)).astype(np.int64)
    months = np.array(ground.span.lived)[ground.span.places(agreed.astype(np.int64))]
    rows = pd.DataFrame({
        "market": ground.names(place), "record_id": numbered("M", months, place),
        "vacancy_id": posts["record_id"].to_numpy(dtype=object),
        "referred_at": referred, "agreed_at": agreed, "started_at": started, "ended_at": ended,
        "pay_fen": np.round(posts["pay_fen"].to_numpy() / posts["hours"].to_numpy()),
        "settled": only(status == "settled", _settled(engagement)),
        "status": status, "status_at": status_at,
    })  # fmt: skip
    return Lives("match", rows, referred, np.minimum(status_at, NEVER).astype(np.int64))


def _final(
    ground: Ground, started: Reals, ended: Reals, paid: Reals, chance: np.random.Generator
) -> Array:
    """The status that ends a match; one paid only in the next month ends as finished."""
    size = len(started)
    done, failed = picked(chance.random(size), ENDINGS), picked(chance.random(size), FAILED)
    months = ground.span.places(np.nan_to_num(np.vstack([ended, paid])).astype(np.int64))
    finished: Array = np.where(months[0] == months[1], done, "finished")
    return np.where(np.isnan(started), failed, finished)


def _settled(engagement: Array) -> Array:
    return np.array([SETTLED_BY.get(str(code), "monthly") for code in engagement], dtype=object)
