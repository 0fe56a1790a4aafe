"""Do the baselines do the same work on the same rows?"""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from bench import bare, in_pandas
from bench.measures import tasks
from bench.tallies import BEHIND, Counting, columns, requests, shown, side_by_side


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as own:
        yield own


def by_pandas(counting: Counting, months: tuple[int, ...]) -> pd.DataFrame:
    return in_pandas.tally(counting.files(months), list(columns()))


def test_every_additive_service_metric_is_counted() -> None:
    assert {request.metric.name for request in requests()} == {
        "service.records", "service.first_responsibility", "service.time_limit",
        "service.told_once", "service.satisfaction_inspection", "service.satisfaction_callback",
        "service.satisfaction_hcp", "service.satisfaction_market", "service.guidance_share",
        "service.platform_share", "service.rated_share",
    }  # fmt: skip


@pytest.mark.parametrize("which", [slice(None), slice(-1, None)], ids=["all months", "one month"])
def test_pandas_counts_what_the_project_counts(counting: Counting, which: slice) -> None:
    months = counting.months[which]
    mine = side_by_side(counting.tally(months))
    assert_frame_equal(mine, by_pandas(counting, months)[mine.columns], check_dtype=False)


def test_no_sum_is_zero_everywhere(counting: Counting) -> None:
    sums = side_by_side(counting.tally(counting.months)).sum()
    names = ("records", "told_once", "guidance_share", "platform_share", "rated_share")
    certain = {f"service.{name}.undecided" for name in names}
    assert set(sums.index[sums == 0]) == certain


def test_kept_tallies_are_the_cold_ones(counting: Counting) -> None:
    counting.forget()
    cold = side_by_side(counting.tally(counting.months))
    assert list((counting.home.cache / "tally").glob("*.arrow"))
    assert_frame_equal(side_by_side(counting.tally(counting.months)), cold)


def test_plain_sql_counts_what_the_project_counts(
    counting: Counting, connection: duckdb.DuckDBPyConnection
) -> None:
    month = counting.months[-1]
    paths = [str(path) for path, _ in counting.files([month])]
    counted = connection.execute(
        "SELECT market, count(*), count(*) FILTER (tellings = 1), count(*) FILTER (tellings > 0) "
        "FROM read_parquet(?) WHERE kind <> 'nil' AND closed_at IS NOT NULL GROUP BY 1",
        [paths],
    ).fetchall()
    mine = side_by_side(counting.tally([month])).reset_index()
    names = ["records.numerator", "told_once.numerator", "told_once.denominator"]
    kept = mine[["subject", *(f"service.{name}" for name in names)]]
    assert sorted(counted) == sorted(kept.itertuples(index=False, name=None))


def test_the_bare_scan_sums_every_column_of_every_row(
    counting: Counting, connection: duckdb.DuckDBPyConnection
) -> None:
    paths = [path for path, _ in counting.files(counting.months)]
    rows = pd.concat([pd.read_parquet(path, columns=list(columns())) for path in paths])
    text = [name for name, sql in columns().items() if sql == "VARCHAR"]
    sizes = rows.assign(**{name: rows[name].str.len() for name in text}).sum()
    assert bare.scan(connection, paths, columns()) == sizes.astype("int64").to_dict()


def test_the_rows_behind_add_up_to_the_tally(
    counting: Counting, connection: duckdb.DuckDBPyConnection
) -> None:
    month = counting.months[-1]
    mine = side_by_side(counting.tally([month]))
    market = mine.index[0][0]
    sums = mine.loc[(market, month)]
    hits = counting.behind(market, month)["hit"]
    assert (hits == 1).sum() == sums[f"{BEHIND}.numerator"]
    assert hits.notna().sum() == sums[f"{BEHIND}.denominator"]
    paths = [path for path, _ in counting.files([month])]
    found = bare.rows_of(connection, paths, shown(), market)
    assert list(found) == [name for name in counting.behind(market, month) if name in found]
    assert len(found["record_id"]) >= len(hits) > 0


def test_each_task_runs(counting: Counting, connection: duckdb.DuckDBPyConnection) -> None:
    found = {name: task.run() for name, task in tasks(counting, connection).items()}
    assert all(len(answer) for answer in found.values() if isinstance(answer, dict | list))
