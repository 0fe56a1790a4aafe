"""What was judged, and what came of it? Evaluations, results and findings; Scope first.

With `dashboard.records` the only door from the pages to the store. Published aggregates and
results are cached by evaluation and scope, for an evaluation never changes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pandas as pd
import streamlit as st

from casework import candidacy, ends, supervision
from casework.ends import Grounds, Refusal
from dashboard.areas import with_places
from dashboard.group_shares import peer_quartiles
from metrics.corrected import is_corrected
from metrics.explain import Explanation, explain
from metrics.rulebook import in_force, ruleset_of
from rules.calendar import date_of
from rules.model import RuleSet
from store import batches, evaluations, registers
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

MONTHLY = "monitoring"
PROVINCIAL = "province"
SHOWN_MONTHS = 12
KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    Home: lambda home: str(home.root),
    Scope: lambda scope: (scope.role, scope.prefixes),
}
"""How the caches tell homes and scopes apart."""

_SEEN: ContextVar[dict[tuple[Scope, str], pd.DataFrame] | None] = ContextVar("seen", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Within it, one run of a page, the list of evaluations is read once, and every part of the
    page speaks of the same ones."""
    token = _SEEN.set({})
    try:
        yield
    finally:
        _SEEN.reset(token)


def _every_published(scope: Scope, home: Home) -> pd.DataFrame:
    held, key = _SEEN.get(), (scope, str(home.root))
    if held is None:
        return evaluations.published(scope, home)
    if key not in held:
        held[key] = evaluations.published(scope, home)
    return held[key]


def published(scope: Scope, home: Home, kind: str = MONTHLY) -> pd.DataFrame:
    """One row per published evaluation of a kind, the latest version of each period only,
    newest period first (columns of store.tables.evaluation)."""
    frame = _every_published(scope, home)
    frame = frame[(frame["kind"] == kind) & (frame["layer"] == PROVINCIAL)]
    frame = frame.sort_values(["period", "version"]).drop_duplicates("period", keep="last")
    return frame.sort_values("last_month", ascending=False, kind="stable", ignore_index=True)


def header(scope: Scope, home: Home, kind: str, period: str) -> Header | None:
    """The published evaluation of a kind and period."""
    return evaluations.latest(scope, home, kind, period)


def ruleset(scope: Scope, home: Home, header: Header) -> RuleSet:
    """The rule set an evaluation was made by, as it was then."""
    return ruleset_of(scope, home, header)


def corrected(scope: Scope, home: Home, header: Header) -> bool:
    """Have the facts of a published evaluation changed since?"""
    return _corrected(scope, home, header.evaluation_id, batches.last_batch(scope, home))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=KEYS)
def _corrected(scope: Scope, home: Home, evaluation_id: int, last_batch: int) -> bool:
    return is_corrected(scope, home, evaluations.get(scope, home, evaluation_id))


def ruleset_today(scope: Scope, home: Home) -> RuleSet:
    """The province's rule set in force today."""
    return in_force(scope, home, date_of(home.now()))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=KEYS)
def results(scope: Scope, home: Home, evaluation_id: int) -> pd.DataFrame:
    """One row per market of an evaluation inside the scope: columns of store.tables.result with
    `market` (its code), `city`, `county`, `standing` (see dashboard.areas)."""
    frame = evaluations.results(scope, home, evaluation_id)
    return with_places(frame.rename(columns={"subject": "market"}))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=KEYS)
def unit_results(scope: Scope, home: Home, evaluation_id: int) -> pd.DataFrame:
    """The same, one row per city and county of an evaluation that judges units (`market` is the
    unit's code)."""
    frame = evaluations.results(scope, home, evaluation_id, "unit")
    return with_places(frame.rename(columns={"subject": "market"}))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=KEYS)
def all_findings(scope: Scope, home: Home, evaluation_id: int) -> pd.DataFrame:
    """One row per subject inside the scope and criterion: columns of store.tables.finding."""
    return evaluations.findings(scope, home, evaluation_id)


def second_evaluations(scope: Scope, home: Home, header: Header) -> list[Header]:
    """What lower layers have published for the kind and period of an evaluation, the latest
    version of each set."""
    frame = _every_published(scope, home)
    mine = frame[
        (frame["layer"] != PROVINCIAL)
        & (frame["kind"] == header.kind)
        & (frame["period"] == header.period)
    ].sort_values("version")
    latest = mine.drop_duplicates(["layer", "ruleset"], keep="last")
    return [evaluations.get(scope, home, number) for number in latest["evaluation_id"]]


def second_results(
    scope: Scope, home: Home, second: Header, header: Header, subjects: Sequence[str]
) -> list[tuple[dict[Any, Any], dict[Any, Any]]]:
    """What the evaluation of a lower layer says of those of these subjects (a market, its
    contracts) that it judged: the result row in it, and the one in the province's (empty where
    it has none)."""
    kind = "contract" if second.layer == "contract" else "market"
    held = (_by_subject(scope, home, one.evaluation_id, kind) for one in (second, header))
    own, provincial = (found[found.index.isin(subjects)] for found in held)
    whole = provincial.to_dict("index")
    return [(row, whole.get(name, {})) for name, row in own.to_dict("index").items()]


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=KEYS)
def _by_subject(scope: Scope, home: Home, evaluation_id: int, kind: str) -> pd.DataFrame:
    return evaluations.results(scope, home, evaluation_id, kind).set_index("subject", drop=False)


def published_kinds(scope: Scope, home: Home, kinds: Sequence[str]) -> list[str]:
    """Those of the kinds that have a published evaluation, in their order."""
    frame = _every_published(scope, home)
    held = set(frame[frame["layer"] == PROVINCIAL]["kind"])
    return [kind for kind in kinds if kind in held]


def history(scope: Scope, home: Home, market: str, kind: str) -> pd.DataFrame:
    """One row per published evaluation of a market and kind, oldest first, the latest version
    of each period only (columns of store.evaluations.history)."""
    frame = evaluations.history(scope, home, market, kind)
    return frame.drop_duplicates("period", keep="last").reset_index(drop=True)


def market_findings(scope: Scope, home: Home, evaluation_id: int, market: str) -> pd.DataFrame:
    """One row per criterion of a market in one evaluation: columns of store.tables.finding."""
    return evaluations.findings(scope, home, evaluation_id, market)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=KEYS)
def peer_shares(scope: Scope, home: Home, evaluation_id: int, market_type: str) -> pd.DataFrame:
    """One row per group: the spread of what peers of one type won of it (see
    dashboard.group_shares.quartiles); nobody's own share is in it."""
    found = evaluations.findings(scope, home, evaluation_id)
    return peer_quartiles(results(scope, home, evaluation_id), found, market_type)


def explanation(
    scope: Scope, home: Home, evaluation_id: int, market: str, criterion: str
) -> Explanation:
    """Why one criterion of a market came out as it did, with the rows behind it."""
    with registers.read_once():
        return explain(scope, home, evaluation_id, market, criterion)


def exit_grounds(
    scope: Scope, home: Home, ruleset: RuleSet, market: str, period: str
) -> Grounds | Refusal:
    """May an exit of this market be prepared on the evaluation of `period`?"""
    return ends.exit_grounds(scope, home, ruleset, market, period)


def contracts(scope: Scope, home: Home, header: Header) -> pd.DataFrame:
    """One row per contracted market of a monthly evaluation (casework.supervision.contracts, with
    the columns of `results`), worst first; no columns without a market."""
    frame = supervision.contracts(scope, home, header.period, ruleset(scope, home, header))
    return frame if frame.empty else with_places(frame.rename(columns={"subject": "market"}))


def candidates(scope: Scope, home: Home, period: str) -> pd.DataFrame:
    """One row per market of a performance evaluation (casework.candidacy.candidates, with the
    columns of `results`), the eligible first; no columns without a market."""
    frame = candidacy.candidates(scope, home, period)
    return frame if frame.empty else with_places(frame.rename(columns={"subject": "market"}))
