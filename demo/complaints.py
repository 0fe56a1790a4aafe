"""Which complaints reach a unit's markets, and how soon are they answered?"""

import numpy as np
import pandas as pd

from demo.chance import Ints, Reals, picked, rate
from demo.ground import Ground, begun, births
from demo.lives import Lives, earliest, numbered

SHARE = 0.005
"""Complaints per service record, before the market's care counts."""
KINDS = {"attitude": 0.34, "delay": 0.28, "false_post": 0.14, "arrears": 0.14, "other": 0.10}
"""Charges and discrimination would raise leads; the demo plants those elsewhere."""
CHANNELS = {"on_site": 0.3, "market_hotline": 0.2, "hotline_12333": 0.2, "hotline_12345": 0.25,
            "online": 0.05}  # fmt: skip
SUBJECTS = {"attitude": "服务态度", "delay": "办理拖延", "false_post": "岗位信息不实",
            "arrears": "工资未按约支付", "other": "其他"}  # fmt: skip
WORKDAY = 9 * 3600


def complaint_lives(ground: Ground) -> Lives:
    """Every complaint of the unit."""
    chance = ground.chance("complaint")
    place, month = births(ground, SHARE * 2, chance)
    wanted = chance.random(len(place)) < 1 - rate(ground.column("care", place), 0.5, 0.7)
    place, month = place[wanted], month[wanted]
    filed = begun(ground, place, month, chance, 0.5)
    order = np.lexsort((filed, place))
    order = order[filed[order] >= 0]
    place, month, filed = place[order], month[order], filed[order]
    replied, closed = _answered(ground, place, filed, chance)
    kind = picked(chance.random(len(place)), KINDS)
    rows = pd.DataFrame({
        "market": ground.names(place),
        "record_id": numbered("T", np.array(ground.span.lived)[month], place),
        "filed_at": filed, "kind": kind,
        "channel": picked(chance.random(len(place)), CHANNELS),
        "subject": [SUBJECTS[str(code)] for code in kind], "replied_at": replied,
        "closed_at": closed, "upheld": (chance.random(len(place)) < 0.4).astype(np.float64),
        "serious": np.zeros(len(place)),
    })  # fmt: skip
    return Lives("complaint", rows, filed, earliest(closed))


def _answered(
    ground: Ground, place: Ints, filed: Ints,
    chance: np.random.Generator,
) -> tuple[Reals, Reals]:  # fmt: skip
    """Replied within a working day and closed within five, where the market is quick."""
    size, pace = len(place), ground.column("pace", place)
    soon = chance.random(size) < rate(pace, 0.95, 0.7)
    reply = np.where(soon, chance.uniform(0.02, 0.9, size), chance.uniform(2.0, 4.0, size))
    done = chance.random(size) < rate(pace, 0.95, 0.7)
    close = reply + np.where(done, chance.uniform(0.3, 2.4, size), chance.uniform(6.0, 14.0, size))
    moments = [
        ground.clock.later(place, filed, (days * WORKDAY).astype(np.int64)).astype(np.float64)
        for days in (reply, close)
    ]
    return moments[0], moments[1]
