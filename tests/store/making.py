"""How do tests make a submission? Rows as plain dictionaries, through the real writer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd

from rules.calendar import SHANGHAI
from store.batches import Prepared, PreparedSegment, Receipt, RegisterRow, commit, register_row
from store.canonical import write_segment
from store.contracts import Ledger
from store.evaluation_form import canonical_bytes
from store.evaluations import Header
from store.files import digest_bytes, digest_file
from store.home import Home
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS
from store.scope import PROVINCE

Rows = Sequence[Mapping[str, Any]]


def at(text: str) -> int:
    """Epoch seconds of an ISO date or moment in Asia/Shanghai."""
    return int(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).timestamp())


def frame(ledger: Ledger, rows: Rows) -> pd.DataFrame:
    """The rows with every declared column; a `flag` left out is 0, anything else missing."""
    return pd.DataFrame(
        {
            column.name: pd.Series(
                [row.get(column.name, 0 if column.kind == "flag" else None) for row in rows],
                dtype="str" if column.sql == "VARCHAR" else "Int64",
            )
            for column in ledger.columns
        }
    )


def segment(folder: Path, name: str, unit: str, month: int, rows: Rows) -> PreparedSegment:
    path = folder / f"{uuid4().hex}.parquet"
    digest, number = write_segment(LEDGERS[name], frame(LEDGERS[name], rows), path)
    return PreparedSegment(name, unit, month, path, digest, number)


def fact(register: str, **values: Any) -> RegisterRow:
    return register_row(REGISTERS[register], values)


def submission(
    folder: Path, unit: str, month: int, ledgers: Mapping[str, Rows], *facts: RegisterRow,
    markets: Sequence[str] = (), received: str = "", reason: str = "", approved_by: str = "",
) -> Prepared:  # fmt: skip
    """A submission received on the 2nd of the next month unless told otherwise. `markets` are
    covered with 0 rows where a ledger has none of theirs."""
    evidence = folder / f"{uuid4().hex}.xlsx"
    evidence.write_bytes(uuid4().bytes)
    covers = []
    for name, rows in ledgers.items():
        held = [row["market"] for row in rows]
        covers += [(m, name, month, held.count(m)) for m in sorted({*held, *markets})]
    year, number = divmod(month, 100)
    after = f"{year + number // 12}-{number % 12 + 1:02d}-02"
    return Prepared(
        unit=unit, period=month, received_at=at(received or after), submitted_by="tester",
        file_name="报表.xlsx", evidence=evidence, original=digest_file(evidence), reason=reason,
        segments=[segment(folder, name, unit, month, rows) for name, rows in ledgers.items()],
        covers=covers, register_rows=list(facts), approved_by=approved_by,
    )  # fmt: skip


def submit(home: Home, folder: Path, *args: Any, **options: Any) -> Receipt:
    return commit(PROVINCE, home, submission(folder, *args, **options))


def signed(
    header: Header, results: pd.DataFrame, findings: pd.DataFrame, aggregates: pd.DataFrame,
    key: Callable[[str], object] = str,
) -> Header:  # fmt: skip
    """The header with the digest of rows made by hand, as an evaluation would note it. The rows
    are of one kind of subject, in the order of `key`."""
    columns = []
    for frame, keys in ((results, ["subject"]), (findings, ["subject", "criterion"]),
                        (aggregates, ["area", "market_type", "measure"])):  # fmt: skip
        held = frame.sort_values(keys, key=lambda column: column.map(key)).astype(object)
        columns.append({
            name: [None if pd.isna(value) else int(value) if isinstance(value, float) else value
                   for value in held[name]]
            for name in held.columns
        })  # fmt: skip
    return replace(header, content=digest_bytes(canonical_bytes(vars(header), *columns)))
