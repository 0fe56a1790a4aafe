"""规则: what is asked, of whom, by which text, from when, and is any value only a default?"""

import streamlit as st

from dashboard import (
    choices,
    rules_choice,
    rules_clauses,
    rules_criteria,
    rules_pictures,
    rules_words,
    states,
    widgets,
)
from dashboard.access import visit
from dashboard.badges import coloured
from dashboard.defaults import default_values
from exports.marks import NOTICE
from rules.value import RuleError


def show() -> None:
    """The page: which set and part, the answer, the list and one entry, the whole in pictures."""
    seen = visit()
    words = seen.words
    filters = widgets.title(words("规则"))
    try:
        book = rules_choice.chosen(seen, filters)
    except RuleError as error:
        states.refused(str(error), words)
        return
    defaults = len(default_values(book.ruleset, book.day, seen.language))
    widgets.answer(rules_words.answer(book.ruleset, book.answers, defaults, book.current, words))
    if book.ruleset.notice is not None:
        notice = book.ruleset.notice.in_language(seen.language)
        st.markdown(coloured(NOTICE, f"{NOTICE.sign} {notice}"))
    st.caption(rules_words.stamp(book.ruleset, words))
    said = st.container()
    if book.tab == "clauses":
        rules_clauses.show(book)
        with st.container(border=True, gap="xsmall"):
            rules_pictures.matrix(book)
    else:
        rules_criteria.show(book)
        with st.container(border=True, gap="xsmall"):
            rules_pictures.weight_picture(book)
    with said:
        choices.refusals(seen)


show()
