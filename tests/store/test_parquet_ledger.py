"""Does DuckDB reach nothing but its folders, and give no number wider than it seems?

What it answers is in tests.store.test_ledgers, beside the other engines.
"""

from pathlib import Path

import duckdb
import pytest
from sqlalchemy import Integer, cast, func, select

from store import duck
from store.home import Home
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from tests.store.making import submit
from tests.store.records import A, service


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('{outside}')",
        "COPY (SELECT 1) TO '{outside}.copy'",
        "ATTACH '{outside}.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
    ],
)
def test_the_engine_reaches_nothing_but_its_folders(
    home: Home, tmp_path: Path, statement: str
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    with duck.cursor(home.ledger, home.derived) as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement.format(outside=outside))


def test_what_a_cursor_creates_is_its_own(home: Home) -> None:
    with duck.cursor(home.ledger) as one, duck.cursor(home.ledger) as other:
        one.execute("CREATE TEMP VIEW mine AS SELECT 1")
        with pytest.raises(duckdb.CatalogException):
            other.execute("SELECT * FROM mine")


def test_an_uncast_sum_is_refused(home: Home, tmp_path: Path) -> None:
    rows = [service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
    submit(home, tmp_path, "320100", 202609, {"service": rows})
    with pytest.raises(TypeError, match="BIGINT"):
        ParquetLedger(home).query(
            PROVINCE, "service", lambda t: select(func.sum(cast(t.c.open, Integer))), [202609]
        )
