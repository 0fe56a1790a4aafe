"""What is one line of 省级评选? The eligible with their place, the barred with why."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts.rank_interval import rank_interval
from dashboard.grade_floors import grade_floors, level_of
from dashboard.ranking_rows import interval_words, mode_words, share_words
from dashboard.theme import Palette
from exports import figures
from exports.list_words import blocker_words
from exports.marks import GRADES, grade_mark
from exports.values import whole
from exports.words import Words
from rules.model import GRADES as LEVELS
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
    markets: pd.DataFrame, cities: Mapping[str, str], ruleset: RuleSet, last_month: int,
    words: Words,
) -> pd.DataFrame:  # fmt: skip
    """One row per market that is barred, in BLOCKED, with every reason; of a grade that may still
    fall, how far."""
    floors = grade_floors(ruleset, last_month)
    rows = [
        (
            *_identity(row, cities, words),
            figures.score(whole(row["score"])),
            interval_words(row),
            words("；").join(_reasons(row, ruleset, floors, words)),
        )
        for row in markets.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(BLOCKED))


def _reasons(
    row: Mapping[Any, Any], ruleset: RuleSet, floors: Mapping[str, int], words: Words
) -> list[str]:
    said = list(blocker_words(row["blockers"], ruleset, words))
    codes = [code for code, _ in row["blockers"]]
    if "provisional" in codes:
        said[codes.index("provisional")] = _provisional(row, floors, words)
    return said


def _provisional(row: Mapping[Any, Any], floors: Mapping[str, int], words: Words) -> str:
    """What the grade falls to when nothing that is pending is won."""
    lowest = level_of(whole(row["low"]) or 0, floors)
    if LEVELS.index(lowest) <= LEVELS.index(row["grade"]):
        return words("待定：有待核项，等级可能变动")
    return words("待定：待核项全失时降为{grade}", grade=words(GRADES[lowest].zh))


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
