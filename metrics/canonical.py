"""Which bytes stand for an evaluation? The same for the same facts, rules and engine."""

from dataclasses import dataclass

import pandas as pd

from store.evaluation_form import Columns, canonical_bytes
from store.evaluations import Header


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
    """Its canonical form (see store.evaluation_form)."""
    frames = (evaluation.results, evaluation.findings, evaluation.aggregates)
    return canonical_bytes(vars(evaluation.header), *map(_columns, frames))


def _columns(frame: pd.DataFrame) -> Columns:
    return {
        str(name): frame[name].astype(object).where(frame[name].notna(), None).tolist()
        for name in frame.columns
    }
