"""Does it make a difference where the state is kept? One town, told twice."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from metrics.canonical import canonical_json
from metrics.evaluate import evaluate
from metrics.explain import explain
from metrics.record import record
from rules.calendar import months_between
from rules.sets import load_ruleset
from store import audit, batches, engine, evaluations, manifest, rulebook, verification
from store.folder import Home
from store.home import open_home
from store.prepared import RegisterRow
from store.scope import PROVINCE
from tests.metrics.small_city import City, fact, inspection, market, moment, service, step, vacancy
from tests.postgres import new_database

RULESET = load_ruleset("jiangsu-2024")
MONTHS = months_between(202608, 202610)
GOOD, POOR, CHARGED = CODES = [f"320102{number:03d}" for number in (1, 2, 3)]
NOW = "2026-11-05"


def registers() -> Iterator[RegisterRow]:
    for code in CODES:
        yield market(code, mode="entrusted" if code == POOR else "self", name="市场·Ä" + code[-1])
        yield inspection(code, "service_sign", moment(202610), "met" if code == GOOD else "not_met")
        for weekday in range(1, 8):
            yield fact("hours", market=code, weekday=weekday, opens=480, closes=1080)


def rows(month: int) -> dict[str, list[dict[str, object]]]:
    logs, turns = [], []
    for code in CODES:
        for number in range(12):
            name = f"{month}-{number:02d}"
            hour = 17 if code == POOR else 11
            logs.append(service(code, name, month, closed_at=moment(month, hour=hour)))
            turns.append(step(code, name, 1, "accepted", moment(month)))
            turns.append(step(code, name, 2, "closed", moment(month, hour=hour)))
    if month == MONTHS[-1]:
        logs.append(service(CHARGED, "fee", month, fee_fen=5_000, fee_payer="worker"))
    return {"service": logs, "step": turns, "vacancy": [vacancy(GOOD, "v", month)]}


def told(root: Path) -> Home:
    """The town with a corrected month, a lead, a released rule set and two evaluations."""
    root.mkdir()
    town = City(root)
    town.register(*registers())
    for month in MONTHS:
        town.file(month, CODES, rows(month))
    fewer = rows(MONTHS[1]) | {"vacancy": []}
    received = moment(MONTHS[2], 12)
    town.file(MONTHS[1], CODES, fewer, received_at=received, reason="重复录入")
    for period in ("202609", "202610"):
        record(PROVINCE, town.home, RULESET, "monitoring", period, "tester", publish=True)
    digest = rulebook.kept_sets(PROVINCE, town.home)[0][0]
    proposal = rulebook.Proposal(digest, RULESET.id, "province", (), moment(202701), "定期修订")
    number = rulebook.propose(PROVINCE, town.home, proposal, "k1")
    for who in ("k2", "k3"):
        rulebook.take_step(PROVINCE, town.home, number, "approve", who, "")
    return open_home(town.home.root)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, Home]]:
    """The same town, its state in a file and on a server."""
    folder = tmp_path_factory.mktemp("states")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BIAOCHI_NOW", NOW)
        in_file = told(folder / "file")
        patched.setenv("BIAOCHI_DATABASE_URL", new_database())
        on_server = told(folder / "server")
        yield in_file, on_server
    engine.close(in_file)
    engine.close(on_server)


def test_an_evaluation_is_the_same_to_the_byte(homes: tuple[Home, Home]) -> None:
    for as_of in (None, moment(MONTHS[2], 8)):
        one, other = (
            canonical_json(evaluate(PROVINCE, home, RULESET, "monitoring", "202610", as_of=as_of))
            for home in homes
        )
        assert one == other


def test_what_the_facts_are_is_told_in_the_same_words(homes: tuple[Home, Home]) -> None:
    one, other = (manifest.facts_hash(PROVINCE, home, MONTHS) for home in homes)
    assert one == other


def test_every_list_is_the_same_frame_in_the_same_order(homes: tuple[Home, Home]) -> None:
    one, other = (list(frames(home)) for home in homes)
    assert min(map(len, one)) > 0
    for left, right in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(left, right)


def frames(home: Home) -> Iterator[pd.DataFrame]:
    yield batches.history(PROVINCE, home).drop(columns=["batch_id", "file_name"])
    yield manifest.active_segments(PROVINCE, home, MONTHS).drop(columns="batch_id")
    yield evaluations.published(PROVINCE, home)
    yield evaluations.results(PROVINCE, home, 1)
    yield evaluations.findings(PROVINCE, home, 2)
    yield evaluations.history(PROVINCE, home, GOOD, "monitoring")
    explained = explain(PROVINCE, home, 2, POOR, "function.time_limit")
    assert explained.same_facts
    yield from (part.frame for part in explained.evidence)


def test_the_chain_and_every_kept_file_are_sound(homes: tuple[Home, Home]) -> None:
    verdicts = [audit.verify(PROVINCE, home) for home in homes]
    assert [verdict.problems for verdict in verdicts] == [(), ()]
    assert verdicts[0].links == verdicts[1].links > 10
    assert [verification.damages(PROVINCE, home) for home in homes] == [[], []]


def test_the_released_rules_are_in_force(homes: tuple[Home, Home]) -> None:
    found = [rulebook.in_force(PROVINCE, home, moment(202702)) for home in homes]
    assert found == [RULESET.hash, RULESET.hash]
