"""Does a query see exactly the active rows of its months that the scope may see, and give the
same frame on every engine?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Select, TableClause, case, cast, func, select

from store import engine
from store.errors import DamageError
from store.files import path_of
from store.home import Home
from store.ledger import columns_of
from store.ledger_sheets import LEDGERS
from store.ledgers import ledger_of
from store.manifest import active_segments
from store.register_sheets import REGISTERS
from store.scope import PROVINCE, Scope
from store.sql_ledger import SqlLedger
from tests.postgres import new_database
from tests.store.making import at, fact, submit
from tests.store.records import A, B, service, steps, week

UNIT = "320100"
ROWS = [
    service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00", fee_fen=500),
    service(A, 2, "2026-09-01T16:30", "2026-09-02T09:30"),
    service(B, 3, "2026-09-29T16:30", None),
]


def whole(expression: Any, name: str) -> Any:
    return cast(expression, BigInteger).label(name)


def counted(table: TableClause) -> Select[Any]:
    keys = (table.c.market, whole(table.c.month, "month"))
    return select(*keys, whole(func.count(), "n")).group_by(*keys).order_by(*keys)


def named(kind: str, folder: Path) -> str:
    """The setting that names an empty ledger of this kind."""
    if kind == "postgresql":
        return new_database()
    return f"sqlite:///{folder / 'ledger.db'}" if kind == "sqlite" else kind


def given_back(home: Home) -> None:
    ledger = ledger_of(PROVINCE, home)
    if isinstance(ledger, SqlLedger):
        engine.close(home, ledger.url)


@pytest.fixture(params=["parquet", "sqlite", "postgresql"], autouse=True)
def counted_by(
    home: Home, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setenv("BIAOCHI_LEDGER", named(request.param, tmp_path))
    yield
    given_back(home)


def answer(
    home: Home, months: list[int], as_of: int | None = None, scope: Scope = PROVINCE
) -> list[tuple[Any, ...]]:
    frame = ledger_of(PROVINCE, home, as_of).query(scope, "service", counted, months)
    return list(frame.itertuples(index=False, name=None))


def test_rows_are_counted_by_market_and_month(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS})
    submit(home, tmp_path, UNIT, 202610, {"service": [ROWS[2]]})
    assert answer(home, [202609, 202610]) == [(A, 202609, 2), (B, 202609, 1), (B, 202610, 1)]
    assert answer(home, [202610]) == [(B, 202610, 1)]


def test_equal_files_of_two_months_are_two_files(home: Home, tmp_path: Path) -> None:
    for month in (202609, 202610):
        submit(home, tmp_path, UNIT, month, {"service": [ROWS[2]]})
    assert len({*active_segments(PROVINCE, home, [202609, 202610])["digest"]}) == 1
    assert answer(home, [202609, 202610]) == [(B, 202609, 1), (B, 202610, 1)]


def test_a_corrected_segment_is_gone_and_as_of_finds_it(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS})
    submit(
        home, tmp_path, UNIT, 202609, {"service": ROWS[:1]}, reason="重复", received="2026-10-05"
    )
    assert answer(home, [202609]) == [(A, 202609, 1)]
    assert answer(home, [202609], at("2026-10-04")) == [(A, 202609, 2), (B, 202609, 1)]


def test_rows_outside_the_scope_are_not_counted(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS}, *week(A), *week(B))
    county = Scope("county", ("320106",))
    assert answer(home, [202609], scope=county) == [(B, 202609, 1)]
    assert answer(home, [202609], scope=Scope("city", ("3202",))) == []
    for source in ("service", "day", "register:hours"):
        frame = ledger_of(PROVINCE, home).query(
            county, source, lambda t: select(t.c.market).distinct(), [202609]
        )
        assert frame["market"].tolist() == [B], source


def test_a_month_nobody_filed_is_an_empty_typed_frame(home: Home) -> None:
    ledger = ledger_of(PROVINCE, home)
    sources = [*LEDGERS, "day", *(f"register:{name}" for name in REGISTERS)]
    for source in sources:
        frame = ledger.query(PROVINCE, source, lambda t: select(*t.c), [202609])
        assert frame.empty
        kinds = {name: "str" if sql == "VARCHAR" else "int64"
                 for name, sql in columns_of(source).items()}  # fmt: skip
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == kinds, source


def test_a_row_carries_its_month_and_its_derived_columns(home: Home, tmp_path: Path) -> None:
    turns = steps(
        A, 1, ("2026-09-01T09:00", "accepted", "K1"), ("2026-09-01T09:30", "closed", "K2")
    )
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS, "step": turns}, *week(A))
    frame = ledger_of(PROVINCE, home).query(
        PROVINCE, "service",
        lambda t: select(t.c.record_id, t.c.used_seconds, t.c.closed_by_key, t.c.month_start,
                         t.c.month_end).order_by(t.c.record_id),
        [202609],
    )  # fmt: skip
    assert frame["used_seconds"].isna().tolist() == [False, False, True]
    assert frame["used_seconds"][:2].tolist() == [1800, 3600]
    assert frame["closed_by_key"][0] == "K2"
    assert frame["closed_by_key"].isna().tolist() == [False, True, True]
    assert {*frame["month_start"]} == {at("2026-09-01")}
    assert {*frame["month_end"]} == {at("2026-10-01")}


def test_registers_answer_the_same_kind_of_select(home: Home, tmp_path: Path) -> None:
    held = fact("training", market=A, session="1", held_on=at("2026-09-03"), attendances=4,
                valid_from=at("2026-09-03"))  # fmt: skip
    submit(home, tmp_path, UNIT, 202609, {}, held)
    frame = ledger_of(PROVINCE, home).query(
        PROVINCE, "register:training",
        lambda t: select(t.c.market, whole(func.sum(t.c.attendances), "n")).group_by(t.c.market),
        [202608, 202609],
    )  # fmt: skip
    assert frame.to_dict("records") == [{"market": A, "n": 4}]


def test_sums_come_back_as_whole_numbers_and_anything_else_is_refused(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS})
    ledger = ledger_of(PROVINCE, home)

    def paid(table: TableClause) -> Select[Any]:
        return select(whole(func.sum(case((table.c.fee_fen > 0, 1), else_=0)), "n"))

    frame = ledger.query(PROVINCE, "service", paid, [202609])
    assert (str(frame.dtypes["n"]), frame["n"].tolist()) == ("int64", [1])
    with pytest.raises(TypeError, match="BIGINT"):
        ledger.query(PROVINCE, "service", lambda t: select(func.avg(t.c.open)), [202609])


def test_a_missing_file_of_the_manifest_is_an_error_not_a_smaller_count(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS})
    (digest,) = active_segments(PROVINCE, home, [202609])["digest"]
    path_of(home.ledger, digest, ".parquet").unlink()
    with pytest.raises(DamageError, match="备份"):
        answer(home, [202609])
