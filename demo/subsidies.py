"""Which markets were granted a subsidy for the services they give free of charge?"""

import numpy as np
import pandas as pd

from demo.chance import rate
from demo.ground import Ground

DAY = 86400
GRANTED = 0.25
"""How often a market of middling reach is granted one in a year."""
ROUND = 150
"""Days from the first month of the demo to the yearly round of grants."""


def subsidies(ground: Ground) -> pd.DataFrame:
    """One row per grant: one a year to the markets that reach many."""
    chance, markets = ground.chance("subsidy"), ground.markets
    reach = ground.column("reach", np.arange(len(markets)))
    rows = []
    for start in range(ground.span.start + ROUND * DAY, ground.span.end - 30 * DAY, 365 * DAY):
        granted = np.flatnonzero(chance.random(len(markets)) < rate(reach, GRANTED, 0.8))
        day = start + DAY * chance.integers(0, 28, len(granted))
        rows.append(pd.DataFrame({
            "market": ground.names(granted), "paid_on": day, "valid_from": day,
            "approval": [f"就业服务补助〔{number + 1:03d}〕号" for number in range(len(granted))],
            "amount_fen": 1_000_000 * chance.integers(1, 9, len(granted)),
        })[day >= markets["opened_on"].to_numpy()[granted]])  # fmt: skip
    columns = ["market", "paid_on", "valid_from", "approval", "amount_fen"]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)
