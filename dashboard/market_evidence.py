"""Which rows stand behind a finding? The first of them on the page, all of them in a dialog."""

from math import ceil

import pandas as pd
import streamlit as st

from exports import figures
from exports.evidence import Table, table_of
from exports.words import Words
from metrics.evidence import Evidence
from metrics.explain import Explanation

FIRST_ROWS, FIRST_COLUMNS, PAGE_ROWS = 3, 5, 15


def first_rows(explanation: Explanation, words: Words) -> None:
    """The first rows of the tally that lost most."""
    held = [item for item in explanation.evidence if len(item.frame)]
    if not held:
        return
    shown = max(held, key=_misses)
    st.table(
        as_frame(table_of(shown, words, FIRST_ROWS, FIRST_COLUMNS)), border="horizontal",
        hide_index=True, alt=shown.title.in_language(words.language),
    )  # fmt: skip


def _misses(held: Evidence) -> int:
    return int((held.frame["hit"].fillna(0) == 0).sum())


def rows(explanation: Explanation, words: Words) -> None:
    """All rows behind a finding, tally by tally, a page at a time."""
    held = [item for item in explanation.evidence if len(item.frame)]
    titles = [item.title.in_language(words.language) for item in held]
    at = 0
    if len(held) > 1:
        at = st.segmented_control(
            words("明细表"), range(len(held)), format_func=lambda place: titles[place],
            default=0, required=True, key="rows_of", label_visibility="collapsed",
        )  # fmt: skip
    total = len(held[at].frame)
    pages = ceil(total / PAGE_ROWS)
    counted = int(held[at].frame["hit"].fillna(0).sum())
    st.caption(words("{title}：共 {n} 条，计入 {counted} 条；未计入的在前", title=titles[at],
                     n=figures.count(total), counted=figures.count(counted)))  # fmt: skip
    place = st.container()
    page = st.pagination(pages, key=f"rows_page_{at}") if pages > 1 else 1
    place.dataframe(
        page_of(held[at], page, words), hide_index=True, alt=titles[at], row_height=32,
        height=32 * (min(total, PAGE_ROWS) + 1) + 2,
    )  # fmt: skip


def page_of(held: Evidence, page: int, words: Words) -> pd.DataFrame:
    """Page `page` (from 1) of the rows, as text."""
    table = table_of(held, words, page * PAGE_ROWS)
    rows = table.rows[(page - 1) * PAGE_ROWS :]
    return as_frame(Table(table.title, table.headings, rows, table.total))


def as_frame(table: Table) -> pd.DataFrame:
    """The rows with month and hit first, so that neither is ever out of sight."""
    frame = pd.DataFrame(table.rows, columns=list(table.headings))
    names = list(frame.columns)
    return frame[[names[0], names[-1], *names[1:-1]]]
