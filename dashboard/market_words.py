"""What does a market's file say? Each sentence computed from the frame it stands over."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.sentences import named
from exports import figures
from exports.marks import GRADES, REASONS
from exports.values import whole
from exports.words import Words
from rules.model import RuleSet

LONGEST = 16
"""Signs that three names may have together; of longer ones two are named."""


def answer(row: Mapping[Any, Any], findings: pd.DataFrame, ruleset: RuleSet, words: Words) -> str:
    """Points assessed, lost, mainly where, and pending; of a market without a grade, why."""
    if row["reason"] == "new":
        return words("新开办，完整履职月份不足，暂不定级")
    if row["reason"] == "insufficient":
        return _insufficient(findings, words)
    failed = findings[(findings["effect"] == "veto") & (findings["finding"] == "not_met")]
    if len(failed):
        titles = words("、").join(_titles(failed["criterion"], ruleset, words))
        return words("否决：{titles}；", titles=titles) + _lost(findings, ruleset, words)
    return _lost(findings, ruleset, words) + _pending(findings, words)


def _lost(findings: pd.DataFrame, ruleset: RuleSet, words: Words) -> str:
    lost, pending = int(findings["lost"].sum()), int(findings["pending"].sum())
    assessed = figures.score(100 * figures.POINT - pending).removesuffix(".0")
    if not lost:
        return words("已评 {assessed} 分，没有失分", assessed=assessed)
    worst = findings[findings["lost"] > 0].sort_values("lost", ascending=False, kind="stable")
    titles = _titles(worst["criterion"].head(3), ruleset, words)
    if len("".join(titles)) > LONGEST:
        titles = titles[:2]
    return words(
        "已评 {assessed} 分中失 {lost} 分，主要失在{titles}",
        assessed=assessed, lost=figures.score(lost), titles=_listed(titles, words),
    )  # fmt: skip


def _titles(names: Iterable[str], ruleset: RuleSet, words: Words) -> list[str]:
    return [ruleset.criteria[name].title.in_language(words.language) for name in names]


def _pending(findings: pd.DataFrame, words: Words) -> str:
    pending = int(findings["pending"].sum())
    if not pending:
        return ""
    return words("；另有 {points} 分待核", points=figures.score(pending))


def _insufficient(findings: pd.DataFrame, words: Words) -> str:
    """What is missing, by reason; who has to supply it follows from the reason."""
    held = findings[(findings["effect"] == "points") & findings["pending"].gt(0)]
    counts = held["reason"].value_counts()
    reasons = words("、").join(
        words("{reason} {n} 项", reason=words(text), n=int(counts[code]))
        for code, text in REASONS.items()
        if code in counts.index
    )
    small = int(((findings["effect"] == "points") & findings["reason"].eq("small_sample")).sum())
    if not reasons:
        return words.count("证据不足：{n} 项样本不足，不能定级", small)
    points = figures.score(int(held["pending"].sum()))
    return words("证据不足：{points} 分待核（{reasons}）", points=points, reasons=reasons)


def _listed(titles: Sequence[str], words: Words) -> str:
    if len(titles) < 2:
        return "".join(titles)
    return words("{first}和{last}", first=words("、").join(titles[:-1]), last=titles[-1])


def trend(history: pd.DataFrame, words: Words) -> str:
    """How the score moved over the months drawn (rows of data.history), and since when the
    present grade holds."""
    scored = history[history["score"].notna()]
    if scored.empty:
        return words.count("{n} 个月都没有得分", len(history))
    last = scored.iloc[-1]
    if len(scored) == 1:
        return words("{month}得分 {score}，此前没有可比月份",
                     month=figures.short_month(int(last["last_month"]), words),
                     score=figures.score(int(last["score"])))  # fmt: skip
    difference = int(last["score"]) - int(scored["score"].iloc[0])
    size = figures.score(abs(difference))
    months = len(history)
    if size == "0.0":
        moved = words.count("{n} 个月得分持平", months)
    elif difference > 0:
        moved = words.count("{n} 个月升 {size} 分", months, size=size)
    else:
        moved = words.count("{n} 个月降 {size} 分", months, size=size)
    return moved + _since(history, words)


def _since(history: pd.DataFrame, words: Words) -> str:
    grade = history["grade"].iloc[-1]
    if not isinstance(grade, str):
        return words("，本期未定级")
    other = history.index[history["grade"] != grade]
    title = words(GRADES[grade].zh)
    if not len(other):
        return words("，一直为{grade}", grade=title)
    first = int(history.loc[other[-1] + 1, "last_month"])
    return words("，{month}起为{grade}", month=figures.short_month(first, words), grade=title)


def peers(spreads: Sequence[Any], words: Words) -> str:
    """Which groups lie in the lowest and the highest quarter of the peers (Spread rows)."""
    known = [spread for spread in spreads if spread.low is not None]
    if not known:
        return words("同类不足 5 个，不作比较")
    below = [spread.title for spread in known if spread.own < spread.low]
    above = [spread.title for spread in known if spread.own > spread.high]
    if below and above:
        return words("比四分之三同类差在{below}，好在{above}", below=named(below, words),
                     above=named(above, words))  # fmt: skip
    if below:
        return words("{below}低于四分之三的同类", below=named(below, words))
    if above:
        return words("{above}高于四分之三的同类", above=named(above, words))
    return words("各评价组都在同类的中间一半之内")


def why(row: Mapping[Any, Any], title: str, words: Words) -> str:
    """The heading of an explanation: why this criterion lost so much, waits, or was met."""
    if row["effect"] in ("veto", "entry") or row["effect"] == "bonus":
        return words("{title}的评定依据", title=title)
    lost, pending = int(row["lost"]), int(row["pending"])
    if lost:
        return words("{title}为什么失 {points} 分", title=title, points=figures.score(lost))
    if pending:
        return words("{title}为什么有 {points} 分待核", title=title,
                     points=figures.score(pending))  # fmt: skip
    if row["finding"] == "not_applicable":
        return words("{title}为什么不计分", title=title)
    return words("{title}怎样得满 {points} 分", title=title,
                 points=figures.score(whole(row["points_maximum"])))  # fmt: skip
