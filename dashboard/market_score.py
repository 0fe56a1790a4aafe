"""How high is a market's score, and its place? With both intervals, and the band they lie in."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import streamlit as st

from dashboard import data, ranking_rows
from dashboard.charts import band_strip, frame
from dashboard.grade_floors import grade_floors
from dashboard.market_choice import Profile
from exports import figures
from exports.apportion import TENTH
from exports.values import whole
from exports.words import Words


def show(profile: Profile) -> None:
    """Score and place, what they rest on, and the strip of grades."""
    _figures(profile)
    _strip(profile)


def _figures(profile: Profile) -> None:
    words, row = profile.visit.words, profile.row
    low, high, score = (whole(row[name]) for name in ("low", "high", "score"))
    place, peers = whole(row["rank"]), whole(row["peers"])
    left, right = st.columns(2, gap="small")
    moved = _movement(profile)
    name = words("得分") if score is not None else words("得分区间")
    value = figures.score(score) if score is not None else figures.interval(low, high)
    left.metric(
        name, value, moved or None, delta_color="off", delta_arrow="off",
        delta_description=words("比上期") if moved else None,
    )  # fmt: skip
    best, worst = whole(row["rank_best"]), whole(row["rank_worst"])
    ends = f"{best}" if best == worst else f"{best}{figures.DASH}{worst}"
    right.metric(
        words("同类名次"), figures.rank(place, peers), delta_color="off", delta_arrow="off",
        delta=words("区间 {ends}", ends=ends) if place is not None else None,
    )  # fmt: skip
    st.caption(_basis(row, words))


def _basis(row: Mapping[Any, Any], words: Words) -> str:
    """On what the score rests: share assessed, bonus within it, months filed."""
    said = [words("已评 {share}", share=ranking_rows.share_words(row["assessed_share"]))]
    if whole(row["bonus"]):
        said.append(words("亮点加 {points} 分", points=figures.score(whole(row["bonus"]))))
    said.append(words("应报 {duty} 个月，已报 {filed} 个月", duty=whole(row["months_duty"]),
                      filed=whole(row["months_filed"])))  # fmt: skip
    return " · ".join(said)


def _movement(profile: Profile) -> str:
    """The change of the score since the period before; nothing where either has none."""
    seen, header = profile.visit, profile.header
    history = data.history(seen.scope, seen.home, profile.market, header.kind)
    before = history[history["period"] == ranking_rows.period_before(header.period)]
    score = whole(profile.row["score"])
    earlier = whole(before["score"].iloc[0]) if len(before) else None
    if score is None or earlier is None:
        return ""
    # What is shown is the difference of the two shown scores.
    tenths = _tenths(score) - _tenths(earlier)
    return f"{_arrow(tenths)} {figures.change(Fraction(tenths, 10), 1)}".strip()


def _tenths(points: int) -> int:
    return (2 * points + TENTH) // (2 * TENTH)


def _arrow(tenths: int) -> str:
    return "↑" if tenths > 0 else "↓" if tenths < 0 else ""


def _strip(profile: Profile) -> None:
    words, row = profile.visit.words, profile.row
    low, high = whole(row["low"]), whole(row["high"])
    if low is None or high is None:
        return
    if low == high:
        label = words("区间两端均为 {score}", score=figures.score(low))
    else:
        label = words("待核全失 {low} — 全得 {high}", low=figures.score(low),
                      high=figures.score(high))  # fmt: skip
    floors = grade_floors(profile.ruleset, profile.header.last_month)
    drawn = band_strip.band_strip(
        floors, low, high, whole(row["score"]), label, profile.visit.palette, words,
    )  # fmt: skip
    st.plotly_chart(drawn, config=frame.CONFIG, key="band_strip", alt=words(
        "等级带：得分 {score}，{label}", score=figures.score(whole(row["score"])), label=label
    ))  # fmt: skip
