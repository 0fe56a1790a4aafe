"""Which months are on file: of a market, and of the city or county that markets lie in?

A unit's papers, publications and reports are filed by its reporting unit. A county's month is on
file once one of its markets filed; a county where no market owes anything has nobody to wait for,
so the file of its reporting unit is enough. A city's month is on file once a market that reports
through it filed.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from metrics.score import Flags
from rules.codes import divisions
from store.ledger_sheets import LEDGERS

ANYTHING = ""
"""Stands for a register in `Roster.filed`: whoever filed any ledger of a month was able to
file its register rows, and a row not repeated stays as it was."""


def filed_by(
    covers: pd.DataFrame, subjects: Sequence[str], months: Sequence[int]
) -> dict[str, Flags]:
    """Per ledger which subject (rows) filed which month (columns); ANYTHING: any ledger.
    `covers`: one row per subject (`market`), ledger and month filed."""
    every = {name: np.zeros((len(subjects), len(months)), dtype=np.bool_) for name in LEDGERS}
    places: dict[str, list[int]] = {}
    for at, subject in enumerate(subjects):
        places.setdefault(subject, []).append(at)
    column = {month: at for at, month in enumerate(months)}
    for subject, ledger, month in covers[["market", "ledger", "month"]].itertuples(index=False):
        if ledger in every and month in column:
            every[ledger][places.get(subject, []), column[month]] = True
    every[ANYTHING] = np.logical_or.reduce(list(every.values()))
    return every


def filed_by_units(
    covers: pd.DataFrame, homes: Sequence[str], duty: Flags, units: Sequence[str],
    months: Sequence[int],
) -> Mapping[str, Flags]:  # fmt: skip
    """The same per unit, from the covers of markets. `homes` is the county of each market in
    operation and `duty` the months it owes (markets × months)."""
    reporters = divisions().reporting_unit_of
    reported = filed_by(covers.assign(market=covers["market"].map(reporters)), units, months)
    inside = filed_by(covers.assign(market=covers["market"].str[:6]), units, months)
    behind = [units.index(home) if (home := reporters(unit)) in units else -1 for unit in units]
    alone = ~_owing(homes, duty, units)
    city = np.array([unit in divisions().cities for unit in units], dtype=np.bool_)[:, np.newaxis]
    held = {}
    for name, flags in reported.items():
        theirs = np.vstack([flags, np.zeros_like(flags[:1])])[behind]
        held[name] = np.where(city, flags, inside[name] | (alone & theirs))
    return held


def _owing(homes: Sequence[str], duty: Flags, units: Sequence[str]) -> Flags:
    """Units × months: does any market in the county owe a file?"""
    owing = np.zeros((len(units), duty.shape[1]), dtype=np.bool_)
    place = {unit: at for at, unit in enumerate(units)}
    for home, owes in zip(homes, duty, strict=True):
        if home in place:
            owing[place[home]] |= owes
    return owing
