"""How much of each group of criteria was won, and how do the peers' shares spread?"""

import numpy as np
import pandas as pd

from exports.figures import POINT, PUBLISHED_MINIMUM


def group_shares(findings: pd.DataFrame) -> pd.DataFrame:
    """One row per subject and group with anything assessed: `share`, the points won of those
    assessed (maximum less what is 待核), in 1/10,000. Bonus points are in no share."""
    held = findings[findings["effect"] == "points"]
    held = held[["subject", "group_id", "points_low", "points_high", "points_maximum"]]
    sums = held.groupby(["subject", "group_id"], as_index=False, sort=True).sum()
    assessed = sums["points_maximum"] - (sums["points_high"] - sums["points_low"])
    sums, assessed = sums[assessed > 0], assessed[assessed > 0].astype("int64")
    won = sums["points_low"].astype("int64")
    share = (2 * won * POINT + assessed) // (2 * assessed)
    return sums[["subject", "group_id"]].assign(share=share).reset_index(drop=True)


def peer_quartiles(results: pd.DataFrame, findings: pd.DataFrame, market_type: str) -> pd.DataFrame:
    """The rows of `quartiles` over the graded markets of one type (`results` as in
    dashboard.data.results)."""
    peers = results[(results["type"] == market_type) & results["grade"].notna()]
    return quartiles(group_shares(findings[findings["subject"].isin(peers["market"])]))


def quartiles(shares: pd.DataFrame) -> pd.DataFrame:
    """One row per group of `group_shares`: `n` peers, `low` (a quarter lies below), `middle`,
    `high` (a quarter lies above). Groups of fewer than five peers are left out."""
    rows = [
        (group, len(held), *(_quantile(held["share"], part) for part in (25, 50, 75)))
        for group, held in shares.groupby("group_id")
        if len(held) >= PUBLISHED_MINIMUM
    ]
    return pd.DataFrame(rows, columns=["group_id", "n", "low", "middle", "high"])


def _quantile(values: "pd.Series[int]", part: int) -> int:
    """By linear interpolation between the ordered values, rounded half up."""
    ordered = np.sort(values.to_numpy(dtype=np.int64)).tolist()
    whole, rest = divmod(part * (len(ordered) - 1), 100)
    following = ordered[min(whole + 1, len(ordered) - 1)]
    return int((2 * (100 * ordered[whole] + rest * (following - ordered[whole])) + 100) // 200)
