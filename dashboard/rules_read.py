"""How is a rule set read? The answer and stamp over the clauses, or over the criteria."""

import streamlit as st

from dashboard import rules_clauses, rules_criteria, rules_pictures, rules_words, widgets
from dashboard.badges import coloured
from dashboard.defaults import default_values
from dashboard.rules_choice import Book
from exports.marks import NOTICE


def show_clauses(book: Book) -> None:
    """Each clause with its answers, and the matrix of all."""
    _head(book)
    rules_clauses.show(book)
    with st.container(border=True, gap="xsmall"):
        rules_pictures.matrix(book)


def show_criteria(book: Book) -> None:
    """Each criterion with its numbers, and the weights."""
    _head(book)
    rules_criteria.show(book)
    with st.container(border=True, gap="xsmall"):
        rules_pictures.weight_picture(book)


def _head(book: Book) -> None:
    """The answer, what the set warns of, and its stamp."""
    words, ruleset = book.visit.words, book.ruleset
    defaults = len(default_values(ruleset, book.day, book.language))
    widgets.answer(rules_words.answer(ruleset, book.answers, defaults, book.current, words))
    if ruleset.notice is not None:
        notice = ruleset.notice.in_language(book.language)
        st.markdown(coloured(NOTICE, f"{NOTICE.sign} {notice}"))
    st.caption(rules_words.stamp(ruleset, words))
