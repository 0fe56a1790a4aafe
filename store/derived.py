"""Which file holds a segment's rows with their derived columns? One per key of its inputs.

The key names the segment, its steps, the calendar and the hours and closures of its markets, so
a change of any of them asks for another file, which is made when it is first wanted. Files in
cache/derived may be deleted at any time.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from sqlalchemy import Row, select

from rules.calendar import load_calendar, month_bounds
from store import contents, day_rows, duck, manifest, patterns
from store.engine import reading
from store.files import PART, digest_bytes, path_of, publish
from store.folder import Home
from store.frames import frame_of_numpy
from store.ledger import DERIVED
from store.months import day_number
from store.openings import Pattern
from store.patterns import Patterns
from store.prepared import canonical_json
from store.reply_times import complaint_columns
from store.scope import Scope
from store.service_times import Span, service_columns, vacancy_columns
from store.tables import segment

FORMAT = "biaochi-derived/2"
_READ = {
    "service": ("market", "opened_at", "closed_at", "first_staff_key"),
    "vacancy": ("market", "open", "submitted_at", "published_at", "closed_at", "valid_until"),
    "complaint": ("market", "filed_at", "replied_at", "closed_at"),
}


@dataclass(frozen=True)
class _Job:
    """One segment whose file is wanted."""

    ledger: str
    month: int
    rows: Path
    steps: Path | None
    patterns: dict[str, Pattern]
    target: Path


def files(
    scope: Scope, home: Home, ledger: str, months: Iterable[int], as_of: int | None = None
) -> list[tuple[Path, int]]:
    """The files with derived columns of a ledger's active segments, each with its month; those
    not there are made. They hold all rows of a segment: the reader applies the scope."""
    jobs = _jobs(scope, home, ledger, sorted(set(months)), as_of)
    for job in jobs:
        if not job.target.exists():
            _make(home, job)
    return [(job.target, job.month) for job in jobs]


def day_files(
    scope: Scope, home: Home, months: Iterable[int], as_of: int | None = None
) -> list[tuple[Path, int]]:
    """The files of the source "day", one per month (store.ledger.DAYS)."""
    return [(day_rows.file(scope, home, month, as_of), month) for month in sorted(set(months))]


def derive(scope: Scope, home: Home, batch_id: int) -> None:
    """Make the files that a new batch asks for, so that the first reader need not wait."""
    with reading(home) as connection:
        held = connection.execute(
            select(segment.c.ledger, segment.c.month).where(segment.c.batch_id == batch_id)
        ).all()
    for ledger in DERIVED:
        months = {row.month for row in held if row.ledger in (ledger, "step")}
        files(scope, home, ledger, months)


def _jobs(
    scope: Scope, home: Home, ledger: str, months: list[int], as_of: int | None
) -> list[_Job]:
    with reading(home) as connection:
        parts = [row for row in manifest.active(connection, months, as_of, ledger) if row.rows]
        steps = manifest.active(connection, months, as_of, "step") if ledger == "service" else ()
        known = patterns.load(connection, home.state_url, as_of)
    step_of = {(row.unit, row.month): row.digest for row in steps if row.rows}
    markets = contents.markets_of(scope, home, [row.digest for row in parts])
    return [
        _job(home, row, step_of.get((row.unit, row.month), ""), known, markets[row.digest])
        for row in parts
    ]


def _job(home: Home, part: Row[Any], step: str, known: Patterns, markets: Sequence[str]) -> _Job:
    end = day_number(month_bounds(part.month)[1])
    seen = {market: known.seen(market, end) for market in markets}
    if part.ledger == "complaint":
        seen = {}  # its days are those of the calendar, whatever the market's hours
    digests = [[market, held.digest] for market, held in seen.items()]
    inputs = [FORMAT, part.ledger, part.month, part.digest, step, load_calendar().hash, digests]
    key = digest_bytes(canonical_json(inputs).encode())
    return _Job(
        ledger=part.ledger,
        month=part.month,
        rows=path_of(home.ledger, part.digest, ".parquet"),
        steps=path_of(home.ledger, step, ".parquet") if step else None,
        patterns={market: held.pattern for market, held in seen.items()},
        target=path_of(home.derived, key, ".parquet"),
    )


def _make(home: Home, job: _Job) -> None:
    home.derived.mkdir(parents=True, exist_ok=True)
    with duck.cursor(home.ledger, home.derived) as cursor:
        names = ", ".join(f'"{name}"' for name in _READ[job.ledger])
        records = _frame(cursor, f"SELECT {names} FROM read_parquet({duck.quoted(job.rows)})")
        columns = _columns(cursor, job, records)
        columns["row"] = range(len(columns))
        cursor.register("columns_in", columns)
        part = home.derived / f"{uuid.uuid4().hex}{PART}"
        added = ", ".join(
            f'CAST("{name}" AS {sql}) AS "{name}"' for name, sql in DERIVED[job.ledger].items()
        )
        cursor.execute(
            f"COPY (SELECT r.* EXCLUDE (file_row_number), {added} FROM {_numbered(job.rows)} r "
            'JOIN columns_in d ON d."row" = r.file_row_number ORDER BY r.file_row_number) '
            f"TO {duck.quoted(part)} (FORMAT parquet, COMPRESSION zstd)"
        )
    publish(part, job.target)


def _columns(cursor: duckdb.DuckDBPyConnection, job: _Job, records: pd.DataFrame) -> pd.DataFrame:
    span = Span(*month_bounds(job.month))
    if job.ledger == "complaint":
        return complaint_columns(records, span)
    if job.ledger == "vacancy":
        return vacancy_columns(records, job.patterns, span)
    return service_columns(records, _steps(cursor, job), job.patterns, span)


def _steps(cursor: duckdb.DuckDBPyConnection, job: _Job) -> pd.DataFrame:
    if job.steps is None:
        return pd.DataFrame(
            {"row": pd.Series(dtype="int64"), "at": pd.Series(dtype="int64"),
             "staff_key": pd.Series(dtype="str"), "kind": pd.Series(dtype="str")}
        )  # fmt: skip
    return _frame(
        cursor,
        'SELECT r.file_row_number AS "row", s."at", s.staff_key, s.kind '
        f"FROM read_parquet({duck.quoted(job.steps)}) s "
        f"JOIN {_numbered(job.rows)} r USING (market, record_id) ORDER BY 1, s.seq",
    )


def _numbered(path: Path) -> str:
    return f"read_parquet({duck.quoted(path)}, file_row_number = true)"


def _frame(cursor: duckdb.DuckDBPyConnection, query: str) -> pd.DataFrame:
    result = cursor.execute(query)
    kinds = [(field[0], str(field[1])) for field in result.description or ()]
    return frame_of_numpy(result.fetchnumpy(), kinds)
