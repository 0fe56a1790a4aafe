"""How would one count the same in pandas? Written from docs/metrics.md, not from the SQL."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.parquet

from bench.tallies import KEYS, LIMITS
from rules.calendar import month_bounds

CONTENT = ("very_satisfied", "satisfied", "basically_satisfied")
SOURCES = ("inspection", "callback", "hcp", "market")

Flags = npt.NDArray[np.bool_]


def tally(files: Sequence[tuple[Path, int]], columns: Sequence[str]) -> pd.DataFrame:
    """One row per market and month, one column "metric.sum" each."""
    rows = _read(files, list(columns))
    sums = _columns(rows) | {"subject": rows["market"], "month": rows["month"]}
    found = pd.DataFrame(sums).groupby(KEYS).sum()
    return found.assign(**{"service.records.denominator": 1})


def _read(files: Sequence[tuple[Path, int]], columns: list[str]) -> pd.DataFrame:
    """All files in one read; the footers say how many rows each month has."""
    paths = [str(path) for path, _ in files]
    rows = [pyarrow.parquet.read_metadata(path).num_rows for path in paths]
    months = np.repeat([month for _, month in files], rows)
    frame: pd.DataFrame = pyarrow.parquet.read_table(paths, columns=columns).to_pandas()
    return frame.assign(month=months)


def _columns(rows: pd.DataFrame) -> dict[str, Flags]:
    """The flags to be summed, by their place in the answer."""
    business = (rows["kind"] != "nil").to_numpy()
    done = business & rows["closed_at"].notna().to_numpy()
    nothing = np.zeros(len(rows), dtype=np.bool_)
    columns = {"service.records.numerator": done, "service.records.undecided": nothing}
    columns |= _first_responsibility(rows, done) | _time_limit(rows, business)
    told = (rows["tellings"] > 0).to_numpy()
    once = (rows["tellings"] == 1).to_numpy()
    columns |= _share("told_once", done & told, once, nothing)
    guided = (rows["kind"] == "guidance").to_numpy()
    online = rows["channel"].isin(("platform", "app")).to_numpy()
    somehow = rows["channel"].notna().to_numpy()
    columns |= _share("guidance_share", done, guided, nothing)
    columns |= _share("platform_share", done & somehow, online, done & ~somehow)
    rated = done & rows["satisfaction"].notna().to_numpy()
    public = rated & (rows["satisfaction_source"] == "hcp").fillna(value=False).to_numpy()
    columns |= _share("rated_share", done, public, nothing)
    content = rows["satisfaction"].isin(CONTENT).to_numpy()
    nowhere = rated & rows["satisfaction_source"].isna().to_numpy()
    for source in SOURCES:
        here = rated & (rows["satisfaction_source"] == source).fillna(value=False).to_numpy()
        columns |= _share(f"satisfaction_{source}", here, content, nowhere)
    return columns


def _share(name: str, decided: Flags, hit: Flags, undecided: Flags) -> dict[str, Flags]:
    sums = {"numerator": decided & hit, "denominator": decided, "undecided": undecided}
    return {f"service.{name}.{part}": flags for part, flags in sums.items()}


def _first_responsibility(rows: pd.DataFrame, done: Flags) -> dict[str, Flags]:
    first, last = rows["first_staff_key"], rows["closed_by_key"]
    transferred = (rows["handovers"] > 0).to_numpy()
    known = first.notna().to_numpy() & (transferred | last.notna().to_numpy())
    same = (first == last).fillna(value=False).to_numpy()
    return _share("first_responsibility", done & known, transferred | same, done & ~known)


def _time_limit(rows: pd.DataFrame, business: Flags) -> dict[str, Flags]:
    """NaN compares as false: what is possible is what isn't known to be false."""
    limit, start = _limit(rows), _starts(rows)
    closed = rows["closed_at"].to_numpy(dtype=np.float64)
    used = rows["used_seconds"].to_numpy(dtype=np.float64)
    before = rows["used_before"].to_numpy(dtype=np.float64)
    now = closed >= start
    mine = business & (np.isnan(closed) | now)
    settled = mine & (before <= limit) & (now | (used > limit))
    possible = mine & ~(before > limit) & (now | ~(used <= limit))
    doubtful = settled & now & np.isnan(used)
    decided = settled & ~doubtful
    return _share("time_limit", decided, now & (used <= limit), doubtful | possible & ~settled)


def _limit(rows: pd.DataFrame) -> npt.NDArray[np.float64]:
    since, values = (np.array(column) for column in zip(*LIMITS, strict=True))
    place = np.searchsorted(since, rows["opened_at"].to_numpy(), side="right") - 1
    promised = rows["promised_seconds"].to_numpy(dtype=np.float64)
    limit: npt.NDArray[np.float64] = np.fmin(promised, values[place])
    return limit


def _starts(rows: pd.DataFrame) -> npt.NDArray[np.int64]:
    months, place = np.unique(rows["month"].to_numpy(), return_inverse=True)
    return np.array([month_bounds(month)[0] for month in months.tolist()])[place]
