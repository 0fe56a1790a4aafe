"""A small province to submit files from: two markets of 南京, one of 昆山, and their months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from exports.template import write_workbook
from rules.calendar import month_bounds
from store.home import Home
from store.intake.submit import Outcome, submit
from store.register_sheets import REGISTERS
from store.scope import PROVINCE

A, B, KUNSHAN = "320102001", "320102002", "320583001"
NANJING, KUNSHAN_UNIT = "320100", "320583"
MONTH = 202609
HOUR, DAY = 3600, 86400
AUTHORITY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(REGISTERS, ("own",)),
    "market": ("own", "above"), "document": ("own", "above"), "inspection": ("above",),
    "contract": ("above",), "payment": ("above",), "minimum_wage": ("above",),
    "incident": ("above",),
}  # fmt: skip
OPENED = month_bounds(202501)[0]


@dataclass
class Month:
    """What one unit files for one month; every part can be changed before it is written."""

    unit: str = NANJING
    period: int = MONTH
    cover: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return month_bounds(self.period)[0]

    @property
    def end(self) -> int:
        return month_bounds(self.period)[1]

    def add(self, sheet: str, *rows: dict[str, Any]) -> "Month":
        self.rows.setdefault(sheet, []).extend(rows)
        return self

    def counted(self) -> dict[tuple[str, str], int]:
        """The cover lines that agree with the rows."""
        ledgers = [name for name in self.rows if name not in REGISTERS]
        markets = sorted({row["market"] for name in ledgers for row in self.rows[name]})
        return {
            (market, name): sum(row["market"] == market for row in self.rows[name])
            for market in markets
            for name in ledgers
        }

    def write(self, path: Path, receipt_at: int | None = None) -> Path:
        tables = {name: pd.DataFrame(rows) for name, rows in self.rows.items()}
        cover = {"rows": self.counted(), **self.cover}
        write_workbook(path, self.unit, self.period, cover, tables, receipt_at)
        return path


def market_row(market: str = A, **changes: Any) -> dict[str, Any]:
    row = {
        "market": market, "name": f"市场{market}", "type": "general", "mode": "self",
        "division": market[:6], "managing_unit": "某公司", "opened_on": OPENED,
        "filing_unit": KUNSHAN_UNIT if market == KUNSHAN else NANJING, "valid_from": OPENED,
    }  # fmt: skip
    return row | changes


def service_row(record: str, at: int, **changes: Any) -> dict[str, Any]:
    """A record of market A that began at `at` and was closed two hours later."""
    row = {"market": A, "record_id": record, "open": 0, "opened_at": at, "kind": "matching",
           "closed_at": at + 2 * HOUR, "channel": "counter"}  # fmt: skip
    return row | changes


def filled_month(period: int = MONTH, unit: str = NANJING) -> Month:
    """A sound file: each ledger with rows, some open at the month's end."""
    month = Month(unit, period)
    start, end = month.start, month.end
    market = KUNSHAN if unit == KUNSHAN_UNIT else A
    month.add("market", market_row(market))
    for i in range(3):
        month.add("service", service_row(f"F{period}-{i}", start + i * DAY, market=market))
    month.add("step", *(
        {"market": market, "record_id": f"F{period}-0", "seq": seq, "at": start + seq * HOUR,
         "kind": kind, "staff_key": "s1"}
        for seq, kind in enumerate(("accepted", "closed"), start=1)
    ))  # fmt: skip
    month.add("vacancy", {
        "market": market, "record_id": f"G{period}", "open": 0, "submitted_at": start + HOUR,
        "published_at": start + 2 * HOUR, "valid_until": end + DAY, "closed_at": start + DAY,
        "employer_key": "e1", "industry": "E", "occupation": "porter", "heads": 3,
        "pay_fen": 20050, "work_division": "320102", "for_difficult_groups": 1,
    })  # fmt: skip
    month.add("seeker", {
        "market": market, "record_id": f"Q{period}", "open": 0, "registered_at": start + HOUR,
        "valid_until": end + DAY, "closed_at": start + DAY, "person_key": "p1",
    })  # fmt: skip
    month.add("match", {
        "market": market, "record_id": f"P{period}", "open": 0, "vacancy_id": f"G{period}",
        "seeker_id": f"Q{period}", "referred_at": start + HOUR, "status": "finished",
        "status_at": start + DAY,
    })  # fmt: skip
    month.add("complaint", {
        "market": market, "record_id": f"T{period}", "open": 0, "filed_at": start + HOUR,
        "channel": "on_site", "kind": "attitude", "closed_at": start + DAY,
    })  # fmt: skip
    return month


def codes(problems: Sequence[Any]) -> list[str]:
    return [problem.code for problem in problems]


def submit_path(home: Home, path: Path | Sequence[Path], **options: Any) -> Outcome:
    given: Mapping[str, Any] = {"authority": AUTHORITY} | options
    return submit(PROVINCE, home, path, "tester", **given)
