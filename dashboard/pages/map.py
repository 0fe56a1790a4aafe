"""地图: where are the weak places, and is each county covered?"""

import streamlit as st

from dashboard import data, map_card, map_choice, map_view, shades, states, widgets
from dashboard.access import visit


def show() -> None:
    """The page: filters, then the map and its card, or why there is none."""
    seen = visit()
    evaluations = data.published(seen.scope, seen.home)
    filters = widgets.title(seen.words("地图"))
    if evaluations.empty:
        states.nothing_published(seen)
        return
    picture = map_choice.chosen(seen, evaluations, filters)
    held = map_choice.county_figures(picture)
    values = [figure.value for figure in held.values() if figure.value is not None]
    shading = shades.shading(picture.measure, values, seen.palette)
    answer = map_choice.sentence(picture, held)
    widgets.answer(answer)
    left, right = st.columns([61, 39], gap="small")
    with left:
        map_view.draw(picture, held, shading, answer)
    with right.container(border=True, gap="xsmall"):
        map_card.card(picture)
    map_card.table(picture)
    widgets.stamp(seen, picture.header, data.ruleset(seen.scope, seen.home, picture.header))


show()
