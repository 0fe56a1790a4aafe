"""How is a ranking drawn? The table of places, what is not in it, and the workbook of both."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import area_names, choices, file_links, ranking_choice, ranking_rows, state, widgets
from dashboard.ranking_choice import TOP, Ranking
from dashboard.registry import page_file
from exports import figures, lists
from exports.provenance import marks_of, stamp_of
from exports.words import Words

SHOWN_ROWS, BESIDE = 14, 292
_OPENED = "ranking_opened"
_WIDTHS: dict[str, int | tuple[int, int]] = {
    "city": (66, 84), "grade": (104, 124), "drawing": (296, 240), "assessed": (56, 74),
}  # fmt: skip


def top(ranking: Ranking) -> bool:
    """The switch between the first 30 and all; True for the first 30."""
    words = ranking.visit.words
    if len(ranking.ranked) <= TOP:
        return False
    every = words.count("全部 {n} 个", len(ranking.ranked))
    options = {str(TOP): words("前 {n} 名", n=TOP), state.WHOLE: every}
    return choices.switch(ranking.visit, "top", words("显示"), options, str(TOP)) == str(TOP)


def cut(ranked: pd.DataFrame, only_top: bool) -> pd.DataFrame:
    """The rows to show; those that share the last place stay together."""
    if not only_top:
        return ranked
    last = ranked["rank"].iloc[TOP - 1]
    shown: pd.DataFrame = ranked[ranked["rank"] <= last]
    return shown


def table(ranking: Ranking, ranked: pd.DataFrame, alt: str) -> None:
    """The places as a table whose names open the market."""
    words = ranking.visit.words
    cities = area_names.short(ranking.visit.language)
    rows = ranking_rows.lines(ranked, cities, ranking.visit.palette, words)
    columns = _columns(ranked, words)
    widgets.tall_table(rows, columns, "ranking", alt, SHOWN_ROWS, BESIDE)
    opened = st.session_state.get(_OPENED)
    file = page_file("market")
    if opened is not None and file is not None:
        params = st.query_params.to_dict()
        kind = {"kind": params["kind"]} if "kind" in params else {}
        code = str(ranked["market"].iloc[opened["row"]])
        st.switch_page(file, query_params=state.link(params, code=code) | kind)


def _columns(ranked: pd.DataFrame, words: Words) -> dict[str, Any]:
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    pills = ranking_rows.grade_options(words)
    axis = words(
        "名次区间（{first}–{last}）",
        first=ranked["rank_best"].min(),
        last=ranked["rank_worst"].max(),
    )
    return {
        "rank": config.TextColumn(words("名次"), width=50, alignment="center"),
        "moved": config.TextColumn(words("升降"), width=50, alignment="center"),
        "name": config.ButtonColumn(
            words("市场"), type="tertiary", alignment="left", key=_OPENED, width=176
        ),
        "city": config.TextColumn(words("设区市"), width=wide["city"]),
        "mode": config.TextColumn(words("方式"), width=96),
        "grade": config.MultiselectColumn(
            words("等级"), options=list(pills), color=list(pills.values()), width=wide["grade"]
        ),
        "score": config.TextColumn(words("得分"), width=54, alignment="right"),
        "interval": config.TextColumn(words("得分区间"), width=88, alignment="right"),
        "drawing": config.ImageColumn(axis, width=wide["drawing"]),
        "ends": config.TextColumn(words("区间"), width=66, alignment="center"),
        "assessed": config.TextColumn(words("已评"), width=wide["assessed"], alignment="right"),
    }


def legend(ranked: pd.DataFrame, words: Words) -> str:
    """What dot, band and the signs beside a grade mean."""
    drawn = words("圆点为名次，色带为名次区间")
    signs = ranking_rows.signs_words(ranked, words)
    return f"{drawn}　{signs}" if signs else drawn


def rest(ranking: Ranking, opened: bool) -> None:
    """The markets without a rank and why, folded away beside a ranking."""
    words = ranking.visit.words
    cities = area_names.short(ranking.visit.language)
    rows = ranking_rows.unranked(ranking.shown, cities, ranking.ruleset, words)
    if rows.empty:
        return
    label = words.count("不参加排名的 {n} 个市场及原因", len(rows))
    with st.expander(label, expanded=opened):
        st.table(rows, border="horizontal", hide_index=True, alt=label)


def workbook(ranking: Ranking, ranked: pd.DataFrame, only_top: bool) -> None:
    """The link to the workbook: rows shown, the unranked under them, the filters in its head."""
    words = ranking.visit.words
    others = ranking.shown[ranking.shown["rank"].isna()].sort_values(["name", "market"])
    frame = pd.concat([ranked, others], ignore_index=True).rename(columns={"market": "subject"})
    filters = ranking_choice.filter_words(ranking, only_top)
    stamp = stamp_of(ranking.header, ranking.ruleset, words)
    marks = marks_of(ranking.visit.scope, ranking.visit.home, ranking.header, words)

    def write(path: Path) -> None:
        lists.write_ranking(path, frame, filters, stamp, marks, words)

    name = words("零工市场排名_{type}_{period}.xlsx", type=ranking.type_title,
                 period=figures.period(ranking.header.period, words))  # fmt: skip
    file_links.file_link(ranking.visit, words("导出 Excel"), name, write, primary=True)
