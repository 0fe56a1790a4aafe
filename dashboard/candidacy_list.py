"""How is 省级评选 drawn? The eligible, up to five side by side, the barred, the workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    area_names,
    candidacy_rows,
    candidacy_words,
    choices,
    file_links,
    ranking_rows,
    state,
    widgets,
)
from dashboard.candidacy_choice import Field, filter_words
from dashboard.ranking_choice import TOP
from dashboard.registry import page_file
from exports import figures, lists
from exports.provenance import marks_of, stamp_of
from exports.words import Words

SHOWN_ROWS, BESIDE = 9, 600
_WIDTHS: dict[str, int | tuple[int, int]] = {
    "city": (66, 84), "grade": (84, 104), "rank": (72, 126), "drawing": (296, 190),
    "assessed": (56, 74),
}  # fmt: skip


def eligible(field: Field) -> None:
    """Who may be recommended, best first; a name opens the market. The table over its bar, though
    the bar's switch is asked first."""
    words, markets = field.visit.words, field.eligible
    sentence = candidacy_words.eligible_sentence(markets, words)
    st.subheader(sentence, anchor=False)
    above = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = markets[markets["rank"] <= TOP] if _only_top(field) else markets
        if len(shown):
            said = words("点市场名称看档案；圆点为名次，色带为名次区间")
            st.caption(said, width="content")
        with st.container(horizontal=True, horizontal_alignment="right"):
            _workbook(field)
    if markets.empty:
        above.caption(words("不符合的原因见下表。"))
        return
    cities = area_names.short(field.visit.language)
    rows = candidacy_rows.eligible_lines(shown, cities, field.visit.palette, words)
    with above:
        _table(field, shown, rows, _eligible_columns(shown, words), "eligible", sentence)


def _only_top(field: Field) -> bool:
    """The switch between the places up to 30 and all; the drawing's axis covers what is shown."""
    words, ranked = field.visit.words, field.eligible["rank"]
    if len(ranked) <= TOP or ranked.isna().any():
        return False
    every = words.count("全部 {n} 个", len(ranked))
    options = {str(TOP): words("前 {n} 名", n=TOP), state.WHOLE: every}
    return choices.switch(field.visit, "top", words("显示"), options, str(TOP)) == str(TOP)


def blocked(field: Field) -> None:
    """Who is barred and by what."""
    words, markets = field.visit.words, field.blocked
    if markets.empty:
        return
    sentence = candidacy_words.blocked_sentence(markets, words)
    with st.container(border=True, gap="xsmall"):
        st.subheader(sentence, anchor=False)
        cities = area_names.short(field.visit.language)
        rows = candidacy_rows.blocked_lines(
            markets, cities, field.ruleset, field.header.last_month, words
        )
        _table(field, markets, rows, _blocked_columns(words), "blocked", sentence)


def _table(
    field: Field, markets: pd.DataFrame, rows: pd.DataFrame, columns: Mapping[str, Any],
    name: str, alt: str,
) -> None:  # fmt: skip
    key = f"candidacy_{name}"
    heading = st.column_config.ButtonColumn(
        field.visit.words("市场"), type="tertiary", alignment="left", key=key, width=190
    )
    widgets.tall_table(rows, {"name": heading, **columns}, name, alt, SHOWN_ROWS, BESIDE)
    opened, file = st.session_state.get(key), page_file("market")
    if opened is not None and file is not None:
        code = str(markets["market"].iloc[opened["row"]])
        link = state.link(st.query_params.to_dict(), code=code, kind=field.header.kind)
        st.switch_page(file, query_params=link)


def _shared_columns(words: Words) -> dict[str, Any]:
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    pills = ranking_rows.grade_options(words)
    return {
        "city": config.TextColumn(words("设区市"), width=wide["city"]),
        "mode": config.TextColumn(words("方式"), width=96),
        "grade": config.MultiselectColumn(
            words("等级"), options=list(pills), color=list(pills.values()), width=wide["grade"]
        ),
        "score": config.TextColumn(words("得分"), width=56, alignment="right"),
        "interval": config.TextColumn(words("得分区间"), width=92, alignment="right"),
    }


def _eligible_columns(markets: pd.DataFrame, words: Words) -> dict[str, Any]:
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    axis = words("名次区间")
    if markets["rank"].notna().any():
        axis = words("名次区间（{first}–{last}）", first=markets["rank_best"].min(),
                     last=markets["rank_worst"].max())  # fmt: skip
    return _shared_columns(words) | {
        "rank": config.TextColumn(words("同类名次"), width=wide["rank"], alignment="center"),
        "drawing": config.ImageColumn(axis, width=wide["drawing"]),
        "ends": config.TextColumn(words("区间"), width=66, alignment="center"),
        "assessed": config.TextColumn(words("已评"), width=wide["assessed"], alignment="right"),
    }


def _blocked_columns(words: Words) -> dict[str, Any]:
    return _shared_columns(words) | {
        "why": st.column_config.TextColumn(words("不符合原因"), width=620)
    }


def _workbook(field: Field) -> None:
    """The link to the workbook of all markets of the type and area, with the reasons."""
    words, home, ruleset = field.visit.words, field.visit.home, field.ruleset
    frame = field.markets.rename(columns={"market": "subject"})
    filters, stamp = filter_words(field), stamp_of(field.header, ruleset, words)
    marks = marks_of(field.visit.scope, home, field.header, words)

    def write(path: Path) -> None:
        lists.write_candidacy(path, frame, ruleset, filters, stamp, marks, words)

    period = figures.period(field.header.period, words)
    name = words("省级评选_{type}_{period}.xlsx", type=field.type_title, period=period)
    file_links.file_link(field.visit, words("导出 Excel"), name, write, primary=True)
