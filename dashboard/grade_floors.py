"""Which grade do points reach? By the bands in force at the end of a period."""

from collections.abc import Mapping

from exports import figures
from rules.calendar import month_end_day
from rules.model import GRADES as LEVELS
from rules.model import RuleSet


def grade_floors(ruleset: RuleSet, last_month: int) -> dict[str, int]:
    """The lowest points of each grade in 1/10,000, on the last day of a month."""
    day = month_end_day(last_month)
    return {
        level: int(series.on(day).value() * figures.POINT)
        for level, series in ruleset.bands.items()
    }


def level_of(points: int, floors: Mapping[str, int]) -> str:
    """The grade whose band holds these points."""
    return next(level for level in LEVELS if points >= floors[level])
