"""What does 数据报送 say? What has come and what is missing; what became of a file."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.sentences import named
from dashboard.submit_filed import ledger_title
from exports import figures
from exports.words import Words
from rules.calendar import date_of
from store.filings import OWED
from store.intake.submit import Outcome


def answer(
    ledgers: pd.DataFrame, unit: str, period: int, due_at: int, now: int, words: Words
) -> str:
    """The answer: how many of the owed ledgers are in, what is missing, how long there is."""
    where = words("{unit} {month}", unit=unit, month=figures.month(period, words))
    owed = ledgers[ledgers["ledger"].isin(OWED)]
    if not owed["owed"].any():
        return words("{where}没有须报台账的市场", where=where)
    lacks = owed[owed["filed"] < owed["owed"]]
    if len(lacks) == len(owed) and not owed["filed"].any():
        return words("{where}台账未报，{clock}", where=where, clock=clock(due_at, now, words))
    if len(lacks):
        return words(_lacking_text(lacks), where=where, all=len(owed),
                     done=len(owed) - len(lacks), missing=_named(lacks, words),
                     clock=clock(due_at, now, words))  # fmt: skip
    late = int((owed["state"] == "late").sum())
    if late:
        return words.count("{where}台账已收齐，{n} 类迟报", late, where=where)
    return words("{where}台账已收齐，全部按时", where=where)


def _lacking_text(lacks: pd.DataFrame) -> str:
    """Where some markets have filed a ledger, it isn't missing: that of the others is."""
    if lacks["filed"].any():
        return "{where} {all} 类台账已收齐 {done} 类，{missing}有市场未报；{clock}"
    return "{where} {all} 类台账已收齐 {done} 类，缺{missing}；{clock}"


def _named(lacks: pd.DataFrame, words: Words) -> str:
    titles = [ledger_title(name, words.language) for name in lacks["ledger"]]
    return named(titles, words, len(OWED))


def clock(due_at: int, now: int, words: Words) -> str:
    """The due day and how far away it is, in calendar days."""
    days = (date_of(due_at) - date_of(now)).days
    return words("截止 {day}，{left}", day=figures.short_day(due_at),
                 left=figures.days_left(days, words))  # fmt: skip


def caption(due_at: int, demo: bool, words: Words) -> str:
    """When a file is in time, and which clock says when it came."""
    said = words(
        "台账首次收到晚于 {due} 为迟报；次月 15 日关账，此后更正须说明原因并经上级同意",
        due=figures.minute(due_at),
    )  # fmt: skip
    if demo:
        return words("{said} · 演示数据：收到时间取报送说明", said=said)
    return words("{said} · 收到时间以系统时钟为准", said=said)


def markets_sentence(late: pd.DataFrame, due_at: int, now: int, words: Words) -> str:
    """How the markets stand: complete, late, lacking."""
    if late.empty:
        return words("没有市场须报台账")
    lacks = late["missing"].map(bool)
    tardy = int(((late["late"] == 1) & ~lacks).sum())
    first = words.count("{n} 个市场须报", len(late))
    done = words.count("{n} 个已报齐", len(late) - int(lacks.sum()))
    parts = [first, done]
    if tardy:
        parts.append(words.count("{n} 个迟报", tardy))
    if lacks.any():
        text = "{n} 个逾期未报齐" if now > due_at else "{n} 个尚未报齐"
        parts.append(words.count(text, int(lacks.sum())))
    return words("，").join(parts)


def verdict(outcome: Outcome, words: Words) -> str:
    """What the check found."""
    if not outcome.accepted:
        return words.count("{file}：{n} 处问题，未入库", len(outcome.problems),
                           file=outcome.file_name)  # fmt: skip
    return words(
        "{file}：核对通过，尚未入库（台账 {rows} 行，名册 {facts} 行）", file=outcome.file_name,
        rows=figures.count(sum(outcome.rows.values())), facts=figures.count(outcome.register_rows),
    )  # fmt: skip


def kept(outcome: Outcome, names: Mapping[str, str], words: Words) -> str:
    """What was kept: batch, version, what it supersedes; or that it was there already."""
    receipt = outcome.receipt
    if receipt is None:
        return verdict(outcome, words)
    where = words("{unit} {month}", unit=names.get(outcome.unit, outcome.unit),
                  month=figures.month(outcome.period, words))  # fmt: skip
    if receipt.repeated:
        return words("{where}：内容与批次 {batch} 相同，没有重复入库", where=where,
                     batch=receipt.batch_id)  # fmt: skip
    said = words(
        "已入库：{where}，批次 {batch}（第 {version} 版），台账 {rows} 行，名册 {facts} 行"
        "（未变的不重复入库）",
        where=where, batch=receipt.batch_id, version=receipt.version,
        rows=figures.count(sum(outcome.rows.values())), facts=figures.count(outcome.register_rows),
    )  # fmt: skip
    if not receipt.supersedes:
        return said
    earlier = words("、").join(str(number) for number in receipt.supersedes)
    return words("{said}；替代批次 {earlier} 的相应内容", said=said, earlier=earlier)


def elsewhere(outcomes: Sequence[Outcome], unit: str, period: int, names: Mapping[str, str],
              words: Words) -> str:  # fmt: skip
    """That the files are of another unit or month than the one chosen above; else empty."""
    others = {
        words("{unit} {month}", unit=names.get(held.unit, held.unit),
              month=figures.month(held.period, words)): None
        for held in outcomes if held.unit and (held.unit, held.period) != (unit, period)
    }  # fmt: skip
    if not others:
        return ""
    return words("文件属于{others}，与上面选择的单位或月份不同；按文件的报送说明入库。",
                 others=words("、").join(others))  # fmt: skip
