"""省级评选: who may be recommended as a provincial-level market, and what bars the others?"""

import streamlit as st

from dashboard import (
    candidacy_choice,
    candidacy_compare,
    candidacy_list,
    candidacy_words,
    data,
    states,
    widgets,
)
from dashboard.access import visit


def show() -> None:
    """The page: filters, the answer, the eligible, up to five side by side, the barred."""
    seen = visit()
    words = seen.words
    filters = widgets.title(words("省级评选"))
    if data.published(seen.scope, seen.home, candidacy_choice.KIND).empty:
        states.nothing_published(
            seen,
            words("还没有已发布的绩效评价。"),
            words("绩效评价看 12 个月；评价并发布后，这里列出哪些市场符合推荐条件。"),
        )
        return
    field = candidacy_choice.chosen(seen, filters)
    where = words("{area}{type}", area=field.names[field.area], type=field.type_title)
    widgets.answer(candidacy_words.answer(field.markets, where, words))
    st.caption(candidacy_words.caption(field.header, words))
    if field.markets.empty:
        states.empty(words("没有符合筛选条件的市场。"), words("请换一个类型或地区。"))
    else:
        candidacy_list.eligible(field)
        candidacy_compare.show(field)
        candidacy_list.blocked(field)
    widgets.stamp(seen, field.header, field.ruleset)


show()
