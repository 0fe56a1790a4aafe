"""Is each contracted market watched as the contract and the documents demand, and who slips?

JS-154 §6.4: markets entrusted to social organisations and co-run markets are supervised more
closely; self-run markets are not on this list.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.judge_incident import proved
from metrics.rulebook import ruleset_of
from rules.calendar import date_of, day_start, month_bounds, month_end_day, months_between
from rules.model import RuleSet
from store import evaluations, filings, registers
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

MODES = ("entrusted", "ppp")
TIME_LIMIT = "service.time_limit"
SECONDS_A_DAY = 86_400
CONTRACT_COLUMNS = (
    "contract_no", "operator", "operator_code", "buyer", "buyer_name", "starts_on", "ends_on",
)  # fmt: skip
DUE_ORDER = (
    "no_contract", "contract_past_end", "breach_confirmed", "unqualified", "lead_open",
    "contract_ends_soon", "ledger_late", "insufficient",
)  # fmt: skip
"""What is due, the most pressing first."""


def contracts(
    scope: Scope, home: Home, period: str | None = None, ruleset: RuleSet | None = None
) -> pd.DataFrame:
    """One row per contracted market of the published monthly evaluation of `period` (the last).

    The result's columns; of its contract today (or the last that ended) CONTRACT_COLUMNS and
    `days_left` (negative past the end; missing without a contract); `managing_unit`,
    `grade_before`, `score_before`, `open_leads`, `confirmed` (facts whose day lies in the
    window or after it), `late_records` of `timed_records`, `late_months`, and `due`, a list of
    codes of DUE_ORDER. Worst first; no rows without a published evaluation.
    """
    header = evaluations.latest(scope, home, "monitoring", period)
    if header is None:
        return pd.DataFrame()
    rules = ruleset or ruleset_of(scope, home, header)
    frame = evaluations.results(scope, home, header.evaluation_id)
    frame = frame[frame["mode"].isin(MODES)].reset_index(drop=True)
    for beside in (
        _contract_of_each(scope, home), _managing_units(scope, home), _before(scope, home, header),
        _late_records(scope, home, header, rules), _late_months(scope, home, header),
    ):  # fmt: skip
        frame = frame.merge(beside, "left", on="subject")
    frame = _with_incidents(scope, home, header, frame)
    frame["days_left"] = _days_left(frame["ends_on"], home.now())
    soon = int(rules.numbers["contract_warning_days"].on(month_end_day(header.last_month)).value())
    codes = [due(row, soon) for row in frame.to_dict("records")]
    frame["due"] = pd.Series(codes, index=frame.index, dtype="object")
    return _worst_first(frame)


def due(row: Mapping[Any, Any], soon: int) -> list[str]:
    """The codes of what must be done about one contracted market, the most pressing first. A
    contract that ends within `soon` days is to be looked at."""
    days = row["days_left"]
    left = None if days is None or days is pd.NA or days != days else int(str(days))
    late = row["late_months"]
    codes = {
        "no_contract": left is None,
        "contract_past_end": left is not None and left < 0,
        "contract_ends_soon": left is not None and 0 <= left <= soon,
        "breach_confirmed": row["confirmed"] != 0,
        "lead_open": row["open_leads"] != 0,
        "unqualified": row["grade"] == "unqualified",
        "ledger_late": late is not pd.NA and late == late and late not in (None, 0),
        "insufficient": row["reason"] == "insufficient",
    }
    return [code for code in DUE_ORDER if codes[code]]


def _contract_of_each(scope: Scope, home: Home) -> pd.DataFrame:
    """One row per market: the contract that began last; one still to begin only where there is
    no other."""
    frame = registers.rows(scope, home, "contract")
    frame = frame[frame["valid_from"] <= home.now()]
    frame = frame.drop_duplicates("contract_no", keep="last")
    frame = frame.assign(begun=(frame["starts_on"] <= home.now()).astype("int64"))
    frame["order"] = frame["starts_on"].where(frame["begun"] == 1, -frame["starts_on"])
    frame = frame.sort_values(["market", "begun", "order", "contract_no"])
    latest = frame.drop_duplicates("market", keep="last")
    return latest[["market", *CONTRACT_COLUMNS]].rename(columns={"market": "subject"})


def _managing_units(scope: Scope, home: Home) -> pd.DataFrame:
    frame = registers.in_force(scope, home, "market", home.now())
    return frame[["market", "managing_unit"]].rename(columns={"market": "subject"})


def _before(scope: Scope, home: Home, header: Header) -> pd.DataFrame:
    """One row per market: grade and score of the published evaluation before this one."""
    listed = evaluations.published(scope, home, "monitoring")
    same = (listed["layer"] == header.layer) & (listed["ruleset"] == header.ruleset)
    earlier = listed[same & (listed["last_month"] < header.last_month)]
    columns = ["subject", "grade_before", "score_before"]
    if earlier.empty:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    last = earlier.sort_values(["last_month", "version"]).iloc[-1]
    frame = evaluations.results(scope, home, int(last["evaluation_id"]))
    return frame.rename(columns={"grade": "grade_before", "score": "score_before"})[columns]


def _late_records(scope: Scope, home: Home, header: Header, rules: RuleSet) -> pd.DataFrame:
    """One row per market: records settled beyond their time limit, and records settled
    (M-65 §6.2)."""
    judged = [c.id for c in rules.criteria.values() if c.metric == TIME_LIMIT]
    columns = ["subject", "late_records", "timed_records"]
    if not judged:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    frame = evaluations.findings(scope, home, header.evaluation_id, criterion=judged[0])
    frame = frame[frame["subject_kind"] == "market"]
    frame = frame.assign(late_records=frame["denominator"] - frame["numerator"])
    return frame.rename(columns={"denominator": "timed_records"})[columns]


def _late_months(scope: Scope, home: Home, header: Header) -> pd.DataFrame:
    """One row per market on duty: months of the window whose ledgers came late or not at all."""
    months = months_between(header.first_month, header.last_month)
    frame = filings.late(scope, home, months)
    counts = frame.groupby("market")["late"].sum()
    return counts.rename("late_months").rename_axis("subject").reset_index()


def _with_incidents(scope: Scope, home: Home, header: Header, frame: pd.DataFrame) -> pd.DataFrame:
    """Open leads whatever their day; confirmed facts from the window's first day on."""
    rows = registers.rows(scope, home, "incident").drop_duplicates("incident_no", keep="last")
    confirmed = proved(rows)
    recent = rows["happened_on"] >= month_bounds(header.first_month)[0]
    chosen = {"open_leads": ~confirmed & (rows["status"] != "refuted"),
              "confirmed": confirmed & recent}  # fmt: skip
    for column, mask in chosen.items():
        counts = rows[mask].groupby("market").size()
        frame[column] = frame["subject"].map(counts).fillna(0).astype("int64")
    return frame


def _days_left(ends_on: pd.Series, today: int) -> pd.Series:
    """Whole days from today to the last day of the contract; 0 on that day."""
    midnight = day_start(date_of(today))
    return (ends_on.astype("Int64") - midnight) // SECONDS_A_DAY


def _worst_first(frame: pd.DataFrame) -> pd.DataFrame:
    """By the most pressing thing due, then how much is due, then the lowest score, then code."""
    urgency = [DUE_ORDER.index(codes[0]) if codes else len(DUE_ORDER) for codes in frame["due"]]
    count = [-len(codes) for codes in frame["due"]]
    frame = frame.assign(_urgency=urgency, _count=count)
    frame = frame.sort_values(["_urgency", "_count", "score", "subject"], ignore_index=True)
    return frame.drop(columns=["_urgency", "_count"])
