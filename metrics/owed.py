"""How much was owed? Denominators that come from the calendar or the list of counties."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from metrics.model import Metric
from rules.codes import divisions
from store.scope import Scope

QUARTER_ENDS = (3, 6, 9, 12)


def owed(scope: Scope, metric: Metric, months: Sequence[int]) -> pd.DataFrame:
    """One row per reporting unit inside the scope: what it owed in these months."""
    units = [unit for unit in divisions().reporting_units if scope.sees(unit)]
    return pd.DataFrame(
        {"subject": units, "owed": [_of(metric, unit, months) for unit in units]}
    ).astype({"subject": "str", "owed": "int64"})


def by_reporting_unit(frame: pd.DataFrame) -> pd.DataFrame:
    """Sums per county as sums per reporting unit: 昆山, 泰兴 and 沭阳 stand for themselves."""
    places = divisions()
    units = frame["subject"].map(
        lambda code: places.reporting_unit_of(code) if code in places.counties else code
    )
    return frame.assign(subject=units).groupby("subject", as_index=False).sum()


def _of(metric: Metric, unit: str, months: Sequence[int]) -> int:
    if metric.owed == "month":
        return len(months)
    if metric.owed == "quarter":
        return sum(month % 100 in QUARTER_ENDS for month in months)
    places = divisions()
    return Counter(places.reporting_unit_of(county) for county in places.counties)[unit]
