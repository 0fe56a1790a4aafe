"""What do the checks and the segments need of ledgers that came as CSV? Counted in SQL."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from store import duck
from store.canonical import digest_rows
from store.contracts import Register
from store.intake.csv_typed import ROW, CsvTyped, engine
from store.intake.job import Keys
from store.intake.problems import PROBLEM_LIMIT
from store.intake.typed_rows import array
from store.ledger_sheets import LEDGERS

Tables = Mapping[str, CsvTyped]
"""The typed rows by ledger name."""


def counted(tables: Tables, out: Path) -> dict[tuple[str, str], int]:
    """Rows by (market, ledger)."""
    found: dict[tuple[str, str], int] = {}
    with engine(out) as connection:
        for name, typed in tables.items():
            rows = connection.execute(
                f"SELECT market, count(*) FROM {typed.rows} WHERE market IS NOT NULL "
                "GROUP BY market ORDER BY market"
            ).fetchall()
            found |= {(market, name): number for market, number in rows}
    return found


def steps_alone(tables: Tables, out: Path) -> Iterator[tuple[int, str]]:
    """Row and record id of every step whose record isn't in the service log."""
    if "step" not in tables:
        return
    known = "FALSE"
    if "service" in tables:
        known = (
            f"EXISTS (SELECT 1 FROM {tables['service'].rows} AS record "
            "WHERE record.market = step.market AND record.record_id = step.record_id)"
        )
    with engine(out) as connection:
        yield from connection.execute(
            f"SELECT {ROW}, record_id FROM {tables['step'].rows} AS step "
            f"WHERE record_id IS NOT NULL AND NOT {known} ORDER BY {ROW} LIMIT {PROBLEM_LIMIT + 1}"
        ).fetchall()


def segment(name: str, typed: CsvTyped, out: Path) -> Keys:
    """The digest of the rows, which lie sorted already, each text checked."""
    with engine(out) as connection:
        relation = f"read_parquet({duck.quoted(typed.segment)})"
        digest, rows = digest_rows(LEDGERS[name], connection, relation, checked=True)
    return Keys(str(typed.segment), digest, rows, typed=str(typed.path), numbered=typed.numbered)


def register_rows(register: Register, typed: CsvTyped, out: Path) -> pd.DataFrame:
    """The rows of a register as a frame, with ROW."""
    names = [column.name for column in register.columns]
    quoted = ", ".join(f'"{name}"' for name in names)
    with engine(out) as connection:
        rows = connection.execute(
            f"SELECT {quoted}, {ROW} FROM {typed.rows} ORDER BY {ROW}"
        ).fetchall()
    columns = [*zip(*rows, strict=True)] or [()] * (len(names) + 1)
    held = dict(zip(names, columns, strict=False))
    frame = pd.DataFrame({c.name: array(c, list(held[c.name])) for c in register.columns})
    return frame.assign(**{ROW: list(columns[-1])})
