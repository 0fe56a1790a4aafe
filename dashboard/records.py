"""What has been filed, by whom and when? Register rows, ledgers and batches, read anew each time.

With `dashboard.data` the only door from the pages to the store; Scope first.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.data import KEYS
from dashboard.submit_filed import unit_states
from store import batches, filings, manifest, registers
from store.home import Home
from store.scope import Scope


def register(scope: Scope, home: Home, name: str) -> pd.DataFrame:
    """The visible rows of a register, one per natural key and valid_from."""
    return registers.rows(scope, home, name)


def markets_on(scope: Scope, home: Home, day: int) -> pd.DataFrame:
    """The market register as it holds on a day: name, type, mode, division, coordinates …"""
    return registers.in_force(scope, home, "market", day)


def late(scope: Scope, home: Home, months: Sequence[int]) -> pd.DataFrame:
    """One row per market and month whose ledgers came late or are missing."""
    return filings.late(scope, home, list(months))


def late_of(scope: Scope, home: Home, market: str, months: Sequence[int]) -> pd.DataFrame:
    """The rows of `late` of one market."""
    frame = late(_only(scope, market), home, months)
    return frame[frame["market"] == market].reset_index(drop=True)


def covers(scope: Scope, home: Home, months: Sequence[int]) -> pd.DataFrame:
    """One row per market, ledger and month on file (columns of store.manifest.covers)."""
    return manifest.covers(scope, home, list(months))


def filed(scope: Scope, home: Home, market: str, months: Sequence[int]) -> pd.DataFrame:
    """One row per ledger and month a market has filed: ledger, month, rows,
    first_received_at."""
    held = [covers(_only(scope, market), home, [month]) for month in months]
    frame = pd.concat(held, ignore_index=True)
    return frame[frame["market"] == market].reset_index(drop=True)


def batches_of(scope: Scope, home: Home, unit: str | None = None) -> pd.DataFrame:
    """One row per batch of a unit, or of all in scope, latest first (store.batches.history)."""
    return batches.history(scope, home, unit)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=KEYS)
def ledger_states(
    scope: Scope, home: Home, months: tuple[int, ...], day: date, newest: int
) -> pd.DataFrame:
    """One row per unit and month: how its ledgers stand on a day, with the batches up to
    `newest` (see dashboard.submit_filed.unit_states)."""
    return unit_states(late(scope, home, months), home.now())


def _only(scope: Scope, market: str) -> Scope:
    """A scope narrowed to one market, so that no other market's rows are read; a market outside
    it stays outside."""
    return Scope(scope.role, (market,)) if scope.sees(market) else scope
