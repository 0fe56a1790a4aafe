"""What is one line of 运营监督? A market beside its contract, in words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from dashboard.ranking_rows import SAME, mode_words
from dashboard.supervision_words import DUE_MARKS
from exports import figures
from exports.apportion import TENTH
from exports.marks import GRADES, PROVISIONAL, grade_mark
from exports.values import whole
from exports.words import Words
from rules.model import GRADES as LEVELS

COLUMNS = (
    "name", "due", "left", "managing", "buyer", "grade", "moved", "late", "leads", "term", "city",
    "mode", "operator",
)  # fmt: skip


def lines(shown: pd.DataFrame, cities: Mapping[str, str], words: Words) -> pd.DataFrame:
    """One row per market of `data.contracts`, in COLUMNS, in the same order."""
    rows = [_line(row, cities, words) for row in shown.to_dict("records")]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _line(row: Mapping[Any, Any], cities: Mapping[str, str], words: Words) -> tuple[object, ...]:
    days = whole(row["days_left"])
    return (
        row["name"],
        [DUE_MARKS[code].text(words) for code in row["due"]],
        figures.MISSING if days is None else figures.days_left(days, words),
        _said(row["managing_unit"]),
        _said(row["buyer_name"]),
        [grade_pill(row, words)],
        moved_words(row, words),
        late_words(row),
        lead_words(row),
        term_words(row, words),
        cities[row["city"]],
        mode_words(str(row["mode"]), words),
        _said(row["operator"]),
    )


def term_words(row: Mapping[Any, Any], words: Words) -> str:
    """First and last day of the contract; `—` without one."""
    first, last = whole(row["starts_on"]), whole(row["ends_on"])
    if first is None or last is None:
        return figures.MISSING
    return words("{first} 至 {last}", first=figures.day(first), last=figures.day(last))


def grade_pill(row: Mapping[Any, Any], words: Words) -> str:
    """The grade or why there is none; one that may still fall wears the sign of 待定."""
    said = grade_mark(_text(row["grade"]), _text(row["reason"])).text(words)
    return f"{said} {PROVISIONAL.sign}" if row["provisional"] else said


def pills(words: Words) -> dict[str, str]:
    """Every grade pill with its colour's name."""
    held = {mark.text(words): mark.colour for mark in GRADES.values()}
    return held | {f"{text} {PROVISIONAL.sign}": colour for text, colour in held.items()}


def moved_words(row: Mapping[Any, Any], words: Words) -> str:
    """`↑ 原合格`, `↓ 原优秀`; of one grade the change of the shown score, `＝ +0.3`; `—` where
    either evaluation has no grade."""
    now, before = _text(row["grade"]), _text(row["grade_before"])
    if now is None or before is None:
        return figures.MISSING
    if now != before:
        way = "↑" if LEVELS.index(now) < LEVELS.index(before) else "↓"
        return words("{way} 原{grade}", way=way, grade=words(GRADES[before].zh))
    score, earlier = whole(row["score"]), whole(row["score_before"])
    if score is None or earlier is None:
        return SAME
    tenths = _tenths(score) - _tenths(earlier)
    return f"{SAME} {figures.change(Fraction(tenths, 10), 1)}"


def late_words(row: Mapping[Any, Any]) -> str:
    """Records settled beyond their time limit of those settled, `3 / 320`; `—` of none."""
    late, timed = whole(row["late_records"]), whole(row["timed_records"])
    if late is None or not timed:
        return figures.MISSING
    return f"{figures.count(late)} / {figures.count(timed)}"


def lead_words(row: Mapping[Any, Any]) -> str:
    """Open leads and confirmed breaches, `1 / 0`."""
    return f"{figures.count(whole(row['open_leads']))} / {figures.count(whole(row['confirmed']))}"


def _tenths(points: int) -> int:
    return (2 * points + TENTH) // (2 * TENTH)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _said(value: object) -> str:
    return _text(value) or figures.MISSING
