"""A home of 20,000 rows as the bench writes it, given back after the tests of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.province import write_province
from bench.records import Size
from bench.tallies import Counting
from store import duck, engine

SIZE = Size(rows=20_000, markets=48, months=2)


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counting]:
    folder: Path = tmp_path_factory.mktemp("bench")
    home = write_province(folder, SIZE)
    yield Counting(home, tuple(SIZE.window))
    engine.close(home)
    duck.close(home.ledger, home.derived)
