"""Which rule sets can be set side by side, and who would be graded otherwise? Cached, Scope first.

Facts move with every batch, so what is derived of them is kept under the number of the last one.
"""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from casework import release
from dashboard.data import KEYS
from metrics import rulebook as rules_of_home
from metrics.changes import changes, movements, movers
from metrics.rescore import Rescored, rescore
from metrics.trial import Ground, ground, try_rules
from rules.calendar import date_of
from rules.differences import Difference, differences
from rules.model import RuleSet
from rules.sets import available, load_ruleset
from store import batches, rulebook
from store.home import Home
from store.rulebook import Release
from store.scope import Scope

PROVINCIAL = "province"


@dataclass(frozen=True)
class Effect:
    """What other rules do to one period: how many markets were judged, one row per market whose
    grade differs (metrics.changes.changes), how many contracts' does, the markets counted by city
    and by type (metrics.changes.movements), and what does it (metrics.changes.movers)."""

    judged: int
    changed: pd.DataFrame
    contracts: int
    by_city: pd.DataFrame
    by_type: pd.DataFrame
    movers: pd.DataFrame


def held_sets(scope: Scope, home: Home) -> dict[str, RuleSet]:
    """Every set of the province by a name for links: its id for those that come with the project,
    else the first digits of its hash; the project's first, then as they were kept."""
    found = {name: load_ruleset(name) for name in available()}
    own = {ruleset.hash for ruleset in found.values()}
    for digest, _ in rulebook.kept_sets(scope, home):
        if digest not in own and (ruleset := rules_of_home.kept(scope, home, digest)):
            found[digest.removeprefix("sha256:")[:8]] = ruleset
    return {name: held for name, held in found.items() if held.layer.name == PROVINCIAL}


def in_force(scope: Scope, home: Home) -> RuleSet:
    """The province's set in force today."""
    return rules_of_home.in_force(scope, home, date_of(home.now()))


def changed_rules(before: RuleSet, after: RuleSet) -> tuple[Difference, ...]:
    """What differs between two sets, in their order."""
    return differences(before, after)


def effect(
    scope: Scope, home: Home, before: RuleSet, after: RuleSet, kind: str, period: str
) -> Effect:
    """Who would be graded otherwise in a period under the second set."""
    last = batches.last_batch(scope, home)
    return _effect(scope, home, before.hash, after.hash, kind, period, last, before, after)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=KEYS)
def _effect(
    scope: Scope, home: Home, before_hash: str, after_hash: str, kind: str, period: str,
    last_batch: int, _before: RuleSet, _after: RuleSet,
) -> Effect:  # fmt: skip
    return _effect_of(rescore(scope, home, _before, _after, kind, period))


def trial(
    scope: Scope, home: Home, ruleset: RuleSet, after: RuleSet, kind: str, period: str
) -> Effect:
    """Like `effect`, on facts read once per set and period."""
    last = batches.last_batch(scope, home)
    held = _ground(scope, home, ruleset.hash, kind, period, last, ruleset)
    return _effect_of(try_rules(held, after))


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=KEYS)
def _ground(
    scope: Scope, home: Home, ruleset_hash: str, kind: str, period: str, last_batch: int,
    _ruleset: RuleSet,
) -> Ground:  # fmt: skip
    return ground(scope, home, _ruleset, kind, period)


def releases(scope: Scope, home: Home) -> list[tuple[Release, str]]:
    """Every release with where it stands today (casework.release.STATES), the last first."""
    today = date_of(home.now())
    return [(one, release.state(one, today)) for one in rulebook.releases(scope, home)]


def _effect_of(both: Rescored) -> Effect:
    found = changes(both)
    judged = max(
        (len(side.boards["market"].roster.frame) for side in (both.before, both.after)
         if "market" in side.boards), default=0,
    )  # fmt: skip
    markets = found["subject_kind"] == "market"
    return Effect(
        judged, found[markets].reset_index(drop=True),
        int((found["subject_kind"] == "contract").sum()), movements(both, found, "city"),
        movements(both, found, "type"), movers(found),
    )  # fmt: skip
