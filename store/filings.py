"""Which market filed which month's ledgers late, or not at all?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from rules.calendar import month_bounds
from store import manifest, registers
from store.folder import Home
from store.frames import frame_of
from store.ledger_sheets import LEDGERS
from store.months import DAY, DUE_DAY, due_at
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
    filed = manifest.covers(scope, home, wanted, as_of)
    first: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    columns = (filed[name] for name in ("market", "month", "ledger", "first_received_at"))
    for market, month, ledger, received in zip(*columns, strict=True):
        first[market, month][ledger] = received
    rows = [
        _row(market, month, first.get((market, month), {}), due_at(month, due_day), now)
        for month in wanted
        for market in _on_duty(scope, home, month, as_of)
    ]
    return frame_of(rows, _COLUMNS)


def _row(
    market: str, month: int, received: Mapping[str, int], due: int, now: int
) -> tuple[str, int, int, int | None, int, tuple[str, ...]]:
    missing = tuple(name for name in OWED if name not in received)
    owed = [moment for name, moment in received.items() if name in OWED]
    is_late = any(moment > due for moment in owed) or (bool(missing) and now > due)
    return market, month, due, min(owed, default=None), int(is_late), missing


def _on_duty(scope: Scope, home: Home, month: int, as_of: int | None) -> list[str]:
    start, end = month_bounds(month)
    markets = registers.in_force(scope, home, "market", end - DAY, as_of)
    closed = markets["closed_on"]
    whole = (markets["opened_on"] <= start) & (closed.isna() | (closed >= end)).fillna(value=True)
    return sorted(markets.loc[whole, "market"])


_COLUMNS = {
    "market": "str", "month": "int64", "due_at": "int64", "first_received_at": "Int64",
    "late": "int64", "missing": "object",
}  # fmt: skip
