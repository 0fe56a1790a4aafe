"""Does each record run open … open, ended, over the files that would count after the commit?

An id may recur only while it is open; once ended it never comes back, and an open record must be
in the next month filed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow.parquet as parquet
from sqlalchemy import Connection, select

from store import manifest
from store.files import path_of
from store.folder import Home
from store.intake import csv_history
from store.intake.job import Keys, Result
from store.intake.problems import Found
from store.ledger_sheets import LEDGERS
from store.scope import Scope
from store.tables import cover, segment


@dataclass(frozen=True)
class Ids:
    """The record ids of one market in one month's file."""

    open: frozenset[str]
    ended: frozenset[str]


NOTHING = Ids(frozenset(), frozenset())
HELD_LIMIT = 2_000_000
LISTED_ROWS = 200_000
"""Larger files are compared by SQL, not as sets of ids."""
Filed = Mapping[tuple[str, str], Mapping[int, tuple[str, int]]]
"""By market and ledger: month → digest and rows of the active segment that holds it."""


@dataclass
class KnownIds:
    """The ids of segments by market, remembered over one run: a segment is named by its content,
    so what was read once stays true."""

    held: dict[str, dict[str, Ids]] = field(default_factory=dict)
    count: int = 0

    def of(self, scope: Scope, home: Home, digest: str, market: str) -> Ids:
        """The ids of one market in a kept segment; none of a market outside the scope."""
        if not scope.sees(market):
            return NOTHING
        if digest not in self.held:
            path = path_of(home.ledger, digest, ".parquet")
            table = parquet.read_table(path, columns=["market", "record_id", "open"])
            names = ("market", "record_id", "open")
            self.add(digest, *(table.column(name).to_pylist() for name in names))
        return self.held[digest].get(market, NOTHING)

    def add(
        self, digest: str, markets: Sequence[str], records: Sequence[str], flags: Sequence[int]
    ) -> dict[str, Ids]:
        """Remember the ids of a segment; all is forgotten when it becomes too much."""
        if self.count > HELD_LIMIT:
            self.held.clear()
            self.count = 0
        self.count += len(markets)
        self.held[digest] = _by_market(markets, records, flags)
        return self.held[digest]


def check_continuity(
    scope: Scope, connection: Connection, home: Home, result: Result, known: KnownIds
) -> Iterator[Found]:
    """What clashes with the other months of the same markets, as far as they have been received.

    The other months may stand in another unit's file, where a market has changed its unit.
    """
    filed = _filed(connection, result)
    for name, keys in result.ledgers.items():
        yield from _of_ledger(scope, home, name, keys, filed, result, known)


def _filed(connection: Connection, result: Result) -> Filed:
    """What is kept of the markets of this file, without its own month."""
    markets = sorted({market for market, _, _, _ in result.covers})
    months = connection.scalars(
        select(segment.c.month).distinct().where(segment.c.month != result.period)
    ).all()
    active = {
        (row.batch_id, row.ledger, row.month): (row.digest, row.rows)
        for row in manifest.active(connection, months, result.received_at)
    }
    rows = connection.execute(
        select(cover.c.batch_id, cover.c.market, cover.c.ledger, cover.c.month).where(
            cover.c.market.in_(markets), cover.c.month != result.period
        )
    )
    filed: dict[tuple[str, str], dict[int, tuple[str, int]]] = {}
    for row in rows:
        part = active.get((row.batch_id, row.ledger, row.month))
        if part:
            filed.setdefault((row.market, row.ledger), {})[row.month] = part
    return filed


def _of_ledger(
    scope: Scope, home: Home, name: str, keys: Keys, filed: Filed, result: Result, known: KnownIds
) -> Iterator[Found]:
    if "open" not in {column.name for column in LEDGERS[name].columns}:
        return
    markets = [market for market, ledger, _, _ in result.covers if ledger == name]
    months = {market: filed.get((market, name), {}) for market in markets}
    largest = max((rows for held in months.values() for _, rows in held.values()), default=0)
    if keys.typed or max(keys.rows, largest) > LISTED_ROWS:
        parts = [
            (market, month, digest)
            for market, held in months.items()
            for month, (digest, rows) in held.items() if rows
        ]  # fmt: skip
        found = csv_history.clashes(scope, home, keys, parts, result.period)
    else:
        found = _listed(scope, home, keys, months, result.period, known)
    heading = LEDGERS[name].column("record_id").zh
    for code, market, record, month, row in found:
        details = {"market": market, "month": str(month)}
        yield Found(code, LEDGERS[name].zh, row, heading, record, 0, details)


def _listed(
    scope: Scope, home: Home, keys: Keys, filed: Mapping[str, Mapping[int, tuple[str, int]]],
    period: int, known: KnownIds,
) -> Iterator[tuple[str, str, str, int, int]]:  # fmt: skip
    """Refusal, market, record id, the other month and the row."""
    rows = {
        (market, record): row
        for market, record, row in zip(keys.market, keys.record_id, keys.row, strict=True)
    }
    own = known.add(keys.digest, keys.market, keys.record_id, keys.open)
    for market, held in filed.items():
        months = {
            month: known.of(scope, home, digest, market) for month, (digest, _) in held.items()
        }
        for code, record, month in clashes(own.get(market, NOTHING), months, period):
            yield code, market, record, month, rows.get((market, record), 0)


def clashes(own: Ids, months: Mapping[int, Ids], period: int) -> Iterator[tuple[str, str, int]]:
    """Refusal, record id and the other month, of one market and ledger."""
    every = own.open | own.ended
    earlier = sorted(month for month in months if month < period)
    later = sorted(month for month in months if month > period)
    for month in earlier:
        yield from (("second_end", record, month) for record in sorted(every & months[month].ended))
    for month in later:
        other = months[month].open | months[month].ended
        yield from (("second_end", record, month) for record in sorted(own.ended & other))
    if earlier:
        gone = months[earlier[-1]].open - every
        yield from (("open_record_missing", record, earlier[-1]) for record in sorted(gone))
    if later:
        gone = own.open - months[later[0]].open - months[later[0]].ended
        yield from (("missing_in_later_month", record, later[0]) for record in sorted(gone))


def _by_market(
    markets: Sequence[str], records: Sequence[str], flags: Sequence[int]
) -> dict[str, Ids]:
    open_ids: dict[str, set[str]] = {}
    ended: dict[str, set[str]] = {}
    for market, record, flag in zip(markets, records, flags, strict=True):
        (open_ids if flag else ended).setdefault(market, set()).add(record)
    return {
        market: Ids(frozenset(open_ids.get(market, ())), frozenset(ended.get(market, ())))
        for market in {*open_ids, *ended}
    }
