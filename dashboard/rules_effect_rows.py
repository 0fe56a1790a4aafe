"""Who would be graded otherwise, and by what? The rows of the tables, and one sentence."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rulebook import Effect
from exports import figures
from exports.compared import HOW, MOVED
from exports.marks import grade_mark
from exports.values import whole
from exports.words import Words
from metrics.changes import ABSENT, way
from rules.model import RuleSet
from rules.value import Text

Titles = Mapping[str, Text]
"""What the criteria of both sets are called, by id."""
PEOPLE = ("name", "city", "before", "after", "score_before", "score_after", "cause")


def titles_of(*rulesets: RuleSet) -> Titles:
    """The titles of all criteria; where both sets have one, that of the last."""
    return {name: held.title for one in rulesets for name, held in one.criteria.items()}


def counted(effect: Effect) -> dict[str, int]:
    """How many markets would go up, down, or to or from having no grade."""
    pairs = zip(effect.changed["grade_before"], effect.changed["grade_after"], strict=True)
    ways = [way(*pair) for pair in pairs]
    return {name: ways.count(name) for name in ("up", "down", "other")}


def told(effect: Effect, titles: Titles, words: Words) -> str:
    """`3 个市场升档、5 个市场降档，主要因满意度`, or that nobody's grade changes."""
    held = counted(effect)
    if not any(held.values()):
        return words("没有市场改变等级")
    parts = [
        words(text, n=held[name])
        for name, text in (("up", "{n} 个市场升档"), ("down", "{n} 个市场降档"),
                           ("other", "{n} 个市场有无等级变化"))
        if held[name]
    ]  # fmt: skip
    first = effect.movers.iloc[0]
    cause = _cause(str(first["how"]), str(first["criterion"]), titles, words)
    return words("{changes}，主要因{cause}", changes=words("、").join(parts), cause=cause)


def people_rows(
    changed: pd.DataFrame, titles: Titles, cities: Mapping[str, str], words: Words
) -> pd.DataFrame:
    """One row per market whose grade differs, in the order of the frame, under PEOPLE."""
    rows = [
        (
            row["name"], cities[row["city"]], _grade(row, "before", words),
            _grade(row, "after", words), figures.score(whole(row["score_before"])),
            figures.score(whole(row["score_after"])),
            _cause(str(row["how"]), str(row["criterion"]), titles, words),
        )
        for row in changed.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(PEOPLE))


def mover_rows(effect: Effect, titles: Titles, words: Words) -> pd.DataFrame:
    """One row per thing that changes a market's grade, those of the most markets first."""
    rows = [
        (_cause(str(row["how"]), str(row["criterion"]), titles, words),
         *(figures.count(int(row[name])) for name in ("up", "down", "other")))
        for row in effect.movers.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[words("起因"), *(words(name) for name in MOVED)])


def city_rows(table: pd.DataFrame, names: list[str], words: Words) -> pd.DataFrame:
    """One row per city of metrics.changes.movements, named."""
    rows = table[["judged", "up", "down", "other"]].map(figures.count)
    rows.columns = [words("参评市场"), *(words(name) for name in MOVED)]
    rows.insert(0, words("设区市"), names)
    return rows


def _grade(row: Mapping[Any, Any], side: str, words: Words) -> str:
    grade, reason = row[f"grade_{side}"], row[f"reason_{side}"]
    if reason == ABSENT:
        return words("不评价")
    known = [held if isinstance(held, str) else None for held in (grade, reason)]
    return grade_mark(*known).text(words)


def _cause(how: str, criterion: str, titles: Titles, words: Words) -> str:
    """The criterion that does it, and how where it isn't by its points."""
    if criterion not in titles:
        return words(HOW[how])
    title = titles[criterion].in_language(words.language)
    return title if how == "points" else words("{title}（{how}）", title=title, how=words(HOW[how]))
