"""Who was late, and who never filed?"""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from store import registers
from store.batches import RegisterRow
from store.filings import OWED, late
from store.home import Home
from store.scope import PROVINCE, Scope
from tests.store.making import at, fact, submit
from tests.store.records import A, B

UNIT = "320100"
NOTHING: dict[str, list[Any]] = {name: [] for name in OWED}


def market(code: str, opened: str = "2025-01-01", closed: str | None = None) -> RegisterRow:
    return fact(
        "market", market=code, name=code, type="general", mode="self", division=code[:6],
        filing_unit=UNIT, managing_unit="某中心", opened_on=at(opened),
        closed_on=closed and at(closed), valid_from=at("2025-01-01"),
    )  # fmt: skip


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", "2026-11-05")


def states(home: Home, month: int = 202609, as_of: int | None = None) -> dict[str, int]:
    frame = late(PROVINCE, home, [month], as_of)
    return dict(zip(frame["market"], frame["late"], strict=True))


@pytest.mark.parametrize(
    ("received", "expected"), [("2026-10-03T23:59:59", 0), ("2026-10-04T00:00:00", 1)]
)
def test_the_third_of_the_next_month_is_in_time_to_its_last_second(
    home: Home, tmp_path: Path, received: str, expected: int
) -> None:
    submit(home, tmp_path, UNIT, 202609, NOTHING, market(A), markets=[A], received=received)
    (row,) = late(PROVINCE, home, [202609]).to_dict("records")
    assert row == {
        "market": A, "month": 202609, "due_at": at("2026-10-03T23:59:59"),
        "first_received_at": at(received), "late": expected, "missing": (),
    }  # fmt: skip


def test_a_later_correction_makes_nobody_late(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, NOTHING, market(A), markets=[A])
    submit(home, tmp_path, UNIT, 202609, NOTHING, markets=[A, B], reason="补 B",
           received="2026-10-09")  # fmt: skip
    assert states(home) == {A: 0}


def test_a_market_that_came_with_a_later_batch_is_late(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, NOTHING, market(A), market(B), markets=[A])
    submit(home, tmp_path, UNIT, 202609, NOTHING, markets=[A, B], reason="补 B",
           received="2026-10-09")  # fmt: skip
    assert states(home) == {A: 0, B: 1}


def test_what_is_missing_is_named_and_late_only_once_the_day_is_past(
    home: Home, tmp_path: Path
) -> None:
    held = {name: [] for name in OWED if name != "complaint"}
    submit(home, tmp_path, UNIT, 202609, held, market(A), market(B), markets=[A])
    frame = late(PROVINCE, home, [202609]).set_index("market")
    assert frame["missing"].to_dict() == {A: ("complaint",), B: OWED}
    assert frame["first_received_at"].isna().to_dict() == {A: False, B: True}
    assert states(home) == {A: 1, B: 1}
    assert states(home, as_of=at("2026-10-03")) == {A: 0, B: 0}


def test_a_market_owes_full_months_only(home: Home, tmp_path: Path) -> None:
    new, gone = "320106002", "320106003"
    submit(home, tmp_path, UNIT, 202608, {}, market(A), market(B, opened="2026-09-02"),
           market(new, opened="2026-09-01"), market(gone, closed="2026-09-30"))  # fmt: skip
    assert set(states(home)) == {A, new}
    assert set(states(home, 202608)) == {A, gone}


def test_only_markets_in_scope_are_listed(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, NOTHING, market(A), market(B), markets=[A, B])
    assert late(Scope("county", ("320106",)), home, [202609])["market"].tolist() == [B]
    assert late(Scope("city", ("3202",)), home, [202609]).empty


MONTHS = [202607, 202608, 202609]


@pytest.fixture
def quarter(home: Home, tmp_path: Path) -> Home:
    """Three months of two markets: B opens in August and files that month late."""
    opened = (market(A), market(B, opened="2026-08-01"))
    submit(home, tmp_path, UNIT, 202607, NOTHING, *opened, markets=[A], received="2026-08-02")
    submit(home, tmp_path, UNIT, 202608, NOTHING, markets=[A], received="2026-09-02")
    submit(home, tmp_path, UNIT, 202608, NOTHING, markets=[A, B], received="2026-09-09",
           reason="补 B")  # fmt: skip
    submit(home, tmp_path, UNIT, 202609, NOTHING, markets=[A, B], received="2026-10-02")
    return home


@pytest.mark.parametrize("as_of", [None, "2026-09-05", "2026-10-03"])
def test_several_months_are_the_months_one_by_one(quarter: Home, as_of: str | None) -> None:
    moment = None if as_of is None else at(as_of)
    whole = late(PROVINCE, quarter, MONTHS, moment)
    single = [late(PROVINCE, quarter, [month], moment) for month in MONTHS]
    assert whole.equals(pd.concat(single, ignore_index=True))
    assert len(whole) == 5


def test_the_market_register_is_read_once_however_many_months(
    quarter: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read = registers.rows
    monkeypatch.setattr(
        registers, "rows",
        lambda scope, home, name, as_of=None: asked.append(name) or read(scope, home, name, as_of),
    )  # fmt: skip
    late(PROVINCE, quarter, MONTHS)
    assert asked == ["market"]
