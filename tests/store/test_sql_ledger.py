"""Are the copies of a SQL ledger whole, made once, and those of the files?"""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, func, select

from store import engine, sql_copy, sql_parts
from store.engine import connected
from store.errors import DamageError, HomeError
from store.home import Home
from store.ledgers import LedgerError, ledger_of
from store.manifest import active_segments
from store.scope import PROVINCE
from store.sql_ledger import SqlLedger
from tests.store.making import at, submit
from tests.store.records import A, B, service, week
from tests.store.test_ledgers import answer, given_back, named

UNIT, MONTH = "320100", 202609
ROWS = [
    service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00", fee_item="报名\\t表\t'甲'", fee_fen=500),
    service(A, 2, "2026-09-01T16:30", "2026-09-02T09:30", fee_item=""),
    service(B, 3, "2026-09-29T16:30", None),
]
COUNTED = [(A, MONTH, 2), (B, MONTH, 1)]


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(
    home: Home, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqlLedger]:
    monkeypatch.setenv("BIAOCHI_LEDGER", named(request.param, tmp_path))
    submit(home, tmp_path, UNIT, MONTH, {"service": ROWS}, *week(A), *week(B))
    made = ledger_of(PROVINCE, home)
    assert isinstance(made, SqlLedger)
    yield made
    given_back(home)


def parts(ledger: SqlLedger) -> list[tuple[str, int]]:
    """Each part's source and the number of its rows."""
    with connected(ledger.url, "read") as connection:
        held = connection.execute(select(sql_parts.part)).all()
        return [(row.source, rows_of(connection, row.source, row.part_id)) for row in held]


def rows_of(connection: Connection, source: str, number: int) -> int:
    table = sql_parts.ROWS[source]
    query = select(func.count()).select_from(table).where(table.c.part_id == number)
    return int(connection.scalar(query) or 0)


def test_a_file_is_copied_when_it_is_first_asked_for_and_once(
    ledger: SqlLedger, home: Home
) -> None:
    for _ in range(2):
        assert answer(home, [MONTH]) == COUNTED
        assert parts(ledger) == [("service", 3)]


def test_the_copied_rows_have_the_digest_of_their_segment(ledger: SqlLedger, home: Home) -> None:
    answer(home, [MONTH])
    with connected(ledger.url, "read") as connection:
        table = sql_parts.ROWS["service"]
        made = sql_copy.digest(connection, sql_parts.LEDGERS["service"], table, 1)
    assert [made] == active_segments(PROVINCE, home, [MONTH])["digest"].tolist()


def test_a_copy_that_stops_halfway_leaves_nothing(
    ledger: SqlLedger, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sql_copy.insert_rows

    def half(connection: Connection, table: Table, chunks: Iterable[sql_copy.Rows]) -> None:
        whole(connection, table, [next(iter(chunks))[:2]])
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(sql_copy, "insert_rows", half)
        with pytest.raises(ConnectionError):
            answer(home, [MONTH])
    assert parts(ledger) == []
    assert answer(home, [MONTH]) == COUNTED


def test_a_copy_that_lost_a_row_is_refused(
    ledger: SqlLedger, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sql_copy.insert_rows

    def fewer(connection: Connection, table: Table, chunks: Iterable[sql_copy.Rows]) -> None:
        whole(connection, table, ([*rows][:-1] for rows in chunks))

    with monkeypatch.context() as patched:
        patched.setattr(sql_copy, "insert_rows", fewer)
        with pytest.raises(DamageError):
            answer(home, [MONTH])
    assert parts(ledger) == []


def test_many_who_ask_at_once_make_one_copy(ledger: SqlLedger, home: Home) -> None:
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.append(answer(home, [MONTH]))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [COUNTED] * 6
    assert parts(ledger) == [("service", 3)]


def test_other_hours_ask_for_another_copy_and_an_earlier_moment_for_the_first(
    ledger: SqlLedger, home: Home, tmp_path: Path
) -> None:
    def used(of: SqlLedger) -> list[int | None]:
        frame = of.query(
            PROVINCE, "service",
            lambda t: select(t.c.used_seconds).where(t.c.record_id == "r2"), [MONTH],
        )  # fmt: skip
        return [None if number is None else int(number) for number in frame["used_seconds"]]

    assert used(ledger) == [1_800 + 1_800]
    later = [*week(A, opens="08:00"), *week(B)]
    submit(home, tmp_path, UNIT, 202610, {}, *later, reason="更正", received="2026-11-02")
    assert used(ledger) == [1_800 + 5_400]
    before = SqlLedger(home, ledger.url, at("2026-10-31"))
    assert used(before) == [1_800 + 1_800]
    assert parts(ledger) == [("service", 3)] * 2


def test_tables_of_another_version_are_made_anew(ledger: SqlLedger, home: Home) -> None:
    answer(home, [MONTH])
    with connected(ledger.url, "write") as connection:
        connection.exec_driver_sql("ALTER TABLE rows_step ADD COLUMN gone BIGINT")
    sql_parts._ready.clear()
    assert answer(home, [MONTH]) == COUNTED
    assert parts(ledger) == [("service", 3)]


@pytest.mark.parametrize(
    "setting", ["duckdb", "mysql://u:secret@h/d", "sqlite://", "postgresql:/u:secret@h/d"]
)
def test_an_engine_that_is_none_is_refused_without_its_password(
    home: Home, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("BIAOCHI_LEDGER", setting)
    with pytest.raises(LedgerError, match="parquet") as caught:
        ledger_of(PROVINCE, home)
    assert "secret" not in str(caught.value)


def test_the_state_itself_is_no_ledger(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_LEDGER", home.state_url)
    with pytest.raises(LedgerError, match=r"state\.db"):
        ledger_of(PROVINCE, home)
    engine.close(home)


@pytest.mark.parametrize(
    "setting", ["sqlite:////nowhere/ledger.db", "postgresql://u:secret@/d?host=/nowhere"]
)
def test_a_database_that_can_not_be_used_is_said_in_words(
    home: Home, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("BIAOCHI_LEDGER", setting)
    for source in ("service", "register:hours"):
        with pytest.raises(HomeError, match="BIAOCHI_LEDGER") as caught:
            ledger_of(PROVINCE, home).query(PROVINCE, source, lambda t: select(*t.c), [MONTH])
        assert "secret" not in str(caught.value)
    given_back(home)
