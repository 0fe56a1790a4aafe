"""How did this market move, and how does it stand beside its peers? The two cards below."""

import pandas as pd
import streamlit as st

from dashboard import data, market_words, widgets
from dashboard.charts import frame, peer_spread, score_trend
from dashboard.charts.peer_spread import Spread
from dashboard.grade_floors import grade_floors
from dashboard.group_shares import group_shares
from dashboard.market_choice import Profile
from exports import figures
from exports.values import whole
from exports.words import Words
from rules.calendar import next_month
from rules.codes import code_list


def trend(profile: Profile) -> None:
    """Monthly scores up to the period, with the band of what was pending, and their table."""
    seen, words, last = profile.visit, profile.visit.words, profile.header.last_month
    held = data.history(seen.scope, seen.home, profile.market, data.MONTHLY)
    first = next_month(last, 1 - data.SHOWN_MONTHS)
    held = held[(held["last_month"] >= first) & (held["last_month"] <= last)]
    held = held.reset_index(drop=True)
    if held.empty:
        st.subheader(words("没有已发布的月度监测"), anchor=False)
        return
    sentence = market_words.trend(held, words)
    st.subheader(sentence, anchor=False)
    st.caption(words("月度监测得分；色带从待核全失到待核全得，虚线为等级线。"))
    months, scores = [int(month) for month in held["last_month"]], _points(held["score"])
    lows, highs = _points(held["low"]), _points(held["high"])
    said = [_said(*row, words) for row in zip(scores, lows, highs, strict=True)]
    floors = grade_floors(profile.ruleset, last)
    drawn = score_trend.score_trend(months, lows, highs, scores, said, floors, seen.palette, words)
    st.plotly_chart(drawn, config=frame.CONFIG, alt=sentence, key="score_trend")
    rows = {words("月份"): [figures.month(month, words) for month in months],
            words("得分"): [figures.score(score) for score in scores],
            words("得分区间"): [figures.interval(low, high)
                            for low, high in zip(lows, highs, strict=True)]}  # fmt: skip
    _twin(pd.DataFrame(rows), "trend", words)


def _points(held: "pd.Series[int]") -> list[int | None]:
    return [whole(value) for value in held]


def _said(score: int | None, low: int | None, high: int | None, words: Words) -> str:
    ends = figures.interval(low, high)
    if score is None:
        return words("未定级，区间 {ends}", ends=ends)
    return words("{score} 分，区间 {ends}", score=figures.score(score), ends=ends)


def peers(profile: Profile) -> None:
    """Shares won by group: the market's own on the middle half of its peers, and their table."""
    seen, words = profile.visit, profile.visit.words
    table = data.peer_shares(
        seen.scope, seen.home, profile.header.evaluation_id, str(profile.row["type"])
    )
    held = spreads(profile, table)
    sentence = market_words.peers(held, words)
    st.subheader(sentence, anchor=False)
    if not held:
        return
    n = max(spread.n for spread in held)
    kind = code_list("market_type").get(str(profile.row["type"]))
    title = kind.title.in_language(words.language) if kind else ""
    st.caption(
        words(
            "各评价组得分率；圆点为本市场，竖线为中位数，色带为 25%–75%（已定级{title} {n} 个）。",
            title=title,
            n=n,
        )
    )
    drawn = peer_spread.peer_spread(held, seen.palette)
    st.plotly_chart(drawn, config=frame.CONFIG, alt=sentence, key="peer_spread")
    _twin(spread_rows(held, words), "peers", words)


def spreads(profile: Profile, table: pd.DataFrame) -> list[Spread]:
    """The market's share of each group with its peers' quartiles, in the order of the set."""
    own = group_shares(profile.findings).set_index("group_id")["share"]
    known = {row["group_id"]: row for row in table.to_dict("records")}
    held = []
    for group in profile.ruleset.groups:
        if group.id in own.index:
            row = known.get(group.id, {})
            low, middle, high = (whole(row.get(name)) for name in ("low", "middle", "high"))
            title = group.title.in_language(profile.visit.language)
            held.append(Spread(title, int(own[group.id]), low, middle, high, int(row.get("n", 0))))
    return held


def spread_rows(held: list[Spread], words: Words) -> pd.DataFrame:
    """The picture as a table; quartiles of fewer than five peers are `—`."""
    columns = {
        words("评价组"): [spread.title for spread in held],
        words("本市场"): [figures.whole_share(spread.own) for spread in held],
        "25%": [figures.whole_share(spread.low) for spread in held],
        words("中位数"): [figures.whole_share(spread.middle) for spread in held],
        "75%": [figures.whole_share(spread.high) for spread in held],
        words("同类个数"): [figures.count(spread.n) if spread.n else figures.MISSING
                        for spread in held],
    }  # fmt: skip
    return pd.DataFrame(columns)


def _twin(table: pd.DataFrame, key: str, words: Words) -> None:
    label = words("同样内容的表格")
    with st.expander(label):
        widgets.figure_table(table, key, label)
