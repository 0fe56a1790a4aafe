"""What does a province's service log look like, month file by month file? Seeded, in numpy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from rules.calendar import month_bounds, months_between, next_month
from rules.codes import code_list
from store.ledger_sheets import KEY_GROUPS

SEED = 7
LAST_MONTH = 202610
DAY, HOUR = 86_400, 3_600
OPEN_EVERY, STEPS_EVERY = 50, 5
"""Every 50th record is still open at its month's end; every fifth has steps on file."""
STAFF = tuple(f"S{number:02d}" for number in range(20))
PROMISES = np.array([1, 2, 3]) * HOUR

Ints = npt.NDArray[np.int64]
Dice = np.random.Generator


@dataclass(frozen=True)
class Size:
    """How much is measured: rows of the service ledger over all month files, markets, months."""

    rows: int = 1_000_000
    markets: int = 1_000
    months: int = 24

    @property
    def window(self) -> list[int]:
        return months_between(next_month(LAST_MONTH, 1 - self.months), LAST_MONTH)


def month_files(size: Size, markets: Sequence[str]) -> Iterator[tuple[int, pd.DataFrame]]:
    """Each month with one row per service record of its file: what ended in it, and what is
    still open and comes back, ended, in the next. `number` is a record's own number."""
    dice = np.random.default_rng(SEED)
    ends = [size.rows * at // size.months for at in range(size.months + 1)]
    carried: list[pd.DataFrame] = []
    begun = 0
    for month, rows in zip(size.window, np.diff(ends).tolist(), strict=True):
        new = _drawn(dice, month, begun, rows - sum(map(len, carried)), markets)
        begun += len(new)
        waiting = new["number"] % OPEN_EVERY == 0
        yield month, pd.concat([*carried, _still_open(new, waiting)], ignore_index=True)
        carried = [_ended_later(new[waiting], month_bounds(month)[1])]


def steps_of(records: pd.DataFrame) -> pd.DataFrame:
    """One row per step of the records that have any."""
    held = records[records["number"] % STEPS_EVERY == 0]
    number, first = held["number"], held["first_staff_key"]
    closed = held["closed_at"].notna()
    last = first.where(number % 3 > 0, STAFF[0])
    return pd.concat(
        [
            _steps(held, 1, "accepted", held["opened_at"], first),
            _steps(held, 2, "told", held["opened_at"] + 60, first),
            _steps(held[number % 4 == 0], 3, "told", held["opened_at"] + 120, first),
            _steps(held[number % 7 == 0], 4, "transferred", held["opened_at"] + 180, first),
            _steps(held[closed], 5, "closed", held["closed_at"], last),
        ],
        ignore_index=True,
    )


def _drawn(
    dice: Dice, month: int, begun: int, rows: int, markets: Sequence[str]
) -> pd.DataFrame:  # fmt: skip
    start, end = month_bounds(month)
    number = np.arange(begun, begun + rows)
    opened = start + dice.integers((end - start) // DAY, size=rows) * DAY
    opened += 8 * HOUR + dice.integers(10 * HOUR, size=rows)
    promised = PROMISES[dice.integers(len(PROMISES), size=rows)]
    return pd.DataFrame(
        {
            "number": number,
            "market": _words(dice, markets, rows),
            "record_id": pd.Series(number).astype("str"),
            "open": np.zeros(rows, dtype=np.int64),
            "opened_at": opened,
            "closed_at": _whole(opened + dice.integers(60, 4 * HOUR, size=rows)),
            "kind": _coded(dice, "service_kind", rows),
            "channel": _coded(dice, "channel", rows),
            "person_key": pd.Series(dice.integers(1 + rows // 3, size=rows)).astype("str"),
            **{f"group_{code}": dice.random(rows) < 0.05 for code, _zh, _en in KEY_GROUPS},
            "sex": _coded(dice, "sex", rows),
            "birth_year": dice.integers(1955, 2008, size=rows),
            "first_staff_key": _words(dice, STAFF, rows, missing=0.02),
            "promised_seconds": _whole(promised, dice.random(rows) < 0.9),
            "outcome": _coded(dice, "outcome", rows),
            "fee_fen": _whole(np.zeros(rows, dtype=np.int64), np.ones(rows, dtype=np.bool_)),
            "fee_payer": pd.Series([None] * rows, dtype="str"),
            "fee_item": pd.Series([None] * rows, dtype="str"),
            "satisfaction": _coded(dice, "satisfaction", rows, missing=0.4),
            "satisfaction_source": _coded(dice, "satisfaction_source", rows, missing=0.01),
        }
    )


def _still_open(records: pd.DataFrame, waiting: pd.Series) -> pd.DataFrame:
    unknown = ("closed_at", "outcome", "satisfaction", "satisfaction_source")
    known = {name: records[name].mask(waiting) for name in unknown}
    return records.assign(open=waiting.astype("int64"), **known)


def _ended_later(records: pd.DataFrame, month_end: int) -> pd.DataFrame:
    later = month_end + 9 * HOUR + records["number"] % (2 * DAY)
    return records.assign(closed_at=later.astype("Int64"))


def _steps(
    records: pd.DataFrame, seq: int, kind: str, at: pd.Series, staff: pd.Series
) -> pd.DataFrame:
    return records[["market", "record_id"]].assign(seq=seq, at=at, staff_key=staff, kind=kind)


def _coded(dice: Dice, name: str, rows: int, missing: float = 0.0) -> pd.Categorical:
    return _words(dice, [code.code for code in code_list(name).codes], rows, missing)


def _words(dice: Dice, words: Sequence[str], rows: int, missing: float = 0.0) -> pd.Categorical:
    codes: Ints = dice.integers(len(words), size=rows)
    codes[dice.random(rows) < missing] = -1
    kinds = pd.CategoricalDtype(list(words))
    chosen: pd.Categorical = pd.Categorical.from_codes(codes, dtype=kinds)
    return chosen


def _whole(values: Ints, missing: npt.NDArray[np.bool_] | None = None) -> pd.arrays.IntegerArray:
    absent = np.zeros(len(values), dtype=np.bool_) if missing is None else missing
    return pd.arrays.IntegerArray(values, absent)
