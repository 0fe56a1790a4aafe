"""SQL over files and sets of ids find the same clashes with other months and with the opening."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendar import month_bounds
from store.canonical import write_segment
from store.files import path_of
from store.folder import Home
from store.intake import csv_history
from store.intake.belonging import Place, _while_open
from store.intake.continuity import NOTHING, Ids, _by_market, clashes
from store.intake.csv_typed import ROW
from store.intake.job import Keys
from store.ledger_sheets import LEDGERS
from store.scope import PROVINCE, Scope
from tests.store.intake.month_files import A, B

MONTHS = (202605, 202606, 202608, 202609)
PERIOD = 202607
States = list[tuple[str, str, int]]
"""Market, record, open."""
states = st.lists(
    st.tuples(st.sampled_from([A, B]), st.sampled_from("wxyz"), st.integers(0, 1)),
    max_size=6, unique_by=lambda state: state[:2],
)  # fmt: skip


def frame(rows: States) -> pd.DataFrame:
    """Rows of the service log; what isn't asked about is the same everywhere."""
    names = [column.name for column in LEDGERS["service"].columns]
    held = pd.DataFrame(rows, columns=["market", "record_id", "open"]).reindex(columns=names)
    held = held.astype({"market": "str", "record_id": "str"})
    return held.assign(opened_at=month_bounds(202605)[0], kind="matching")


def listed(rows: States) -> tuple[list[str], list[str], list[int]]:
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def own_keys(rows: States, folder: Path, *, as_csv: bool) -> Keys:
    numbers = [*range(2, len(rows) + 2)]
    if not as_csv:
        markets, records, flags = listed(rows)
        begins = [0] * len(rows)
        path = str(folder / "x.parquet")
        return Keys(path, "d", len(rows), markets, records, flags, begins, numbers)
    typed = folder / "service.typed.parquet"
    held = frame(rows)
    held[ROW] = numbers
    held.to_parquet(typed)
    return Keys(str(folder / "service.parquet"), "d", len(rows), typed=str(typed), numbered=True)


@pytest.mark.parametrize("as_csv", [True, False])
@settings(max_examples=25, deadline=None)
@given(own=states, others=st.lists(states, min_size=4, max_size=4))
def test_both_ways_find_the_same_clashes(
    as_csv: bool, own: States, others: list[States], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("history")
    home = Home(folder, demo=False, day=None)
    home.ledger.mkdir()
    filed: csv_history.Filed = []
    months: dict[str, dict[int, Ids]] = {market: {} for market in (A, B)}
    for month, rows in zip(MONTHS, others, strict=True):
        digest, _ = write_segment(LEDGERS["service"], frame(rows), folder / "other.parquet")
        (folder / "other.parquet").rename(path_of(home.ledger, digest, ".parquet"))
        ids = _by_market(*listed(rows))
        for market in (A, B):
            filed.append((market, month, digest))
            months[market][month] = ids.get(market, NOTHING)
    mine = _by_market(*listed(own))
    row_of = {state[:2]: row for row, state in enumerate(own, start=2)}
    expected = sorted(
        (code, market, record, month, row_of.get((market, record), 0))
        for market in (A, B)
        for code, record, month in clashes(mine.get(market, NOTHING), months[market], PERIOD)
    )
    keys = own_keys(own, folder, as_csv=as_csv)
    assert sorted(csv_history.clashes(PROVINCE, home, keys, filed, PERIOD)) == expected


def test_nothing_clashes_where_nothing_is_filed(tmp_path: Path) -> None:
    keys = own_keys([(A, "x", 1)], tmp_path, as_csv=True)
    home = Home(tmp_path, demo=False, day=None)
    assert [*csv_history.clashes(PROVINCE, home, keys, [], PERIOD)] == []


def test_what_lies_outside_the_scope_is_not_compared(tmp_path: Path) -> None:
    keys = own_keys([(A, "x", 1)], tmp_path, as_csv=True)
    home = Home(tmp_path, demo=False, day=None)
    elsewhere = Scope("city", ("3202",))
    assert [*csv_history.clashes(elsewhere, home, keys, [(A, 202606, "sha256:0")], PERIOD)] == []


@pytest.mark.parametrize("closes", [None, 202605])
def test_both_ways_find_the_same_rows_outside_the_opening(
    closes: int | None, tmp_path: Path
) -> None:
    rows: States = [(A, "x", 1), (B, "y", 1), ("320102003", "z", 1)]
    begins = month_bounds(202605)[0]
    places = {
        A: Place("320100", begins + 1, None),
        B: Place("320100", 0, None if closes is None else begins - 86400),
    }
    short = own_keys(rows, tmp_path, as_csv=False)
    short.begins = [begins] * 3
    by_lists = [*_while_open("service", short, places)]
    by_sql = [*_while_open("service", own_keys(rows, tmp_path, as_csv=True), places)]
    assert by_sql == by_lists
    assert len(by_sql) == (1 if closes is None else 2)
