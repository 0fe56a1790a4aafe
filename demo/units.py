"""What do the bureaus themselves owe: publications, reports, the minimum wage of their areas?"""

import numpy as np
import pandas as pd

from demo.ground import Ground
from demo.months import Span
from demo.plants import late_unit
from demo.wages import least_wage
from rules.calendar import next_month
from rules.codes import divisions

DAY = 86400
PUBLISHED_BY, REPORTED_BY = 15, 28
SLIPS = 0.03
"""How often a unit is late in a month other than the last."""
QUARTERLY = ["quarterly_analysis", "employment_situation", "supervision"]
PLACE = "门户网站通知公告栏"


def publications(ground: Ground) -> pd.DataFrame:
    """One row per month: the figures of the month before, due by the 15th."""
    chance, rows = ground.chance("publication"), []
    for month in ground.span.months:
        due = _day(ground.span, month, PUBLISHED_BY)
        late = chance.random() < SLIPS
        day = due + DAY * (int(chance.integers(1, 5)) if late else -int(chance.integers(0, 7)))
        rows.append({
            "unit": ground.unit, "period": next_month(month, -1), "due_on": due,
            "published_on": day, "has_wages": 1, "has_ratio": int(chance.random() > SLIPS),
            "place": PLACE, "valid_from": due,
        })  # fmt: skip
    return pd.DataFrame(rows)


def reports(ground: Ground, units: list[str]) -> pd.DataFrame:
    """One row per analysis or report: monthly by the 28th, quarterly by the 28th of the quarter's
    last month. One city misses the last 28th."""
    chance, span, rows = ground.chance("report"), ground.span, []
    for month in span.months:
        kinds = ["monthly_analysis"]
        kinds += QUARTERLY if month % 100 % 3 == 0 else []
        for kind in kinds:
            slip = chance.random() < SLIPS and month != span.last
            miss = month == span.last and ground.unit == late_unit(units) and kind == kinds[0]
            rows.append(_report(ground, kind, month, 2 if slip or miss else 0, chance))
    return pd.DataFrame(rows)


def _report(
    ground: Ground, kind: str, month: int, late_days: int, chance: np.random.Generator
) -> dict[str, object]:
    due = _day(ground.span, month, REPORTED_BY)
    early = int(chance.integers(0, 4)) if not late_days else 0
    filed_at = due + DAY * (late_days - early) + 3600 * int(chance.integers(9, 17))
    return {
        "unit": ground.unit, "kind": kind, "due_on": due,
        "filed_at": filed_at, "known_at": max(due, filed_at),
        "dimensions": int(chance.choice([7, 8], p=[0.15, 0.85])),
        "has_measures": int(chance.random() > SLIPS), "valid_from": due,
        "has_trend": int(chance.random() > 4 * SLIPS),
        "data_sets": int(chance.choice([3, 4], p=[0.1, 0.9])),
        "gig_chapter": int(kind == "employment_situation" and chance.random() > 3 * SLIPS),
    }  # fmt: skip


def minimum_wages(ground: Ground) -> pd.DataFrame:
    """One row per county the unit reports for."""
    places = divisions()
    own = [code for code in places.counties if places.reporting_unit_of(code) == ground.unit]
    return pd.DataFrame({
        "division": own, "hourly_fen": [least_wage(code) for code in own],
        "valid_from": ground.span.start - 400 * DAY,
    })  # fmt: skip


def _day(span: Span, month: int, day: int) -> int:
    return span.bounds(month)[0] + (day - 1) * DAY
