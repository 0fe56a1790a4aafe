"""Does every bad file there is get its verdict: in words, in time, within the memory allowed, and
with nothing kept of it?"""

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.submit_check import Terms, Upload, check
from rules.sets import load_ruleset
from store import batches
from store.home import Home, create_home
from store.intake import limits
from store.intake.refusals import REFUSALS
from store.intake.submit import Outcome, submit_many
from store.scope import PROVINCE
from tests.corpus.files import FILES
from tests.corpus.write import write
from tests.store.intake.month_files import (
    AUTHORITY,
    DAY,
    KUNSHAN_UNIT,
    codes,
    filled_month,
    month_bounds,
    submit_path,
)
from tests.store.intake.test_refusals import PERIOD, sound

SECONDS = 10
"""Longest for one file, its child's start included."""
PRESENT = str(month_bounds(202610)[0] + DAY)


@dataclass
class Judged:
    """What became of the file of a name, in which time (seconds; 0 among many), and what the home
    held before and after."""

    outcome: Outcome
    seconds: float
    unchanged: bool


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """What is on file: July and September of one unit, July of another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIAOCHI_NOW", PRESENT)
        folder = tmp_path_factory.mktemp("filed")
        made = create_home(folder / "home")
        for period in (202607, 202609):
            assert submit_path(made, sound(period).write(folder / f"{period}.xlsx")).accepted
        other = filled_month(202607, KUNSHAN_UNIT).write(folder / "other.xlsx")
        assert submit_path(made, other).accepted
        yield made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return create_home(tmp_path_factory.mktemp("demo") / "home", demo=True, day=int(PRESENT))


def held(home: Home) -> list[tuple[str, int]]:
    """Every file of the home but the databases and the lock, and how many batches there are."""
    files = sorted(
        (path.relative_to(home.root).as_posix(), path.stat().st_size)
        for path in home.root.rglob("*")
        if path.is_file() and ".db" not in path.name and path.suffix != ".lock"
    )
    return [*files, ("batches", len(batches.history(PROVINCE, home)))]


@pytest.fixture(scope="module")
def judged(corpus: Path, home: Home, demo: Home) -> dict[str, Judged]:
    """All of them, read by real children: the harmless ones many at a time, the others alone. An
    accepted one is only checked, so that the next finds the same home."""
    found: dict[str, Judged] = {}
    for names in together():
        bad = FILES[names[0]]
        target = demo if bad.demo else home
        before = held(target)
        paths = [path for name in names for path in sorted((corpus / name).iterdir())]
        began = time.monotonic()
        outcomes = submit_many(
            bad.scope, target, paths, "t", authority=AUTHORITY, dry_run=not bad.codes,
            pseudonymise=bad.pseudonymise,
        )  # fmt: skip
        seconds = (time.monotonic() - began) / len(names)
        unchanged = held(target) == before
        for outcome in outcomes:
            found[outcome.paths[0].parent.name] = Judged(outcome, seconds, unchanged)
    return found


def together() -> Iterator[list[str]]:
    """The names of those that can be submitted at once."""
    groups: dict[object, list[str]] = {}
    for name, bad in FILES.items():
        how = (bool(bad.codes), name if bad.alone else "", bad.pseudonymise, bad.scope, bad.demo)
        groups.setdefault(how, []).append(name)
    yield from groups.values()


@pytest.mark.parametrize("name", FILES)
def test_each_file_gets_its_verdict_in_time_and_leaves_nothing(
    name: str, judged: dict[str, Judged]
) -> None:
    found, wanted = judged[name], FILES[name].codes
    assert wanted <= set(codes(found.outcome.problems))
    assert found.outcome.accepted == (not wanted)
    assert found.seconds < SECONDS
    assert found.unchanged
    for problem in found.outcome.problems:
        assert problem.text.zh.strip()
        assert problem.text.en.strip()
        assert "Traceback" not in problem.text.en


def test_the_corpus_brings_about_every_refusal_there_is(judged: dict[str, Judged]) -> None:
    seen = {code for found in judged.values() for code in codes(found.outcome.problems)}
    assert seen == set(REFUSALS)


def test_no_child_used_more_memory_than_allowed(judged: dict[str, Judged]) -> None:
    assert judged
    assert limits.MEMORY == 2 << 30
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < limits.MEMORY


@pytest.mark.parametrize("name", ["wide_and_long", "sheet_bomb", "entities"])
def test_the_worst_are_refused_by_the_page_too_and_the_next_file_is_read(
    name: str, corpus: Path, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", PRESENT)
    terms = Terms("看板", load_ruleset("jiangsu-2024"))
    [path] = (corpus / name).iterdir()
    [outcome] = check(PROVINCE, home, [Upload(path.name, path.read_bytes())], terms)
    assert FILES[name].codes <= set(codes(outcome.problems))
    good = sound(PERIOD).write(tmp_path / "good.xlsx")
    [outcome] = check(PROVINCE, home, [Upload(good.name, good.read_bytes())], terms)
    assert outcome.problems == []
