"""Which days was a market open, and which did it log?"""

from pathlib import Path

from sqlalchemy import select

from store.batches import RegisterRow
from store.home import Home
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from tests.store.making import at, fact, submit
from tests.store.records import A, B, service, week

UNIT = "320100"


def days(home: Home, month: int = 202609) -> dict[str, tuple[object, ...]]:
    frame = ParquetLedger(home).query(
        PROVINCE, "day",
        lambda t: select(t.c.market, t.c.day, t.c.is_open, t.c.logged, t.c.opens, t.c.closes)
        .order_by(t.c.market, t.c.day),
        [month],
    )  # fmt: skip
    return {
        f"{market} {(day - at('2026-09-01')) // 86_400 + 1}": tuple(rest)
        for market, day, *rest in frame.astype(object).where(frame.notna(), None).to_numpy()
    }


def test_a_day_is_open_by_hours_and_logged_by_any_entry(home: Home, tmp_path: Path) -> None:
    rows = [
        service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00"),
        service(A, 2, "2026-09-01T23:59:59", None),
        service(A, 3, "2026-09-02T00:00", "2026-09-02T00:00", kind="nil"),
        service(A, 4, "2026-09-06T09:00", "2026-09-06T10:00"),
        service(A, 5, "2026-08-31T09:00", "2026-09-03T10:00"),
        service(B, 6, "2026-09-04T09:00", "2026-09-04T10:00"),
    ]
    submit(home, tmp_path, UNIT, 202609, {"service": rows}, *week(A))
    found = days(home)
    assert len(found) == 30
    clock = (at("2026-09-01T09:00"), at("2026-09-01T17:00"))
    assert found[f"{A} 1"] == (1, 1, *clock)
    assert found[f"{A} 2"][:2] == (1, 1)
    assert found[f"{A} 3"][:2] == (1, 0), "opened the month before"
    assert found[f"{A} 4"][:2] == (1, 0), "another market's entry"
    assert found[f"{A} 6"] == (0, 1, None, None), "a Sunday with an entry"
    assert found[f"{A} 20"][:2] == (1, 0), "a Sunday that is a working day"
    assert found[f"{A} 25"][:2] == (0, 0), "the Mid-Autumn holiday"


def test_days_before_the_hours_came_on_file_are_not_known(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, *week(A, valid_from=at("2026-09-03")))
    found = days(home)
    assert found[f"{A} 2"] == (None, 0, None, None)
    assert found[f"{A} 3"][0] == 1


def test_a_closure_is_one_day_and_a_suspension_lasts(home: Home, tmp_path: Path) -> None:
    def closure(kind: str, day: str, **more: int) -> RegisterRow:
        return fact("closure", market=A, kind=kind, valid_from=at(day), **more)

    submit(home, tmp_path, UNIT, 202609, {}, *week(A), closure("closed", "2026-09-01"),
           closure("open", "2026-09-05", opens=600, closes=660),
           closure("suspended", "2026-09-28"))  # fmt: skip
    found = days(home)
    opened = [found[f"{A} {day}"][0] for day in (1, 2, 5, 12, 28, 29, 30)]
    assert opened == [0, 1, 1, 0, 0, 0, 0]
    assert found[f"{A} 5"][2:] == (at("2026-09-05T10:00"), at("2026-09-05T11:00"))


def test_a_market_without_hours_has_no_days(home: Home, tmp_path: Path) -> None:
    rows = [service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
    submit(home, tmp_path, UNIT, 202609, {"service": rows})
    assert days(home) == {}
