"""Is a folder only ever read with its own database, and does the database compare as the file?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from store import batches, engine
from store.engine import connected, import_lock
from store.errors import HomeError
from store.home import Home, create_home, open_home
from store.scope import PROVINCE
from tests.postgres import new_database
from tests.store.making import fact, submission, submit
from tests.store.records import A

SETTING = "BIAOCHI_DATABASE_URL"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv(SETTING, new_database())
    made = create_home(tmp_path / "home")
    yield made
    engine.close(made)


def refused(root: Path) -> str:
    with pytest.raises(HomeError) as caught:
        open_home(root)
    assert SETTING in caught.value.text.en
    assert SETTING in caught.value.text.zh
    return caught.value.text.en


def test_the_state_lies_in_the_database_and_the_chain_in_a_schema_of_its_own(
    shared: Home, tmp_path: Path
) -> None:
    held = fact("hours", market=A, weekday=1, opens=480, closes=1080, valid_from=1)
    submit(shared, tmp_path, "320100", 202609, {}, held)
    assert open_home(shared.root) == shared
    assert not [*shared.root.glob("*.db")]
    with connected(shared.database, "read") as connection:
        found = connection.exec_driver_sql(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'audit')"
        ).all()
    assert [name for schema, name in found if schema == "audit"] == ["chain"]
    assert {"batch", "setting"} < {name for schema, name in found if schema == "public"}


def test_every_text_is_compared_in_byte_order_and_of_any_length(shared: Home) -> None:
    with connected(shared.database, "read") as connection:
        found = connection.exec_driver_sql(
            "SELECT DISTINCT data_type, collation_name FROM information_schema.columns "
            "WHERE table_schema IN ('public', 'audit') "
            "AND data_type IN ('text', 'character varying', 'character')"
        ).all()
    assert [tuple(row) for row in found] == [("text", "C")]


def test_a_long_file_name_is_kept_whole(shared: Home, tmp_path: Path) -> None:
    held = fact("hours", market=A, weekday=1, opens=480, closes=1080, valid_from=1)
    prepared = submission(tmp_path, "320100", 202609, {}, held)
    named = prepared.__class__(**(vars(prepared) | {"file_name": "表" * 300}))
    batches.commit(PROVINCE, shared, named)
    assert batches.history(PROVINCE, shared)["file_name"].tolist() == ["表" * 300]


def test_its_folder_is_not_opened_without_the_database(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SETTING)
    assert "is kept in a database" in refused(shared.root)


def test_nor_with_that_of_another_folder(
    shared: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, new_database())
    other = create_home(tmp_path / "other")
    assert "not that of the data folder" in refused(shared.root)
    engine.close(other)


def test_a_folder_with_a_state_of_its_own_is_not_read_with_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.close(create_home(tmp_path / "own"))
    monkeypatch.setenv(SETTING, new_database())
    assert "state.db" in refused(tmp_path / "own")


def test_a_database_that_holds_a_state_takes_no_second_one(shared: Home, tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="already holds"):
        create_home(tmp_path / "second")
    assert not (tmp_path / "second").exists()


@pytest.mark.parametrize("named", ["mysql://u:secret@h/d", "postgresql:/u:secret@h", "secret"])
def test_a_setting_that_names_no_postgresql_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv(SETTING, named)
    with pytest.raises(HomeError, match=r"postgresql\+psycopg://") as caught:
        create_home(tmp_path / "home")
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_said_without_its_password(
    shared: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    silent = make_url(shared.database).set(password="secret", database="nowhere")
    monkeypatch.setenv(SETTING, silent.render_as_string(hide_password=False))
    assert "secret" not in refused(shared.root)
    monkeypatch.setenv(SETTING, f"postgresql://u:secret@/d?host={tmp_path}")
    assert "secret" not in refused(shared.root)


def test_the_import_lock_holds_over_all_machines(shared: Home) -> None:
    """Two folders stand for two machines: what they share is the database."""
    other = Home(shared.root / "elsewhere", demo=False, day=None, database=shared.database)
    other.root.mkdir()
    with (
        import_lock(shared),
        pytest.raises(HomeError, match="另一项导入"),
        import_lock(other, patience=0.05),
    ):
        pass
    with import_lock(other, patience=5):
        pass


def test_a_killed_import_gives_the_lock_back(shared: Home) -> None:
    with import_lock(shared), connected(shared.database, "scratch") as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks "
            "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
        )
    with import_lock(shared, patience=5):
        pass
