"""Which vacancy does a seeker find?"""

import numpy as np

from demo.chance import Ints, Reals
from demo.clock import STRIDE
from demo.ground import Ground
from demo.lives import Lives

LOOKS_BACK = 12
"""How many vacancies a seeker goes through, newest first."""


def found(ground: Ground, vacancies: Lives, place: Ints, at: Reals) -> Ints:
    """The row of the newest vacancy of the seeker's market that is published and in force at
    `at`; -1 for none, or where `at` is NaN. `vacancies` are sorted by market and submission."""
    names = {name: number for number, name in enumerate(ground.markets["market"])}
    market = np.array([names[name] for name in vacancies.rows["market"]], dtype=np.int64)
    line = market * STRIDE + vacancies.begins
    moment = np.nan_to_num(at, nan=0.0).astype(np.int64)
    newest = np.searchsorted(line, place * STRIDE + moment, side="right") - 1
    published = vacancies.rows["published_at"].to_numpy()
    post = np.full(len(place), -1, dtype=np.int64)
    for back in range(LOOKS_BACK):
        row = np.clip(newest - back, 0, None)
        fits = (newest >= back) & (market[row] == place) & (vacancies.ends[row] > moment)
        fits &= (published[row] <= moment) & (post < 0) & ~np.isnan(at)
        post[fits] = row[fits]
    return post
