"""总览: what needs me this month, and is the province on course?"""

import streamlit as st

from dashboard import (
    area_names,
    cards,
    choices,
    data,
    overview_charts,
    overview_duties,
    overview_month,
    states,
    widgets,
)
from dashboard import state as url
from dashboard.access import visit
from rules.codes import divisions


def show() -> None:
    """The page: filters, then the chosen month, or why there is none."""
    seen = visit()
    evaluations = data.published(seen.scope, seen.home)
    filters = widgets.title(seen.words("总览"))
    if evaluations.empty:
        states.nothing_published(seen)
        return
    names = area_names.full(seen.words)
    tree = divisions()
    offered = url.areas_in(seen.scope.prefixes, tree.province, tree.cities, ())
    with filters:
        area = choices.choose_area(seen, offered, offered, names)
        header = choices.choose_month(seen, evaluations)
    choices.refusals(seen)
    month = overview_month.month_of(seen, header, area, names)
    overview_month.answer(month)
    cards.show(seen, area, header.last_month, month.filings)
    left, right = st.columns([55, 45], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        overview_charts.grade_bars(month)
    with right.container(border=True, gap="xsmall", height="stretch"):
        overview_duties.show(month)
    left, right = st.columns([55, 45], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        overview_charts.filing_grid(month)
    with right.container(border=True, gap="xsmall", height="stretch"):
        overview_charts.ratio_line(month)


show()
