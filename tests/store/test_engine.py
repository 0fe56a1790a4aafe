"""Do two writers lose nothing, and does a reader see one moment?"""

import multiprocessing
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from store import engine
from store.engine import import_lock, reading, writing
from store.home import Home, HomeError, open_home
from store.tables import setting

ROUNDS = 150


def value(home: Home) -> int:
    with reading(home) as connection:
        return int(connection.scalar(select(setting.c.value).where(setting.c.name == "n")) or 0)


def set_value(home: Home, number: int) -> None:
    with writing(home) as connection:
        connection.exec_driver_sql("DELETE FROM setting WHERE name = 'n'")
        connection.execute(setting.insert(), {"name": "n", "value": str(number)})


def increment(root: Path) -> None:
    """Read, then write: what loses updates when the lock comes after the read."""
    home = open_home(root)
    for _ in range(ROUNDS):
        with writing(home) as connection:
            held = connection.scalar(select(setting.c.value).where(setting.c.name == "n"))
            query = update(setting).where(setting.c.name == "n")
            connection.execute(query.values(value=str(int(held) + 1)))


def test_two_processes_that_read_and_then_write_lose_nothing(home: Home) -> None:
    set_value(home, 0)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=increment, args=(home.root,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert value(home) == 2 * ROUNDS


def test_a_reader_sees_one_moment_while_a_writer_commits(home: Home) -> None:
    set_value(home, 1)
    query = select(setting.c.value).where(setting.c.name == "n")
    with reading(home) as connection:
        before = connection.scalar(query)
        set_value(home, 2)
        assert (before, connection.scalar(query)) == ("1", "1")
    assert value(home) == 2


def test_a_failed_writer_leaves_nothing(home: Home) -> None:
    set_value(home, 1)

    def fail() -> None:
        with writing(home) as connection:
            connection.exec_driver_sql("UPDATE setting SET value = '9' WHERE name = 'n'")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert value(home) == 1


def test_a_reader_cannot_write(home: Home) -> None:
    with pytest.raises(DBAPIError, match=r"read.?only"), reading(home) as connection:
        connection.exec_driver_sql("DELETE FROM setting")


def test_the_state_survives_a_loss_of_power_by_the_settings_that_say_so(home: Home) -> None:
    with writing(home) as connection:
        if home.database:
            shown = ("fsync", "full_page_writes", "synchronous_commit")
            told = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in shown]
            assert told == ["on", "on", "on"]
        else:
            asked = ("journal_mode", "synchronous", "foreign_keys")
            told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
            assert told == ["wal", 2, 1]


def test_one_engine_serves_a_home(home: Home) -> None:
    value(home)
    assert engine._engine(home.state_url) is engine._engine(home.state_url)


def test_a_second_import_waits_and_then_gives_up(home: Home) -> None:
    refused: list[str] = []

    def second() -> None:
        try:
            with import_lock(home, patience=0.05):
                refused.append("entered")
        except HomeError as error:
            refused.append(error.text.zh)

    with import_lock(home):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert len(refused) == 1
    assert "另一项导入" in refused[0]
    second()
    assert refused[1:] == ["entered"]


def test_the_same_thread_may_take_the_import_lock_again(home: Home) -> None:
    with import_lock(home), import_lock(home, patience=0.05):
        pass
    with import_lock(home, patience=0.05):
        pass
