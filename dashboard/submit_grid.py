"""How does the whole province file? Ledgers and the report of the 28th, by unit and month."""

import pandas as pd
import streamlit as st

from dashboard import duties, records, sentences, states, submit_filed, widgets
from dashboard.charts import frame, grid
from dashboard.submit_choice import Desk, last_month
from rules.calendar import date_of, month_end_day, months_between, next_month

MOST_MONTHS = 12


def show(desk: Desk) -> None:
    """Both grids side by side; nothing before anybody has filed."""
    months, newest = _months(desk)
    if not months:
        return
    left, right = st.columns(2, gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        _ledgers(desk, months, newest)
    with right.container(border=True, gap="xsmall", height="stretch"):
        _reports(desk, months)


def _ledgers(desk: Desk, months: list[int], newest: int) -> None:
    """The grid of ledgers: whether all markets of a unit filed all in time."""
    seen, words = desk.visit, desk.visit.words
    with states.loading(380):
        held = records.ledger_states(
            seen.scope, seen.home, tuple(months), date_of(seen.home.now()), newest
        )
    held = held[held["unit"].isin(desk.units)]
    if held.empty:
        st.subheader(words("没有市场须报台账"), anchor=False)
        return
    note = words(
        "各单位所属市场的月度台账，次月 3 日止；△ 有市场迟报，× 有市场未报齐，"
        "数字为市场个数；未标的按时。"
    )
    _grid(desk, held, words("台账：{said}", said=sentences.filings(held, desk.names, words)), note,
          "ledgers")  # fmt: skip


def _reports(desk: Desk, months: list[int]) -> None:
    """The grid of the monthly analysis reports, due on the 28th (JS-154 §4.7)."""
    seen, words, now = desk.visit, desk.visit.words, desk.visit.home.now()
    rule = desk.ruleset.numbers["report_due_day"]
    held = duties.report_filings(
        records.register(seen.scope, seen.home, "report"), desk.units, months,
        int(rule.on(month_end_day(months[-1])).value()), now,
    )  # fmt: skip
    said = words("分析报告：{said}", said=sentences.filings(held, desk.names, words))
    _grid(
        desk,
        held,
        said,
        words("月度供求分析报告，当月 28 日止；△ 迟报，× 未报，未标的按时。"),
        "reports",
    )


def _grid(desk: Desk, held: pd.DataFrame, sentence: str, note: str, name: str) -> None:
    words = desk.visit.words
    st.subheader(sentence, anchor=False)
    drawn = grid.filing_grid(held, desk.names, desk.visit.palette, words)
    st.plotly_chart(drawn, config=frame.CONFIG, alt=sentence, key=f"grid_{name}")
    st.caption(note)
    with st.expander(words("同样内容的表格")):
        widgets.figure_table(submit_filed.grid_rows(held, desk.names, words), name, sentence)


def _months(desk: Desk) -> tuple[list[int], int]:
    """From the first month anybody filed, the last twelve at most; and the newest batch."""
    every = records.batches_of(desk.visit.scope, desk.visit.home)
    if every.empty:
        return [], 0
    last = last_month(desk.visit.home.now())
    first = max(int(every["period"].min()), next_month(last, 1 - MOST_MONTHS))
    return months_between(first, last) if first <= last else [], int(every["batch_id"].max())
