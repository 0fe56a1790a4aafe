"""Are the rows the bench makes a service log that intake would take?"""

from collections import Counter
from itertools import pairwise

import pandas as pd
import pytest

from bench.records import Size, month_files, steps_of
from rules.calendar import month_bounds

MARKETS = ["320102001", "320104001", "320281001"]
FILES = list(month_files(Size(rows=3_001, markets=3, months=4), MARKETS))


def test_the_files_hold_as_many_rows_as_asked_for() -> None:
    assert sum(len(rows) for _, rows in FILES) == 3_001
    assert [month for month, _ in FILES] == [202607, 202608, 202609, 202610]


def test_the_same_rows_come_again() -> None:
    again = month_files(Size(rows=3_001, markets=3, months=4), MARKETS)
    for (_, rows), (_, same) in zip(FILES, again, strict=True):
        pd.testing.assert_frame_equal(rows, same)


@pytest.mark.parametrize(("month", "rows"), FILES)
def test_what_ended_did_so_in_the_month_of_its_file(month: int, rows: pd.DataFrame) -> None:
    start, end = month_bounds(month)
    ended = rows[rows["open"] == 0]
    assert ended["closed_at"].between(start, end - 1).all()
    assert (ended["closed_at"] >= ended["opened_at"]).all()
    assert rows.loc[rows["open"] == 1, "closed_at"].isna().all()


def test_what_is_open_comes_back_ended_in_the_next_file() -> None:
    for (_, rows), (_, after) in pairwise(FILES):
        waiting = set(rows.loc[rows["open"] == 1, "record_id"])
        assert waiting
        assert waiting <= set(after.loc[after["open"] == 0, "record_id"])
    ends = Counter(name for _, rows in FILES for name in rows.loc[rows["open"] == 0, "record_id"])
    assert set(ends.values()) == {1}


@pytest.mark.parametrize("rows", [rows for _, rows in FILES])
def test_steps_belong_to_a_record_and_close_what_is_closed(rows: pd.DataFrame) -> None:
    steps = steps_of(rows)
    closed = set(rows.loc[rows["closed_at"].notna(), "record_id"])
    assert set(steps["record_id"]) < set(rows["record_id"])
    ended = set(steps.loc[steps["kind"] == "closed", "record_id"])
    assert ended == closed & set(steps["record_id"])
    assert not steps.duplicated(["market", "record_id", "seq"]).any()
