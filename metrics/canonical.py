"""Which bytes stand for an evaluation? The same for the same facts, rules and engine."""

import json
from dataclasses import dataclass

import pandas as pd

from store.evaluations import Header

FORMAT = "biaochi-evaluation/1"
HEADER = (
    "kind", "period", "layer", "first_month", "last_month", "ruleset", "ruleset_hash",
    "facts_hash", "calendar_hash", "engine",
)  # fmt: skip
JSON_COLUMNS = ("vetoes", "entries", "caps", "threshold", "detail")
"""Columns that hold canonical JSON and stand in it as what they mean."""


@dataclass(frozen=True)
class Evaluation:
    """One evaluation as it is stored: the `header` with what the store adds still empty;
    `results`, `findings` and `aggregates` with the columns of their tables but evaluation_id, in
    the order of their keys. `header.content` is the digest of canonical_json."""

    header: Header
    results: pd.DataFrame
    findings: pd.DataFrame
    aggregates: pd.DataFrame


def canonical_json(evaluation: Evaluation) -> bytes:
    """UTF-8 JSON with sorted keys, integers and text only, and a newline at its end. It holds
    no time, user or path, and not the moment the facts were chosen by: their hash says which
    they were."""
    content = {
        "format": FORMAT,
        "header": {name: getattr(evaluation.header, name) for name in HEADER},
        "results": _rows(evaluation.results),
        "findings": _rows(evaluation.findings),
        "aggregates": _rows(evaluation.aggregates),
    }
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return f"{text}\n".encode()


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    columns = [_column(frame[name], str(name)) for name in frame.columns]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _column(series: pd.Series, name: str) -> list[object]:
    """Python integers, text and None. Raises TypeError for anything else."""
    values = series.astype(object).where(series.notna(), None).tolist()
    if name in JSON_COLUMNS:
        known: dict[str, object] = {text: json.loads(text) for text in set(values)}
        return [known[text] for text in values]
    for value in values:
        if value is not None and not isinstance(value, (int, str)):
            raise TypeError(f"{name}: {value!r} is neither an integer nor text")
    return values
