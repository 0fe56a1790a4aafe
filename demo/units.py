"""What do the bureaus themselves owe: publications, reports, papers, the wage of their areas?"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from demo.bureaus import Bureau, bureaus_of
from demo.ground import Ground
from demo.months import Span
from demo.plants import late_unit
from demo.wages import least_wage
from rules.calendar import next_month
from rules.codes import divisions

DAY = 86400
PUBLISHED_BY, REPORTED_BY = 15, 28
QUARTERLY = ["quarterly_analysis", "employment_situation", "supervision"]
OF_THE_SIXTEEN = ("employment_situation", "implementation")
"""Reports and papers that only a unit with its own workbook owes."""
PLACE = "门户网站通知公告栏"
PAPERS = {
    "plan": "零工市场规范化建设工作方案", "roadmap": "零工市场建设时间表路线图",
    "supervision": "委托运营零工市场监管办法", "management": "零工市场综合管理制度",
    "implementation": "贯彻落实零工市场规范化建设要求实施方案",
    "service_system": "就业公共服务体系建设规划", "layout": "零工市场建设布局规划",
    "guidance": "零工市场业务指导工作安排", "funding": "零工市场经费保障安排",
    "staffing": "零工市场人员配备安排", "venue": "零工市场场地保障安排",
}  # fmt: skip


def publications(ground: Ground) -> pd.DataFrame:
    """One row per unit and month: the figures of the month before, due by the 15th."""
    return pd.DataFrame(
        [row for bureau in bureaus_of(ground) for row in _published(bureau, ground.span)]
    )


def _published(bureau: Bureau, span: Span) -> Iterator[dict[str, object]]:
    chance = bureau.chance("publication")
    for month in span.months:
        due = _day(span, month, PUBLISHED_BY)
        late = chance.random() < bureau.slips
        day = due + DAY * (int(chance.integers(1, 5)) if late else -int(chance.integers(0, 7)))
        row = {
            "unit": bureau.unit, "period": next_month(month, -1), "due_on": due,
            "published_on": day, "has_wages": 1, "has_ratio": int(chance.random() > bureau.slips),
            "place": PLACE, "valid_from": due,
        }  # fmt: skip
        if not _left_out(bureau, chance):
            yield row


def reports(ground: Ground, units: list[str]) -> pd.DataFrame:
    """One row per unit and analysis or report: monthly by the 28th, quarterly by the 28th of the
    quarter's last month. One city misses the last 28th."""
    late = late_unit(units)
    return pd.DataFrame(
        [row for bureau in bureaus_of(ground) for row in _reported(bureau, ground.span, late)]
    )


def _reported(bureau: Bureau, span: Span, late: str) -> Iterator[dict[str, object]]:
    chance = bureau.chance("report")
    for month in span.months:
        kinds = ["monthly_analysis"]
        kinds += QUARTERLY if month % 100 % 3 == 0 else []
        for kind in (kind for kind in kinds if _owed(bureau, kind)):
            slip = chance.random() < bureau.slips and (month != span.last or bureau.skips > 0)
            miss = month == span.last and bureau.unit == late and kind == kinds[0]
            row = _report(bureau, kind, _day(span, month, REPORTED_BY), slip or miss, chance)
            if not _left_out(bureau, chance):
                yield row


def _report(
    bureau: Bureau, kind: str, due: int, late: bool, chance: np.random.Generator
) -> dict[str, object]:
    slips = bureau.slips
    early = 0 if late else int(chance.integers(0, 4))
    filed_at = due + DAY * (2 if late else -early) + 3600 * int(chance.integers(9, 17))
    few, three = min(5 * slips, 0.9), min(10 / 3 * slips, 0.9)
    return {
        "unit": bureau.unit, "kind": kind, "due_on": due,
        "filed_at": filed_at, "known_at": max(due, filed_at),
        "dimensions": int(chance.choice([7, 8], p=[few, 1 - few])),
        "has_measures": int(chance.random() > slips), "valid_from": due,
        "has_trend": int(chance.random() > 4 * slips),
        "data_sets": int(chance.choice([3, 4], p=[three, 1 - three])),
        "gig_chapter": int(kind == "employment_situation" and chance.random() > 3 * slips),
    }  # fmt: skip


def papers(ground: Ground) -> pd.DataFrame:
    """One row per county and paper its bureau has; the unit's own stand with its markets'."""
    rows = [
        {"owner": bureau.unit, "kind": kind, "title": title,
         "valid_from": ground.span.start - 200 * DAY}
        for bureau in bureaus_of(ground) if bureau.unit != ground.unit
        for kind, title in _held(bureau)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["owner", "kind", "title", "valid_from"])


def _held(bureau: Bureau) -> Iterator[tuple[str, str]]:
    chance = bureau.chance("document")
    for kind, title in PAPERS.items():
        if chance.random() < bureau.has and _owed(bureau, kind):
            yield kind, title


def _owed(bureau: Bureau, kind: str) -> bool:
    return bureau.level == "city" or kind not in OF_THE_SIXTEEN


def _left_out(bureau: Bureau, chance: np.random.Generator) -> bool:
    """A unit that never leaves anything out throws no dice for it."""
    return bureau.skips > 0 and chance.random() < bureau.skips


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
