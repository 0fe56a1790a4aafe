"""How are the ledgers counted by default? DuckDB over exactly the files the manifest names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from rules.calendar import month_bounds
from store import derived, duck, manifest, registers, sound
from store.engine import reading
from store.errors import DamageError
from store.expressions import DuckDialect
from store.files import damaged, path_of
from store.folder import Home
from store.frames import frame_of_numpy
from store.ledger import DERIVED, MONTH, Build, columns_of, table_of
from store.scope import PROVINCE, Scope

_DIALECT = DuckDialect()
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
        return _shown(columns, _relation(columns, files), _sees(scope))


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
    return str(select.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True}))


def _relation(columns: Iterable[str], files: Files) -> str:
    """The rows of the files, the month of each beside them: as a constant per month, because
    rows joined to a list of files are counted a third slower."""
    if not files:
        nothing = ", ".join(f'NULL AS "{name}"' for name in columns)
        return f"(SELECT {nothing} LIMIT 0)"
    missing = next((path for path, _ in files if not path.exists()), None)
    if missing is not None:
        raise DamageError(damaged(missing))
    held = ", ".join(f'"{name}"' for name in columns if name not in MONTH)
    months = {month: [path for path, own in files if own == month] for _, month in files}
    return f"({' UNION ALL '.join(_of_month(held, *one) for one in sorted(months.items()))})"


def _of_month(held: str, month: int, paths: Sequence[Path]) -> str:
    values = zip(MONTH, (month, *month_bounds(month)), strict=True)
    constants = ", ".join(f'{value} AS "{name}"' for name, value in values)
    names = ", ".join(duck.quoted(path) for path in sorted(paths))
    return f"SELECT {held}, {constants} FROM read_parquet([{names}])"


def _shown(columns: dict[str, str], rows: str, where: str) -> str:
    shown = ", ".join(f'CAST("{name}" AS {sql}) AS "{name}"' for name, sql in columns.items())
    return f"SELECT {shown} FROM {rows} WHERE {where}"


def _sees(scope: Scope) -> str:
    if scope == PROVINCE:
        return "true"
    return " OR ".join(f'starts_with("market", {duck.quoted(p)})' for p in scope.prefixes)
