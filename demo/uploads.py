"""Which rows do the markets upload to the provincial platform?"""

import numpy as np
import pandas as pd

from demo.chance import rate
from demo.ground import Ground
from demo.register_rows import Tables
from store.ledger_sheets import LEDGERS

LEDGER_NAMES = ("service", "vacancy", "seeker", "match")
DAY = 86400


def uploads(ground: Ground, tables: Tables, month: int) -> pd.DataFrame:
    """One row per market and ledger: what was uploaded on the month's last day of the records
    that began in the month."""
    chance = ground.chance("upload", month)
    start, end = ground.span.bounds(month)
    skill = ground.column("paper", np.arange(len(ground.markets)))
    share = rate(skill, 0.90, 0.9)
    parts = []
    for ledger in LEDGER_NAMES:
        rows = tables[ledger]
        begun = rows[(rows[LEDGERS[ledger].begins] >= start).to_numpy()]["market"].value_counts()
        count = ground.markets["market"].map(begun).fillna(0).to_numpy(dtype=np.int64)
        sent = chance.binomial(count, share)
        parts.append(pd.DataFrame({
            "market": ground.markets["market"], "day": end - DAY, "ledger": ledger, "rows": sent,
            "valid_from": end - DAY,
        })[count > 0])  # fmt: skip
    return pd.concat(parts, ignore_index=True)
