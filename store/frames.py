"""How do rows of a database become a typed frame?"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd


def frame_of(rows: Sequence[Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame of exactly these columns with these dtypes, also when there is no row."""
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame(
        {
            name: pd.Series(list(held), dtype=dtype)
            for (name, dtype), held in zip(columns.items(), values, strict=True)
        }
    )


def frame_of_numpy(held: Mapping[str, Any], kinds: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """A frame of a query's arrays: integers as int64 (Int64 where one is missing), text as str.

    `kinds` are the engine's names and types. Raises TypeError for any other type: a sum must be
    cast to BIGINT, because a wider one would arrive as a float.
    """
    return pd.DataFrame({name: _column(name, held[name], kind) for name, kind in kinds})


def _column(name: str, held: Any, kind: str) -> "pd.Series[Any]":
    missing = np.ma.getmaskarray(held)
    if kind == "VARCHAR":
        texts = np.ma.getdata(held).copy()
        texts[missing] = None
        return pd.Series(texts, dtype="str")
    if kind not in ("BIGINT", "INTEGER", "SMALLINT", "TINYINT"):
        raise TypeError(f"column {name} is {kind}: cast it to BIGINT")
    whole = np.ma.getdata(held).astype(np.int64)
    if missing.any():
        return pd.Series(pd.arrays.IntegerArray(whole, missing))
    return pd.Series(whole)
