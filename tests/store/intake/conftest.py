"""A data folder, the day it is, and a way to submit a month to it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rules.calendar import month_bounds, next_month
from store.home import Home, create_home
from store.intake import children
from store.intake.job import Job, Result, read_result
from store.intake.rounds import run
from store.intake.submit import Outcome
from tests.store.intake.month_files import DAY, MONTH, Month, submit_path


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real home's clock: the 2nd of the month after MONTH."""
    monkeypatch.setenv("BIAOCHI_NOW", str(month_bounds(next_month(MONTH))[0] + DAY))


@pytest.fixture(autouse=True)
def _parsed_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are parsed in this process, as one round, unless a test asks for `real_children`: a
    child takes a second to start."""
    if "real_children" not in request.fixturenames:
        monkeypatch.setattr(children, "parse_all", parse_here)


@pytest.fixture
def real_children() -> None:
    """Ask for this to have files parsed in limited child processes, as always outside tests."""


def parse_here(jobs: Iterable[Job], processes: int = 2) -> Iterator[Result]:
    asked = [*jobs]
    run(asked)
    yield from (read_result(Path(job.out)) for job in asked)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return create_home(tmp_path / "home")


@pytest.fixture
def file(home: Home, tmp_path: Path) -> Callable[..., Outcome]:
    """Write a month and submit it."""

    def submit_month(month: Month, name: str = "报表.xlsx", **options: Any) -> Outcome:
        return submit_path(home, month.write(tmp_path / name), **options)

    return submit_month
