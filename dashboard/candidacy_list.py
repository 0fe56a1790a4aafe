"""How is 省级评选 drawn? The eligible, up to five side by side, the barred, the workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    candidacy_rows,
    candidacy_words,
    data,
    file_links,
    ranking_rows,
    state,
    widgets,
)
from dashboard.candidacy_choice import MOST, Field, asked_codes, filter_words
from dashboard.candidacy_side import side_by_side
from dashboard.registry import page_file
from exports import figures, lists
from exports.provenance import marks_of, stamp_of
from exports.words import Words

ROW, SHOWN_ROWS = 32, 9
_CODES = "candidacy_codes"


def eligible(field: Field) -> None:
    """Who may be recommended, best first; a name opens the market."""
    words, markets = field.visit.words, field.eligible
    sentence = candidacy_words.eligible_sentence(markets, words)
    st.subheader(sentence, anchor=False)
    if markets.empty:
        st.caption(words("不符合的原因见下表。"))
        return
    cities = data.short_names(field.visit.language)
    rows = candidacy_rows.eligible_lines(markets, cities, field.visit.palette, words)
    _table(field, markets, rows, _eligible_columns(markets, words), "eligible", sentence)


def blocked(field: Field) -> None:
    """Who is barred and by what."""
    words, markets = field.visit.words, field.blocked
    if markets.empty:
        return
    sentence = candidacy_words.blocked_sentence(markets, words)
    with st.container(border=True, gap="xsmall"):
        st.subheader(sentence, anchor=False)
        cities = data.short_names(field.visit.language)
        rows = candidacy_rows.blocked_lines(markets, cities, field.ruleset, words)
        _table(field, markets, rows, _blocked_columns(words), "blocked", sentence)


def _table(
    field: Field, markets: pd.DataFrame, rows: pd.DataFrame, columns: Mapping[str, Any],
    name: str, alt: str,
) -> None:  # fmt: skip
    key = f"candidacy_{name}"
    heading = st.column_config.ButtonColumn(
        field.visit.words("市场"), type="tertiary", alignment="left", key=key, width=190
    )
    st.dataframe(
        rows, hide_index=True, row_height=ROW, alt=alt,
        column_config={"name": heading, **columns},
        height=ROW * (min(len(rows), SHOWN_ROWS) + 1) + 2,
    )  # fmt: skip
    opened, file = st.session_state.get(key), page_file("market")
    if opened is not None and file is not None:
        code = str(markets["market"].iloc[opened["row"]])
        link = state.link(st.query_params.to_dict(), code=code, kind=field.header.kind)
        st.switch_page(file, query_params=link)


def _shared_columns(words: Words) -> dict[str, Any]:
    config = st.column_config
    pills = ranking_rows.grade_options(words)
    return {
        "city": config.TextColumn(words("设区市"), width=66),
        "mode": config.TextColumn(words("方式"), width=96),
        "grade": config.MultiselectColumn(
            words("等级"), options=list(pills), color=list(pills.values()), width=84
        ),
        "score": config.TextColumn(words("得分"), width=56, alignment="right"),
        "interval": config.TextColumn(words("得分区间"), width=92, alignment="right"),
    }


def _eligible_columns(markets: pd.DataFrame, words: Words) -> dict[str, Any]:
    config = st.column_config
    axis = words("名次区间")
    if markets["rank"].notna().any():
        axis = words("名次区间（{first}–{last}）", first=markets["rank_best"].min(),
                     last=markets["rank_worst"].max())  # fmt: skip
    return _shared_columns(words) | {
        "rank": config.TextColumn(words("同类名次"), width=72, alignment="center"),
        "drawing": config.ImageColumn(axis, width=296),
        "ends": config.TextColumn(words("区间"), width=66, alignment="center"),
        "assessed": config.TextColumn(words("已评"), width=56, alignment="right"),
    }


def _blocked_columns(words: Words) -> dict[str, Any]:
    return _shared_columns(words) | {
        "why": st.column_config.TextColumn(words("不符合原因"), width=620)
    }


def compare(field: Field) -> None:
    """Up to five markets side by side; their codes stand in the URL."""
    words, markets = field.visit.words, field.markets
    labels = _labels(markets)
    chosen, refused = asked_codes(str(st.query_params.get("codes", "")), list(labels))
    st.session_state[_CODES] = chosen
    with st.container(border=True, gap="xsmall"):
        st.multiselect(
            words("并列比较（最多 {n} 个）", n=MOST), list(labels), key=_CODES,
            format_func=lambda code: labels[code], max_selections=MOST, on_change=_write,
            placeholder=words("选 2 至 {n} 个市场，并列看各组得分和关键评价项", n=MOST),
        )  # fmt: skip
        if refused:
            st.caption(words("链接中的部分市场不在此列，已略去。"))
        if chosen:
            _side_by_side(field, chosen)


def _side_by_side(field: Field, codes: list[str]) -> None:
    seen, words = field.visit, field.visit.words
    rows = field.markets.set_index("market", drop=False).loc[codes]
    number = field.header.evaluation_id
    findings = {code: data.market_findings(seen.scope, seen.home, number, code) for code in codes}
    table = side_by_side(rows, findings, field.ruleset, words)
    st.table(table, border="horizontal", hide_index=True, alt=words("并列比较"))
    st.caption(
        words(
            "各组为已得分 / 满分，待核不计入，合计为得分下限；粗体为所选市场中最高。"
            "评价项为结论与数值。"
        )
    )


def _labels(markets: pd.DataFrame) -> dict[str, str]:
    """Code to name, the eligible first; a shared name carries its code."""
    twice = markets["name"].duplicated(keep=False)
    return {
        str(code): f"{name}（{code}）" if shared else str(name)
        for code, name, shared in zip(markets["market"], markets["name"], twice, strict=True)
    }


def _write() -> None:
    widgets.set_choice("codes", ",".join(st.session_state[_CODES]), "", keep=False)


def workbook(field: Field) -> None:
    """The link to the workbook of all markets of the type and area, with the reasons."""
    words, home, ruleset = field.visit.words, field.visit.home, field.ruleset
    frame = field.markets.rename(columns={"market": "subject"})
    filters, stamp = filter_words(field), stamp_of(field.header, ruleset, words)
    marks = marks_of(home, field.header, words)

    def write(path: Path) -> None:
        lists.write_candidacy(path, frame, ruleset, filters, stamp, marks, words)

    period = figures.period(field.header.period, words)
    name = words("省级评选_{type}_{period}.xlsx", type=field.type_title, period=period)
    file_links.file_link(field.visit, words("导出 Excel"), name, write, primary=True)
