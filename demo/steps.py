"""Which records have more to tell than begin and end: told once, waiting, handed over?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from demo.chance import Array, Flags, Ints, Reals, rate
from demo.ground import Ground
from demo.people import staff_keys

TOLD, HANDED, DROPPED = 1, 2, 3
TOLD_SHARE, HANDED_SHARE = 0.042, 0.02
GIANT_PART = 0.35
"""The giant writes fewer steps: its records are simple."""
DAY_OF_WORK = 9 * 3600


@dataclass(frozen=True)
class Story:
    """How each record went. `kind`: 0 plain, or TOLD (told once, then waiting for the person),
    HANDED (over, on record) or DROPPED (closed by somebody else without a hand-over). `first`
    and `last` number the staff; `again` marks the told who had to be told twice; moments `heard`
    (told), `resumed` and `closed`."""

    kind: Ints
    first: Ints
    last: Ints
    again: Flags
    opened: Ints
    heard: Ints
    resumed: Ints
    closed: Ints


def told(
    ground: Ground, place: Ints, opened: Ints, used: Reals, chance: np.random.Generator
) -> Story:
    """The story of each record that opened at `opened` and takes `used` working seconds."""
    size, clock = len(place), ground.clock
    skill = ground.column("rule", place)
    part = np.where(ground.column("swing", place) > 1, GIANT_PART, 1.0)
    crew = ground.column("crew_size", place).astype(np.int64)
    dropped = (1 - rate(skill, 0.972, 0.85)) * part * (crew > 1)
    edges = np.cumsum([TOLD_SHARE * part, HANDED_SHARE * part * (crew > 1), dropped], axis=0)
    dice = chance.random(size)
    kind = np.where(dice < edges[2], (dice[None, :] >= edges[:2]).sum(axis=0) + 1, 0)
    first = (chance.random(size) * crew).astype(np.int64)
    other = (first + 1 + (chance.random(size) * (crew - 1)).astype(np.int64)) % crew
    heard = clock.later(place, opened, (used * 0.4).astype(np.int64))
    pause = chance.uniform(0.3, 6.0, size) * DAY_OF_WORK * (kind == TOLD)
    resumed = clock.later(place, heard, pause.astype(np.int64))
    return Story(
        kind, first, np.where(kind >= HANDED, other, first),
        chance.random(size) < 1 - rate(skill, 0.88, 0.9), opened, heard, resumed,
        clock.later(place, resumed, (used * 0.6).astype(np.int64)),
    )  # fmt: skip


def steps_of(ground: Ground, story: Story, place: Ints, records: Array) -> pd.DataFrame:
    """One row per step of the records with a story: market, record_id, seq, at, staff_key,
    kind."""
    parts = [
        _steps(story, story.kind == DROPPED, ["accepted", "closed"]),
        _steps(story, story.kind == HANDED, ["accepted", "transferred", "closed"]),
        _steps(story, (story.kind == TOLD) & ~story.again,
               ["accepted", "told", "waiting", "resumed", "closed"]),
        _steps(story, (story.kind == TOLD) & story.again,
               ["accepted", "told", "waiting", "resumed", "told", "closed"]),
    ]  # fmt: skip
    steps = pd.concat(parts, ignore_index=True)
    rows = steps["row"].to_numpy()
    staff = np.where(steps["kind"] == "closed", story.last[rows], story.first[rows])
    return pd.DataFrame({
        "market": np.array(ground.names(place), dtype=object)[rows],
        "record_id": records[rows],
        "seq": steps["seq"], "at": steps["at"],
        "staff_key": staff_keys(ground.seed, ground.codes(place[rows]), staff),
        "kind": steps["kind"],
    })  # fmt: skip


def _steps(story: Story, chosen: Flags, kinds: list[str]) -> pd.DataFrame:
    rows = np.flatnonzero(chosen)
    moments = {
        "accepted": story.opened, "transferred": story.heard, "told": story.heard,
        "waiting": story.heard, "resumed": story.resumed, "closed": story.closed,
    }  # fmt: skip
    parts = []
    for seq, kind in enumerate(kinds, start=1):
        again = kind == "told" and seq > 2
        at = story.resumed if again else moments[kind]
        parts.append(pd.DataFrame({"row": rows, "seq": seq, "kind": kind, "at": at[rows]}))
    return pd.concat(parts, ignore_index=True)
