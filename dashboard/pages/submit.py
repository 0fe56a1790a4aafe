"""数据报送: what must be handed in, did the file pass, and what exactly is wrong?"""

import streamlit as st

from dashboard import (
    area_names,
    states,
    submit_card,
    submit_choice,
    submit_grid,
    submit_history,
    submit_upload,
    submit_words,
    widgets,
)
from dashboard.access import visit


def show() -> None:
    """The page: unit and month, what is filed, the upload and its result, history, the grids."""
    seen = visit()
    words = seen.words
    filters = widgets.title(words("数据报送"))
    units = submit_choice.units_of(seen.scope.prefixes)
    if not units:
        states.no_permission(seen, words("本县（市、区）"))
        return
    desk = submit_choice.chosen(seen, filters, units)
    now = seen.home.now()
    widgets.answer(
        submit_words.answer(
            desk.ledgers, area_names.full(words)[desk.unit], desk.period, desk.due_at, now, words
        )
    )
    st.caption(submit_words.caption(desk.due_at, seen.home.demo, words))
    left, right = st.columns([61, 39], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        submit_card.show(desk)
    with right.container(border=True, gap="xsmall", height="stretch"):
        uploads, terms = submit_upload.choose(desk)
        submit_card.template(desk)
    submit_upload.show(desk, uploads, terms)
    with st.container(border=True, gap="xsmall"):
        submit_history.show(desk)
    submit_grid.show(desk)


show()
