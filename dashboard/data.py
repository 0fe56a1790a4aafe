"""Which frames does a page show? The only door from the pages to the store; Scope first.

Published aggregates and results are cached by evaluation and scope (an evaluation never
changes); register rows are read anew each time.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from casework import candidacy, ends, supervision
from casework.ends import Grounds, Refusal
from dashboard.areas import with_places
from dashboard.group_shares import group_shares, quartiles
from dashboard.shades import Figure
from dashboard.submit_filed import unit_states
from exports.words import Words
from metrics.explain import Explanation, explain
from rules.calendar import next_month
from rules.codes import divisions
from rules.model import RuleSet
from rules.sets import load_ruleset
from store import batches, evaluations, filings, manifest, registers
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

MONTHLY = "monitoring"
SHOWN_MONTHS = 12
ALL_TYPES = ""
_KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    Home: lambda home: str(home.root),
    Scope: lambda scope: (scope.role, scope.prefixes),
}


def published(scope: Scope, home: Home, kind: str = MONTHLY) -> pd.DataFrame:
    """One row per published evaluation of a kind, the latest version of each period only,
    newest period first (columns of store.tables.evaluation)."""
    frame = evaluations.published(scope, home, kind)
    frame = frame.sort_values(["period", "version"]).drop_duplicates("period", keep="last")
    return frame.sort_values("last_month", ascending=False, kind="stable", ignore_index=True)


def header(scope: Scope, home: Home, kind: str, period: str) -> Header | None:
    """The published evaluation of a kind and period."""
    return evaluations.latest(scope, home, kind, period)


def ruleset(header: Header) -> RuleSet:
    """The rule set an evaluation was made by."""
    return load_ruleset(header.ruleset)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def results(scope: Scope, home: Home, evaluation_id: int) -> pd.DataFrame:
    """One row per market of an evaluation inside the scope: columns of store.tables.result with
    `market` (its code), `city`, `county`, `standing` (see dashboard.areas)."""
    frame = evaluations.results(scope, home, evaluation_id)
    return with_places(frame.rename(columns={"subject": "market"}))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
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
    scope: Scope, home: Home, area: str, measure: str, last: int, months: int = SHOWN_MONTHS
) -> list[tuple[int, Figure]]:
    """The monthly figures of an area up to `last`, oldest first; only months with a published
    evaluation are there."""
    first = next_month(last, 1 - months)
    held = published(scope, home)
    held = held[(held["last_month"] >= first) & (held["last_month"] <= last)]
    return [
        (int(row["last_month"]),
         figure(aggregates(scope, home, int(row["evaluation_id"])), area, measure))
        for row in held.sort_values("last_month").to_dict("records")
    ]  # fmt: skip


def register(scope: Scope, home: Home, name: str) -> pd.DataFrame:
    """The visible rows of a register, one per natural key and valid_from."""
    return registers.rows(scope, home, name)


def late(scope: Scope, home: Home, months: Sequence[int]) -> pd.DataFrame:
    """One row per market and month whose ledgers came late or are missing."""
    return filings.late(scope, home, list(months))


def markets_on(scope: Scope, home: Home, day: int) -> pd.DataFrame:
    """The market register as it holds on a day: name, type, mode, division, coordinates …"""
    return registers.in_force(scope, home, "market", day)


def area_names(words: Words) -> dict[str, str]:
    """Code to name of the province (全省), its cities and counties; counties of one name carry
    their city's."""
    places, language = divisions(), words.language
    names = {code: places.name(code, language) for code in places.counties}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {
        places.province: words("全省"),
        **{code: places.name(code, language) for code in places.cities},
        **{
            code: words(
                "{city}{county}", city=places.name(places.city_of(code), language), county=name
            )
            if name in twice
            else name
            for code, name in names.items()
        },
    }


def short_names(language: str) -> dict[str, str]:
    """Code to name of the cities, in Chinese without 市, for axes and the map."""
    return {
        code: divisions().name(code, language).removesuffix("市") for code in divisions().cities
    }


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def published_kinds(scope: Scope, home: Home, kinds: Sequence[str]) -> list[str]:
    """Those of the kinds that have a published evaluation, in their order."""
    held = set(evaluations.published(scope, home)["kind"])
    return [kind for kind in kinds if kind in held]


def history(scope: Scope, home: Home, market: str, kind: str) -> pd.DataFrame:
    """One row per published evaluation of a market and kind, oldest first, the latest version
    of each period only (columns of store.evaluations.history)."""
    frame = evaluations.history(scope, home, market, kind)
    return frame.drop_duplicates("period", keep="last").reset_index(drop=True)


def market_findings(scope: Scope, home: Home, evaluation_id: int, market: str) -> pd.DataFrame:
    """One row per criterion of a market in one evaluation: columns of store.tables.finding."""
    return evaluations.findings(scope, home, evaluation_id, market)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_KEYS)
def peer_shares(scope: Scope, home: Home, evaluation_id: int, market_type: str) -> pd.DataFrame:
    """One row per group: the spread of what peers of one type won of it (see
    dashboard.group_shares.quartiles); nobody's own share is in it."""
    peers = results(scope, home, evaluation_id)
    peers = peers[(peers["type"] == market_type) & peers["grade"].notna()]
    found = evaluations.findings(scope, home, evaluation_id)
    return quartiles(group_shares(found[found["subject"].isin(peers["market"])]))


def explanation(
    scope: Scope, home: Home, evaluation_id: int, market: str, criterion: str
) -> Explanation:
    """Why one criterion of a market came out as it did, with the rows behind it."""
    return explain(scope, home, evaluation_id, market, criterion)


def filed(scope: Scope, home: Home, market: str, months: Sequence[int]) -> pd.DataFrame:
    """One row per ledger and month a market has filed: ledger, month, rows,
    first_received_at."""
    frame = manifest.covers(scope, home, list(months))
    return frame[frame["market"] == market].reset_index(drop=True)


def exit_grounds(
    scope: Scope, home: Home, ruleset: RuleSet, market: str, period: str
) -> Grounds | Refusal:
    """May an exit of this market be prepared on the evaluation of `period`?"""
    return ends.exit_grounds(scope, home, ruleset, market, period)


def contracts(scope: Scope, home: Home, header: Header) -> pd.DataFrame:
    """One row per contracted market of a monthly evaluation (casework.supervision.contracts, with
    the columns of `results`), worst first; no columns without a market."""
    frame = supervision.contracts(scope, home, header.period, ruleset(header))
    return frame if frame.empty else with_places(frame.rename(columns={"subject": "market"}))


def candidates(scope: Scope, home: Home, period: str) -> pd.DataFrame:
    """One row per market of a performance evaluation (casework.candidacy.candidates, with the
    columns of `results`), the eligible first; no columns without a market."""
    frame = candidacy.candidates(scope, home, period)
    return frame if frame.empty else with_places(frame.rename(columns={"subject": "market"}))


def covers(scope: Scope, home: Home, months: Sequence[int]) -> pd.DataFrame:
    """One row per market, ledger and month on file (columns of store.manifest.covers)."""
    return manifest.covers(scope, home, list(months))


def batches_of(scope: Scope, home: Home, unit: str | None = None) -> pd.DataFrame:
    """One row per batch of a unit, or of all in scope, latest first (store.batches.history)."""
    return batches.history(scope, home, unit)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=_KEYS)
def ledger_states(
    scope: Scope, home: Home, months: tuple[int, ...], day: date, newest: int
) -> pd.DataFrame:
    """One row per unit and month: how its ledgers stand on a day, with the batches up to
    `newest` (see dashboard.submit_filed.unit_states)."""
    return unit_states(late(scope, home, months), home.now())
