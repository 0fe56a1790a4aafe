"""Rows of results and findings as the store holds them, made in memory for tests."""

from typing import Any

import pandas as pd

from dashboard.areas import with_places
from metrics.catalogue import metric
from rules.sets import load_ruleset
from store.bulk import dtypes
from store.tables import finding, result

RULESET = load_ruleset("jiangsu-2024")
POINT = 10_000


def result_row(number: int, **values: Any) -> dict[str, Any]:
    """A graded general market of 玄武区, without a rank unless told."""
    row = {
        "evaluation_id": 1, "subject_kind": "market", "subject": f"320102{number:03d}",
        "name": f"市场{number:02d}", "division": "320102", "type": "general", "mode": "self",
        "months_duty": 3, "months_filed": 3, "score": 80 * POINT, "low": 80 * POINT,
        "high": 80 * POINT, "assessed_share": 10_000, "applicable_share": 10_000, "bonus": 0,
        "adjusted": 0, "score_unwaived": None, "size_band": "medium", "grade": "good",
        "provisional": 0, "reason": None, "rank": None, "rank_best": None,
        "rank_worst": None, "peers": None, "vetoes": "[]", "entries": "[]", "caps": "[]",
    }  # fmt: skip
    return row | values


def results(*rows: dict[str, Any]) -> pd.DataFrame:
    """The rows as dashboard.data.results gives them."""
    frame = pd.DataFrame(list(rows), columns=list(dtypes(result))).astype(dtypes(result))
    return with_places(frame.rename(columns={"subject": "market"}))


def ranked(number: int, place: int, best: int, worst: int, **values: Any) -> dict[str, Any]:
    """A market with a place among twenty peers."""
    places = {"rank": place, "rank_best": best, "rank_worst": worst, "peers": 20}
    return result_row(number, **(places | values))


def finding_row(criterion: str, state: str = "met", **values: Any) -> dict[str, Any]:
    """A finding of market 320102001; points 0 of 0 unless told."""
    known = RULESET.criteria[criterion]
    owns = known.metric and metric(known.metric)
    row = {
        "evaluation_id": 1, "subject_kind": "market", "subject": "320102001",
        "criterion": criterion, "group_id": RULESET.group_of(criterion).id,
        "effect": known.effect, "finding": state, "reason": None, "waived": 0,
        "numerator": 1 if owns else None, "denominator": 1 if owns else None, "undecided": 0,
        "months_duty": 3, "months_filed": 3, "points_low": 0, "points_high": 0,
        "points_maximum": 0, "threshold": "[]", "detail": "{}",
    }  # fmt: skip
    return row | values


def findings(*rows: dict[str, Any]) -> pd.DataFrame:
    """The rows as dashboard.data.market_findings gives them."""
    return pd.DataFrame(list(rows), columns=list(dtypes(finding))).astype(dtypes(finding))
