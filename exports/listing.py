"""How is a result said to a machine? The stable JSON of `ranking`, `market` and the interface.

Integers and text only: scores in 1/10,000 point, shares in 1/10,000 of the whole; sorted keys.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from metrics.peers import LEVELS

RANKING_KEYS = (
    "market", "name", "division", "type", "mode", "score", "low", "high", "assessed_share",
    "grade", "rank", "peers", "vetoes", "caps", "reason",
)  # fmt: skip
LISTS = ("vetoes", "caps")


def ranking_rows(results: pd.DataFrame, code: str = "market") -> list[dict[str, object]]:
    """One object per market of an evaluation (`store.tables.result`), by type, rank and code;
    its code stands under the key `code`. Direct units stand among the counties.

    A market that was not graded has score null and a `reason`; a grade that is 待定 carries
    `provisional` true, any other doesn't have the key.
    """
    levels = results["type"].replace(LEVELS)
    frame = results.assign(level=levels).sort_values(
        ["level", "rank", "subject"], na_position="last"
    )
    return [_plain_row(row, code) for row in frame.to_dict("records")]


def _plain_row(row: Mapping[Any, Any], code: str) -> dict[str, object]:
    plain: dict[str, object] = {code: str(row["subject"])}
    plain |= {
        key: json.loads(str(row[key])) if key in LISTS else plain_value(row[key])
        for key in RANKING_KEYS[1:]
    }
    if row["provisional"]:
        plain["provisional"] = True
    if plain["grade"] is None:
        plain["score"] = None
    return plain


def plain_value(value: object) -> object:
    """A cell as JSON holds it: whole number, text or null."""
    if value is None or value is pd.NA or value != value:  # NaN is the only value unlike itself
        return None
    return value if isinstance(value, str) else int(str(value).removesuffix(".0"))


def to_json(value: object) -> str:
    """Canonical JSON text: sorted keys, UTF-8, no spaces that mean nothing."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def records(frame: pd.DataFrame, columns: Iterable[str] | None = None) -> list[dict[str, object]]:
    """The rows of a frame as plain objects: whole numbers, text, null; never a float."""
    chosen = frame if columns is None else frame[list(columns)]
    return [
        {str(key): plain_value(value) for key, value in row.items()}
        for row in chosen.to_dict("records")
    ]
