"""What does a market file that copies last month's figures?"""

import numpy as np
import pandas as pd

from demo.chance import Reals
from demo.ground import Ground
from demo.lives import Lives

LETTERS = ("record_id", "vacancy_id", "seeker_id")
MOMENTS = {
    "service": ("opened_at", "closed_at"),
    "vacancy": ("submitted_at", "published_at", "verified_at", "valid_until", "closed_at"),
    "seeker": ("registered_at", "valid_until", "closed_at", "first_matched_at",
               "first_started_at"),
    "match": ("referred_at", "agreed_at", "started_at", "ended_at", "status_at"),
    "complaint": ("filed_at", "replied_at", "closed_at"),
}  # fmt: skip


def copied(ground: Ground, lives: Lives) -> Lives:
    """The lives with the planted copy: the market closes all its books at every month's end, and
    its rows of the last month are those of the month before with the month changed."""
    names = ground.markets.loc[ground.markets["plant"] == "copied_month", "market"]
    mine = lives.rows["market"].isin(names).to_numpy()
    if not mine.any():
        return lives
    others, own = lives.where(~mine), _closed_by_month(ground, lives.where(mine))
    last, before = ground.span.months[-1], ground.span.months[-2]
    kept = own.where(own.begins < ground.span.bounds(last)[0])
    model = kept.where(kept.begins >= ground.span.bounds(before)[0])
    again = _shifted(ground, model)
    parts = (others, kept, again)
    return Lives(
        lives.ledger,
        pd.concat([part.rows for part in parts], ignore_index=True),
        np.concatenate([part.begins for part in parts]),
        np.concatenate([part.ends for part in parts]),
    )


def copied_steps(ground: Ground, steps: pd.DataFrame, service: Lives) -> pd.DataFrame:
    """The steps of the copying market: of closed records, told within their month, and once
    more with the copied records."""
    names = ground.markets.loc[ground.markets["plant"] == "copied_month", "market"]
    mine = steps["market"].isin(names)
    if not mine.any():
        return steps
    own = steps[mine].merge(
        service.rows[["market", "record_id", "closed_at"]], on=["market", "record_id"]
    )
    own["at"] = np.minimum(own["at"], own["closed_at"]).astype(np.int64)
    last, before = ground.span.months[-1], ground.span.months[-2]
    own = own.drop(columns="closed_at")
    kept = own[~own["record_id"].str.contains(str(last))]
    again = kept[kept["record_id"].str.contains(str(before))].copy()
    again["record_id"] = again["record_id"].str.replace(str(before), str(last))
    again["at"] = _moved(ground, again["at"].to_numpy(dtype=np.float64)).astype(np.int64)
    return pd.concat([steps[~mine], kept, again], ignore_index=True)


def _closed_by_month(ground: Ground, lives: Lives) -> Lives:
    """Nothing is left open: whatever would come later happened in the month's last second."""
    place = np.clip(ground.span.places(lives.begins), 0, None)
    end = ground.span.starts[place + 1] - 1
    rows = lives.rows.copy()
    for column in MOMENTS[lives.ledger]:
        rows[column] = np.minimum(rows[column].to_numpy(dtype=np.float64), end)
    if lives.ledger in ("service", "complaint"):
        rows["closed_at"] = rows["closed_at"].fillna(pd.Series(end, index=rows.index))
    return Lives(lives.ledger, rows, lives.begins, np.minimum(lives.ends, end))


def _shifted(ground: Ground, lives: Lives) -> Lives:
    last, before = ground.span.months[-1], ground.span.months[-2]
    rows = lives.rows.copy()
    for column in MOMENTS[lives.ledger]:
        rows[column] = _moved(ground, rows[column].to_numpy(dtype=np.float64))
    for column in LETTERS:
        if column in rows:
            rows[column] = rows[column].str.replace(str(before), str(last))
    begins = _moved(ground, lives.begins.astype(np.float64)).astype(np.int64)
    ends = _moved(ground, lives.ends.astype(np.float64)).astype(np.int64)
    return Lives(lives.ledger, rows, begins, ends)


def _moved(ground: Ground, moments: Reals) -> Reals:
    """One month later, the same day and time; what would fall out of the month, at its end."""
    last, before = ground.span.months[-1], ground.span.months[-2]
    start, end = ground.span.bounds(last)
    shift = start - ground.span.bounds(before)[0]
    return np.minimum(moments + shift, float(end - 1))
