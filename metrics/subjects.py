"""Who is judged, under which type and mode, on which duty months, and what was filed?

Rules: design §7 Who and when; docs/scoring.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from metrics.duty import DAY, duty_months, known_months, shut_months
from metrics.filed import ANYTHING, filed_by, filed_by_units
from metrics.periods import Window
from metrics.score import Flags, Ints
from rules.calendar import day_start
from rules.codes import divisions
from rules.model import KindRule, Subject
from store import manifest, registers
from store.folder import Home
from store.scope import Scope

DAYS = "day"
"""The source of open days: a month of it is on file when any opening hours are."""


@dataclass(frozen=True)
class Roster:
    """The subjects of one kind. `frame`: one row per subject: subject, market (the code its
    facts carry), name, division, type (of a unit its level), mode, kind (whose values hold for
    it: its type, and after an @ its area class, where the rule set knows one), first, after
    (epoch seconds of the part of the window it is answerable for). `duty`, each entry of `filed`:
    subjects × months; `full_months` are those since opening, suspended ones included; `left`
    marks a market that closed, or a contract that ended, within the window."""

    kind: Subject
    frame: pd.DataFrame
    months: tuple[int, ...]
    duty: Flags
    full_months: Ints
    left: Flags
    filed: Mapping[str, Flags]

    def filed_for(self, sources: Iterable[str]) -> Flags:
        """Duty months for which every ledger among the sources, and the opening hours for the
        source of days, are on file; a register counts as filed with any ledger."""
        names = {source if source in self.filed else ANYTHING for source in sources}
        mask = self.duty.copy()
        for name in sorted(names):
            mask &= self.filed[name]
        return mask


def no_area(_division: str) -> str:
    return ""


def roster(
    scope: Scope, home: Home, rule: KindRule, subject: Subject, window: Window,
    as_of: int | None = None, area_of: Callable[[str], str] = no_area,
) -> Roster:  # fmt: skip
    """Everybody of one subject kind who is judged in the window, ordered by code. `area_of`
    names the area class of a division, "" for none."""
    people = _roster_of(scope, home, rule, subject, window, as_of)
    areas = people.frame["division"].map(area_of)
    kinds = people.frame["type"] + np.where(areas == "", "", "@" + areas)
    return replace(people, frame=people.frame.assign(kind=kinds))


def _roster_of(
    scope: Scope, home: Home, rule: KindRule, subject: Subject, window: Window, as_of: int | None
) -> Roster:  # fmt: skip
    covers = manifest.covers(scope, home, window.months, as_of)
    every = registers.rows(scope, home, "market", as_of)
    closures = registers.rows(scope, home, "closure", as_of)
    hours = registers.rows(scope, home, "hours", as_of)
    if subject != "contract":
        rows = _on_last_day(every, window)
        frame = rows.assign(subject=rows["market"])
        frame["begins"], frame["ends"] = frame["opened_on"], frame["closed_on"]
    else:
        frame = _contracts(registers.rows(scope, home, "contract", as_of), every, window)
    frame = frame[frame["mode"].isin(rule.modes)].sort_values("subject")
    markets = frame["market"].tolist()
    filed = filed_by(covers, markets, window.months)
    filed[DAYS] = known_months(hours, markets, window.months)
    people = _roster(subject, frame, window, filed, shut_months(closures, markets, window.months))
    if subject == "unit":
        return _units(scope, window, covers, people)
    return people


def _on_last_day(every: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The markets in force on the last day, but for those closed before the window."""
    rows = registers.holding(every, day_start(window.last_day))
    open_still = rows["closed_on"].isna() | (rows["closed_on"] > window.first_second)
    return rows[open_still.fillna(value=True) & (rows["opened_on"] < window.after)]


def _contracts(contracts: pd.DataFrame, every: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The contracts whose term touches the window, each with its market as last known. The
    day a contract ends on still belongs to it."""
    known = contracts[contracts["valid_from"] < window.after]
    known = known.drop_duplicates("contract_no", keep="last")
    touches = (known["starts_on"] < window.after) & (known["ends_on"] >= window.first_second)
    known = known[touches]
    markets = every[every["valid_from"] < window.after].drop_duplicates("market", keep="last")
    columns = ["market", "name", "division", "type", "mode", "opened_on", "closed_on"]
    frame = known[["contract_no", "market", "operator", "starts_on", "ends_on"]].merge(
        markets[columns], on="market"
    )
    terms = frame.assign(after=frame["ends_on"] + DAY)
    return terms.assign(
        subject=frame["contract_no"],
        name=frame["name"] + "·" + frame["operator"],
        begins=terms[["starts_on", "opened_on"]].max(axis=1),
        ends=terms[["after", "closed_on"]].min(axis=1),
    )


def _roster(
    subject: Subject, frame: pd.DataFrame, window: Window, filed: Mapping[str, Flags], shut: Flags
) -> Roster:  # fmt: skip
    begins = frame["begins"].to_numpy(dtype=np.int64)
    ends = frame["ends"].fillna(np.iinfo(np.int64).max).to_numpy(dtype=np.int64)
    full = duty_months(begins, ends, window.months)
    known = frame[["subject", "market", "name", "division", "type", "mode"]].assign(
        first=np.maximum(begins, window.first_second), after=np.minimum(ends, window.after)
    )
    return Roster(
        subject, known.reset_index(drop=True), window.months, full & ~shut,
        full.sum(axis=1).astype(np.int64), ends < window.after,
        filed,
    )  # fmt: skip


def _units(scope: Scope, window: Window, covers: pd.DataFrame, markets: Roster) -> Roster:
    """Every city and county inside the scope, by code; each owes every month."""
    places = divisions()
    codes = [unit for unit in places.units if scope.sees(unit)]
    frame = pd.DataFrame(
        {
            "subject": codes, "market": codes, "name": [places.name(code, "zh") for code in codes],
            "division": codes, "type": [places.unit_type(code) for code in codes], "mode": "",
            "first": window.first_second, "after": window.after,
        }
    )  # fmt: skip
    shape = (len(codes), len(window.months))
    return Roster(
        "unit", frame, window.months, np.ones(shape, dtype=np.bool_),
        np.full(len(codes), shape[1], dtype=np.int64), np.zeros(len(codes), dtype=np.bool_),
        filed_by_units(
            covers, markets.frame["division"].tolist(), markets.duty, codes, window.months
        ),
    )  # fmt: skip
