"""What does every page begin and end with? Title, answer, tables, and the stamp of its result."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import choices, data
from dashboard.access import Visit
from dashboard.badges import badge, plain
from exports.marks import CORRECTED, DEMO, DRAFT, PROJECTED
from exports.provenance import is_projected, stamp_of
from exports.words import Words
from rules.model import RuleSet
from store.evaluations import Header

ROW = 32
"""The height of a table's row in pixels."""


def title(text: str, draft: bool = False, words: Words | None = None) -> DeltaGenerator:
    """The page's name, and at its right the row that takes the filters (`with title(…):`)."""
    choices.begin()
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row:
        st.title(text, anchor=False, width="content")
        if draft and words is not None:
            st.markdown(badge(DRAFT, words))
    return row.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
    )


def answer(text: str) -> None:
    """The page's one-sentence answer, under the title."""
    st.header(text, anchor=False)


def stamp(visit: Visit, header: Header, ruleset: RuleSet) -> None:
    """The line every result stands under: data cut, rule set, digests, state, demo mark."""
    held = stamp_of(header, ruleset, visit.words)
    digests = [_digest(text) for text in (held.rules_digest, held.facts_digest)]
    parts = " · ".join((held.cut, plain(held.ruleset), *digests, held.status))
    marks = [CORRECTED] if data.corrected(visit.scope, visit.home, header) else []
    marks += [PROJECTED] if is_projected(header) else []
    marks += [DEMO] if visit.home.demo else []
    st.caption("　".join((parts, *(badge(mark, visit.words) for mark in marks))))


def figure_table(rows: pd.DataFrame, key: str, alt: str) -> None:
    """A table twin: names in the first column, figures at the right of the others."""
    with st.container(key=f"figures_{key}"):
        st.table(rows, border="horizontal", hide_index=True, alt=alt)


def tall_table(
    rows: pd.DataFrame, columns: Mapping[str, Any], key: str, alt: str, shown: int, beside: int
) -> None:  # fmt: skip
    """A table that scrolls within itself: it shows `shown` rows, and more where the screen is
    higher than those and the `beside` pixels of the page above and under it."""
    least, whole = (ROW * (count + 1) + 2 for count in (min(len(rows), shown), len(rows)))
    scrolls = whole > least
    place = st.container(height=least, border=False, key=f"tall_{key}") if scrolls else st
    if scrolls:
        grown = f"flex-basis:clamp({least}px,100vh - {beside}px,{whole}px)!important"
        st.html(f"<style>:has(>.st-key-tall_{key}){{{grown};height:auto!important}}</style>")
    place.dataframe(
        rows, hide_index=True, row_height=ROW, alt=alt, column_config=columns,
        height="stretch" if scrolls else least,
    )  # fmt: skip


def widths(columns: Mapping[str, int | tuple[int, int]], words: Words) -> dict[str, int]:
    """Pixels by column; a pair is for Chinese and, where its words are longer, English."""
    return {
        name: held if isinstance(held, int) else held[words.language == "en"]
        for name, held in columns.items()
    }


def _digest(text: str) -> str:
    """`数据指纹 7be03d11` with the digest set apart as code."""
    words, _, digest = text.rpartition(" ")
    return f"{words} `{digest}`"
