"""地区实绩: which cities and counties do their own part well, and what costs the others points?"""

import streamlit as st

from dashboard import data, states, units_choice, units_list, units_rows, units_why, units_words
from dashboard import widgets as w
from dashboard.access import visit


def show() -> None:
    """The page: filters, the answer, the table, who is not in it, and one unit's findings."""
    seen = visit()
    words = seen.words
    filters = w.title(words("地区实绩"))
    if not data.published_kinds(seen.scope, seen.home, (units_choice.KIND,)):
        states.nothing_published(seen)
        return
    comparison = units_choice.chosen(seen, filters)
    if comparison is None or comparison.units.empty:
        states.empty(words("你的范围内没有参加工作实绩评价的单位。"))
        return
    findings = units_rows.by_unit(comparison.findings)
    answer = units_words.answer(comparison, findings)
    w.answer(answer)
    _list(comparison, findings, answer)
    units_why.show(comparison, findings)
    w.stamp(seen, comparison.header, comparison.ruleset)


def _list(
    comparison: units_choice.Comparison, findings: units_rows.Lines, answer: str
) -> None:  # fmt: skip
    words = comparison.visit.words
    if comparison.shown.empty:
        states.empty(words("没有符合筛选条件的单位。"), words("请换一个层级或地区。"))
        return
    st.caption(units_words.caption(comparison))
    if not comparison.ranked.empty:
        units_list.table(comparison, findings, answer)
    with st.container(horizontal=True, horizontal_alignment="right"):
        units_list.workbook(comparison)
    units_list.rest(comparison, findings, opened=comparison.ranked.empty)


show()
