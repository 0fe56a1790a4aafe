"""Who is looking, at which data, in which language? Asked first by every page."""

from dataclasses import dataclass

import streamlit as st

from dashboard.theme import Palette, palette
from exports.words import LANGUAGES, Words, translator
from store.home import Home, open_home
from store.scope import PROVINCE, Scope

VISIT_COOKIE = "biaochi_visit"
WEBGL_COOKIE = "biaochi_webgl"


@dataclass(frozen=True)
class Visit:
    """One run of a page: whose scope, which home, which words, which colours."""

    scope: Scope
    home: Home
    words: Words
    palette: Palette
    visitor: str

    @property
    def language(self) -> str:
        return self.words.language


def visit() -> Visit:
    """The present run. Until sign-in exists everybody sees the province.

    Raises store.home.HomeError when there is no data folder.
    """
    theme = "dark" if st.context.theme.type == "dark" else "light"
    return Visit(PROVINCE, home(), translator(language()), palette(theme), visitor())


def home() -> Home:
    """The data folder of this process; opened anew each time, so a new one is seen."""
    return open_home()


def language() -> str:
    """The language of the session: `lang=` of the URL wins and is remembered."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["language"] = asked
    return str(st.session_state.get("language", LANGUAGES[0]))


def visitor() -> str:
    """The random name of this browser, from the cookie the first page sets; downloads are bound
    to it. Empty when the browser keeps no cookies."""
    return str(st.context.cookies.get(VISIT_COOKIE, ""))


def draws_webgl() -> bool:
    """Did this browser say that it can draw by WebGL? Without an answer it is taken to."""
    return st.context.cookies.get(WEBGL_COOKIE, "1") != "0"
