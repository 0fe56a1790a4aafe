"""How much was owed? Denominators that come from the calendar or the list of counties."""

from collections.abc import Sequence

import pandas as pd

from metrics.model import Metric
from rules.codes import divisions
from store.scope import Scope

QUARTER_ENDS = (3, 6, 9, 12)


def owed(scope: Scope, metric: Metric, months: Sequence[int]) -> pd.DataFrame:
    """One row per city and county inside the scope: what it owed in these months. Which of them
    are asked at all, the rule set says."""
    units = [unit for unit in divisions().units if scope.sees(unit)]
    return pd.DataFrame(
        {"subject": units, "owed": [_of(metric, unit, months) for unit in units]}
    ).astype({"subject": "str", "owed": "int64"})


def by_territory(frame: pd.DataFrame) -> pd.DataFrame:
    """Sums per county as sums per county and, once more, per city it lies in: 昆山, 泰兴 and
    沭阳 too, whoever they report to."""
    cities = frame.assign(subject=frame["subject"].map(divisions().city_of))
    return pd.concat([frame, cities]).groupby("subject", as_index=False).sum()


def owes_nothing(metric: Metric, months: Sequence[int]) -> bool:
    """Is nothing due in these months? Between the ends of quarters no quarterly paper is."""
    return metric.owed == "quarter" and not any(month % 100 in QUARTER_ENDS for month in months)


def counties_of(unit: str) -> tuple[str, ...]:
    """The counties whose facts a unit answers for: a city's own, or the county itself."""
    places = divisions()
    return places.children(unit) if unit in places.cities else (unit,)


def _of(metric: Metric, unit: str, months: Sequence[int]) -> int:
    if metric.owed == "month":
        return len(months)
    if metric.owed == "quarter":
        return sum(month % 100 in QUARTER_ENDS for month in months)
    return len(counties_of(unit))
