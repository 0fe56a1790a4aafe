"""How is 运营监督 drawn? Five figures, the table that opens a market, what is due, the workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from casework.supervision import TIME_LIMIT
from dashboard import area_names, file_links, state, supervision_rows, supervision_words, widgets
from dashboard.ranking_rows import period_before
from dashboard.registry import page_file
from dashboard.supervision_choice import Watch, filter_words
from exports import figures, lists
from exports.marks import NOTICE
from exports.provenance import marks_of, stamp_of
from exports.values import written
from exports.words import Words
from rules.calendar import month_end_day
from rules.value import Dated

SHOWN_ROWS, BESIDE = 11, 610
_OPENED = "supervision_opened"
_WIDTHS: dict[str, int | tuple[int, int]] = {
    "name": 206, "due": (146, 200), "left": (70, 92), "managing": 230, "buyer": 184,
    "grade": (80, 108), "moved": (64, 104), "late": 64, "leads": (72, 104), "term": 160,
    "city": (66, 84), "mode": 96, "operator": 230,
}  # fmt: skip
"""The first nine fill a screen of 1366 pixels without cutting a name; the rest, which the filters
or the market's page also tell, come beside them on a wide one."""


def metrics(watch: Watch) -> None:
    """Contracts, ended, ending, leads and bad grades of the markets shown."""
    words, counts = watch.visit.words, supervision_words.tally(watch.shown)
    held = (
        (words("合同数"), "{n} 份", counts["contracts"], "no_contract", "无合同的市场 {n} 个"),
        (words("已到期"), "{n} 份", counts["contract_past_end"], "", ""),
        (words("{days} 天内到期", days=watch.soon), "{n} 份", counts["contract_ends_soon"], "", ""),
        (words("未结线索"), "{n} 条", counts["leads"], "lead_open", "涉及 {n} 个市场"),
        (words("不合格"), "{n} 个市场", counts["unqualified"], "", ""),
    )
    with st.grid(len(held), min_column_width=180):
        for label, text, number, beside, more in held:
            delta = words.count(more, counts[beside]) if beside and counts[beside] else None
            st.metric(label, words.count(text, number), delta, border=True, height="stretch",
                      delta_color="off", delta_arrow="off")  # fmt: skip


def caption(watch: Watch) -> str:
    """What the columns mean, with the values in force."""
    words = watch.visit.words
    before = figures.period(period_before(watch.header.period), words)
    soon = f"{watch.soon} {NOTICE.sign}" if watch.soon_is_default else str(watch.soon)
    return supervision_words.caption(before, _limit(watch), soon, words)


def _limit(watch: Watch) -> str:
    words, day = watch.visit.words, month_end_day(watch.header.last_month)
    for criterion in watch.ruleset.criteria.values():
        if criterion.metric == TIME_LIMIT:
            return _value(criterion.params["limit"].on(day), words)
    return words("办理时限")


def _value(held: Dated, words: Words) -> str:
    said = words("、").join(dict.fromkeys(written(text, words) for text in held.shown.values()))
    return f"{said} {NOTICE.sign}" if held.status == "default" else said


def table(watch: Watch, alt: str) -> None:
    """The markets, worst first; a name opens the market."""
    words, cities = watch.visit.words, area_names.short(watch.visit.language)
    rows = supervision_rows.lines(watch.shown, cities, words)
    widgets.tall_table(rows, _columns(words), "supervision", alt, SHOWN_ROWS, BESIDE)
    opened, file = st.session_state.get(_OPENED), page_file("market")
    if opened is not None and file is not None:
        code = str(watch.shown["market"].iloc[opened["row"]])
        st.switch_page(file, query_params=state.link(st.query_params.to_dict(), code=code))


def _columns(words: Words) -> dict[str, Any]:
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    grades = supervision_rows.pills(words)
    due = {mark.text(words): mark.colour for mark in supervision_words.DUE_MARKS.values()}
    return {
        "name": config.ButtonColumn(
            words("市场"), type="tertiary", alignment="left", key=_OPENED, width=wide["name"]
        ),
        "due": _pills(words("应办"), due, wide["due"]),
        "left": config.TextColumn(words("合同剩余"), width=wide["left"]),
        "managing": config.TextColumn(words("运营管理单位"), width=wide["managing"]),
        "buyer": config.TextColumn(words("购买主体"), width=wide["buyer"]),
        "grade": _pills(words("等级"), grades, wide["grade"]),
        "moved": config.TextColumn(words("升降"), width=wide["moved"]),
        "late": config.TextColumn(words("超时"), width=wide["late"], alignment="right"),
        "leads": config.TextColumn(words("线索 / 查实"), width=wide["leads"], alignment="right"),
        "term": config.TextColumn(words("合同期"), width=wide["term"]),
        "city": config.TextColumn(words("设区市"), width=wide["city"]),
        "mode": config.TextColumn(words("方式"), width=wide["mode"]),
        "operator": config.TextColumn(words("承接主体"), width=wide["operator"]),
    }


def _pills(title: str, colours: Mapping[str, str], width: int) -> Any:
    return st.column_config.MultiselectColumn(
        title, options=list(colours), color=list(colours.values()), width=width
    )


def due_card(watch: Watch) -> None:
    """What is due, counted by kind: the summary of the table's pills."""
    words = watch.visit.words
    sentence = supervision_words.due_sentence(watch.shown, words)
    with st.container(border=True, gap="xsmall"):
        st.subheader(sentence, anchor=False)
        rows = supervision_words.due_rows(watch.shown, words)
        if not rows.empty:
            st.table(rows, border="horizontal", hide_index=True, alt=sentence)


def workbook(watch: Watch) -> None:
    """The link to the workbook of the markets shown, its filters in its head."""
    words, home = watch.visit.words, watch.visit.home
    frame = watch.shown.rename(columns={"market": "subject"})
    filters = filter_words(watch)
    stamp = stamp_of(watch.header, watch.ruleset, words)
    marks = marks_of(watch.visit.scope, home, watch.header, words)

    def write(path: Path) -> None:
        lists.write_supervision(path, frame, filters, stamp, marks, words)

    period = figures.period(watch.header.period, words)
    name = words("运营监督_{period}.xlsx", period=period)
    file_links.file_link(watch.visit, words("导出 Excel"), name, write, primary=True)
