"""What would lift this market to the next grade? The points still to be had, most first."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.areas import has_failed_veto
from dashboard.grade_floors import grade_floors, level_of
from dashboard.market_choice import Profile
from dashboard.market_rows import required_words, value_words
from exports import figures
from exports.marks import GRADES
from exports.values import whole
from exports.words import Words
from rules.model import GRADES as LEVELS
from rules.model import RuleSet

LISTED = 4
FULL = 100 * figures.POINT


@dataclass(frozen=True)
class Standing:
    """A market's points in 1/10,000: won, assessed, and what the score holds beside their ratio
    (bonus, adjustments). Nothing else moves when a criterion is met in full."""

    won: int
    assessed: int
    beside: Fraction

    def score(self, rows: Iterable[Mapping[Any, Any]] = ()) -> Fraction:
        """The score if these findings were met in full: lost points are won, pending ones are
        won and assessed."""
        held = list(rows)
        pending = sum(int(row["points_high"]) - int(row["points_low"]) for row in held)
        lost = sum(int(row["points_maximum"]) - int(row["points_high"]) for row in held)
        won, assessed = self.won + lost + pending, self.assessed + pending
        return min(Fraction(FULL), Fraction(FULL * won, assessed) + self.beside)


def standing(row: Mapping[Any, Any], findings: pd.DataFrame) -> Standing | None:
    """Where the market stands; None where the way up isn't one of points: without a grade, under
    a failed veto, with the best grade, or with nothing assessed."""
    score = whole(row["score"])
    held = findings[findings["effect"] == "points"]
    low, high, most = (
        int(held[name].sum()) for name in ("points_low", "points_high", "points_maximum")
    )
    assessed = most - (high - low)
    graded = isinstance(row["grade"], str) and row["grade"] != LEVELS[0]
    if score is None or not graded or not assessed or has_failed_veto(row["vetoes"]):
        return None
    return Standing(low, assessed, score - Fraction(FULL * low, assessed))


def gains(findings: pd.DataFrame, held: Standing) -> list[tuple[dict[Any, Any], Fraction]]:
    """Every finding that lost points or waits, with what meeting it in full would add to the
    score; the greatest first."""
    open_ones = findings[
        (findings["effect"] == "points") & (findings["points_low"] < findings["points_maximum"])
    ]
    now = held.score()
    listed = [(row, held.score([row]) - now) for row in open_ones.to_dict("records")]
    return sorted(listed, key=lambda pair: -pair[1])


def enough(listed: list[tuple[dict[Any, Any], Fraction]], held: Standing, floor: int) -> int:
    """How many of the listed, taken in order, bring the score to the floor; 0 if all don't."""
    rows = [row for row, _ in listed]
    reaching = (n for n in range(1, len(rows) + 1) if held.score(rows[:n]) >= floor)
    return next(reaching, 0)


def show(profile: Profile) -> None:
    """The next grade, and the criteria that would add most; under a cap, what lifts the cap."""
    held = standing(profile.row, profile.findings)
    if held is None:
        return
    words, floors = profile.visit.words, grade_floors(profile.ruleset, profile.header.last_month)
    listed = gains(profile.findings, held)
    capped = {cap["criterion"] for cap in json.loads(profile.row["caps"])}
    if capped:
        listed = [(row, gain) for row, gain in listed if row["criterion"] in capped]
        above = level_of(int(held.score(row for row, _ in listed)), floors)
        heading = words("怎样到{grade}（先解除封顶）", grade=words(GRADES[above].zh))
        note = words("封顶项达标后按得分定级；按计分规则推算")
    else:
        above = LEVELS[LEVELS.index(profile.row["grade"]) - 1]
        heading = _heading(above, floors[above] - held.score(), words)
        note = _note(above, enough(listed, held, floors[above]), words)
    if listed:
        _draw(heading, lines(listed[:LISTED], profile.ruleset, words), note)


def _draw(heading: str, rows: pd.DataFrame, note: str) -> None:
    st.subheader(heading, anchor=False)
    st.table(rows, border="horizontal", hide_index=True, hide_header=True, alt=heading)
    st.caption(note)


def lines(
    listed: list[tuple[dict[Any, Any], Fraction]], ruleset: RuleSet, words: Words
) -> pd.DataFrame:
    """One row per criterion: what is measured and asked, and the points to be had."""
    rows = []
    for row, gain in listed:
        criterion = ruleset.criteria[row["criterion"]]
        text = words(
            "{title}：{value} → {asked}", title=criterion.title.in_language(words.language),
            value=value_words(criterion, row, words), asked=required_words(criterion, row, words),
        )  # fmt: skip
        rows.append((text, figures.change(gain / figures.POINT, 1)))
    return pd.DataFrame(rows, columns=["text", "gain"])


def _heading(above: str, missing: Fraction, words: Words) -> str:
    return words("怎样到{grade}（还差 {points} 分）", grade=words(GRADES[above].zh),
                 points=figures.score(int(missing)))  # fmt: skip


def _note(above: str, number: int, words: Words) -> str:
    grade = words(GRADES[above].zh)
    if not number:
        return words("全部达标也到不了{grade}；按计分规则推算", grade=grade)
    if number > LISTED:
        return words.count(
            "以上几项还不够，须达标 {n} 项才到{grade}；按计分规则推算", number, grade=grade
        )
    return words.count("前 {n} 项达标即可到{grade}；按计分规则推算", number, grade=grade)
