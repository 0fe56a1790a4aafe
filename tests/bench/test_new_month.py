"""Is a month really imported and judged each time, after as much history as is said?"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bench.new_month import MONTH, NewMonth
from store import engine, evaluations
from store.home import Home, open_home
from store.manifest import active_segments
from store.scope import PROVINCE


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> NewMonth:
    return NewMonth(tmp_path_factory.mktemp("month"), rows=500, markets=5, history=2)


@pytest.fixture
def home(month: NewMonth) -> Iterator[Home]:
    month.prepare()
    held = open_home(month.folder / "home")
    yield held
    engine.close(held)


def rows(home: Home) -> dict[int, int]:
    """Rows of the service log by month."""
    held = active_segments(PROVINCE, home, range(202601, 202613))
    own = held[held["ledger"] == "service"]
    return dict(zip(own["month"], own["rows"], strict=True))


def test_before_it_there_is_the_history_and_not_the_month(home: Home) -> None:
    assert rows(home) == {202607: 500, 202608: 500}


def test_the_month_is_taken_in_and_every_market_is_scored(month: NewMonth, home: Home) -> None:
    month.score()
    assert rows(home) == {202607: 500, 202608: 500, MONTH: 500}
    (number,) = evaluations.published(PROVINCE, home)["evaluation_id"]
    results = evaluations.results(PROVINCE, home, number)
    assert (results["subject_kind"] == "market").sum() == 5


def test_the_baseline_keeps_the_same_rows(month: NewMonth, home: Home) -> None:
    month.rewrite()
    path = str(Path(month.folder / "plain.parquet"))
    assert duckdb.read_parquet(path).shape[0] == 500
    assert home.root.exists()
