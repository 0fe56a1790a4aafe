"""Does a real cluster of one master and two workers give the same frames as the default engine?"""

import shutil
from collections.abc import Callable, Iterator

import pytest

from metrics.canonical import canonical_json
from metrics.evaluate import evaluate
from rules.sets import load_ruleset
from store import spark_ledger
from store.ledger import Ledger
from store.scope import PROVINCE
from store.spark_ledger import SparkLedger
from tests.metrics.test_engines import (
    QUESTIONS,
    SETTING,
    Asked,
    Engines,
    Frames,
    differing,
    engines,
    expected,
)

__all__ = ["engines", "expected"]
pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from tests.spark_cluster import cluster

    with cluster(tmp_path_factory.mktemp("spark")) as address:
        yield address
        spark_ledger.stop(address)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_a_cluster_gives_equal_frames(
    engines: Engines,
    expected: Callable[[Callable[[Ledger], Frames]], Frames],
    question: Callable[[Ledger], Frames],
    master: str,
) -> None:
    spark = Asked(SparkLedger(engines.home, master))
    assert differing(expected(question), question(spark)) == {}


def test_an_evaluation_counted_by_the_cluster_is_the_same_to_the_byte(
    engines: Engines,
    master: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ruleset, made = load_ruleset("jiangsu-2024"), []
    for setting in ("parquet", master):
        shutil.rmtree(engines.home.cache / "tally", ignore_errors=True)
        monkeypatch.setenv(SETTING, setting)
        made.append(
            canonical_json(evaluate(PROVINCE, engines.home, ruleset, "monitoring", "202610"))
        )
    assert made[0] == made[1]
