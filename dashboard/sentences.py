"""What does a picture say? One sentence each, computed from the very frame that is drawn."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import pandas as pd

from dashboard.duties import Duty
from exports.figures import count, fixed, percent, short_month
from exports.words import Words

SHOWN_NAMES = 3


def named(names: Sequence[str], words: Words, most: int = SHOWN_NAMES) -> str:
    """`盐城、宿迁`; more than `most` are cut to `盐城、宿迁、徐州等 7 个`."""
    listed = words("、").join(names[:most])
    return listed if len(names) <= most else words("{names}等 {n} 个", names=listed, n=len(names))


def overview(
    counts: Mapping[str, int], late: Sequence[str], due_passed: bool, month: int,
    area: str, words: Words,
) -> str:  # fmt: skip
    """The answer of 总览: how many markets, how many bad or undecided, who is late."""
    first = words.count(
        "{month}{area} {n} 个市场", sum(counts.values()),
        month=short_month(month, words), area=area,
    )  # fmt: skip
    troubles = [
        words.count("{n} 个不合格", counts["unqualified"]),
        words.count("{n} 个证据不足", counts["insufficient"]),
    ]
    second = words("中 {troubles}", troubles=words("、").join(troubles))
    if late:
        third = words("；{names}报告迟报或未报", names=named(late, words))
    else:
        third = words("；报告均按时报送") if due_passed else ""
    return first + second + third


def grades(table: pd.DataFrame, names: Mapping[str, str], words: Words) -> str:
    """Which area has the highest and which the lowest share of good markets."""
    if table.empty:
        return words("没有可比较的市场")
    shares = {
        str(area): Fraction(int(good), int(markets))
        for area, good, markets in zip(
            table.index, table["good_or_better"], table["markets"], strict=True
        )
    }
    best, worst = max(shares.values()), min(shares.values())
    if best == worst:
        return words("各地优良占比相同（{share}）", share=_percent(best))
    return words(
        "{best}优良占比最高（{high}），{worst}最低（{low}）",
        best=named([names[area] for area, held in shares.items() if held == best], words, 2),
        high=_percent(best),
        worst=named([names[area] for area, held in shares.items() if held == worst], words, 2),
        low=_percent(worst),
    )  # fmt: skip


def duties(lines: Sequence[Duty], words: Words) -> str:
    """How much needs doing and what is the most urgent."""
    if not lines:
        return words("没有需要处理的事项")
    return words.count("需要处理 {n} 件，最急：{first}", len(lines), first=lines[0].text)


def filings(table: pd.DataFrame, names: Mapping[str, str], words: Words) -> str:
    """How many reports came in time over the months drawn, and who was late most often."""
    due = table[table["state"] != "waiting"]
    on_time = int((due["state"] == "on_time").sum())
    first = words(
        "{months} 个月按时报送 {done} / {all} 份",
        months=table["period"].nunique(), done=count(on_time), all=count(len(due)),
    )  # fmt: skip
    wrong = due[due["state"] != "on_time"].groupby("unit").size()
    if wrong.empty:
        return first + words("，没有迟报和漏报")
    most = int(wrong.max())
    who = [names[str(unit)] for unit, times in wrong.items() if times == most]
    if most == 1:
        text = "，{names} 1 次未按时" if len(who) == 1 else "，{names}各 1 次未按时"
        return first + words(text, names=named(who, words, 2))
    return first + words.count("，{names} {n} 次未按时，最多", most, names=named(who, words, 2))


def ratio(months: Sequence[int], values: Sequence[Fraction | None], words: Words) -> str:
    """How 求人倍率 moved and whether work or workers are in excess in the last month."""
    held = [(number, value) for number, value in zip(months, values, strict=True)
            if value is not None]  # fmt: skip
    if not held or held[-1][0] != months[-1]:
        return words("{month}没有求人倍率：没有求职人数", month=short_month(months[-1], words))
    return _movement([value for _, value in held], words) + _excess(*held[-1], words)


def _movement(values: Sequence[Fraction], words: Words) -> str:
    steps = [now - before for before, now in pairwise(values)]
    if not steps or steps[-1] == 0:
        return words("求人倍率与上月持平") if steps else words("求人倍率")
    rising = steps[-1] > 0
    run = 0
    for step in reversed(steps):
        if step == 0 or (step > 0) != rising:
            break
        run += 1
    if run == 1:
        size = fixed(abs(steps[-1]), 2)
        return words("求人倍率比上月{way} {size}", way=_way(rising, words), size=size)
    return words.count("求人倍率连续 {n} 个月{way}", run, way=_way(rising, words))


def _way(rising: bool, words: Words) -> str:
    return words("上升") if rising else words("下降")


def _excess(month: int, value: Fraction, words: Words) -> str:
    said_month = short_month(month, words)
    if value == 1:
        return words("，{month}供求相等", month=said_month)
    if value > 1:
        return words("，{month}需求多于供给 {share}", month=said_month, share=_percent(value - 1))
    return words("，{month}需求少于供给 {share}", month=said_month, share=_percent(1 - value))


def _percent(value: Fraction) -> str:
    return percent(value.numerator, value.denominator, 0)
