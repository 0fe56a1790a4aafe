"""Which file holds a segment's rows with their derived columns? One per key of its inputs.

The key names the segment, its steps, the calendar and the hours and closures of its markets, so
a change of any of them asks for another file, which is made when it is first wanted. Files in
cache/derived may be deleted at any time.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import duckdb
from sqlalchemy import Row, select

from rules.calendar import load_calendar, month_bounds
from store import caches, contents, day_rows, manifest, patterns, sound
from store.derived_rows import Job, make
from store.engine import reading
from store.errors import StoreError
from store.files import digest_bytes, path_of
from store.folder import Home
from store.ledger import DERIVED
from store.months import day_number
from store.patterns import Patterns
from store.prepared import canonical_json
from store.scope import Scope
from store.tables import segment

FORMAT = "biaochi-derived/2"
_known: WeakKeyDictionary[Patterns, dict[tuple[object, ...], Job]] = WeakKeyDictionary()
"""What was found out about segments, for as long as the hours stay the same."""


def files(
    scope: Scope, home: Home, ledger: str, months: Iterable[int], as_of: int | None = None
) -> list[tuple[Path, int]]:
    """The files with derived columns of a ledger's active segments, each with its month; those
    not there are made. They hold all rows of a segment: the reader applies the scope."""
    jobs = _jobs(scope, home, ledger, sorted(set(months)), as_of)
    missing = {job.target: job for job in jobs if not caches.is_sound(job.target)}
    by_month = sorted(missing.values(), key=_month)
    for _, asked in groupby(by_month, key=_month):
        make(home.ledger, home.derived, list(asked))
    return [(job.target, job.month) for job in jobs]


def day_files(
    scope: Scope, home: Home, months: Iterable[int], as_of: int | None = None
) -> list[tuple[Path, int]]:
    """The files of the source "day", one per month (store.ledger.DAYS)."""
    return [(day_rows.file(scope, home, month, as_of), month) for month in sorted(set(months))]


def derive(scope: Scope, home: Home, batch_ids: Iterable[int]) -> None:
    """Make the files that new batches ask for, so that the first reader need not wait. Where
    that fails, the batches are kept all the same, and that reader is told why."""
    with reading(home) as connection:
        held = connection.execute(
            select(segment.c.ledger, segment.c.month).where(segment.c.batch_id.in_(batch_ids))
        ).all()
    for ledger in DERIVED:
        months = {row.month for row in held if row.ledger in (ledger, "step")}
        if months:
            with suppress(OSError, duckdb.Error, StoreError):
                files(scope, home, ledger, months)


def _month(job: Job) -> int:
    return job.month


def _jobs(scope: Scope, home: Home, ledger: str, months: list[int], as_of: int | None) -> list[Job]:
    with reading(home) as connection:
        parts = [row for row in manifest.active(connection, months, as_of, ledger) if row.rows]
        steps = manifest.active(connection, months, as_of, "step") if ledger == "service" else ()
        hours = patterns.load(connection, home.state_url, as_of)
    sound.check_segments(scope, home, [*parts, *steps])
    step_of = {(row.unit, row.month): row.digest for row in steps if row.rows}
    named = [(row, step_of.get((row.unit, row.month), "")) for row in parts]
    jobs = _known.setdefault(hours, {})
    new = [(row, step) for row, step in named if _key(row, step) not in jobs]
    markets = contents.markets_of(scope, home, [row.digest for row, _ in new])
    jobs |= {_key(row, step): _job(home, row, step, hours, markets[row.digest])
             for row, step in new}  # fmt: skip
    return [jobs[_key(row, step)] for row, step in named]


def _key(part: Row[Any], step: str) -> tuple[object, ...]:
    return part.ledger, part.month, part.digest, step


def _job(home: Home, part: Row[Any], step: str, hours: Patterns, markets: Sequence[str]) -> Job:
    end = day_number(month_bounds(part.month)[1])
    seen = {market: hours.seen(market, end) for market in markets}
    if part.ledger == "complaint":
        seen = {}  # its days are those of the calendar, whatever the market's hours
    digests = [[market, held.digest] for market, held in seen.items()]
    inputs = [FORMAT, part.ledger, part.month, part.digest, step, load_calendar().hash, digests]
    key = digest_bytes(canonical_json(inputs).encode())
    return Job(
        ledger=part.ledger,
        month=part.month,
        rows=path_of(home.ledger, part.digest, ".parquet"),
        number=part.rows,
        steps=path_of(home.ledger, step, ".parquet") if step else None,
        patterns={market: held.pattern for market, held in seen.items()},
        target=path_of(home.derived, key, ".parquet"),
    )
