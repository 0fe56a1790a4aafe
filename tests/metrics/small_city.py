"""A home of a few markets, filed month by month through the real store, for tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from rules.calendar import SHANGHAI, day_start, month_bounds, next_month
from store.batches import commit
from store.canonical import write_segment
from store.contracts import Ledger
from store.files import digest_file
from store.folder import Home
from store.home import create_home
from store.ledger_sheets import LEDGERS
from store.prepared import Prepared, PreparedSegment, RegisterRow, register_row
from store.register_sheets import REGISTERS
from store.scope import PROVINCE

DAY = 86_400
Row = dict[str, object]
LONG_AGO = day_start(date(2024, 5, 1))


def moment(month: int, day: int = 10, hour: int = 10, minute: int = 0) -> int:
    return int(datetime(month // 100, month % 100, day, hour, minute, tzinfo=SHANGHAI).timestamp())


@dataclass
class City:
    """Files what it is told, for one filing unit; every ledger of every month unless left out."""

    root: Path
    unit: str = "320100"
    home: Home = field(init=False)
    files: int = 0

    def __post_init__(self) -> None:
        self.home = create_home(self.root / "home")

    def file(
        self,
        month: int,
        markets: Iterable[str],
        rows: Mapping[str, list[Row]] | None = None,
        without: Iterable[tuple[str, str]] = (),
        registers: Iterable[RegisterRow] = (),
        received_at: int | None = None,
        reason: str = "",
    ) -> None:
        """Files a month. `without` names (market, ledger) pairs that are not filed."""
        left_out = set(without)
        segments, covers = [], []
        for name, ledger in LEDGERS.items():
            mine = (rows or {}).get(name, [])
            segments.append(self._segment(ledger, month, mine))
            for market in markets:
                if (market, name) not in left_out:
                    count = sum(row["market"] == market for row in mine)
                    covers.append((market, name, month, count))
        self._commit(month, segments, covers, list(registers), received_at, reason)

    def register(self, *rows: RegisterRow) -> None:
        self._commit(202605, [], [], list(rows), moment(202606, 2), "")

    def _segment(self, ledger: Ledger, month: int, rows: list[Row]) -> PreparedSegment:
        frame = pd.DataFrame(rows, columns=[c.name for c in ledger.columns], dtype=object)
        path = self.root / f"{self.files}-{ledger.name}.parquet"
        digest, number = write_segment(ledger, frame, path)
        return PreparedSegment(ledger.name, self.unit, month, path, digest, number)

    def _commit(self, month: int, segments: list[PreparedSegment],
                covers: list[tuple[str, str, int, int]], registers: list[RegisterRow],
                received_at: int | None, reason: str) -> None:  # fmt: skip
        self.files += 1
        evidence = self.root / f"{self.files}.xlsx"
        evidence.write_bytes(f"file {self.files}".encode())
        received = received_at or month_bounds(next_month(month))[0] + 2 * DAY
        commit(
            PROVINCE, self.home,
            Prepared(self.unit, month, received, "tester", evidence.name, evidence,
                     digest_file(evidence), reason, segments, covers, registers),
        )  # fmt: skip


def fact(register: str, **values: object) -> RegisterRow:
    values.setdefault("valid_from", LONG_AGO)
    return register_row(REGISTERS[register], values)


def market(code: str, **values: object) -> RegisterRow:
    known = {
        "name": f"市场{code[-3:]}", "type": "general", "mode": "self", "division": code[:6],
        "filing_unit": "320100", "managing_unit": "管理处", "opened_on": LONG_AGO,
    }  # fmt: skip
    return fact("market", market=code, **(known | values))


def inspection(
    code: str, item: str, day: int, result: str = "met", **values: object
) -> RegisterRow:
    known = {
        "visit": f"V{day}", "visited_at": day, "inspector_a": "p1", "result_a": result,
        "inspector_b": "p2", "result_b": result, "valid_from": day // DAY * DAY - 8 * 3600,
    }  # fmt: skip
    return fact("inspection", market=code, item=item, **(known | values))


def service(code: str, number: str, month: int, **values: object) -> Row:
    known = {
        "market": code, "record_id": number, "open": 0, "opened_at": moment(month),
        "kind": "matching", "closed_at": moment(month, hour=11), "first_staff_key": "s1",
        "outcome": "done",
    }  # fmt: skip
    return known | values


def step(code: str, number: str, seq: int, kind: str, at: int, staff: str = "s1") -> Row:
    return {"market": code, "record_id": number, "seq": seq, "at": at, "staff_key": staff,
            "kind": kind}  # fmt: skip


def vacancy(code: str, number: str, month: int, **values: object) -> Row:
    known = {
        "market": code, "record_id": number, "open": 0, "submitted_at": moment(month),
        "published_at": moment(month, hour=11), "valid_until": moment(month, 20),
        "closed_at": moment(month, 15), "employer_key": "e1", "industry": "F",
        "occupation": "other", "heads": 3, "pay_fen": 20_000, "pay_unit": "day", "hours": 8,
    }  # fmt: skip
    return known | values
