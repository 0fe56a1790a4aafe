"""Does a record stand in every file from its beginning to its one end, and never again?"""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.books import Books, ledger_tables
from demo.lives import MOMENTS, NEVER, Lives, month_rows
from demo.months import span_of
from store.ledger_sheets import FINAL_STATUSES, LEDGERS

SPAN = span_of(4, 202610)
START, END = int(SPAN.starts[0]), int(SPAN.starts[-1])
LENGTH = END - START


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(0, LENGTH)), min_size=1))
def test_a_record_is_open_in_consecutive_files_and_ends_once(born: list[tuple[int, int]]) -> None:
    begins = np.array([START + begin for begin, _ in born])
    ends = np.minimum(begins + [length for _, length in born], END + 5)
    ends = np.where(ends >= END, NEVER, ends)
    closed = np.where(ends == NEVER, np.nan, ends.astype(np.float64))
    names = [f"T{number}" for number in range(len(born))]
    rows = pd.DataFrame({
        "market": "320102001", "record_id": names, "filed_at": begins, "replied_at": closed,
        "closed_at": closed, "upheld": 1.0, "serious": 0.0,
    })  # fmt: skip
    lives = Lives("complaint", rows, begins, ends)
    seen: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    for month in SPAN.months:
        for row in month_rows(lives, SPAN, month).to_dict("records"):
            seen[row["record_id"]].append((month, row["open"]))
            assert (row["closed_at"] >= SPAN.bounds(month)[0]) != bool(row["open"])
            assert np.isnan(row["upheld"]) == bool(row["open"])
    for name, begin, end in zip(names, begins, ends, strict=True):
        _check_appearances(seen[name], int(begin), int(end))


def _check_appearances(seen: list[tuple[int, int]], begin: int, end: int) -> None:
    """`seen`: (month, open flag) of each file that shows the record, in order."""
    months = [m for m in SPAN.months if begin < SPAN.bounds(m)[1] and end >= SPAN.bounds(m)[0]]
    assert [month for month, _ in seen] == months
    flags = [flag for _, flag in seen]
    if months and end < END:
        assert flags == [1] * (len(months) - 1) + [0]
    else:
        assert set(flags) <= {1}


def test_in_the_default_province_too_every_record_ends_once_and_misses_no_file(
    books: list[Books],
) -> None:
    for book in books[12:]:
        months = book.ground.span.months
        tables = [ledger_tables(book, month) for month in months]
        for ledger in MOMENTS:
            rows = pd.concat(
                [table[ledger].assign(file=at) for at, table in enumerate(tables)],
                ignore_index=True,
            )
            life = rows.groupby(["market", "record_id"])
            first, last, count = life["file"].min(), life["file"].max(), life.size()
            ended = count - life["open"].sum()
            assert (count == last - first + 1).all(), ledger
            assert (ended <= 1).all(), ledger
            assert ((ended == 1) | (last == len(months) - 1)).all(), ledger
            assert (rows.loc[rows["open"] == 0].groupby(["market", "record_id"])["file"].max()
                    == last[ended == 1]).all()  # fmt: skip


def test_what_a_file_says_of_a_record_agrees_with_its_flag_and_month(books: list[Books]) -> None:
    book = books[3]
    for month in book.ground.span.months[-3:]:
        start, end = book.ground.span.bounds(month)
        for ledger, rows in ledger_tables(book, month).items():
            moments = [column.name for column in LEDGERS[ledger].columns
                       if column.kind == "moment" and column.name != "valid_until"]  # fmt: skip
            for name in moments:
                assert (rows[name].dropna() < end).all(), (ledger, name)
            if ledger == "step":
                continue
            ends = rows[list(LEDGERS[ledger].ends)].min(axis=1)
            is_open = rows["open"] == 1
            if ledger == "match":
                assert rows["status"].isin(FINAL_STATUSES).eq(~is_open).all()
                ends = ends.where(~is_open, np.inf)
            assert (ends[~is_open].between(start, end - 1)).all(), ledger
            assert (ends[is_open].fillna(np.inf) >= end).all(), ledger


def test_steps_travel_with_their_record_in_order_and_never_from_the_future(
    books: list[Books],
) -> None:
    for month in books[4].ground.span.months[-2:]:
        tables = ledger_tables(books[4], month)
        steps = tables["step"].merge(
            tables["service"][["market", "record_id", "opened_at", "open"]],
            on=["market", "record_id"], how="left", validate="many_to_one",
        )  # fmt: skip
        assert len(steps)
        assert steps["opened_at"].notna().all()
        own = steps.groupby(["market", "record_id"])
        assert (own["seq"].apply(list).map(lambda seq: seq == [*range(1, len(seq) + 1)])).all()
        assert own["at"].apply(lambda at: at.is_monotonic_increasing).all()
        closed = own["kind"].last() == "closed"
        assert closed.eq(own["open"].first() == 0).all()
