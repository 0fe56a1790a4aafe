"""Who works at the markets, since when, and who left?"""

import numpy as np
import pandas as pd

from demo.chance import Flags, Ints
from demo.ground import Ground
from demo.people import staff_keys

DAY = 86400
FULL = 0.82
SENT = 0.45
LEAVES = 0.09
"""Part of the staff that leaves during the demo; most are replaced."""
REPLACED = 0.8
HELPED = 0.3
"""Part of the markets with a volunteer."""


def staff(ground: Ground) -> pd.DataFrame:
    """One row per member of staff; who leaves has a second row of the same start with the end."""
    chance, markets = ground.chance("staff"), ground.markets
    crew = markets["crew_size"].to_numpy()
    place = np.repeat(np.arange(len(markets)), crew)
    number = np.concatenate([np.arange(heads) for heads in crew.tolist()])
    rows = _staff_rows(ground, place, number, chance)
    helper = np.flatnonzero(chance.random(len(markets)) < HELPED)
    volunteers = _staff_rows(ground, helper, crew[helper], chance)
    volunteers = volunteers.assign(employment="volunteer", source="volunteer", post="志愿服务")
    leaving = rows[(chance.random(len(rows)) < LEAVES) & (number > 0)]
    days = (ground.span.end - ground.span.start) // DAY
    end = (ground.span.start + DAY * chance.integers(20, days, len(leaving))).astype(np.float64)
    left = leaving.assign(valid_to=end, known_at=end, reason="人员离岗")
    left = left[_filed_later(ground, left)]
    stays = chance.random(len(left)) < REPLACED
    fresh = staff_keys(ground.seed, ground.codes(place[left.index]), number[left.index] + 1000)
    hired = left.assign(staff_key=fresh, valid_from=left["valid_to"].astype(np.int64),
                        valid_to=np.nan, known_at=np.nan, reason=None)[stays]  # fmt: skip
    return pd.concat([rows, volunteers, left, hired], ignore_index=True)


def _filed_later(ground: Ground, left: pd.DataFrame) -> Flags:
    """Whether the end comes in a later file than the beginning: a file names a key once."""
    begun = ground.span.filed_in(left["valid_from"].to_numpy())
    later: Flags = ground.span.filed_in(left["valid_to"].to_numpy(dtype=np.int64)) > begun
    return later


def _staff_rows(
    ground: Ground, place: Ints, number: Ints, chance: np.random.Generator
) -> pd.DataFrame:
    """Of every market the first keep the desk full time."""
    full = (number < 2) | (chance.random(len(place)) < FULL)
    sent = chance.random(len(place)) < SENT
    return pd.DataFrame({
        "market": ground.names(place),
        "staff_key": staff_keys(ground.seed, ground.codes(place), number),
        "employment": np.where(full, "full", "part"),
        "source": np.where(sent, "delegated", "hired"),
        "post": np.where(number == 0, "综合窗口", "服务专员"),
        "valid_from": ground.markets["opened_on"].to_numpy()[place], "valid_to": np.nan,
        "reason": None,
    })  # fmt: skip
