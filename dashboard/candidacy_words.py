"""What does 省级评选 say? Who may be recommended and what bars the rest, from the rows shown."""

from collections import Counter

import pandas as pd

from dashboard.sentences import named
from exports import figures
from exports.words import Words
from store.evaluations import Header

BARRED = {
    "veto": "否决",
    "veto_pending": "否决项待核",
    "entry": "准入条件不达标",
    "entry_pending": "准入条件待核",
    "insufficient": "证据不足",
    "new": "新开办",
    "provisional": "待定",
    "unqualified": "不合格",
}
"""What bars a market, in the order of the law; a market is counted by the first that holds."""


def reasons(markets: pd.DataFrame) -> dict[str, int]:
    """How many of the markets not eligible are barred first by what (keys of BARRED)."""
    firsts = Counter(listed[0][0] for listed in markets["blockers"] if listed)
    return {code: firsts[code] for code in BARRED if firsts[code]}


def answer(markets: pd.DataFrame, where: str, words: Words) -> str:
    """The answer: of the markets `where` names, how many may be recommended, and why not."""
    if markets.empty:
        return words("{where}没有参加绩效评价的市场", where=where)
    open_to = int(markets["eligible"].sum())
    first = words.count("{where} {n} 个", len(markets), where=where)
    may = words.count("{n} 个符合推荐条件", open_to)
    if open_to == len(markets):
        return words("{first}，{may}", first=first, may=may)
    return words.count(
        "{first}，{may}，{n} 个不符合（{why}）",
        len(markets) - open_to,
        first=first,
        may=may,
        why=_why(markets, words),
    )


def _why(markets: pd.DataFrame, words: Words) -> str:
    return words("、").join(
        words("{reason} {n} 个", reason=words(BARRED[code]), n=figures.count(n))
        for code, n in reasons(markets).items()
    )


def eligible_sentence(eligible: pd.DataFrame, words: Words) -> str:
    """How many, and whether the interval of one alone or of several reaches the first place."""
    first = words.count("{n} 个市场符合推荐条件", len(eligible))
    ranked = eligible[eligible["rank"].notna()]
    if ranked.empty:
        return words("{first}，同类不足，不排名次", first=first) if len(eligible) else words(
            "没有符合推荐条件的市场"
        )  # fmt: skip
    leaders = [str(name) for name in ranked.loc[ranked["rank_best"] == 1, "name"]]
    if len(leaders) > 1:
        return words.count("{first}，{n} 个的名次区间含第 1 名，应以现场核查区分", len(leaders),
                           first=first)  # fmt: skip
    if leaders:
        return words("{first}，名次区间含第 1 名的只有{name}", first=first,
                     name=named(leaders, words))  # fmt: skip
    return first


def blocked_sentence(blocked: pd.DataFrame, words: Words) -> str:
    """How many are barred, by what first."""
    return words.count("{n} 个市场不符合推荐条件：{why}", len(blocked), why=_why(blocked, words))


def caption(header: Header, words: Words) -> str:
    """Which evaluation answers, and what this page doesn't do."""
    return words(
        "依据 {first} 至 {last} 的绩效评价（JS-154 §6.8）；只列条件，不作推荐；"
        "一个市场有几项原因的，按首项计",
        first=figures.month(header.first_month, words),
        last=figures.month(header.last_month, words),
    )
