"""What has been filed of a month, what is late and what is missing? By ledger, market and unit."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.charts.grid import cell_words
from exports import figures
from exports.words import Words
from rules.codes import divisions
from store.filings import OWED
from store.ledger_sheets import LEDGERS

WITH_SERVICE = "with_service"
"""The state of a ledger nobody owes by itself: steps travel with their service records."""
NOT_OWED = "not_owed"
"""The state of a ledger where no market is on duty."""


def ledger_rows(
    covers: pd.DataFrame, markets: Sequence[str], due_at: int, now: int
) -> pd.DataFrame:
    """One row per ledger of a month: ledger, state (of dashboard.charts.grid.STATES,
    WITH_SERVICE or NOT_OWED), filed and owed (markets), rows, batches (a tuple of numbers),
    received_at (of the last market's first rows; missing without any).

    `covers` are those of the month (store.manifest.covers), `markets` who owes it.
    """
    held = covers[covers["market"].isin(markets)]
    rows = [_ledger(name, held[held["ledger"] == name], len(markets), due_at, now)
            for name in LEDGERS]  # fmt: skip
    columns = ["ledger", "state", "filed", "owed", "rows", "batches", "received_at"]
    return pd.DataFrame(rows, columns=columns).astype({"received_at": "Int64"})


def _ledger(name: str, held: pd.DataFrame, owed: int, due_at: int, now: int) -> tuple[object, ...]:
    last = int(held["first_received_at"].max()) if len(held) else None
    if name not in OWED:
        state = WITH_SERVICE
    elif not owed:
        state = NOT_OWED
    elif len(held) < owed:
        state = "missing" if now > due_at else "waiting"
    else:
        state = "late" if last is not None and last > due_at else "on_time"
    batches = tuple(sorted({int(number) for number in held["batch_id"]}))
    return name, state, len(held), owed, int(held["rows"].sum()), batches, last


def ledger_title(name: str, language: str) -> str:
    """What a ledger is called on its sheet."""
    return LEDGERS[name].zh if language == "zh" else LEDGERS[name].en


def lacking(late: pd.DataFrame, names: Mapping[str, str], words: Words) -> list[str]:
    """One text per market that has not filed all: its name and the ledgers missing. `late` are
    rows of store.filings.late."""
    texts = []
    for row in late[late["missing"].map(bool)].to_dict("records"):
        name = names.get(str(row["market"]), str(row["market"]))
        if len(row["missing"]) == len(OWED):
            texts.append(words("{market}：全部未报", market=name))
            continue
        titles = [ledger_title(ledger, words.language) for ledger in row["missing"]]
        texts.append(words("{market}：缺{ledgers}", market=name,
                           ledgers=words("、").join(titles)))  # fmt: skip
    return texts


def unit_states(late: pd.DataFrame, now: int) -> pd.DataFrame:
    """One row per reporting unit and month with markets on duty: unit, period, state: missing
    when a market lacks ledgers past their day, waiting when one does before it, late when one
    came late, else on_time; `wrong`, the markets in that state (0 of on_time), of `markets` on
    duty. `late` are rows of store.filings.late."""
    columns = ["unit", "period", "state", "wrong", "markets"]
    if late.empty:
        return pd.DataFrame(columns=columns)
    lacks = late["missing"].map(bool)
    past = late["due_at"] < now
    held = pd.DataFrame({
        "unit": late["market"].map(divisions().reporting_unit_of), "period": late["month"],
        "missing": lacks & past, "waiting": lacks & ~past, "late": late["late"] == 1,
    })  # fmt: skip
    grouped = held.groupby(["unit", "period"])
    found = grouped[["missing", "waiting", "late"]].sum()
    rows = found.to_dict("records")
    states = [
        next((name for name in ("missing", "waiting", "late") if row[name]), "on_time")
        for row in rows
    ]
    wrong = [int(row.get(state, 0)) for row, state in zip(rows, states, strict=True)]
    counted = found.assign(state=states, wrong=wrong, markets=grouped.size())
    return counted.reset_index()[columns]


def grid_rows(states: pd.DataFrame, names: Mapping[str, str], words: Words) -> pd.DataFrame:
    """The table twin of a filing grid: one row per unit, one column per month, sign and word."""
    cells = {(row["unit"], row["period"]): cell_words(row, words)
             for row in states.to_dict("records")}  # fmt: skip
    units, months = (sorted(states[name].unique()) for name in ("unit", "period"))
    rows = [
        [names[str(unit)], *(cells.get((unit, month), figures.MISSING) for month in months)]
        for unit in units
    ]
    heads = [figures.month(int(month), words) for month in months]
    return pd.DataFrame(rows, columns=[words("报送单位"), *heads])
