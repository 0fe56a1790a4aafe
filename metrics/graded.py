"""How many markets of an area stand how? Counts of grades, readable by everybody."""

import pandas as pd

from metrics.aggregates import ALL_TYPES, MINIMUM_N, areas_of
from rules.model import GRADES

COLUMNS = ["area", "market_type", "measure", "numerator", "denominator", "n"]
GOOD = ("excellent", "good")


def graded_figures(results: pd.DataFrame) -> pd.DataFrame:
    """One row per area, market type ("" for all) and measure, in the columns of the aggregate
    table: `grade_<grade>` (markets with it) and `good_or_better` over the graded markets, and
    `score_mean` (1/10,000 point over scored markets). n is the graded (scored) markets; below 5
    the numbers are left out."""
    markets = results[results["subject_kind"] == "market"] if len(results) else results
    if not len(markets):
        return pd.DataFrame(columns=COLUMNS)
    placed = pd.DataFrame(
        [
            (area, kind, grade, score)
            for division, own, grade, score in zip(
                *(markets[name].tolist() for name in ("division", "type", "grade", "score")),
                strict=True,
            )
            for area in areas_of(division)
            for kind in (ALL_TYPES, own)
        ],
        columns=["area", "market_type", "grade", "score"],
    )
    graded = placed[placed["grade"].notna()]
    frames = [_counted(graded, f"grade_{grade}", graded["grade"] == grade) for grade in GRADES]
    frames.append(_counted(graded, "good_or_better", graded["grade"].isin(GOOD)))
    scored = placed[placed["score"].notna()]
    frames.append(_counted(scored, "score_mean", scored["score"]))
    return pd.concat(frames, ignore_index=True)[COLUMNS]


def _counted(rows: pd.DataFrame, measure: str, amount: pd.Series) -> pd.DataFrame:
    keys = ["area", "market_type"]
    found = rows.assign(amount=amount.astype("Int64")).groupby(keys, as_index=False)
    frame = found.agg(numerator=("amount", "sum"), n=("amount", "size"))
    enough = frame["n"] >= MINIMUM_N
    return frame.assign(
        measure=measure,
        numerator=frame["numerator"].astype("Int64").where(enough),
        denominator=frame["n"].astype("Int64").where(enough),
    )
