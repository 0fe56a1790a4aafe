"""Who may be recommended as a provincial-level standardised market, and what bars the others?

JS-154 §6.8 (择优推荐省级规范化零工市场评选认定). The last published `performance` evaluation
answers; nothing is recomputed here.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from store import evaluations
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

PASSING_GRADES = ("excellent", "good", "qualified")
FAILED = ("not_met", "partly")
"""An entry condition that is met in part is not met."""


def latest_performance(scope: Scope, home: Home, period: str | None = None) -> Header | None:
    """The published `performance` evaluation of `period`, or the last one; None without one."""
    return evaluations.latest(scope, home, "performance", period)


def candidates(scope: Scope, home: Home, period: str | None = None) -> pd.DataFrame:
    """One row per market: the columns of `store.tables.result`, with `eligible` (bool) and
    `blockers`, a list of (code, criterion or ""). Eligible first, then by type, rank and code;
    no rows without a published evaluation."""
    header = latest_performance(scope, home, period)
    if header is None:
        return pd.DataFrame()
    frame = evaluations.results(scope, home, header.evaluation_id)
    listed = [blockers(row) for row in frame.to_dict("records")]
    frame = frame.assign(
        blockers=pd.Series(listed, index=frame.index, dtype="object"),
        eligible=[not barred for barred in listed],
    )
    order = ["eligible", "type", "rank", "score", "subject"]
    return frame.sort_values(order, ascending=[False, True, True, False, True], ignore_index=True)


def blockers(row: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """What bars one market, in the order of the law: vetoes, entry conditions, evidence, grade."""
    barred = _barring(row["vetoes"], "veto") + _barring(row["entries"], "entry")
    if row["reason"] in ("insufficient", "new"):
        barred.append((str(row["reason"]), ""))
    elif row["provisional"]:
        barred.append(("provisional", ""))
    elif row["grade"] not in PASSING_GRADES and not any(code == "veto" for code, _ in barred):
        barred.append(("unqualified", ""))
    return barred


def _barring(stored: object, kind: str) -> list[tuple[str, str]]:
    listed = json.loads(str(stored))
    return [
        (kind if entry["finding"] in FAILED else f"{kind}_pending", entry["criterion"])
        for entry in listed
        if entry["finding"] in (*FAILED, "no_data")
    ]
