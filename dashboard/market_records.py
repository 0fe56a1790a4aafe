"""What has this market filed, how was it checked, and how was it judged before?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import ranking_rows
from dashboard.badges import badge, coloured, grade_badge, plain
from exports import figures
from exports.marks import FINDINGS, ON_TIME, Mark
from exports.observations import item_title, label
from exports.values import whole
from exports.words import Words
from rules.codes import code_list
from store.filings import OWED

LATE = Mark("△", "迟报", "orange")
MISSING = Mark("×", "未报", "red")


def filings(
    filed: pd.DataFrame, late: pd.DataFrame, months: Sequence[int], words: Words
) -> pd.DataFrame:
    """One row per month, the latest first: when the first rows came, whether in time, and the
    rows of each ledger. `filed` is data.filed of the market, `late` its rows of data.late."""
    titles = {code.code: code.title.in_language(words.language)
              for code in code_list("ledger").codes}  # fmt: skip
    ledgers = [*OWED, *(name for name in titles if name not in OWED and name in _held(filed))]
    duty = {int(row["month"]): row for row in late.to_dict("records")}
    rows = []
    for month in reversed(months):
        held = filed[filed["month"] == month].set_index("ledger")["rows"]
        cells = [figures.count(whole(held.get(name))) for name in ledgers]
        first, state = _when(duty.get(month), filed[filed["month"] == month], words)
        rows.append((figures.month(month, words), state, first, *cells))
    heads = [words("月份"), words("报送"), words("首次收到")]
    return pd.DataFrame(rows, columns=[*heads, *(titles.get(name, name) for name in ledgers)])


def _held(filed: pd.DataFrame) -> set[str]:
    return set(filed["ledger"])


def _when(duty: Mapping[Any, Any] | None, filed: pd.DataFrame, words: Words) -> tuple[str, str]:
    """The day the month's first rows came, and the badge of its duty."""
    received = whole(filed["first_received_at"].min()) if len(filed) else None
    if duty is None:
        return figures.day(received), words("无报送义务")
    if duty["missing"] and received is None:
        return figures.MISSING, badge(MISSING, words)
    if duty["missing"]:
        return figures.day(received), coloured(
            MISSING, words("× 缺 {n} 种", n=len(duty["missing"]))
        )
    return figures.day(received), badge(LATE if duty["late"] else ON_TIME, words)


def filing_sentence(late: pd.DataFrame, months: Sequence[int], words: Words) -> str:
    """How many of the months on duty came in time (rows of data.late of one market)."""
    owed = late[late["month"].isin(months)]
    on_time = int((owed["late"] == 0).sum())
    return words("{n} 个应报月份中 {done} 个按时报送", n=len(owed), done=on_time)


def inspections(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per inspected item, the latest visit first. Inspectors are not named."""
    ordered = rows.sort_values(["visited_at", "visit", "item"], ascending=[False, True, True])
    lines = [
        (figures.day(whole(row["visited_at"])), plain(str(row["visit"])),
         item_title(str(row["item"]), words), check_badge(row["result_a"], words),
         check_badge(row["result_b"], words), _text(row["evidence"]))
        for row in ordered.to_dict("records")
    ]  # fmt: skip
    heads = ("检查日期", "检查编号", "检查项目", "检查人甲", "检查人乙", "证据")
    return pd.DataFrame(lines, columns=[words(head) for head in heads])


def declarations(declared: pd.DataFrame, verified: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per declared item, the latest first, with its last verification."""
    last = verified.sort_values("verified_on", kind="stable").drop_duplicates("item", keep="last")
    last = last[["item", "verified_on", "result"]].astype({"verified_on": "Int64"})
    merged = declared.merge(last, "left", on="item")
    merged = merged.sort_values(["declared_on", "item"], ascending=[False, True])
    lines = [
        (figures.day(whole(row["declared_on"])), item_title(str(row["item"]), words),
         _text(row["document"]), figures.day(whole(row["verified_on"])),
         check_badge(row["result"], words))
        for row in merged.to_dict("records")
    ]  # fmt: skip
    heads = ("申报日期", "申报项目", "材料", "核验日期", "核验结论")
    return pd.DataFrame(lines, columns=[words(head) for head in heads])


def check_badge(result: object, words: Words) -> str:
    """The badge of one inspector's or verifier's result; none given is `—`."""
    if not isinstance(result, str):
        return figures.MISSING
    mark = FINDINGS[result]
    return coloured(mark, f"{mark.sign} {label('check_result', result, words)}")


def history(frames: Mapping[str, pd.DataFrame], titles: Mapping[str, str], words: Words
            ) -> pd.DataFrame:  # fmt: skip
    """One row per published evaluation, the latest first, whatever its kind (`frames` by kind:
    rows of data.history)."""
    rows = [
        (int(row["last_month"]), kind, row)
        for kind, frame in frames.items()
        for row in frame.to_dict("records")
    ]
    rows.sort(key=lambda held: (-held[0], held[1]))
    lines = [_judged(titles[kind], row, words) for _, kind, row in rows]
    heads = ("期间", "评价种类", "等级", "得分", "得分区间", "名次", "已评", "版本")
    return pd.DataFrame(lines, columns=[words(head) for head in heads])


def _judged(title: str, row: Mapping[Any, Any], words: Words) -> tuple[str, ...]:
    grade, reason = (
        value if isinstance(value, str) else None for value in (row["grade"], row["reason"])
    )
    place, peers, best, worst = (
        whole(row[name]) for name in ("rank", "peers", "rank_best", "rank_worst")
    )
    return (
        figures.period(str(row["period"]), words), title,
        grade_badge(words, grade, reason, bool(row["provisional"])),
        figures.score(whole(row["score"])), ranking_rows.interval_words(row),
        figures.rank(place, peers, best, worst, words),
        ranking_rows.share_words(row["assessed_share"]), str(row["version"]),
    )  # fmt: skip


def _text(value: object) -> str:
    return plain(value) if isinstance(value, str) and value else figures.MISSING
