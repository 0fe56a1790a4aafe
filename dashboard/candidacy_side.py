"""How do up to five markets compare? One row per result, group and key criterion, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import market_rows
from dashboard.badges import finding_badge, grade_badge, plain
from dashboard.candidacy_rows import ends_words
from exports import figures
from exports.apportion import apportioned
from exports.list_words import blocker_words
from exports.values import whole
from exports.words import Words
from rules.model import RuleSet

KEY = (
    "function.public_interest", "function.staff_load", "function.first_responsibility",
    "function.time_limit", "function.told_once", "results.match_rate", "results.satisfaction",
    "results.complaints",
)  # fmt: skip
"""The criteria shown beside the groups: what the standard is known for."""
Row = Mapping[Any, Any]


def side_by_side(
    markets: pd.DataFrame, findings: Mapping[str, pd.DataFrame], ruleset: RuleSet, words: Words
) -> pd.DataFrame:
    """One row per thing compared, one column per market (Markdown); the best of each group bold.

    `markets` are rows of `data.candidates`, `findings` by market code those of its criteria.
    """
    rows = markets.to_dict("records")
    held = [findings[str(row["market"])] for row in rows]
    lines = [*_results(rows, ruleset, words), *_groups(held, ruleset, words),
             *_criteria(held, ruleset, words)]  # fmt: skip
    return pd.DataFrame(lines, columns=[words("比较内容"), *_headings(rows)])


def _headings(rows: Sequence[Row]) -> list[str]:
    """The names; of two markets of one name the codes tell them apart."""
    names = [str(row["name"]) for row in rows]
    return [
        plain(name if names.count(name) == 1 else f"{name} {row['market']}")
        for name, row in zip(names, rows, strict=True)
    ]


def _results(rows: Sequence[Row], ruleset: RuleSet, words: Words) -> Iterator[list[str]]:
    yield [words("推荐条件"), *(_standing(row, ruleset, words) for row in rows)]
    yield [words("等级"), *(grade_badge(words, _text(row["grade"]), _text(row["reason"]),
                                        bool(row["provisional"])) for row in rows)]  # fmt: skip
    yield [words("得分（区间）"), *(_score(row, words) for row in rows)]
    yield [words("名次（区间）"), *(_place(row, words) for row in rows)]


def _standing(row: Row, ruleset: RuleSet, words: Words) -> str:
    if row["eligible"]:
        return words("符合")
    return plain(words("；").join(blocker_words(row["blockers"], ruleset, words)))


def _score(row: Row, words: Words) -> str:
    ends = market_interval(row)
    score = figures.score(whole(row["score"]))
    return score if not ends else words("{score}（{ends}）", score=score, ends=ends)


def market_interval(row: Row) -> str:
    """Both ends of the score where they differ."""
    low, high = whole(row["low"]), whole(row["high"])
    return "" if low == high else figures.interval(low, high)


def _place(row: Row, words: Words) -> str:
    place = figures.rank(whole(row["rank"]), whole(row["peers"]))
    return place if place == figures.MISSING else words(
        "{place}（{ends}）", place=place, ends=ends_words(row)
    )  # fmt: skip


def _groups(held: Sequence[pd.DataFrame], ruleset: RuleSet, words: Words) -> Iterator[list[str]]:
    shared = [group_points(frame, ruleset) for frame in held]
    for group in ruleset.groups:
        points = [market[group.id] for market in shared]
        if all(most == 0 for _, most in points):
            continue
        best = max(won for won, _ in points)
        yield [
            words("{group}得分", group=group.title.in_language(words.language)),
            *(_points(won, most, won == best and len(points) > 1) for won, most in points),
        ]


def group_points(findings: pd.DataFrame, ruleset: RuleSet) -> dict[str, tuple[int, int]]:
    """By group the points won and the points there were, in 1/10,000; those won are whole tenths
    that add up to the shown total."""
    held = findings[findings["effect"].isin(["points", "bonus"])]
    sums = held.groupby("group_id")[["points_low", "points_maximum"]].sum().astype("int64")
    sums = sums.reindex([group.id for group in ruleset.groups], fill_value=0)
    won = apportioned(sums["points_low"].tolist(), int(sums["points_low"].sum()))
    return dict(zip(sums.index, zip(won, sums["points_maximum"].tolist(), strict=True),
                    strict=True))  # fmt: skip


def _points(won: int, most: int, best: bool) -> str:
    if not most:
        return figures.MISSING
    said = figures.score(won)
    return f"{f'**{said}**' if best else said} / {figures.score(most).removesuffix('.0')}"


def _criteria(held: Sequence[pd.DataFrame], ruleset: RuleSet, words: Words) -> Iterator[list[str]]:
    for name in KEY:
        criterion = ruleset.criteria.get(name)
        if criterion is None:
            continue
        cells = [_finding(frame, name, ruleset, words) for frame in held]
        if any(cell != figures.MISSING for cell in cells):
            yield [criterion.title.in_language(words.language), *cells]


def _finding(findings: pd.DataFrame, name: str, ruleset: RuleSet, words: Words) -> str:
    found = findings[findings["criterion"] == name].to_dict("records")
    if not found:
        return figures.MISSING
    row = found[0]
    mark = finding_badge(words, str(row["finding"]), str(row["effect"]))
    value = market_rows.value_words(ruleset.criteria[name], row, words)
    return mark if value == figures.MISSING else f"{mark} {plain(value)}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
