"""An empty real home, given back after the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import duck, engine
from store.home import Home, create_home


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = create_home(tmp_path / "home")
    yield made
    engine.close(made)
    duck.close(made.ledger, made.derived)
