"""Findings and explanations made by hand, so that a test knows every number."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from metrics.catalogue import metric
from metrics.evidence import Evidence
from metrics.explain import Explanation
from rules.model import Compare, Criterion, Form
from rules.value import Dated, Series, Status, Text
from store.evaluations import Header
from tests.exports.town import RULESET

SINCE = date(2024, 4, 11)


def series(written: str, status: Status = "default", source: str = "default") -> Series:
    share = written.endswith("%")
    value = Fraction(written.rstrip("%hd")) / (100 if share else 1)
    dated = Dated(SINCE, {"": value}, {"": written}, status, source)
    return Series("made", (dated,))


def compared(criterion: str, form: Form, **numbers: str) -> Criterion:
    """A criterion of the set, held against other numbers."""
    known = {role: series(written) for role, written in numbers.items()}
    return replace(RULESET.criteria[criterion], compare=Compare(form, known))


def thresholds(**numbers: str) -> list[dict[str, Any]]:
    return [
        {"role": role, "value": value, "since": "2024-04-11", "status": "default",
         "source": "default", "was": None}
        for role, value in numbers.items()
    ]  # fmt: skip


def finding(**changes: Any) -> dict[str, Any]:
    """A finding row: a criterion worth 4 points, 78 of 100, everything filed."""
    plain: dict[str, Any] = {
        "subject_kind": "market", "subject": "320102001", "criterion": "function.time_limit",
        "group_id": "function", "effect": "points", "finding": "partly", "reason": None,
        "waived": 0, "numerator": 78, "denominator": 100, "undecided": 0, "months_duty": 3,
        "months_filed": 3, "points_low": 20571, "points_high": 20571, "points_maximum": 40000,
        "threshold": "[]", "detail": "{}",
    }  # fmt: skip
    return {**plain, **changes}


HEADER = Header(
    kind="monitoring", period="202610", layer="province", first_month=202608, last_month=202610,
    ruleset="jiangsu-2024", ruleset_hash=RULESET.hash, facts_hash="sha256:" + "ab" * 32,
    calendar_hash="sha256:" + "cd" * 32, engine="1", as_of=None, manifest="{}",
    content="sha256:" + "ef" * 32, evaluation_id=1, version=1, status="published",
    created_at=1_793_808_000, created_by="tester", published_at=1_793_808_000,
    published_by="tester",
)  # fmt: skip


def explanation(
    criterion: str, row: dict[str, Any], numbers: list[dict[str, Any]] | None = None,
    detail: dict[str, Any] | None = None, evidence: list[Evidence] | None = None,
    **changes: Any,
) -> Explanation:  # fmt: skip
    judged = RULESET.criteria[criterion]
    made = Explanation(
        header=HEADER, result={"type": "general"}, finding={**row, "criterion": criterion},
        criterion=judged, sources=RULESET.sources,
        clauses=tuple(RULESET.sources.clauses[name] for name in judged.clauses),
        thresholds=numbers or [], detail=detail or {},
        metric=metric(judged.metric) if judged.metric else None, evidence=evidence or [],
        same_rules=True, same_facts=True,
    )  # fmt: skip
    return replace(made, **changes)


def rows(source: str, *values: dict[str, Any], title: str = "明细") -> Evidence:
    frame = pd.DataFrame(list(values))
    return Evidence(Text(title, "rows"), source, frame.astype({"hit": "Int64"}))
