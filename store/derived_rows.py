"""What is added to the rows of a month's segments, and how is it kept? One file per segment.

All segments of a ledger and month are worked out together, because reading and counting cost
milliseconds however few rows they see.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import duckdb
import pandas as pd

from rules.calendar import month_bounds
from store import caches, duck
from store.files import PART
from store.frames import frame_of, frame_of_numpy
from store.ledger import DERIVED
from store.openings import Pattern
from store.reply_times import complaint_columns
from store.service_times import Span, service_columns, vacancy_columns

_READ = {
    "service": ("market", "opened_at", "closed_at", "first_staff_key"),
    "vacancy": ("market", "open", "submitted_at", "published_at", "closed_at", "valid_until"),
    "complaint": ("market", "filed_at", "replied_at", "closed_at"),
}

AT_ONCE = 500_000
"""So many rows are worked out together: of millions that takes half a gigabyte."""


@dataclass(frozen=True)
class Job:
    """One segment whose file is wanted: its Parquet, the number of its rows, its steps, the
    hours of its markets as the month can see them, and the file to make."""

    ledger: str
    month: int
    rows: Path
    number: int
    steps: Path | None
    patterns: dict[str, Pattern]
    target: Path


def make(ledger: Path, derived: Path, jobs: Sequence[Job]) -> None:
    """Make the files of segments of one ledger and month: read in one folder, kept in the other."""
    derived.mkdir(parents=True, exist_ok=True)
    with duck.cursor(ledger, derived) as cursor:
        for together in _batches(jobs):
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE added ({_declared(jobs[0].ledger)})")
            for first in range(0, sum(job.number for job in together), AT_ONCE):
                cursor.register("columns_in", _columns(cursor, together, first))
                cursor.execute("INSERT INTO added BY NAME SELECT * FROM columns_in")
            for job, start in zip(together, _starts(together), strict=True):
                _write(derived, cursor, job, start)


def _batches(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """As many as have AT_ONCE rows together; one that has more is worked out in parts."""
    batch: list[Job] = []
    for job in jobs:
        if batch and sum(held.number for held in batch) + job.number > AT_ONCE:
            yield batch
            batch = []
        batch.append(job)
    yield batch


def _declared(ledger: str) -> str:
    return ", ".join(f'"{name}" {sql}' for name, sql in DERIVED[ledger].items())


def _columns(cursor: duckdb.DuckDBPyConnection, jobs: Sequence[Job], first: int) -> pd.DataFrame:
    """The derived columns of AT_ONCE rows from the `first` on, segment after segment."""
    ledger, span = jobs[0].ledger, Span(*month_bounds(jobs[0].month))
    names = ", ".join(f'"{name}"' for name in _READ[ledger])
    files = _files((job.rows for job in jobs), "file_row_number")
    records = _frame(
        cursor, f"SELECT {names} FROM {files} WHERE {_among('file_row_number', jobs, first)}"
    )
    patterns = {market: held for job in jobs for market, held in job.patterns.items()}
    if ledger == "complaint":
        return complaint_columns(records, span)
    if ledger == "vacancy":
        return vacancy_columns(records, patterns, span)
    return service_columns(records, _steps(cursor, jobs, first), patterns, span)


def _among(place: str, jobs: Sequence[Job], first: int) -> str:
    """Which rows are worked out: all of several files, or a part of the only one."""
    return f"{place} BETWEEN {first} AND {first + AT_ONCE - 1}" if len(jobs) == 1 else "true"


def _steps(cursor: duckdb.DuckDBPyConnection, jobs: Sequence[Job], first: int) -> pd.DataFrame:
    """One row per step with the place of its record among these rows, in order of both."""
    places = [
        (str(job.rows), str(job.steps), start - first)
        for job, start in zip(jobs, _starts(jobs), strict=True)
        if job.steps is not None
    ]
    if not places:
        return frame_of([], {"row": "int64", "at": "int64", "staff_key": "str", "kind": "str"})
    cursor.register("places", frame_of(places, {"rows": "str", "steps": "str", "start": "int64"}))
    rows = _files(dict.fromkeys(name for name, _, _ in places), "file_row_number")
    return _frame(
        cursor,
        'SELECT p.start + r.file_row_number AS "row", s."at", s.staff_key, s.kind '
        f"FROM {_files(dict.fromkeys(name for _, name, _ in places))} s "
        f"JOIN places p ON p.steps = s.filename JOIN {rows} r "
        "ON r.filename = p.rows AND r.market = s.market AND r.record_id = s.record_id "
        f"WHERE {_among('r.file_row_number', jobs, first)} ORDER BY 1, s.seq",
    )


def _write(derived: Path, cursor: duckdb.DuckDBPyConnection, job: Job, start: int) -> None:
    """The segment's rows side by side with its part of the derived columns."""
    part = derived / f"{uuid.uuid4().hex}{PART}"
    cursor.execute(
        f"COPY (SELECT r.*, d.* FROM read_parquet({duck.quoted(job.rows)}) r POSITIONAL JOIN "
        f"(SELECT * FROM added WHERE rowid BETWEEN {start} AND {start + job.number - 1}) d) "
        f"TO {duck.quoted(part)} (FORMAT parquet, COMPRESSION zstd)"
    )
    caches.keep(part, job.target)


def _starts(jobs: Sequence[Job]) -> Iterator[int]:
    """Where the rows of each segment begin among those of all."""
    return accumulate((job.number for job in jobs[:-1]), initial=0)


def _files(paths: "Iterable[Path | str]", also: str = "") -> str:
    names = ", ".join(duck.quoted(path) for path in paths)
    return f"read_parquet([{names}], filename = true{f', {also} = true' if also else ''})"


def _frame(cursor: duckdb.DuckDBPyConnection, query: str) -> pd.DataFrame:
    result = cursor.execute(query)
    kinds = [(field[0], str(field[1])) for field in result.description or ()]
    return frame_of_numpy(result.fetchnumpy(), kinds)
