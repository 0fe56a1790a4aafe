"""Is everything whole or absent, whoever is killed and when, and does no reader see half?"""

import os
from pathlib import Path

import pytest

from tests.crash.harness import kill_often
from tests.crash.workers import NOW, WORK

SHORT, LONG = 20, 300


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", NOW)


def test_twenty_kills_leave_everything_whole(tmp_path: Path) -> None:
    killing, looks = kill_often(tmp_path, SHORT, seed=20)
    assert killing.kills.total() == SHORT
    assert set(killing.kills) == set(WORK)
    assert min(looks) > 0


@pytest.mark.long
def test_three_hundred_kills_leave_everything_whole(tmp_path: Path) -> None:
    seed = int(os.environ.get("CRASH_SEED", "300"))
    killing, looks = kill_often(tmp_path, LONG, seed)
    assert killing.kills.total() == LONG
    assert min(looks) > 0
