"""What is one line of 省级评选? The eligible with their place, the barred with why."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts.rank_interval import rank_interval
from dashboard.ranking_rows import interval_words, mode_words, share_words
from dashboard.theme import Palette
from exports import figures
from exports.list_words import blocker_words
from exports.marks import grade_mark
from exports.values import whole
from exports.words import Words
from rules.model import RuleSet

ELIGIBLE = (
    "name", "city", "mode", "grade", "score", "interval", "rank", "drawing", "ends", "assessed",
)  # fmt: skip
BLOCKED = ("name", "city", "mode", "grade", "score", "interval", "why")


def eligible_lines(
    markets: pd.DataFrame, cities: Mapping[str, str], palette: Palette, words: Words
) -> pd.DataFrame:
    """One row per market that may be recommended, in ELIGIBLE; the drawing's axis covers them."""
    axis = whole(markets["rank_best"].min()) or 1, whole(markets["rank_worst"].max()) or 1
    rows = [
        (
            *_identity(row, cities, words),
            figures.score(whole(row["score"])),
            interval_words(row),
            figures.rank(whole(row["rank"]), whole(row["peers"])),
            _drawing(row, axis, palette),
            ends_words(row),
            share_words(row["assessed_share"]),
        )
        for row in markets.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(ELIGIBLE))


def blocked_lines(
    markets: pd.DataFrame, cities: Mapping[str, str], ruleset: RuleSet, words: Words
) -> pd.DataFrame:
    """One row per market that is barred, in BLOCKED, with every reason."""
    rows = [
        (
            *_identity(row, cities, words),
            figures.score(whole(row["score"])),
            interval_words(row),
            words("；").join(blocker_words(row["blockers"], ruleset, words)),
        )
        for row in markets.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(BLOCKED))


def ends_words(row: Mapping[Any, Any]) -> str:
    """The places at both ends of the score interval, `1–4`; `—` without a place."""
    best, worst = whole(row["rank_best"]), whole(row["rank_worst"])
    if best is None or worst is None:
        return figures.MISSING
    return str(best) if best == worst else f"{best}{figures.DASH}{worst}"


def _identity(
    row: Mapping[Any, Any], cities: Mapping[str, str], words: Words
) -> tuple[str, str, str, list[str]]:
    grade, reason = (
        value if isinstance(value, str) else None for value in (row["grade"], row["reason"])
    )
    pill = grade_mark(grade, reason).text(words)
    return str(row["name"]), cities[row["city"]], mode_words(str(row["mode"]), words), [pill]


def _drawing(row: Mapping[Any, Any], axis: tuple[int, int], palette: Palette) -> str | None:
    place, best, worst = (whole(row[name]) for name in ("rank", "rank_best", "rank_worst"))
    if place is None or best is None or worst is None:
        return None
    return rank_interval(place, best, worst, *axis, grade_mark(row["grade"]).colour, palette)
