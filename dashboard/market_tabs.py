"""Which part of a market's file is open? Only the open part is read and drawn."""

import pandas as pd
import streamlit as st

from dashboard import (
    choices,
    data,
    market_findings,
    market_records,
    ranking_choice,
    records,
    widgets,
)
from dashboard.market_choice import Profile
from rules.calendar import months_between, next_month

FINDING_TABS = ("loss", "all")


def show(profile: Profile) -> pd.DataFrame | None:
    """The buttons and the open part; the findings listed, where it lists any."""
    words = profile.visit.words
    titles = {
        "loss": words("失分说明"), "all": words("全部指标"), "filed": words("台账"),
        "checks": words("检查"), "history": words("历史"),
    }  # fmt: skip
    tab = choices.switch(profile.visit, "tab", words("档案内容"), titles, "loss")
    if tab == "loss":
        return market_findings.losses(profile)
    if tab == "all":
        return market_findings.every(profile)
    {"filed": _filed, "checks": _checks, "history": _history}[tab](profile)
    return None


def _filed(profile: Profile) -> None:
    seen, words, last = profile.visit, profile.visit.words, profile.header.last_month
    months = months_between(next_month(last, 1 - data.SHOWN_MONTHS), last)
    filed = records.filed(seen.scope, seen.home, profile.market, months)
    late = records.late_of(seen.scope, seen.home, profile.market, months)
    known = [month for month in months if month in set(filed["month"]) | set(late["month"])]
    sentence = market_records.filing_sentence(late, known, words)
    st.subheader(sentence, anchor=False)
    st.caption(words("每月台账的行数；次月 3 日前报送为按时，无业务报 0 行，未报为 —。"))
    table = market_records.filings(filed, late, known, words)
    widgets.figure_table(table, "filed", sentence)


def _checks(profile: Profile) -> None:
    seen, words = profile.visit, profile.visit.words
    held = {
        name: _of(records.register(seen.scope, seen.home, name), profile.market)
        for name in ("inspection", "declaration", "verification")
    }
    visits = held["inspection"]["visit"].nunique()
    checked = words.count("现场检查 {n} 次，{items} 项次", visits, items=len(held["inspection"]))
    st.subheader(checked, anchor=False)
    _table(market_records.inspections(held["inspection"], words), checked,
           words("还没有现场检查记录。"))  # fmt: skip
    declared = words.count("申报材料 {n} 项", len(held["declaration"]))
    st.subheader(declared, anchor=False)
    _table(market_records.declarations(held["declaration"], held["verification"], words),
           declared, words("还没有申报材料。"))  # fmt: skip


def _of(rows: pd.DataFrame, market: str) -> pd.DataFrame:
    return rows[rows["market"] == market]


def _table(table: pd.DataFrame, alt: str, nothing: str) -> None:
    if table.empty:
        st.caption(nothing)
        return
    with st.container(height=240 if len(table) > 7 else "content", border=False):
        st.table(table, border="horizontal", hide_index=True, alt=alt)


def _history(profile: Profile) -> None:
    seen, words = profile.visit, profile.visit.words
    frames = {
        kind: data.history(seen.scope, seen.home, profile.market, kind)
        for kind in ranking_choice.KINDS
    }
    table = market_records.history(frames, ranking_choice.kind_titles(seen), words)
    sentence = words.count("已发布的评价 {n} 次", len(table))
    st.subheader(sentence, anchor=False)
    widgets.figure_table(table, "history", sentence)
