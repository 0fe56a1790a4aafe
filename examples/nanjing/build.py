"""Which workbook would 南京市 file for the example? Made from the readable tables beside this file.

python -m examples.nanjing.build OUT.xlsx
"""

import csv
import sys
from datetime import datetime
from pathlib import Path

import pandas as pd

from exports.template import write_workbook
from rules.calendar import SHANGHAI, day_start
from store.ledger_sheets import LEDGERS

FOLDER = Path(__file__).parent
RULES = FOLDER / "rules" / "nanjing"
UNIT, PERIOD = "320100", 202610
UNFILED = ("320115001", "seeker")
"""The one ledger that nobody filed: 江宁区 did not send its 求职 sheet."""
SINCE = day_start(datetime(2025, 3, 1).date())
OPENS, CLOSES = 8 * 60, 18 * 60


def build(path: Path) -> Path:
    """Writes the workbook of 南京市 for October 2026 to `path`."""
    tables = ledgers() | registers()
    markets = [row["market"] for row in _read("market")]
    rows = {
        (market, name): int((tables[name]["market"] == market).sum())
        for market in markets
        for name in LEDGERS
        if (market, name) != UNFILED
    }
    cover = {"rows": rows, "filled_by": "填报人甲", "checked_by": "审核人乙"}
    write_workbook(path, UNIT, PERIOD, cover, tables)
    return path


def ledgers() -> dict[str, pd.DataFrame]:
    """The service log, its steps (受理 and 办结) and the seekers, in store form; the sheets of
    the other ledgers stay empty."""
    empty = {
        name: pd.DataFrame(columns=[column.name for column in ledger.columns])
        for name, ledger in LEDGERS.items()
    }
    return empty | {
        "service": pd.DataFrame([_service(row) for row in _read("service")]),
        "step": pd.DataFrame([step for row in _read("service") for step in _steps(row)]),
        "seeker": pd.DataFrame([_seeker(row) for row in _read("seeker")]),
    }


def registers() -> dict[str, pd.DataFrame]:
    """The registers the example needs; opening hours are 8:00 to 18:00 every day."""
    markets = _read("market")
    hours = [
        {"market": row["market"], "weekday": weekday, "opens": OPENS, "closes": CLOSES,
         "valid_from": SINCE}
        for row in markets
        for weekday in range(1, 8)
    ]  # fmt: skip
    return {
        "market": pd.DataFrame([_market(row) for row in markets]),
        "hours": pd.DataFrame(hours),
        "inspection": pd.DataFrame([_inspection(row) for row in _read("inspection")]),
        "declaration": pd.DataFrame([_dated(row, "declared_on") for row in _read("declaration")]),
        "verification": pd.DataFrame([_dated(row, "verified_on") for row in _read("verification")]),
        "incident": pd.DataFrame([_incident(row) for row in _read("incident")]),
    }


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _moment(text: str) -> int | None:
    if not text:
        return None
    return int(datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI).timestamp())


def _day(text: str) -> int:
    return day_start(datetime.strptime(text, "%Y-%m-%d").date())


def _fen(yuan: str) -> int | None:
    return int(yuan) * 100 if yuan else None


def _service(row: dict[str, str]) -> dict[str, object]:
    return {
        "market": row["market"], "record_id": row["record_id"], "open": 0,
        "opened_at": _moment(row["opened_at"]), "kind": row["kind"],
        "first_staff_key": row["first_staff"], "closed_at": _moment(row["closed_at"]),
        "outcome": "done", "fee_fen": _fen(row["fee_yuan"]),
        "fee_payer": row["fee_payer"] or None, "satisfaction": row["satisfaction"] or None,
        "satisfaction_source": row["satisfaction_source"] or None,
    }  # fmt: skip


def _steps(row: dict[str, str]) -> list[dict[str, object]]:
    record = {"market": row["market"], "record_id": row["record_id"]}
    return [
        record | {"seq": 1, "at": _moment(row["opened_at"]), "staff_key": row["first_staff"],
                  "kind": "accepted"},
        record | {"seq": 2, "at": _moment(row["closed_at"]), "staff_key": row["closed_by"],
                  "kind": "closed"},
    ]  # fmt: skip


def _seeker(row: dict[str, str]) -> dict[str, object]:
    closed_at = _moment(row["closed_at"])
    return {
        "market": row["market"], "record_id": row["record_id"], "open": 0,
        "registered_at": _moment(row["registered_at"]), "valid_until": closed_at,
        "closed_at": closed_at, "person_key": row["person_key"],
        "first_started_at": _moment(row["first_started_at"]),
    }  # fmt: skip


def _market(row: dict[str, str]) -> dict[str, object]:
    dated = {"filing_unit": UNIT, "opened_on": _day(row["opened_on"]), "valid_from": SINCE}
    return {**row, **dated}


def _inspection(row: dict[str, str]) -> dict[str, object]:
    visited_at = row["visited_at"]
    return {**row, "visited_at": _moment(visited_at), "valid_from": _day(visited_at[:10])}


def _dated(row: dict[str, str], column: str) -> dict[str, object]:
    return {**row, column: _day(row[column]), "valid_from": _day(row[column])}


def _incident(row: dict[str, str]) -> dict[str, object]:
    fee = _fen(row.pop("fee_yuan"))
    days = {name: _day(row[name]) for name in ("happened_on", "answered_on")}
    return {**row, **days, "fee_fen": fee, "valid_from": days["happened_on"]}


if __name__ == "__main__":
    build(Path(sys.argv[1]))
