"""Which figures are published of an area? Every signed-in person may read them, whatever the scope.

A part of what `dashboard.data` is for the pages; figures of an evaluation never change.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.shades import Figure
from rules.calendar import next_month
from store import evaluations
from store.home import Home
from store.scope import Scope

ALL_TYPES = ""


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=data.KEYS)
def aggregates(scope: Scope, home: Home, evaluation_id: int) -> pd.DataFrame:
    """One row per area, market type ("" for all) and measure of an evaluation's last month."""
    return evaluations.aggregates(scope, home, evaluation_id)


def figure(table: pd.DataFrame, area: str, measure: str, market_type: str = ALL_TYPES) -> Figure:
    """One published figure out of `aggregates`; both numbers missing where there is none."""
    held = table[
        (table["area"] == area)
        & (table["measure"] == measure)
        & (table["market_type"] == market_type)
    ]
    if held.empty:
        return Figure(None, None)
    row = held.iloc[0]
    return Figure(_whole(row["numerator"]), _whole(row["denominator"]), int(row["n"]))


def series(
    scope: Scope, home: Home, area: str, measure: str, last: int, months: int = data.SHOWN_MONTHS
) -> list[tuple[int, Figure]]:
    """The monthly figures of an area up to `last`, oldest first; only months with a published
    evaluation are there."""
    first = next_month(last, 1 - months)
    held = data.published(scope, home)
    held = held[(held["last_month"] >= first) & (held["last_month"] <= last)]
    return [
        (int(row["last_month"]),
         figure(aggregates(scope, home, int(row["evaluation_id"])), area, measure))
        for row in held.sort_values("last_month").to_dict("records")
    ]  # fmt: skip


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)
