"""What do leads and confirmed facts say about a criterion? (design §7 Vetoes)"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.findings import (
    LEAD_OPEN,
    MET,
    NO_DATA,
    NO_REASON,
    NOT_APPLICABLE,
    NOT_FILED,
    NOT_MET,
    NOT_OWED,
    Detail,
    Findings,
)
from metrics.score import Ints


def proved(rows: pd.DataFrame) -> pd.Series:
    """Which rows are confirmed facts: two different officers and a document stand behind them.
    A confirmation without them is still a lead."""
    a, b = rows["officer_a"].astype(object), rows["officer_b"].astype(object)
    named = a.notna() & b.notna() & (a != b) & rows["document"].notna()
    return (rows["status"] == "confirmed") & named


def judge_incidents(
    rows: pd.DataFrame,
    incident: str,
    leads: Sequence[str],
    markets: Sequence[str],
    windows: Sequence[tuple[int, int]],
    months_duty: Ints,
    months_filed: Ints,
) -> Findings:
    """The findings of an incident criterion, one element per entry of `markets`.

    `rows`: one row per incident in its latest version; a confirmed fact of the kind `incident`
    fails on the day of the act, an open lead of the kinds `leads` waits whatever its day until
    it is answered. `windows`: the first second of each subject's window and the one after it.
    """
    rows = rows[rows["kind"].isin({incident, *leads})].sort_values("incident_no", kind="stable")
    rows = rows.assign(proved=proved(rows) & (rows["kind"] == incident))
    by_market = {str(market): mine for market, mine in rows.groupby("market", sort=False)}
    pairs = [
        _answer(by_market.get(market), first, after)
        for market, (first, after) in zip(markets, windows, strict=True)
    ]
    breach = np.array([bool(facts) for facts, _ in pairs], dtype=np.bool_)
    suspected = np.array([bool(leads) for _, leads in pairs], dtype=np.bool_)
    missing = months_filed < months_duty
    idle = months_duty == 0
    pending = ~breach & (missing | suspected)
    finding = np.where(breach, NOT_MET, np.where(pending, NO_DATA, MET))
    why = np.where(missing, NOT_FILED, LEAD_OPEN)
    out = idle & ~breach & ~suspected
    return Findings(
        finding=np.where(out, NOT_APPLICABLE, finding),
        reason=np.where(out, NOT_OWED, np.where(pending, why, NO_REASON)),
        won=(finding == MET).astype(np.float64) * ~out,
        pending=(pending & ~out).astype(np.float64),
        numerator=np.array([len(facts) for facts, _ in pairs], dtype=np.int64),
        denominator=np.ones(len(pairs), dtype=np.int64),
        undecided=np.array([len(leads) for _, leads in pairs], dtype=np.int64),
        valued=~out,
        months_duty=months_duty,
        months_filed=months_filed,
        detail=[_detail(*pair) for pair in pairs],
    )


def _answer(rows: pd.DataFrame | None, first: int, after: int) -> tuple[list[str], list[str]]:
    """The confirmed facts of the window and the open leads up to its end."""
    if rows is None:
        return [], []
    day = rows["happened_on"]
    facts = rows[rows["proved"] & (day >= first) & (day < after)]
    answered = (rows["status"] == "refuted") | proved(rows)
    leads = rows[~answered & (day < after)]
    return facts["incident_no"].tolist(), leads["incident_no"].tolist()


def _detail(facts: list[str], leads: list[str]) -> Detail:
    detail: Detail = {}
    if facts or leads:
        detail["incidents"] = facts + leads
    if leads:
        detail["open_leads"] = leads
    return detail
