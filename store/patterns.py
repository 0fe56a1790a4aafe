"""Which opening hours and closures of which market were known, as far as a month can see them?"""

import threading
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Connection, func, select

from store import registers
from store.files import digest_bytes
from store.months import DAY, days_of
from store.openings import Hours, Pattern, Special
from store.prepared import canonical_json
from store.register_sheets import CLOSURE, HOURS
from store.scope import PROVINCE
from store.tables import register_row

FOREVER = 10**6
"""A numbered day past every calendar: the end of what has none."""
_kept: dict[tuple[str, int | None], tuple[tuple[object, ...], "Patterns"]] = {}
_guard = threading.Lock()


class Seen(NamedTuple):
    """A market's pattern and the digest of its rows."""

    pattern: Pattern
    digest: str


class Patterns:
    """The rows of `hours` and `closure` by market, as visible at one moment."""

    def __init__(self, hours: pd.DataFrame, closures: pd.DataFrame) -> None:
        self._hours: dict[str, list[Hours]] = defaultdict(list)
        self._specials: dict[str, list[Special]] = defaultdict(list)
        self._seen: dict[tuple[str, int], Seen] = {}
        for market, row in _hours(hours):
            self._hours[market].append(row)
        for market, special in _specials(closures):
            self._specials[market].append(special)

    @property
    def markets(self) -> list[str]:
        """The markets with a row of either register, in order."""
        return sorted(self._hours.keys() | self._specials.keys())

    def seen(self, market: str, end: int) -> Seen:
        """What is known of a market before the numbered day `end`; rows that begin later or
        end later make no difference to an earlier month."""
        if (market, end) not in self._seen:
            hours = (h._replace(until=min(h.until, end)) for h in self._hours.get(market, ()))
            specials = (s._replace(until=min(s.until, end)) for s in self._specials.get(market, ()))
            pattern = Pattern(
                tuple(sorted(row for row in hours if row.since < row.until)),
                tuple(sorted((s for s in specials if s.since < s.until), key=_by_day)),
            )
            digest = digest_bytes(canonical_json(pattern).encode())
            self._seen[market, end] = Seen(pattern, digest)
        return self._seen[market, end]


def load(connection: Connection, url: str, as_of: int | None = None) -> Patterns:
    """The patterns visible at `as_of`, read on an open connection to the state at `url`; kept in
    the process until a row of theirs arrives."""
    names = (HOURS.name, CLOSURE.name)
    digest = register_row.c.digest
    stamp = tuple(
        connection.execute(
            select(
                func.max(register_row.c.row_id), func.count(), func.min(digest), func.max(digest)
            ).where(register_row.c.register.in_(names))
        ).one()
    )
    with _guard:
        held, patterns = _kept.get((url, as_of), ((), None))
    if patterns is None or held != stamp:
        hours = registers.visible(PROVINCE, connection, HOURS, as_of)
        patterns = Patterns(hours, registers.visible(PROVINCE, connection, CLOSURE, as_of))
        with _guard:
            _kept.clear()
            _kept[url, as_of] = (stamp, patterns)
    return patterns


def _hours(frame: pd.DataFrame) -> Iterator[tuple[str, Hours]]:
    since, until = _days(frame)
    columns = (frame[name] for name in ("market", "weekday", "opens", "closes"))
    for market, weekday, opens, closes, first, end in zip(*columns, since, until, strict=True):
        yield market, Hours(int(weekday), int(opens), int(closes), first, end)


def _specials(frame: pd.DataFrame) -> Iterator[tuple[str, Special]]:
    since, until = _days(frame)
    columns = (
        frame["market"],
        frame["kind"],
        frame["opens"].fillna(-1),
        frame["closes"].fillna(-1),
    )
    for market, kind, opens, closes, first, end in zip(*columns, since, until, strict=True):
        # A special day without an end is that one day; only a suspension lasts until it ends.
        single = kind != "suspended" and (end == FOREVER or end <= first)
        yield market, Special(kind, int(opens), int(closes), first, first + 1 if single else end)


def _days(frame: pd.DataFrame) -> tuple[list[int], list[int]]:
    since = days_of(frame["valid_from"].to_numpy(dtype="int64"))
    until = days_of(frame["valid_to"].fillna(FOREVER * DAY).to_numpy(dtype="int64"))
    return since.tolist(), [min(day, FOREVER) for day in until.tolist()]


def _by_day(special: Special) -> tuple[int, int, str]:
    return special.since, special.until, special.kind
