"""Which counts are already known? Frames of sums under cache/tally, keyed by their inputs.

A key names the SQL text (with parameter values and dates), the reader's scope and the segments
and derived columns the count read; any change makes another key, so nothing kept is ever stale
and the folder may be deleted at any time. A file holds the digest of its rows, then the rows.
Registers are small and counted anew.
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import pandas as pd
import pyarrow as pa

from store import derived
from store.folder import Home
from store.ledger import DERIVED
from store.manifest import active_segments
from store.scope import Scope

FORMAT = "3"
DIGEST_BYTES = 32


@runtime_checkable
class AtHome(Protocol):
    """A ledger over one home at one moment: what it reads can be named."""

    @property
    def home(self) -> Home: ...

    @property
    def as_of(self) -> int | None: ...


@dataclass(frozen=True)
class Shelf:
    """The kept counts of one source for one reader."""

    folder: Path
    scope: Scope
    inputs: dict[int, str]

    def name(self, text: str, months: Sequence[int]) -> str:
        read = [f"{month}:{self.inputs.get(month, '')}" for month in months]
        seen = "\x1f".join((FORMAT, self.scope.role, *self.scope.prefixes, text, *read))
        return hashlib.sha256(seen.encode()).hexdigest()

    def read(self, name: str) -> pa.Table | None:
        """None of counts not kept, and of a file whose bytes are no longer those written."""
        try:
            content = self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        digest, rows = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
        return pa.ipc.open_stream(rows).read_all() if _digest(rows) == digest else None

    def write(self, name: str, rows: pa.Table) -> None:
        """Under a temporary name first: another process may be reading."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, rows.schema) as writer:
            writer.write_table(rows)
        content = sink.getvalue().to_pybytes()
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary = self.folder / f"{name}.{os.getpid()}.{threading.get_ident()}.tmp"
        temporary.write_bytes(_digest(content) + content)
        temporary.replace(self._path(name))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.arrow"


def shelf(ledger: object, scope: Scope, source: str, months: Sequence[int]) -> Shelf | None:
    """Where counts of this source are kept, or None: a register, or a ledger of no home."""
    if source.startswith("register:") or not isinstance(ledger, AtHome):
        return None
    inputs = _inputs(scope, ledger.home, source, months, ledger.as_of)
    return Shelf(ledger.home.cache / "tally", scope, inputs)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def by_month(frame: pd.DataFrame, months: Sequence[int]) -> dict[int, pa.Table]:
    """The rows of each month, also of one that has none."""
    rows = rows_of(frame.sort_values("month", kind="stable"))
    held = rows["month"].to_numpy()
    starts, ends = (np.searchsorted(held, months, side).tolist() for side in ("left", "right"))
    return {
        month: rows.slice(start, end - start)
        for month, start, end in zip(months, starts, ends, strict=True)
    }


def rows_of(frame: pd.DataFrame) -> pa.Table:
    """Counts as they are kept: writing and reading a table takes a tenth of a frame's time."""
    return pa.Table.from_pandas(frame, preserve_index=False)


def frame_of(rows: Sequence[pa.Table]) -> pd.DataFrame:
    """Kept counts one after the other."""
    frame: pd.DataFrame = pa.concat_tables(rows).to_pandas()
    return frame


def _inputs(
    scope: Scope, home: Home, source: str, months: Sequence[int], as_of: int | None
) -> dict[int, str]:
    """Per month the names of what its rows rest on: derived files or segments."""
    read: dict[int, list[str]] = {month: [] for month in months}
    if source == "day":
        files = derived.day_files(scope, home, list(months), as_of)
    elif source in DERIVED:
        files = derived.files(scope, home, source, list(months), as_of)
    else:
        files = _segments(scope, home, source, months, as_of)
    for path, month in files:
        read[month].append(path.name)
    return {month: " ".join(sorted(names)) for month, names in read.items()}


def _segments(
    scope: Scope, home: Home, source: str, months: Sequence[int], as_of: int | None
) -> list[tuple[Path, int]]:
    active = active_segments(scope, home, months, as_of)
    own = active[active["ledger"] == source]
    return [
        (Path(str(digest)), int(month))
        for digest, month in zip(own["digest"], own["month"], strict=True)
    ]
