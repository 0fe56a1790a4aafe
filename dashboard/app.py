"""What surrounds every page? Settings, style, the rail with the pages, and the page itself."""

import streamlit as st

from dashboard import data, states
from dashboard.access import Visit, language, visit
from dashboard.badges import badge
from dashboard.geo import STATIC
from dashboard.registry import GROUPS, served
from dashboard.theme import Palette
from exports.marks import DEMO
from exports.words import Words, translator
from store import storage
from store.errors import StoreError

RAIL_WIDTH = 200


def show() -> None:
    """One run of the dashboard: the shell, then the chosen page."""
    words = translator(language())
    st.set_page_config(
        page_title=words("标尺 零工市场监督评价"), page_icon=STATIC / "icon.svg",
        layout="wide", initial_sidebar_state=RAIL_WIDTH,
    )  # fmt: skip
    # Before anything else: sent later, the page visibly jumps on its first load.
    st.html(STATIC / "app.css")
    st.logo(STATIC / "logo.svg", size="large")
    page = st.navigation(_pages(words), expanded=True)
    try:
        with storage.told():
            visited = visit()
    except StoreError as error:
        states.refused(error.text.in_language(words.language), words)
        return
    st.html(_link_style(visited.palette))
    _foot(visited)
    try:
        with storage.told(), data.one_look():
            page.run()
    except StoreError as error:
        states.told(error, words)


def _link_style(palette: Palette) -> str:
    """Links to other pages look like links: Streamlit writes them as plain text."""
    return (
        f"<style>.stMain .stPageLink p{{color:{palette.link};"
        "text-decoration:underline;text-underline-offset:.2em}</style>"
    )


def _pages(words: Words) -> dict[str, list[st.Page]]:
    entries = served()
    pages = {
        entry: st.Page(
            entry.file, title=words(entry.title), icon=entry.icon, default=entry is entries[0],
            url_path=None if entry is entries[0] else entry.name,
        )
        for entry in entries
    }  # fmt: skip
    return {
        words(group): [pages[entry] for entry in entries if entry.group == group]
        for group in GROUPS
        if any(entry.group == group for entry in entries)
    }


def _foot(visited: Visit) -> None:
    """Who is looking, the demo mark, and the way to the other language."""
    words = visited.words
    with st.sidebar, st.container(key=f"language_{visited.language}", gap="xxsmall"):
        if visited.home.demo:
            st.markdown(badge(DEMO, words))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(words("全省范围"), width="content")
            st.button("中文" if visited.language == "en" else "English", type="tertiary",
                      on_click=_other_language, args=(visited.language,))  # fmt: skip


def _other_language(present: str) -> None:
    chosen = "zh" if present == "en" else "en"
    st.session_state["language"] = chosen
    others = {name: value for name, value in st.query_params.to_dict().items() if name != "lang"}
    st.query_params.from_dict(others | ({"lang": "en"} if chosen == "en" else {}))
