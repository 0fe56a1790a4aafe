"""Is a backup the whole folder, and does it come back the same, on a server too?"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from store import audit, backups, batches, engine, verification
from store.engine import connected, writing
from store.errors import HomeError
from store.home import Home, create_home, open_home
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from store.tables import metadata, setting
from tests.postgres import new_database
from tests.store.making import at, submit
from tests.store.records import A, service, week

SETTING = "BIAOCHI_DATABASE_URL"
UNIT = "320100"
ROWS = [service(A, 1, "2026-09-01T16:00", "2026-09-02T10:00")]


def nobody(_done: float, _whole: int) -> None:
    """Nobody watches."""


@pytest.fixture
def filled(home: Home, tmp_path: Path) -> Home:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS, "step": []}, *week(A))
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS * 1 + [
        service(A, 2, "2026-09-03T09:00", "2026-09-03T10:00")]}, reason="漏报")  # fmt: skip
    with writing(home) as connection:
        connection.execute(insert(setting), {"name": "profile:320100", "value": "{}"})
    (home.root / "calendar").mkdir()
    (home.root / "calendar" / "2027.yaml").write_text("year: 2027\n")
    return home


@pytest.fixture
def opened() -> Iterator[list[Home]]:
    """Homes made by a test, given back after it."""
    made: list[Home] = []
    yield made
    for home in made:
        engine.close(home)


def state(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the state but what makes a folder this folder."""
    with connected(home.state_url, "read") as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(
                select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }  # fmt: skip
    found["setting"] = [row for row in found["setting"] if row[0] not in backups.OWN]
    return found


def files(home: Home) -> dict[str, bytes]:
    return {
        path.relative_to(home.root).as_posix(): path.read_bytes()
        for folder in ("evidence", "ledger", "calendar")
        for path in (home.root / folder).rglob("*") if path.is_file()
    }  # fmt: skip


def sound(home: Home) -> bool:
    damaged = verification.damages(PROVINCE, home) or verification.state_damages(PROVINCE, home)
    return not damaged and audit.verify(PROVINCE, home).sound


def records(home: Home) -> list[str]:
    found = ParquetLedger(home).query(
        PROVINCE, "service", lambda t: select(t.c.record_id), [202609]
    )
    return sorted(found["record_id"])


def test_a_backup_holds_every_row_and_every_file_and_is_a_data_folder(
    filled: Home, tmp_path: Path, opened: list[Home]
) -> None:
    made = backups.back_up(PROVINCE, filled, tmp_path / "kept", nobody)
    opened.append(made)
    assert (state(made), files(made)) == (state(filled), files(filled))
    assert audit.verify(PROVINCE, made) == audit.verify(PROVINCE, filled)
    assert open_home(tmp_path / "kept") == made
    assert sound(made)
    assert records(made) == ["r1", "r2"]
    assert [path.name for path in tmp_path.glob("kept*")] == ["kept"]


def test_what_is_done_after_the_backup_is_not_in_it(
    filled: Home, tmp_path: Path, opened: list[Home]
) -> None:
    made = backups.back_up(PROVINCE, filled, tmp_path / "kept", nobody)
    opened.append(made)
    submit(filled, tmp_path, UNIT, 202610, {"service": []}, markets=[A])
    assert len(batches.history(PROVINCE, made)) == 2
    assert len(batches.history(PROVINCE, filled)) == 3


def test_it_moves_to_a_server_and_back_and_goes_on_there(
    filled: Home, tmp_path: Path, opened: list[Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.append(backups.back_up(PROVINCE, filled, tmp_path / "kept", nobody))
    before = state(filled)
    monkeypatch.setenv(SETTING, new_database())
    served = backups.restore(PROVINCE, tmp_path / "kept", tmp_path / "served", "王某", nobody)
    opened.append(served)
    assert open_home(tmp_path / "served") == served
    assert served.database
    assert not list(served.root.glob("*.db"))
    acts = state(served).pop("outbox")
    assert {**state(served), "outbox": acts[:-1]} == before
    assert (acts[-1][2], acts[-1][4]) == ("王某", "restore")
    assert sound(served)
    submit(served, tmp_path, UNIT, 202610, {"service": []}, *week(A, opens="08:30", reason="改"),
           markets=[A])  # fmt: skip
    assert sound(served)
    back = backups.back_up(PROVINCE, served, tmp_path / "back", nobody)
    opened.append(back)
    assert not back.database
    assert (state(back), files(back)) == (state(served), files(served))
    assert sound(back)


def test_a_demo_stays_a_demo_in_its_own_day(tmp_path: Path, opened: list[Home]) -> None:
    demo = create_home(tmp_path / "demo", demo=True, day=at("2026-11-05"))
    opened.append(demo)
    made = backups.back_up(PROVINCE, demo, tmp_path / "kept", nobody)
    opened.append(made)
    assert (made.demo, made.day) == (True, demo.day)
    assert open_home(tmp_path / "kept") == made


def test_nothing_is_written_over(filled: Home, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "a").write_text("mine")
    with pytest.raises(HomeError) as caught:
        backups.back_up(PROVINCE, filled, there, nobody)
    assert str(there) in caught.value.text.zh
    assert [path.name for path in there.iterdir()] == ["a"]


def test_a_backup_that_was_cut_short_leaves_nothing_and_is_begun_again(
    filled: Home, tmp_path: Path, opened: list[Home]
) -> None:
    def cut(_done: float, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backups.back_up(PROVINCE, filled, tmp_path / "kept", cut)
    assert not [*tmp_path.glob("kept*")]
    opened.append(backups.back_up(PROVINCE, filled, tmp_path / "kept", nobody))
    assert sound(opened[-1])


def test_what_is_missing_is_missing_in_the_backup_and_named_there(
    filled: Home, tmp_path: Path, opened: list[Home]
) -> None:
    gone = sorted(filled.evidence.iterdir())[0]
    gone.unlink()
    made = backups.back_up(PROVINCE, filled, tmp_path / "kept", nobody)
    opened.append(made)
    assert [held.file_name for held in verification.damages(PROVINCE, made)] == [gone.name]


def test_a_folder_that_is_no_data_folder_is_not_brought_back(tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    with pytest.raises(HomeError):
        backups.restore(PROVINCE, tmp_path / "odd", tmp_path / "home", "王某", nobody)
    assert not (tmp_path / "home").exists()


def test_a_lost_folder_comes_back_with_its_files(
    filled: Home, tmp_path: Path, opened: list[Home]
) -> None:
    opened.append(backups.back_up(PROVINCE, filled, tmp_path / "kept", nobody))
    engine.close(filled)
    shutil.rmtree(filled.root)
    back = backups.restore(PROVINCE, tmp_path / "kept", filled.root, "王某", nobody)
    opened.append(back)
    assert records(back) == ["r1", "r2"]
    assert sound(back)
