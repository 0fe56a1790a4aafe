"""Does every engine give the same numbers? One small province, counted by three."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from demo.setup import import_files
from demo.write import write_province
from metrics.aggregates import area_figures
from metrics.behind import rows_behind
from metrics.canonical import canonical_json
from metrics.catalogue import METRICS
from metrics.evaluate import evaluate
from metrics.model import Metric, Values
from metrics.select import Partial
from metrics.tally import ALL_MONTHS, Request, month_many, window_many
from rules.sets import load_ruleset
from store import engine
from store.home import Home, create_home
from store.ledger import Build, Ledger
from store.ledgers import ledger_of
from store.scope import PROVINCE, Scope
from store.sql_ledger import SqlLedger
from tests.metrics.small import dated
from tests.postgres import new_database

MONTHS = [202608, 202609, 202610]
SETTING = "BIAOCHI_LEDGER"
SERVER = pytest.param("postgresql", marks=pytest.mark.services)
Frames = dict[str, pd.DataFrame]


def valued(metric: Metric) -> Values:
    """Two values in force one after the other within the window."""
    pairs = [("2024-04-11", 7_200), ("2026-09-10", 5_400)]
    return dated(**{param.name: pairs for param in metric.params})


REQUESTS = [
    Request(metric, valued(metric))
    for metric in METRICS.values()
    if metric.numerator and not metric.variants
]


@dataclass(frozen=True)
class Asked:
    """A ledger whose counts are kept nowhere: every question goes to its engine."""

    ledger: Ledger

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        return self.ledger.query(scope, source, build, months)


@dataclass(frozen=True)
class Engines:
    """One home; per engine the setting that names it, as far as it was asked for."""

    home: Home
    folder: Path
    named: dict[str, str] = field(default_factory=dict)

    def setting(self, name: str) -> str:
        make = {
            "parquet": lambda: "parquet",
            "sqlite": lambda: f"sqlite:///{self.folder / 'ledger.db'}",
            "postgresql": new_database,
        }
        if name not in self.named:
            self.named[name] = make[name]()
        return self.named[name]

    def ledger(self, name: str) -> Asked:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv(SETTING, self.setting(name))
            return Asked(ledger_of(PROVINCE, self.home))

    def close(self) -> None:
        for name in list(self.named):
            held = self.ledger(name).ledger
            engine.close(self.home, *([held.url] if isinstance(held, SqlLedger) else []))


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Twenty markets over three months, with everything a demo plants in them."""
    folder = tmp_path_factory.mktemp("province")
    write_province(folder / "files", markets=20, months=3, until=MONTHS[-1], seed=7)
    home = create_home(folder / "home", demo=True, day=1_793_800_000)
    files = (folder / "files").glob("*.xlsx")
    import_files(home, load_ruleset("jiangsu-2024"), files, lambda *_: None)
    made = Engines(home, folder)
    yield made
    made.close()


def differing(expected: Frames, found: Frames) -> dict[str, str]:
    """By name the frames that aren't equal to the last row, column, order and type."""
    assert expected.keys() == found.keys()
    wrong = {}
    for name, frame in expected.items():
        try:
            pd.testing.assert_frame_equal(frame, found[name])
        except AssertionError as error:
            wrong[name] = str(error)[:300]
    return wrong


def windows(ledger: Ledger, scope: Scope = PROVINCE, partial: Partial = ALL_MONTHS) -> Frames:
    found = window_many(ledger, scope, REQUESTS, MONTHS, partial)
    return {request.metric.name: frame for request, frame in found.items()}


def months(ledger: Ledger) -> Frames:
    additive = [request for request in REQUESTS if request.metric.additive]
    found = month_many(ledger, PROVINCE, additive, MONTHS)
    return {request.metric.name: frame for request, frame in found.items()}


def some_missing_in_one_city(ledger: Ledger) -> Frames:
    """What a city bureau sees, every third market counted on two months only."""
    city = Scope("city", ("3201",))
    subjects = windows(ledger, city)["service.records"]["subject"]
    partial = {code: frozenset(MONTHS[:2]) for code in subjects[::3]}
    assert partial
    return windows(ledger, city, partial)


def figures(ledger: Ledger) -> Frames:
    return {"by area and type": area_figures(ledger, PROVINCE, MONTHS[-1])}


def behind(ledger: Ledger) -> Frames:
    """The rows behind every metric, of one of its subjects."""
    return {
        f"{request.metric.name} {number}": tally.frame
        for request in REQUESTS
        for subject in SUBJECTS.get(request.metric.name, ())
        for number, tally in enumerate(
            rows_behind(ledger, PROVINCE, request.metric, request.values, subject, MONTHS)
        )
    }


SUBJECTS: dict[str, list[str]] = {}
"""Per metric the subject with the largest numerator."""
QUESTIONS = [windows, months, some_missing_in_one_city, figures, behind]


@pytest.fixture(scope="module")
def expected(engines: Engines) -> Callable[[Callable[[Ledger], Frames]], Frames]:
    """What the default engine answers to a question, asked once."""
    ledger = engines.ledger("parquet")
    for name, frame in windows(ledger).items():
        SUBJECTS[name] = frame.nlargest(1, "numerator")["subject"].tolist()
    return cache(lambda question: question(ledger))


@pytest.mark.parametrize("other", ["sqlite", SERVER])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_every_metric_has_equal_frames(
    engines: Engines, expected: Callable[[Callable[[Ledger], Frames]], Frames],
    question: Callable[[Ledger], Frames], other: str,
) -> None:  # fmt: skip
    assert differing(expected(question), question(engines.ledger(other))) == {}


def test_the_province_leaves_hardly_a_metric_without_rows(
    expected: Callable[[Callable[[Ledger], Frames]], Frames],
) -> None:
    """Equal emptiness would prove nothing."""
    empty = {name for name, frame in expected(windows).items() if not frame["denominator"].any()}
    assert empty <= {"service.satisfaction_inspection", "organisation.subsidies"}
    assert sum(len(frame) for frame in expected(behind).values()) > 1_000


@pytest.mark.parametrize("other", ["sqlite", SERVER])
def test_an_evaluation_is_the_same_to_the_byte(
    engines: Engines, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruleset, made = load_ruleset("jiangsu-2024"), []
    for name in ("parquet", other):
        shutil.rmtree(engines.home.cache / "tally", ignore_errors=True)
        monkeypatch.setenv(SETTING, engines.setting(name))
        made.append(
            canonical_json(evaluate(PROVINCE, engines.home, ruleset, "monitoring", "202610"))
        )
    assert made[0] == made[1]
