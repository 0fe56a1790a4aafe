"""The town of tests.exports.town as the home the pages open: eight markets, really judged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from store import duck, engine
from store.folder import Home
from tests.exports import town as towns

TIMEOUT = 120
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def built_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIAOCHI_NOW", towns.NOW)
        home = towns.shared(towns.base_of(tmp_path_factory.getbasetemp()))
        yield home
        engine.close(home)
        duck.close(home.ledger, home.derived)


@pytest.fixture
def town(built_town: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """The town behind the dashboard, with cold caches."""
    monkeypatch.setenv("BIAOCHI_NOW", towns.NOW)
    monkeypatch.setenv("BIAOCHI_HOME", str(built_town.root))
    st.cache_data.clear()
    yield built_town
    st.cache_data.clear()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page's file with URL parameters and runs it once. Alone, without the shell, no
    other page is served, so links are plain text."""
    monkeypatch.setattr("dashboard.states.page_file", lambda name: None)

    def open_page(name: str, **params: str) -> AppTest:
        page = AppTest.from_file(str(ROOT / f"dashboard/pages/{name}.py"), default_timeout=TIMEOUT)
        for key, value in params.items():
            page.query_params[key] = value
        return page.run()

    return open_page
