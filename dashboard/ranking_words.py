"""What does the ranking say? Its answer and its caption, computed from the rows it shows."""

from collections import Counter

import pandas as pd

from dashboard.ranking_rows import UNRANKED, why_unranked
from exports.values import whole
from exports.words import Words


def answer(markets: pd.DataFrame, title: str, fewest: int, words: Words) -> str:
    """Who leads among all markets of one type, and whether that is sure. `title` names the
    type; `fewest` is how many peers a rank needs."""
    ranked = markets[markets["rank"].notna()]
    if ranked.empty:
        codes = [why_unranked(row) for row in markets.to_dict("records")]
        return words.count(
            "可比的{title}有 {n} 个，不足 {fewest} 个，不排名次", codes.count("few"),
            title=title, fewest=fewest,
        )  # fmt: skip
    leaders = ranked[ranked["rank_best"] == 1]
    if len(leaders) > 1:
        return words.count(
            "{n} 个{title}的名次区间含第 1 名，名次之差不宜作取舍依据", len(leaders), title=title
        )
    if leaders.empty:  # the scope leaves the leaders out
        return place_words(ranked, title, words)
    leader = leaders.iloc[0]
    if leader["rank_worst"] > 1:
        return words(
            "只有{name}的名次区间含第 1 名，最低可到第 {worst} 名",
            name=leader["name"], worst=whole(leader["rank_worst"]),
        )  # fmt: skip
    return words("{title}中{name}居首，名次区间不与他人重叠", title=title, name=leader["name"])


def place_words(ranked: pd.DataFrame, where: str, words: Words) -> str:
    """Where the markets that the filters leave stand among their peers; `where` names them."""
    if ranked.empty:
        return words("没有{where}参加排名", where=where)
    first, last = (whole(held) for held in (ranked["rank"].min(), ranked["rank"].max()))
    if len(ranked) == 1:
        return words("{where}只有 1 个参加排名，第 {first} 名（同类 {peers} 个）", where=where,
                     first=first, peers=whole(ranked["peers"].max()))  # fmt: skip
    return words.count(
        "{where} {n} 个参加排名，最前第 {first} 名，最后第 {last} 名（同类 {peers} 个）",
        len(ranked), where=where, first=first, last=last, peers=whole(ranked["peers"].max()),
    )  # fmt: skip


def caption(markets: pd.DataFrame, title: str, words: Words) -> str:
    """How many markets of the type there are, how many are ranked, and why the rest isn't."""
    counts = Counter(
        why_unranked(row) for row in markets[markets["rank"].isna()].to_dict("records")
    )
    ranked, rest = int(markets["rank"].notna().sum()), sum(counts.values())
    first = words.count("{title} {n} 个，参加排名 {ranked} 个", len(markets), title=title,
                        ranked=ranked)  # fmt: skip
    if not rest:
        return first
    reasons = words("、").join(
        words("{reason} {n} 个", reason=words(text), n=counts[code])
        for code, text in UNRANKED.items()
        if counts[code]
    )
    return words("{first}；不参加 {n} 个（{reasons}）", first=first, n=rest, reasons=reasons)


def moved(ranked: pd.DataFrame, period: str, words: Words) -> str:
    """What the movement is measured against, or that there is nothing to measure against."""
    if ranked["places"].notna().any():
        return words("升降比{period}同类评价", period=period)
    return words("没有可比的上期排名")
