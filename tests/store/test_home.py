"""Is a data folder only ever opened as what it was made to be?"""

import sqlite3
from pathlib import Path

import pytest

from store import engine
from store.home import HomeError, create_home, open_home
from tests.store.making import at


def test_a_home_opens_with_the_nature_and_day_it_was_made_with(tmp_path: Path) -> None:
    engine.close(create_home(tmp_path / "demo", demo=True, day=at("2026-11-05")))
    engine.close(create_home(tmp_path / "real"))
    demo, real = open_home(tmp_path / "demo"), open_home(tmp_path / "real")
    assert (demo.demo, demo.day) == (True, at("2026-11-05"))
    assert (real.demo, real.day) == (False, None)
    for home in (demo, real):
        engine.close(home)


def test_a_demo_lives_in_its_own_day_unless_told_the_present(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = create_home(tmp_path / "demo", demo=True, day=at("2026-11-05"))
    monkeypatch.delenv("BIAOCHI_NOW", raising=False)
    assert home.now() == at("2026-11-05")
    monkeypatch.setenv("BIAOCHI_NOW", "2026-12-01")
    assert home.now() == at("2026-12-01")
    engine.close(home)


def test_the_folder_is_the_one_named_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.close(create_home(tmp_path / "there"))
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path / "there"))
    assert open_home().root == tmp_path / "there"


def refused(path: Path) -> HomeError:
    with pytest.raises(HomeError) as caught:
        open_home(path)
    assert str(path) in caught.value.text.zh
    assert str(path) in caught.value.text.en
    return caught.value


def test_a_folder_without_a_state_is_refused_and_left_alone(tmp_path: Path) -> None:
    refused(tmp_path)
    refused(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("notes of somebody else")
    refused(tmp_path)
    assert (tmp_path / "state.db").read_text() == "notes of somebody else"


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "state.db")
    connection.execute("CREATE TABLE theirs (n INTEGER)")
    connection.close()
    refused(tmp_path)


def test_a_home_of_another_version_is_refused(tmp_path: Path) -> None:
    home = create_home(tmp_path / "home")
    with engine.writing(home) as connection:
        connection.exec_driver_sql("UPDATE setting SET value = '99' WHERE name = 'version'")
    assert "99" in refused(home.root).text.en
    engine.close(home)


def test_a_new_home_wants_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(HomeError):
        create_home(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_real_home_has_no_day_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(HomeError):
        create_home(tmp_path / "real", day=at("2026-11-05"))
