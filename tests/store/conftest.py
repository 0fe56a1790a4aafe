"""An empty real home, given back after the test; where the engine matters, one on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import duck, engine
from store.home import Home, create_home
from tests.postgres import new_database

ON_BOTH = {
    "test_audit", "test_batches", "test_engine", "test_evaluations", "test_filings", "test_jobs",
    "test_leads", "test_manifest", "test_registers", "test_rulebook",
    "test_submit", "test_verification",
}  # fmt: skip
"""The modules whose tests run with the state in SQLite and in PostgreSQL."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "home" in metafunc.fixturenames and metafunc.module.__name__.split(".")[-1] in ON_BOTH:
        # A database for every test takes its time: with the services.
        server = pytest.param("postgresql", marks=pytest.mark.services)
        metafunc.parametrize("home", ["sqlite", server], indirect=True)


@pytest.fixture
def home(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Home]:
    if getattr(request, "param", "sqlite") == "postgresql":
        monkeypatch.setenv("BIAOCHI_DATABASE_URL", new_database())
    made = create_home(tmp_path / "home")
    yield made
    engine.close(made)
    duck.close(made.ledger, made.derived)
