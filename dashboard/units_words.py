"""What does the comparison of units say? Its answer and caption, computed from its rows."""

from collections import Counter

import pandas as pd

from dashboard import ranking_words
from dashboard.ranking_rows import UNRANKED, why_unranked
from dashboard.units_choice import Comparison
from dashboard.units_rows import Lines
from exports import figures
from exports.values import whole
from exports.words import Words

GOOD = ("excellent", "good")
STANDING = {
    "city": "{n} 个设区市参加排名，{good} 个良好及以上；{worst}",
    "county": "{n} 个县（市、区）参加排名，{good} 个良好及以上；{worst}",
}
COUNTED = {
    "city": "设区市 {n} 个，参加排名 {ranked} 个",
    "county": "县（市、区）{n} 个，参加排名 {ranked} 个",
}
FEW = {
    "city": "可比的设区市有 {n} 个，不足 {fewest} 个，不排名次",
    "county": "可比的县（市、区）有 {n} 个，不足 {fewest} 个，不排名次",
}
"""By level, which each language declines in its own way."""


def answer(comparison: Comparison, findings: Lines) -> str:
    """How many of the level are good, and what cost them most points; of a narrower choice,
    where its units stand."""
    words, ranked = comparison.visit.words, comparison.ranked
    if ranked.empty:
        return _nobody(comparison)
    worst = _worst(ranked, findings, comparison)
    if len(ranked) == 1:
        row = ranked.iloc[0]
        return words(
            "{name}第 {rank} 名（同级 {peers} 个）；{worst}", name=comparison.names[row["market"]],
            rank=whole(row["rank"]), peers=whole(row["peers"]), worst=worst,
        )  # fmt: skip
    if comparison.narrowed:
        return words(
            "{area} {n} 个单位第 {first} 至 {last} 名（同级 {peers} 个）；{worst}", n=len(ranked),
            area=comparison.names[comparison.area], first=whole(ranked["rank"].min()),
            last=whole(ranked["rank"].max()), peers=whole(ranked["peers"].max()), worst=worst,
        )  # fmt: skip
    good = int(ranked["grade"].isin(GOOD).sum())
    return words(STANDING[comparison.level], n=len(ranked), good=good, worst=worst)


def _nobody(comparison: Comparison) -> str:
    """Nobody has a rank: too few of the level are graded, or none of what is shown."""
    words, units = comparison.visit.words, comparison.units
    if units["rank"].notna().any():
        return words("{area}没有单位参加排名", area=comparison.names[comparison.area])
    graded = int(units["grade"].notna().sum())
    return words(FEW[comparison.level], n=graded, fewest=comparison.fewest)


def _worst(ranked: pd.DataFrame, findings: Lines, comparison: Comparison) -> str:
    """What these units lost most on together."""
    words = comparison.visit.words
    held = pd.concat([findings[unit] for unit in ranked["market"]], ignore_index=True)
    held = held[held["lost"] > 0]
    if held.empty:
        return words("没有失分")
    name = str(held.groupby("criterion")["lost"].sum().idxmax())
    title = comparison.ruleset.criteria[name].title.in_language(words.language)
    if len(ranked) == 1:
        return words("失分最多的是{title}", title=title)
    losers = int((held["criterion"] == name).sum())
    return words.count("失分最多的是{title}（{n} 个单位失分）", losers, title=title)


def caption(comparison: Comparison) -> str:
    """Who is counted, who isn't and why, and what the movement is measured against."""
    words = comparison.visit.words
    apart = words("设区市与县（市、区）分别排名，直报县（市）列入县级")
    period = figures.period(comparison.before, words)
    moved = ranking_words.moved(comparison.ranked, period, words)
    return f"{_counted(comparison, words)} · {apart} · {moved}"


def _counted(comparison: Comparison, words: Words) -> str:
    shown, ranked = comparison.shown, len(comparison.ranked)
    first = words(COUNTED[comparison.level], n=len(shown), ranked=ranked)
    rows = shown[shown["rank"].isna()].to_dict("records")
    counts = Counter(why_unranked(row) for row in rows)
    if not counts:
        return first
    reasons = words("、").join(
        words("{reason} {n} 个", reason=words(text), n=counts[code])
        for code, text in UNRANKED.items()
        if counts[code]
    )
    return words("{first}；不参加 {n} 个（{reasons}）", first=first, n=len(rows), reasons=reasons)
