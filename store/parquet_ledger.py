"""How are the ledgers counted by default? DuckDB over exactly the files the manifest names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd
from sqlalchemy.engine.default import DefaultDialect

from rules.calendar import month_bounds
from store import derived, duck, manifest, registers, sound
from store.engine import reading
from store.errors import DamageError
from store.files import damaged, path_of
from store.folder import Home
from store.frames import frame_of, frame_of_numpy
from store.ledger import DERIVED, Build, columns_of, table_of
from store.scope import PROVINCE, Scope

Files = Sequence[tuple[Path, int]]
"""Which Parquet files to read, each with the month it is the file of."""


@dataclass(frozen=True)
class ParquetLedger:
    """The ledgers of one home as they are now, or as they were at `as_of` (epoch seconds)."""

    home: Home
    as_of: int | None = None

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        """See store.ledger.Ledger. Raises DamageError when a file of the manifest is missing."""
        wanted, text = sorted(set(months)), sql_text(source, build)
        with duck.cursor(self.home.ledger, self.home.derived) as cursor:
            rows = self._rows(scope, cursor, source, text, wanted)
            cursor.execute(f'CREATE TEMP VIEW "{source.replace(":", "_")}" AS {rows}')
            result = cursor.execute(text)
            kinds = [(field[0], str(field[1])) for field in result.description or ()]
            return frame_of_numpy(result.fetchnumpy(), kinds)

    def _rows(
        self, scope: Scope, cursor: duckdb.DuckDBPyConnection, source: str, text: str,
        months: list[int],
    ) -> str:  # fmt: skip
        columns = columns_of(source)
        if source.startswith("register:"):
            name = source.removeprefix("register:")
            cursor.register("facts", registers.monthly(scope, self.home, name, months, self.as_of))
            return _shown(columns, "facts", "true")
        files: Files
        if source == "day":
            files = derived.day_files(scope, self.home, months, self.as_of)
        elif any(f'"{name}"' in text for name in DERIVED.get(source, ())):
            files = derived.files(scope, self.home, source, months, self.as_of)
        else:
            files = segment_files(scope, self.home, source, months, self.as_of)
            columns = {n: sql for n, sql in columns.items() if n not in DERIVED.get(source, ())}
        return _shown(columns, _relation(cursor, columns, files), _sees(scope))


def segment_files(
    scope: Scope, home: Home, ledger: str, months: list[int], as_of: int | None = None
) -> Files:
    """The files of a ledger's active segments that have rows; the reader applies the scope."""
    with reading(home) as connection:
        active = manifest.active(connection, months, as_of, ledger)
    sound.check_segments(scope, home, active)
    return [(path_of(home.ledger, row.digest, ".parquet"), row.month) for row in active if row.rows]


@lru_cache(maxsize=64)
def sql_text(source: str, build: Build) -> str:
    """The statement with its values written out; of one `build` it is written once."""
    select = build(table_of(source))
    return str(select.compile(dialect=DefaultDialect(), compile_kwargs={"literal_binds": True}))


def _relation(cursor: duckdb.DuckDBPyConnection, columns: Iterable[str], files: Files) -> str:
    # The literal list and one small joined relation read 2,400 files in about a second.
    if not files:
        nothing = ", ".join(f'NULL AS "{name}"' for name in columns)
        return f"(SELECT {nothing} LIMIT 0)"
    missing = next((path for path, _ in files if not path.exists()), None)
    if missing is not None:
        raise DamageError(damaged(missing))
    bounds = {month: month_bounds(month) for _, month in files}
    rows = [(str(path), month, *bounds[month]) for path, month in files]
    cursor.register("files", frame_of(rows, _FILES))
    names = ", ".join(duck.quoted(path) for path in sorted({path for path, _ in files}))
    return f"(read_parquet([{names}], filename = true) JOIN files USING (filename))"


def _shown(columns: dict[str, str], rows: str, where: str) -> str:
    shown = ", ".join(f'CAST("{name}" AS {sql}) AS "{name}"' for name, sql in columns.items())
    return f"SELECT {shown} FROM {rows} WHERE {where}"


def _sees(scope: Scope) -> str:
    if scope == PROVINCE:
        return "true"
    return " OR ".join(f'starts_with("market", {duck.quoted(p)})' for p in scope.prefixes)


_FILES = {"filename": "str", "month": "int64", "month_start": "int64", "month_end": "int64"}
