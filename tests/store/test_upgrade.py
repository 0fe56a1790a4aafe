"""Does an older data folder become one of this version, whole or not at all?"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, select

from store import audit, batches, engine, evaluations, rulebook, upgrade
from store.engine import connected, reading, writing
from store.home import VERSION, Home, create_home, open_home
from store.scope import PROVINCE
from store.tables import metadata, setting
from tests.postgres import new_database
from tests.store.making import submit
from tests.store.records import A, B, service
from tests.store.test_evaluations import save

LATER = ("release_step", "release", "ruleset")
"""The tables that a folder of version 1 has not."""
COLUMN = ("evaluation", "last_batch")
"""Nor this column."""
VERSION_1 = Path(__file__).with_name("version_1.sql")


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "postgresql":
        monkeypatch.setenv("BIAOCHI_DATABASE_URL", new_database())
    return str(request.param)


@pytest.fixture(params=["empty", "filled"])
def old(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """A folder of version 1, with or without a submission."""
    home = create_home(tmp_path / "home")
    if request.param == "filled":
        rows = [service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
        submit(home, tmp_path, "320100", 202609, {"service": rows})
    make_older(home)
    yield home
    engine.close(home)


def make_older(home: Home) -> None:
    with writing(home) as connection:
        for table in LATER:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("ALTER TABLE {} DROP COLUMN {}".format(*COLUMN))
        connection.exec_driver_sql("UPDATE setting SET value = '1' WHERE name = 'version'")


def versions(home: Home) -> tuple[str, set[str]]:
    """The version a folder says it has, and which of the later tables are there."""
    with reading(home) as connection:
        said = connection.scalar(select(setting.c.value).where(setting.c.name == "version"))
        return str(said), {*LATER} & {*inspect(connection).get_table_names()}


def upgrades(home: Home) -> int:
    with connected(home.audit_url, "read") as connection:
        acts = connection.scalars(select(audit.chain.c.action)).all()
    return acts.count("upgrade")


def differences(connection: Connection) -> list[Any]:
    """What alembic would change; what a table is said to be about changes no row."""
    found = compare_metadata(MigrationContext.configure(connection), metadata)
    return [change for change in found if "comment" not in str(change[0])]


def test_the_steps_from_nothing_make_the_tables_of_today(kind: str, tmp_path: Path) -> None:
    home = Home(tmp_path, demo=False, day=None, database=url(kind))
    with writing(home) as connection:
        upgrade.run(connection, "base", VERSION)
        assert differences(connection) == []
    engine.close(home)


def url(kind: str) -> str:
    return new_database() if kind == "postgresql" else ""


def test_a_difference_would_be_seen(kind: str, tmp_path: Path) -> None:
    home = Home(tmp_path, demo=False, day=None, database=url(kind))
    with writing(home) as connection:
        upgrade.run(connection, "base", "1")
        found = [change for change in differences(connection) if isinstance(change, tuple)]
    assert {change[1].name for change in found if change[0] == "add_table"} == {*LATER}
    columns = [(change[2], change[3].name) for change in found if change[0] == "add_column"]
    assert columns == [COLUMN]
    engine.close(home)


def test_the_first_step_still_makes_the_tables_that_were_released(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "released.db")) as released:
        released.executescript(VERSION_1.read_text(encoding="utf-8"))
    home = Home(tmp_path, demo=False, day=None)
    with writing(home) as connection:
        upgrade.run(connection, "base", "1")
    engine.close(home)
    assert described(tmp_path / "state.db") == described(tmp_path / "released.db")


def described(path: Path) -> dict[str, object]:
    """Columns, key, indexes and constraints of every table."""
    look = inspect(create_engine(f"sqlite:///{path}"))
    return {
        name: (
            [{**column, "type": str(column["type"])} for column in look.get_columns(name)],
            look.get_pk_constraint(name), look.get_foreign_keys(name),
            sorted(look.get_indexes(name), key=str),
            sorted(look.get_unique_constraints(name), key=str),
        )
        for name in look.get_table_names()
        if name != "alembic_version"
    }  # fmt: skip


def test_every_version_has_its_step() -> None:
    steps = ScriptDirectory(str(upgrade.STEPS))
    found = [step.revision for step in steps.walk_revisions()]
    assert found == [str(number) for number in range(int(VERSION), 0, -1)]


def test_an_older_folder_is_brought_to_this_version_with_all_it_holds(old: Home) -> None:
    before = batches.history(PROVINCE, old)
    home = open_home(old.root)
    assert home == old
    assert versions(home) == (VERSION, {*LATER})
    assert batches.history(PROVINCE, home).equals(before)
    assert rulebook.keep(PROVINCE, home, "own", "{}") == rulebook.kept_sets(PROVINCE, home)[0][0]
    with reading(home) as connection:
        assert differences(connection) == []


def test_an_older_evaluation_learns_which_batch_was_the_last_it_saw(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", "2026-10-05")
    for unit, market, day in (("320100", A, "2026-10-02"), ("320200", B, "2026-10-09")):
        rows = [service(market, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
        submit(home, tmp_path, unit, 202609, {"service": rows}, received=day)
    number = save(home)
    make_older(home)
    engine.close(home)
    assert evaluations.get(PROVINCE, open_home(home.root), number).last_batch == 1


def test_an_upgrade_is_an_act_and_done_once(old: Home) -> None:
    for _ in range(2):
        home = open_home(old.root)
        assert upgrades(home) == 1
    assert audit.verify(PROVINCE, home).sound


def test_who_opens_it_at_the_same_time_waits_for_the_upgrade(old: Home) -> None:
    opened: list[Home] = []
    threads = [
        threading.Thread(target=lambda: opened.append(open_home(old.root))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    assert (versions(old)[0], upgrades(old)) == (VERSION, 1)


def test_an_upgrade_that_fails_leaves_the_folder_as_it_was(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", fail)
        with pytest.raises(ConnectionError):
            open_home(old.root)
    assert versions(old) == ("1", set())
    open_home(old.root)
    assert versions(old) == (VERSION, {*LATER})
