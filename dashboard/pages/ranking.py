"""排名: who is ahead among comparable markets, and how sure is that?"""

import streamlit as st

from dashboard import data, ranking_choice, ranking_list, ranking_words, states, widgets
from dashboard.access import visit
from exports import figures


def show() -> None:
    """The page: filters, the answer, the table, who is not in it, and the workbook."""
    seen = visit()
    filters = widgets.title(seen.words("排名"))
    if not data.published_kinds(seen.scope, seen.home, ranking_choice.KINDS):
        states.nothing_published(seen)
        return
    ranking = ranking_choice.chosen(seen, filters)
    widgets.answer(_answer(ranking))
    _list(ranking)
    widgets.stamp(seen, ranking.header, ranking.ruleset)


def _answer(ranking: ranking_choice.Ranking) -> str:
    words = ranking.visit.words
    if ranking.narrowed and ranking.markets["rank"].notna().any():
        where = ranking_choice.where_words(ranking)
        return ranking_words.place_words(ranking.ranked, where, words)
    return ranking_words.answer(ranking.markets, ranking.type_title, ranking.fewest, words)


def _caption(ranking: ranking_choice.Ranking) -> str:
    words = ranking.visit.words
    counted = ranking_words.caption(ranking.shown, ranking.type_title, words)
    moved = ranking_words.moved(ranking.ranked, figures.period(ranking.before, words), words)
    ends = words("名次区间为得分区间两端所在的名次，同分同名次")
    return f"{counted} · {ends} · {moved}"


def _list(ranking: ranking_choice.Ranking) -> None:
    """The table over its bar, though the bar's switch is asked first."""
    words = ranking.visit.words
    if ranking.shown.empty:
        states.empty(words("没有符合筛选条件的市场。"), words("请换一个运行方式或地区。"))
        return
    st.caption(_caption(ranking))
    above, bar = st.container(), st.container(horizontal=True, vertical_alignment="center")
    with bar:
        only_top = ranking_list.top(ranking)
        ranked = ranking_list.cut(ranking.ranked, only_top)
        if not ranked.empty:
            st.caption(ranking_list.legend(ranked, words), width="content")
        with st.container(horizontal=True, horizontal_alignment="right"):
            ranking_list.workbook(ranking, ranked, only_top)
    with above:
        if not ranked.empty:
            ranking_list.table(ranking, ranked, _answer(ranking))
    ranking_list.rest(ranking, opened=ranked.empty)


show()
