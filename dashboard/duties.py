"""What needs doing, by whom, by when? To-do lines from real duties, the most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from exports.figures import days_left, short_month
from exports.marks import DUE_SOON, NOTICE, OVERDUE, PENDING, Mark
from exports.words import Words
from rules.calendar import date_of, day_start, month_bounds, months_between, next_month
from rules.codes import divisions

REPORT_KIND = "monthly_analysis"
MANY = 4
"""So many markets of one reporting unit are listed as one line."""


@dataclass(frozen=True)
class Duty:
    """One line of the list. `order` sorts, smallest first; `page` and `params` say where it is
    dealt with."""

    order: tuple[int, int]
    mark: Mark
    badge: str
    text: str
    action: str
    page: str
    params: Mapping[str, str] = field(default_factory=dict)


def reported_months(reports: pd.DataFrame, last: int) -> list[int]:
    """The twelve months to `last`, but none before the first report anybody filed here: what was
    due before the records begin is not known, so it is not missing."""
    held = reports[reports["kind"] == REPORT_KIND]["due_on"]
    begun = min((_month_of(int(due_on)) for due_on in held), default=last)
    return months_between(min(last, max(begun, next_month(last, -11))), last)


def report_filings(
    reports: pd.DataFrame, units: Sequence[str], months: Sequence[int], due_day: int, now: int
) -> pd.DataFrame:
    """One row per unit and month: `period`, `due_on` (its beginning), `filed_at` (missing when
    not filed), `state` (see charts.grid.STATES), `late_days` (calendar days past the due day).

    `reports` are rows of the report register; a monthly analysis counts in the month of its due
    day, which without a row is `due_day` (JS-154 §4.7).
    """
    held: dict[tuple[str, int], tuple[int, int | None]] = {
        (str(row["unit"]), _month_of(int(row["due_on"]))): (
            int(row["due_on"]),
            int(row["filed_at"]),
        )
        for row in reports[reports["kind"] == REPORT_KIND].to_dict("records")
    }
    rows = [
        _filing(unit, period, *held.get((unit, period), (_due(period, due_day), None)), now)
        for period in months
        for unit in units
    ]
    return pd.DataFrame(
        rows, columns=["unit", "period", "due_on", "filed_at", "state", "late_days"]
    )


def _filing(
    unit: str, period: int, due_on: int, filed_at: int | None, now: int
) -> tuple[object, ...]:
    done = filed_at if filed_at is not None else now
    late = max(0, (date_of(done) - date_of(due_on)).days)
    if filed_at is None:
        state = "missing" if late else "waiting"
    else:
        state = "late" if late else "on_time"
    return unit, period, due_on, filed_at, state, late


def late_reports(filings: pd.DataFrame, names: Mapping[str, str], words: Words) -> list[Duty]:
    """Reports past their day that have not come."""
    missing = filings[filings["state"] == "missing"]
    return [
        Duty(
            (0, -int(row["late_days"])), OVERDUE, _overdue(int(row["late_days"]), words),
            words("{unit} {month}供求分析报告未报", unit=names[row["unit"]],
                  month=short_month(int(row["period"]), words)),
            words("查看"), "submit", {"unit": str(row["unit"]), "period": str(row["period"])},
        )
        for row in missing.to_dict("records")
    ]  # fmt: skip


def late_ledgers(
    late: pd.DataFrame, names: Mapping[str, str], now: int, words: Words
) -> list[Duty]:
    """Markets whose ledgers of a month are missing past their day, then those that came late;
    many of one reporting unit are one line.

    `late` has one row per market and month of `store.filings.late`.
    """
    units = late["market"].map(divisions().reporting_unit_of)
    lines = []
    for (unit, _, _), rows in late[late["late"] == 1].groupby(
        [units, late["month"], late["missing"].map(bool)]
    ):
        held = rows.to_dict("records")
        if len(held) < MANY:
            lines += [_ledger_duty(row, names.get(row["market"], row["market"]), now, words)
                      for row in held]  # fmt: skip
            continue
        who = words.count("{unit} {n} 个市场", len(held), unit=names.get(str(unit), str(unit)))
        lines.append(_ledger_duty(held[0], who, now, words))
    return lines


def _ledger_duty(row: Mapping[Any, Any], who: str, now: int, words: Words) -> Duty:
    missing = bool(row["missing"])
    until = now if missing else int(row["first_received_at"])
    days = max(1, (date_of(until) - date_of(int(row["due_at"]))).days)
    held = {"market": who,
            "month": short_month(int(row["month"]), words)}  # fmt: skip
    if missing:
        text, badge = words("{market}：{month}台账未报齐", **held), _overdue(days, words)
    else:
        text = words("{market}：{month}台账已收，迟报", **held)
        badge = f"{DUE_SOON.sign} {words.count('迟 {n} 天', days)}"
    return Duty(
        (0 if missing else 1, -days), OVERDUE if missing else DUE_SOON, badge, text,
        words("查看"), "submit", {"market": str(row["market"]), "period": str(row["month"])},
    )  # fmt: skip


def open_leads(incidents: pd.DataFrame, names: Mapping[str, str], words: Words) -> list[Duty]:
    """Fee leads that nobody has confirmed or refuted, one line per market."""
    held = incidents[(incidents["status"] == "lead") & (incidents["kind"] == "fee")]
    return [
        Duty(
            (2, -int(count)), PENDING, PENDING.text(words),
            words.count("{market}：{n} 条收费线索未核实", int(count),
                        market=names.get(str(market), str(market))),
            words("核实"), "market", {"code": str(market)},
        )
        for market, count in held.groupby("market").size().items()
    ]  # fmt: skip


def ending_contracts(
    contracts: pd.DataFrame, names: Mapping[str, str], notice: int, today: date, words: Words
) -> list[Duty]:
    """Contracts past their end that no later contract of the same market follows, and those
    that end within `notice` days."""
    latest = contracts.sort_values("ends_on").drop_duplicates("market", keep="last")
    lines = []
    for row in latest.to_dict("records"):
        days = (date_of(int(row["ends_on"])) - today).days
        if days > notice:
            continue
        market = names.get(row["market"], row["market"])
        text = (
            words("{market}：合同已到期", market=market)
            if days < 0
            else words("{market}：合同将到期", market=market)
        )
        mark = OVERDUE if days < 0 else DUE_SOON
        badge = f"{mark.sign} {days_left(days, words)}"
        lines.append(Duty((0 if days < 0 else 1, days), mark, badge, text, words("查看"),
                          "market", {"code": str(row["market"])}))  # fmt: skip
    return lines


def unsettled(insufficient: int, defaults: int, words: Words) -> list[Duty]:
    """One line for the markets without enough evidence, one for the values still default."""
    lines = []
    if insufficient:
        lines.append(Duty((3, 0), PENDING, PENDING.text(words),
                          words.count("{n} 个市场证据不足，暂不定级", insufficient),
                          words("查看"), "ranking"))  # fmt: skip
    if defaults:
        lines.append(Duty((4, 0), NOTICE, NOTICE.text(words),
                          words.count("{n} 个数值仍为默认值，待省厅确认", defaults),
                          words("查看"), "defaults"))  # fmt: skip
    return lines


def ordered(*several: Sequence[Duty]) -> list[Duty]:
    """All lines, the most urgent first; ties stay in the order given."""
    return sorted((duty for duties in several for duty in duties), key=lambda duty: duty.order)


def _overdue(days: int, words: Words) -> str:
    return f"{OVERDUE.sign} {days_left(-days, words)}"


def _month_of(moment: int) -> int:
    day = date_of(moment)
    return day.year * 100 + day.month


def _due(period: int, due_day: int) -> int:
    return day_start(date_of(month_bounds(period)[0]).replace(day=due_day))
