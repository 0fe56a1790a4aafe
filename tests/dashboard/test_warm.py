"""Are the published evaluations looked at before anybody asks, whatever state the home is in?"""

import logging
import sqlite3
from pathlib import Path

import pytest

from dashboard import warm
from store import engine, evaluations
from store.home import Home
from store.scope import PROVINCE
from tests.dashboard.conftest import MONTHS
from tests.exports.town import copied


def test_what_was_looked_at_needs_no_second_look(
    province: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(province, tmp_path / "copy")
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    warm.begin().join(60)
    asked: list[object] = []
    monkeypatch.setattr("store.intact._is_sound", lambda *args: asked.append(args))
    for number in evaluations.published(PROVINCE, home)["evaluation_id"]:
        assert len(evaluations.results(PROVINCE, home, number))
    assert asked == []
    engine.close(home)


def test_damage_goes_to_the_log(
    province: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    home = copied(province, tmp_path / "copy")
    monkeypatch.setenv("BIAOCHI_HOME", str(home.root))
    with sqlite3.connect(home.root / "state.db") as connection:
        connection.execute("UPDATE result SET low = low + 1 WHERE evaluation_id = 1")
    connection.close()
    with caplog.at_level(logging.ERROR, "biaochi.dashboard"):
        warm.begin().join(60)
    assert [str(MONTHS[0]) in record.message for record in caplog.records] == [True]
    engine.close(home)


def test_without_a_data_folder_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path / "nowhere"))
    warm.begin().join(60)
    assert caplog.records == []
