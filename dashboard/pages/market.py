"""市场档案: what is this market's result, where were points lost, and why?"""

import streamlit as st

from dashboard import (
    data,
    market_below,
    market_card,
    market_choice,
    market_tabs,
    market_why,
    market_words,
    ranking_choice,
    states,
    widgets,
)
from dashboard.access import visit


def show() -> None:
    """The page: whose file, its result at the left, its parts at the right, the rest below."""
    seen = visit()
    words = seen.words
    filters = widgets.title(words("市场档案"))
    if not data.published_kinds(seen.scope, seen.home, ranking_choice.KINDS):
        states.nothing_published(seen)
        return
    profile = market_choice.chosen(seen, filters)
    if profile is None:
        return
    left, right = st.columns([36, 64], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        market_card.card(profile)
    with right:
        widgets.answer(market_words.answer(profile.row, profile.findings, profile.ruleset, words))
        listed, place = market_tabs.show(profile), st.container()
    left, right = st.columns([36, 64], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        market_below.trend(profile)
    with right.container(border=True, gap="xsmall", height="stretch"):
        market_below.peers(profile)
    widgets.stamp(seen, profile.header, profile.ruleset)
    if listed is not None:  # last, for its rows take longest to read
        with place:
            market_why.card(profile, listed)


show()
