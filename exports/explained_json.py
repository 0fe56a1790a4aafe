"""How are a market's result and a finding's explanation said to a machine?

Canonical JSON: integers and text only, a ratio as its two integers; no user, path or time of
running.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from exports.listing import plain_value, ranking_rows, records
from exports.values import whole
from metrics.catalogue import metric_of
from metrics.explain import Explanation
from rules.model import RuleSet

FINDING_TEXTS = ("criterion", "effect", "finding", "reason")
FINDING_COUNTS = ("numerator", "denominator", "undecided", "months_duty", "months_filed")
ADDED = ("batch_id", "row_id", "received_at")
"""Columns that say how a row came in, not what it says."""


def market_object(
    result: pd.DataFrame, findings: list[dict[str, Any]], ruleset: RuleSet
) -> dict[str, object]:
    """One market or unit: the object of `ranking` and its `findings`, in the order of criteria."""
    (row,) = ranking_rows(result, _key(result["subject_kind"].iloc[0]))
    return {**row, "findings": [_finding(row, ruleset) for row in findings]}


def _finding(row: Mapping[str, Any], ruleset: RuleSet) -> dict[str, object]:
    criterion = ruleset.criteria[row["criterion"]]
    counted = metric_of(criterion).scale if criterion.metric else None
    scale = (counted.numerator, counted.denominator) if counted else (1, 1)
    return {
        **{name: plain_value(row[name]) for name in (*FINDING_TEXTS, *FINDING_COUNTS)},
        "group": plain_value(row["group_id"]),
        "waived": bool(row["waived"]),
        "value": _value(row, scale),
        "points": _points(row),
        "threshold": json.loads(row["threshold"]),
        "detail": json.loads(row["detail"]),
    }


def explanation_object(explanation: Explanation) -> dict[str, object]:
    """One finding: its numbers, threshold, clauses, points and the rows behind it. `rows` holds
    a list per tally, named by `tallies` in the same order."""
    finding, scale = explanation.finding, (1, 1)
    if explanation.metric is not None:
        scale = (explanation.metric.scale.numerator, explanation.metric.scale.denominator)
    return {
        _key(finding["subject_kind"]): plain_value(finding["subject"]),
        "criterion": plain_value(finding["criterion"]),
        "kind": explanation.header.kind,
        "period": explanation.header.period,
        "finding": plain_value(finding["finding"]),
        "reason": plain_value(finding["reason"]),
        "value": _value(finding, scale),
        "numerator": whole(finding["numerator"]),
        "denominator": whole(finding["denominator"]),
        "undecided": whole(finding["undecided"]),
        "points": _points(finding),
        "threshold": explanation.thresholds,
        "detail": explanation.detail,
        "clauses": [{"id": clause.id, "text": clause.text} for clause in explanation.clauses],
        "tallies": [
            {"title": held.title.zh, "source": held.source} for held in explanation.evidence
        ],
        "rows": [_rows(held.frame) for held in explanation.evidence],
    }


def _key(subject_kind: object) -> str:
    """Under what the code of a subject stands; a contract has that of `market`, as ever."""
    return "unit" if subject_kind == "unit" else "market"


def _value(row: Mapping[str, Any], scale: tuple[int, int]) -> list[int] | None:
    """The value as its two integers, numerator then denominator."""
    above, below = whole(row["numerator"]), whole(row["denominator"])
    return None if above is None or not below else [above * scale[0], below * scale[1]]


def _points(row: Mapping[str, Any]) -> dict[str, int | None]:
    """In 1/10,000 point."""
    return {name: whole(row[f"points_{name}"]) for name in ("low", "high", "maximum")}


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    return records(frame, [str(name) for name in frame.columns if name not in ADDED])
