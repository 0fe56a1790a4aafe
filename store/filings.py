"""Which market filed which month's ledgers late, or not at all?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from store import manifest, registers
from store.folder import Home
from store.frames import frame_of
from store.ledger_sheets import LEDGERS
from store.months import DUE_DAY, due_at
from store.scope import Scope

OWED = tuple(name for name in LEDGERS if name != "step")
"""The ledgers a market owes every month; steps travel with their service records."""


def late(
    scope: Scope, home: Home, months: Iterable[int], as_of: int | None = None,
    due_day: int = DUE_DAY,
) -> pd.DataFrame:  # fmt: skip
    """One row per market on duty and month: market, month, due_at (the last second of the
    `due_day` of the next month), first_received_at (of its first rows; missing if none), late
    (1 when any owed ledger first came after that, or hasn't come and the day is past), missing
    (a tuple of the ledgers not filed).

    A market is on duty in the full months from its opening to its closing.
    """
    wanted = sorted(set(months))
    now = home.now() if as_of is None else as_of
    first = _first_received(scope, home, wanted, as_of)
    rows = [
        _row(market, month, first.get((market, month), {}), due_at(month, due_day), now)
        for month, market in _on_duty(scope, home, wanted, as_of)
    ]
    return frame_of(rows, _COLUMNS)


def _first_received(
    scope: Scope, home: Home, months: Iterable[int], as_of: int | None
) -> Mapping[tuple[str, int], Mapping[str, int]]:
    """When each ledger of a market and month first came."""
    first: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    # A month at a time: the database joins covers to segments by trying each pair, so that
    # twelve months at once cost ten times as much.
    for month in months:
        filed = manifest.covers(scope, home, [month], as_of)
        columns = (filed[name] for name in ("market", "ledger", "first_received_at"))
        for market, ledger, received in zip(*columns, strict=True):
            first[market, month][ledger] = received
    return first


def _row(
    market: str, month: int, received: Mapping[str, int], due: int, now: int
) -> tuple[str, int, int, int | None, int, tuple[str, ...]]:
    missing = tuple(name for name in OWED if name not in received)
    owed = [moment for name, moment in received.items() if name in OWED]
    is_late = any(moment > due for moment in owed) or (bool(missing) and now > due)
    return market, month, due, min(owed, default=None), int(is_late), missing


def _on_duty(
    scope: Scope, home: Home, months: Iterable[int], as_of: int | None
) -> list[tuple[int, str]]:
    """Month and code of every market that owed a whole month, by month and code."""
    held = registers.monthly(scope, home, "market", months, as_of)
    closed, end = held["closed_on"], held["month_end"]
    open_to_the_end = closed.isna() | (closed >= end).fillna(value=True)
    whole = held[(held["opened_on"] <= held["month_start"]) & open_to_the_end]
    return sorted(zip(whole["month"], whole["market"], strict=True))


_COLUMNS = {
    "market": "str", "month": "int64", "due_at": "int64", "first_received_at": "Int64",
    "late": "int64", "missing": "object",
}  # fmt: skip
