"""Was each market open on each day of a month, and did it log a service that day?

One row per market and day (store.ledger.DAYS) of the markets with opening hours on file in the
month. A nil entry (当日无业务) is a log entry like any other.
"""

import uuid
from pathlib import Path

import numpy as np
import pandas as pd

from rules.calendar import load_calendar, month_bounds
from store import caches, duck, manifest, patterns, sound
from store.engine import reading
from store.files import PART, digest_bytes, path_of
from store.folder import Home
from store.ledger import DAYS
from store.months import AHEAD, DAY, day_number, starts_of
from store.openings import openings
from store.patterns import Seen
from store.prepared import canonical_json
from store.scope import Scope

FORMAT = "biaochi-days/1"


def file(scope: Scope, home: Home, month: int, as_of: int | None = None) -> Path:
    """The Parquet file of a month's days, made when it is first wanted."""
    first, last = _days(month)
    with reading(home) as connection:
        parts = [row for row in manifest.active(connection, [month], as_of, "service") if row.rows]
        known = patterns.load(connection, home.state_url, as_of)
    sound.check_segments(scope, home, parts)
    seen = {market: known.seen(market, last + 1) for market in known.markets}
    digests = [[market, held.digest] for market, held in seen.items()]
    inputs = [FORMAT, month, load_calendar().hash, [row.digest for row in parts], digests]
    target = path_of(home.derived, digest_bytes(canonical_json(inputs).encode()), ".parquet")
    if not caches.is_sound(target):
        segments = [path_of(home.ledger, row.digest, ".parquet") for row in parts]
        _write(home, target, _open_days(seen, first, last), segments)
    return target


def _open_days(seen: dict[str, Seen], first: int, last: int) -> pd.DataFrame:
    """One row per market and day, without `logged`."""
    tables = {held.pattern: openings(held.pattern, first, last) for held in seen.values()}
    on_file = [market for market, held in seen.items() if tables[held.pattern].known.any()]
    held = [tables[seen[market].pattern] for market in on_file]
    days = starts_of(np.arange(first, last + 1))
    known = np.concatenate([table.known for table in held] or [np.zeros(0, dtype=bool)])
    opens = np.concatenate([table.opens for table in held] or [days[:0]])
    closes = np.concatenate([table.closes for table in held] or [days[:0]])
    is_open = closes > opens
    return pd.DataFrame(
        {
            "market": pd.Series(np.repeat(np.array(on_file, dtype=object), len(days)), dtype="str"),
            "day": np.tile(days, len(on_file)),
            "is_open": pd.arrays.IntegerArray(is_open.astype(np.int64), ~known),
            "opens": pd.arrays.IntegerArray(opens, ~(known & is_open)),
            "closes": pd.arrays.IntegerArray(closes, ~(known & is_open)),
        }
    )


def _write(home: Home, target: Path, days: pd.DataFrame, segments: list[Path]) -> None:
    home.derived.mkdir(parents=True, exist_ok=True)
    part = home.derived / f"{uuid.uuid4().hex}{PART}"
    names = ", ".join(duck.quoted(path) for path in sorted(set(segments)))
    opened = f"SELECT market, opened_at FROM read_parquet([{names}])" if segments else _NOTHING
    shown = ", ".join(f'CAST("{name}" AS {sql}) AS "{name}"' for name, sql in DAYS.items())
    with duck.cursor(home.ledger, home.derived) as cursor:
        cursor.register("days_in", days)
        cursor.execute(
            f'COPY (WITH logs AS (SELECT DISTINCT market, {_DAY} AS "day" FROM ({opened})), '
            "known AS (SELECT d.*, CASE WHEN l.market IS NULL THEN 0 ELSE 1 END AS logged "
            'FROM days_in d LEFT JOIN logs l ON l.market = d.market AND l."day" = d."day") '
            f'SELECT {shown} FROM known ORDER BY market, "day") '
            f"TO {duck.quoted(part)} (FORMAT parquet, COMPRESSION zstd)"
        )
    caches.keep(part, target)


def _days(month: int) -> tuple[int, int]:
    start, end = month_bounds(month)
    return day_number(start), day_number(end) - 1


_DAY = f"(opened_at + {AHEAD}) // {DAY} * {DAY} - {AHEAD}"
_NOTHING = "SELECT CAST(NULL AS VARCHAR) AS market, CAST(NULL AS BIGINT) AS opened_at LIMIT 0"
