"""How do the markets of an area stand? Counts from the results of one evaluation."""

import json

import pandas as pd

from exports.marks import GRADES, grade_key

UNGRADED = "ungraded"
COUNTED = (*GRADES, UNGRADED)
"""The columns of a grade table: every grade and every reason not to have one, best first."""

_WORST_FIRST = (
    "unqualified", "insufficient", "qualified", "good", "excellent", "new", UNGRADED
)  # fmt: skip


def with_places(results: pd.DataFrame) -> pd.DataFrame:
    """The results of one evaluation with `city` (code), `county` (code) and `standing` (a key of
    COUNTED), one row per market."""
    division = results["division"].astype(str)
    standing = [
        grade_key(_text(grade), _text(reason)) or UNGRADED
        for grade, reason in zip(results["grade"], results["reason"], strict=True)
    ]
    return results.assign(
        city=division.str[:4] + "00",
        county=division,
        standing=[key if key in GRADES else UNGRADED for key in standing],
    )


def grade_table(markets: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per area (`by` is "city" or "county"; the index holds its code): the number of
    markets in each standing, `markets` in all, `good_or_better`; the highest share of these
    first, then the most markets, then the code."""
    counts = (
        markets.groupby([by, "standing"]).size().unstack(fill_value=0)
        .reindex(columns=list(COUNTED), fill_value=0).astype("int64")
    )  # fmt: skip
    counts.index.name = "area"
    counts["markets"] = counts[list(COUNTED)].sum(axis=1)
    counts["good_or_better"] = counts["excellent"] + counts["good"]
    order = counts.assign(share=counts["good_or_better"] / counts["markets"]).sort_index()
    order = order.sort_values(["share", "markets"], ascending=False, kind="stable")
    return counts.loc[order.index]


def standing_counts(markets: pd.DataFrame) -> dict[str, int]:
    """How many markets stand where, every key of COUNTED present, best first."""
    counts = markets["standing"].value_counts()
    return {key: int(counts.get(key, 0)) for key in COUNTED}


def worst_first(markets: pd.DataFrame) -> pd.DataFrame:
    """The markets as somebody looks for trouble: by standing, then by the lowest score."""
    order = {key: place for place, key in enumerate(_WORST_FIRST)}
    return markets.sort_values(
        ["standing", "low", "market"],
        key=lambda column: column.map(order) if column.name == "standing" else column,
    )


def has_failed_veto(vetoes: str) -> bool:
    """Does the result's list of vetoes (canonical JSON) hold a failed one?"""
    return any(veto["finding"] == "not_met" for veto in json.loads(vetoes))


def inside(markets: pd.DataFrame, area_prefix: str, column: str = "division") -> pd.DataFrame:
    """The rows whose code begins with the prefix of an area."""
    return markets[markets[column].astype(str).str.startswith(area_prefix)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
