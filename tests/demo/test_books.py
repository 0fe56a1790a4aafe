"""Is the default province of the size and spread it should have, and are its cells valid?"""

from collections import Counter
from math import dist
from typing import Any

import numpy as np
import pandas as pd
import pytest

from demo.books import Books, cover_rows, ledger_tables, month_registers
from demo.province import Province, build_province
from rules.codes import code_list, divisions
from store.contracts import Column
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS


@pytest.fixture(scope="module")
def sizes(books: list[Books]) -> Counter[str]:
    """Rows by ledger over all files."""
    found: Counter[str] = Counter()
    for book in books:
        for month in book.ground.span.months:
            tables = ledger_tables(book, month)
            covered = cover_rows(book, tables, month)
            for ledger, rows in tables.items():
                found[ledger] += len(rows)
                assert len(rows) == sum(n for (_, name), n in covered.items() if name == ledger)
    return found


def test_the_ledgers_hold_a_quarter_of_a_million_rows_and_never_300_000(
    sizes: Counter[str],
) -> None:
    assert 200_000 <= sum(sizes.values()) <= 300_000
    assert set(sizes) == set(LEDGERS)
    assert min(sizes.values()) > 500


def test_every_county_has_a_market_and_every_type_and_mode_its_share(province: Province) -> None:
    markets = province.markets
    assert set(markets["division"]) == set(divisions().counties)
    assert len(set(divisions().counties)) == 95
    types = markets["type"].value_counts(normalize=True)
    assert types.round(2).to_dict() == {"general": 0.45, "station": 0.30, "sector": 0.25}
    assert set(markets["mode"]) == {"self", "sign", "entrusted", "ppp"}
    assert markets["market"].is_unique
    assert markets["name"].is_unique
    assert (markets["market"].str[:6] == markets["division"]).all()
    drums = markets[markets["name"].str.endswith("鼓楼区零工市场")]
    assert len(drums) == 2


def test_markets_stand_near_the_label_point_of_their_county(province: Province) -> None:
    for row in province.markets.to_dict("records"):
        here = row["longitude_e4"] / 10000, row["latitude_e4"] / 10000
        nearest = min(divisions().counties, key=lambda c: dist(here, divisions().center(c)))
        assert nearest == row["division"]


def _records_a_month(books: list[Books]) -> pd.DataFrame:
    """Service records by market (rows) and month begun (columns), nil entries left out."""
    logs = pd.concat([book.lives["service"].rows for book in books])
    logs = logs[logs["kind"] != "nil"]
    counted = logs.groupby(["market", logs["record_id"].str[1:7]]).size()
    return counted.unstack(fill_value=0)


def test_volumes_run_from_five_a_month_to_one_giant_of_five_thousand(books: list[Books]) -> None:
    records = _records_a_month(books)
    busiest = records.max(axis=1).sort_values()
    assert busiest.iloc[-1] == 5000
    assert busiest.iloc[-2] < 500
    full = records[records.min(axis=1) > 0]
    assert full.min().min() == 5
    assert (full.min(axis=1) == 5).sum() > 20


def test_spring_and_harvest_are_busier_than_the_festival(books: list[Books]) -> None:
    total = _records_a_month(books).sum()
    assert total["202603"] > total["202601"] > total["202602"]
    assert total["202606"] > total["202608"]


def test_half_of_the_markets_have_thirty_ratings_of_one_source_in_three_months(
    books: list[Books],
) -> None:
    enough, start = 0, books[0].ground.span.bounds(202608)[0]
    for book in books:
        log = book.lives["service"].rows
        recent = log[(log["closed_at"] >= start) & log["satisfaction"].notna()]
        most = recent.groupby(["market", "satisfaction_source"]).size().groupby("market").max()
        enough += int((most >= 30).sum())
    assert enough >= 150


def test_most_open_days_are_logged_and_some_markets_are_careless(books: list[Books]) -> None:
    shares: list[float] = []
    for book in books:
        ground = book.ground
        days = ground.clock.days(ground.span.start, ground.span.end)
        market = np.array(ground.names(days.market))
        open_days = pd.Series(market).groupby(market).size()
        log = book.lives["service"].rows
        log = log[(log["opened_at"] >= ground.span.start) & (log["opened_at"] < ground.span.end)]
        day = (log["opened_at"] + 8 * 3600) // 86400
        logged = log.assign(day=day).groupby("market")["day"].nunique()
        shares += (logged / open_days).tolist()
    assert np.mean(np.array(shares) >= 0.95) > 0.6
    assert min(shares) < 0.9


def _bad_cells(column: Column, cells: "pd.Series[Any]") -> list[Any]:
    present = [cell for cell in cells.tolist() if not pd.isna(cell)]
    if column.kind == "code":
        known = {code.code for code in code_list(column.codes).codes}
        return [cell for cell in present if cell not in known]
    if column.kind == "flag":
        return [cell for cell in present if cell not in (0, 1)]
    if column.kind == "division":
        return [cell for cell in present if divisions().get(str(cell)) is None]
    if column.kind in ("text", "key"):
        return [cell for cell in present if not isinstance(cell, str) or len(cell) > 200]
    low, high = column.low, column.high
    return [
        cell for cell in present
        if float(str(cell)) % 1 or (low is not None and float(str(cell)) < low)
        or (high is not None and float(str(cell)) > high)
    ]  # fmt: skip


def test_every_cell_is_one_the_contracts_allow(books: list[Books]) -> None:
    book = books[8]
    seen: set[str] = set()
    for month in book.ground.span.months:
        tables = ledger_tables(book, month)
        for name, rows in {**tables, **month_registers(book, tables, month)}.items():
            contract = LEDGERS.get(name) or REGISTERS[name]
            assert set(rows.columns) <= {column.name for column in contract.columns}
            for column in contract.columns:
                if column.required:
                    assert column.name in rows, (name, column.name)
                    assert rows[column.name].notna().all(), (name, column.name)
                if column.name in rows:
                    assert _bad_cells(column, rows[column.name]) == [], (name, column.name)
            keys = [key for key in contract.key if key in rows]
            assert not rows.duplicated(keys).any(), name
            seen.add(name)
    assert seen >= set(LEDGERS) | {"market", "premises", "hours", "contract", "inspection", "staff"}


def test_matches_name_a_vacancy_and_a_seeker_of_their_market(books: list[Books]) -> None:
    book = books[0]
    matches = book.lives["match"].rows
    for ledger, name in (("vacancy", "vacancy_id"), ("seeker", "seeker_id")):
        known = set(zip(*(book.lives[ledger].rows[key] for key in ("market", "record_id")),
                        strict=True))  # fmt: skip
        assert set(zip(matches["market"], matches[name], strict=True)) <= known


def test_scale_multiplies_the_volumes(province: Province) -> None:
    thrice = build_province(scale=3).markets["volume"]
    assert np.allclose(thrice, 3 * province.markets["volume"])


def test_another_seed_is_another_province(province: Province) -> None:
    other = build_province(seed=8)
    assert not other.markets["volume"].equals(province.markets["volume"])
    assert build_province().markets.equals(province.markets)
