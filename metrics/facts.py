"""Which facts does an evaluation judge by? Counts, checks, incidents and waivers, read once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.catalogue import METRICS
from metrics.checks import Checks, declarations, inspections
from metrics.counts import count_all, count_filed
from metrics.judge import Facts
from metrics.periods import Window
from metrics.score import Flags, Ints
from metrics.subjects import Roster
from metrics.themes.service import RECORDS
from metrics.thresholds import number_on
from rules.calendar import day_start
from rules.model import Criterion, RuleSet
from store import registers
from store.folder import Home
from store.ledger import Ledger
from store.scope import Scope

GRACE_DAYS = 45
"""Closing of inputs after a period's last day, where the set has no inspection_grace_days."""

VOLUME = METRICS["service.records"]


@dataclass(frozen=True)
class Registered:
    """What the registers say for a window: checks that count, one row per incident in its
    latest version, and the (market, criterion) pairs waived on the last day."""

    inspections: Checks
    declarations: Checks
    incidents: pd.DataFrame
    waivers: frozenset[tuple[str, str]]


def read_registers(
    scope: Scope, home: Home, ruleset: RuleSet, window: Window, as_of: int | None
) -> Registered:
    """Reads the registers once for all rosters of an evaluation."""
    grace = number_on(ruleset, "inspection_grace_days", window.last_day, GRACE_DAYS)

    def read(name: str, *key: str) -> pd.DataFrame:
        """The latest version of each event."""
        return registers.rows(scope, home, name, as_of).drop_duplicates(list(key), keep="last")

    last_day = day_start(window.last_day)
    waivers = registers.in_force(scope, home, "waiver", last_day, as_of)
    return Registered(
        inspections(read("inspection", "market", "visit", "item"), window.last_day, grace),
        declarations(
            read("declaration", "market", "item", "declared_on"),
            read("verification", "market", "item", "verified_on"),
            window.last_day, grace,
        ),
        read("incident", "incident_no"),
        frozenset(zip(waivers["market"], waivers["criterion"], strict=True)),
    )  # fmt: skip


def facts_of(
    scope: Scope, ledger: Ledger, criteria: Sequence[Criterion], roster: Roster, window: Window,
    registered: Registered,
) -> Facts:  # fmt: skip
    """The facts for one roster."""
    records, months = _volume(scope, ledger, roster)
    return Facts(
        count_all(scope, ledger, criteria, roster, window.last_day),
        registered.inspections,
        registered.declarations,
        registered.incidents,
        window.last_day,
        records,
        months,
    )


def _volume(scope: Scope, ledger: Ledger, roster: Roster) -> tuple[Ints, Ints]:
    """The service records of each subject in the months it filed them, and how many those are;
    a unit keeps no log of its own."""
    if roster.kind == "unit":
        nothing = np.zeros(len(roster.frame), dtype=np.int64)
        return nothing, nothing
    filed = roster.filed_for([RECORDS.source])
    return count_filed(scope, ledger, roster, VOLUME, filed)[0], filed.sum(axis=1).astype(np.int64)


def waived(registered: Registered, criterion: Criterion, roster: Roster) -> Flags:
    """Whose criterion is waived (豁免). A veto can't be waived: it protects third parties."""
    size = len(roster.frame)
    if criterion.effect == "veto" or not registered.waivers:
        return np.zeros(size, dtype=np.bool_)
    markets = roster.frame["market"].tolist()
    return np.array([(m, criterion.id) in registered.waivers for m in markets], dtype=np.bool_)
