"""What of a ledger with millions of rows clashes with its markets and their other months?

The same questions as `belonging` and `continuity` ask of short lists, answered by SQL over the
Parquet files (a test compares both). One row of `Filed` says which kept file holds a market's
month.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from store import duck
from store.contracts import Ledger
from store.files import path_of
from store.folder import Home
from store.intake.csv_typed import ROW, CsvTyped, engine
from store.intake.job import Keys
from store.intake.problems import PROBLEM_LIMIT
from store.scope import Scope

SHOWN = PROBLEM_LIMIT + 1
"""So many findings of one kind; one more than is told."""
Filed = list[tuple[str, int, str]]
"""Market, month, digest."""


def outside_opening(
    keys: Keys, ledger: Ledger, bounds: Mapping[str, tuple[int, int | None]]
) -> list[tuple[str, int, int]]:
    """Market, beginning and row of each record that began before its market opened or not before
    its end; `bounds` are the first moment of each market and the first after it."""
    places = pd.DataFrame(
        [(market, *held) for market, held in bounds.items()], columns=["market", "opens", "ends"]
    ).astype({"opens": "int64", "ends": "Int64", "market": "str"})
    with _of(keys) as connection:
        connection.register("places", places)
        return connection.execute(
            f'SELECT own.market, "{ledger.begins}", {ROW} FROM own JOIN places USING (market) '
            f'WHERE "{ledger.begins}" < opens OR "{ledger.begins}" >= ends '
            f"ORDER BY {ROW} LIMIT {SHOWN}"
        ).fetchall()


def clashes(
    scope: Scope, home: Home, keys: Keys, filed: Filed, period: int
) -> Iterator[tuple[str, str, str, int, int]]:
    """Refusal, market, record id, the other month and the row, as `continuity.clashes`."""
    filed = [line for line in filed if scope.sees(line[0])]
    if not filed:
        return
    with _of(keys, home.ledger) as connection:
        _add_others(connection, home, filed, period)
        for code, query in _QUERIES.items():
            found = connection.execute(query.format(period=period, row=ROW, shown=SHOWN))
            yield from ((code, *row) for row in found.fetchall())


@contextmanager
def _of(keys: Keys, *folders: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the view `own`: the rows of the file."""
    folder = Path(keys.parquet).parent
    with engine(folder, *folders) as connection:
        if keys.typed:
            rows = CsvTyped(Path(keys.typed), keys.numbered).rows
            connection.execute(f"CREATE TEMP VIEW own AS SELECT * FROM {rows}")
        else:
            held = {"market": keys.market, "record_id": keys.record_id, "open": keys.open,
                    ROW: keys.row}  # fmt: skip
            kinds = {"market": "str", "record_id": "str", "open": "int64", ROW: "int64"}
            connection.register("own", pd.DataFrame(held).astype(kinds))
        yield connection


def _add_others(
    connection: duckdb.DuckDBPyConnection, home: Home, filed: Filed, period: int
) -> None:
    """Per market the month before and the month after (`nearest`); and of the rows of the other
    months those with an id between the first and the last of this file (`other`), and those of
    the months before (`earlier`): of most files there is nothing to read then."""
    lines = [
        (market, month, str(path_of(home.ledger, digest, ".parquet")))
        for market, month, digest in filed
    ]
    table = pd.DataFrame(lines, columns=["market", "month", "filename"])
    connection.register("filed", table.astype({"market": "str", "filename": "str"}))
    connection.execute(
        "CREATE TEMP TABLE nearest AS SELECT market, "
        f"max(CASE WHEN month < {period} THEN month END) AS before, "
        f"min(CASE WHEN month > {period} THEN month END) AS later FROM filed GROUP BY market"
    )
    found = connection.execute("SELECT min(record_id), max(record_id) FROM own").fetchone() or ()
    first, last = (duck.quoted(held or "") for held in found)
    within = f"record_id BETWEEN {first} AND {last}"
    _view(connection, "other", sorted({path for _, _, path in lines}), within)
    before = connection.execute(
        "SELECT DISTINCT filename FROM filed JOIN nearest USING (market) WHERE month = before"
    ).fetchall()
    _view(connection, "earlier", sorted(path for (path,) in before), "open = 1")


def _view(
    connection: duckdb.DuckDBPyConnection, name: str, paths: Sequence[str], which: str
) -> None:
    """The rows of these kept files that `which` lets through, with the month of each."""
    if not paths:
        rows = "(SELECT '' AS market, '' AS record_id, 0 AS open, '' AS filename LIMIT 0)"
    else:
        rows = f"read_parquet([{', '.join(map(duck.quoted, paths))}], filename = true)"
    connection.execute(
        f"CREATE TEMP VIEW {name} AS SELECT market, record_id, open, month FROM {rows} "
        f"JOIN filed USING (filename, market) WHERE {which}"
    )


_QUERIES = {
    "second_end":
        "SELECT own.market, own.record_id, month, {row} FROM own JOIN other "
        "USING (market, record_id) WHERE (month < {period} AND other.open = 0) "
        "OR (month > {period} AND own.open = 0) ORDER BY ALL LIMIT {shown}",
    "open_record_missing":
        "SELECT market, record_id, month, 0 FROM earlier JOIN nearest USING (market) "
        "ANTI JOIN own USING (market, record_id) WHERE month = before "
        "ORDER BY ALL LIMIT {shown}",
    "missing_in_later_month":
        "SELECT market, record_id, later, {row} FROM own JOIN nearest USING (market) "
        "ANTI JOIN (SELECT market, record_id, month AS later FROM other) "
        "USING (market, record_id, later) WHERE open = 1 AND later IS NOT NULL "
        "ORDER BY ALL LIMIT {shown}",
}  # fmt: skip
"""By refusal: market, record id, the other month, row."""
