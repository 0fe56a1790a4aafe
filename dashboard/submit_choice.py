"""Whose file of which month is it about? Unit and month, and what they have filed so far."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import area_names, choices, data, records, submit_filed
from dashboard.access import Visit
from exports import figures
from exports.template import markets_of
from rules.calendar import day_start, month_end_day, month_of, next_month
from rules.codes import divisions
from rules.model import RuleSet
from store.months import due_at

MONTHS = 13
"""Months a file can be prepared for, the last ended one and those before it."""


@dataclass(frozen=True)
class Desk:
    """One unit and month: the `ledgers` filed (see submit_filed.ledger_rows), `late` (rows of
    store.filings.late of the markets it files for), its `batches` (store.batches.history)."""

    visit: Visit
    ruleset: RuleSet
    unit: str
    period: int
    units: list[str]
    names: dict[str, str]
    ledgers: pd.DataFrame
    late: pd.DataFrame
    batches: pd.DataFrame
    markets: dict[str, str]

    @property
    def due_at(self) -> int:
        """The last second in which the ledgers are in time."""
        return due_at(self.period)


def units_of(prefixes: Sequence[str]) -> list[str]:
    """The reporting units of which the viewer sees all."""
    return [unit for unit in divisions().reporting_units
            if any(_inside(unit, prefix) for prefix in prefixes)]  # fmt: skip


def _inside(unit: str, prefix: str) -> bool:
    return unit.removesuffix("00").startswith(prefix)


def last_month(now: int) -> int:
    """The last month that has ended."""
    return next_month(month_of(now), -1)


def chosen(seen: Visit, filters: DeltaGenerator, units: list[str]) -> Desk:
    """Draws the two filters into the title row; returns what they ask for."""
    words, now = seen.words, seen.home.now()
    names = area_names.full(words)
    last = last_month(now)
    months = {str(month): figures.month(month, words)
              for month in (next_month(last, -back) for back in range(MONTHS))}  # fmt: skip
    _follow(units)
    with filters:
        unit = choices.choose(
            seen, "unit", words("报送单位"), {code: names[code] for code in units}, units[0],
            width=150, keep=False,
        )  # fmt: skip
        period = int(choices.choose(seen, "period", words("月份"), months, str(last)))
    choices.refusals(seen)
    markets = _markets(seen, unit, period)
    late = records.late(seen.scope, seen.home, [period])
    late = late[late["market"].isin(markets)].reset_index(drop=True)
    ledgers = submit_filed.ledger_rows(
        records.covers(seen.scope, seen.home, [period]),
        late["market"].tolist(),
        due_at(period),
        now,
    )
    batches = records.batches_of(seen.scope, seen.home, unit)
    ruleset = data.ruleset_today(seen.scope, seen.home)
    return Desk(seen, ruleset, unit, period, units, names, ledgers, late, batches, markets)


def _follow(units: Sequence[str]) -> None:
    """A link may name a market in place of its unit."""
    params = st.query_params.to_dict()
    market = params.pop("market", "")
    if not market:
        return
    unit = divisions().reporting_unit_of(market[:6]) if market[:6] in divisions().counties else ""
    if "unit" not in params and unit in units:
        params["unit"] = unit
    st.query_params.from_dict(params)


def _markets(seen: Visit, unit: str, period: int) -> dict[str, str]:
    """Code to name of the markets the unit files for on the last day of the month."""
    codes = set(markets_of(seen.scope, seen.home, unit, period))
    held = records.markets_on(seen.scope, seen.home, day_start(month_end_day(period)))
    held = held[held["market"].isin(codes)]
    return dict(zip(held["market"].astype(str), held["name"].astype(str), strict=True))
