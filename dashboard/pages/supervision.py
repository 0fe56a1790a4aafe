"""运营监督: is each contracted market watched as its contract demands, and who slips?"""

import streamlit as st

from dashboard import data, states, supervision_choice, supervision_list, supervision_words, widgets
from dashboard.access import visit


def show() -> None:
    """The page: filters, the answer, five figures, the markets worst first, what is due."""
    seen = visit()
    words = seen.words
    filters = widgets.title(words("运营监督"))
    if data.published(seen.scope, seen.home).empty:
        states.nothing_published(seen)
        return
    watch = supervision_choice.chosen(seen, filters)
    answer = supervision_words.answer(watch.shown, watch.names[watch.area], watch.soon, words)
    widgets.answer(answer)
    st.caption(supervision_list.caption(watch))
    if watch.shown.empty:
        states.empty(words("没有符合筛选条件的合同市场。"), words("请换一个运行方式、地区或月份。"))
    else:
        supervision_list.metrics(watch)
        supervision_list.table(watch, answer)
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.caption(words("最急的在前；点市场名称看档案"), width="content")
            supervision_list.workbook(watch)
        supervision_list.due_card(watch)
    widgets.stamp(seen, watch.header, watch.ruleset)


show()
