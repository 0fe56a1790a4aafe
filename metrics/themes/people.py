"""What do the staff registers say? Staffing by workload, heads, training."""

from fractions import Fraction

from sqlalchemy import BigInteger, case, cast, null

from metrics.model import Column, Metric, Param, Rows, Tally
from metrics.themes.conditions import amount, every, last_day, whole
from metrics.themes.service import RECORDS
from rules.value import Text

FULL, PART, VOLUNTEER = "full", "part", "volunteer"


def _weight(rows: Rows) -> Column:
    """Hundredths of a staff-month: 专职 100, 兼职 by the value in force, 志愿者 0."""
    return case(
        (rows["employment"] == FULL, whole(100)),
        (rows["employment"] == PART, rows.in_force("part_time_weight", last_day(rows))),
        (rows["employment"] == VOLUNTEER, whole(0)),
        else_=cast(null(), BigInteger),
    )


def _in_post(rows: Rows) -> Column:
    return rows["employment"].in_((FULL, PART))


STAFF_MONTHS = Tally(
    Text("每月末在岗人员（百分之一人月）", "staff in post on the last day of each month (1/100)"),
    "register:staff", every, amount=_weight,
)  # fmt: skip
HEADS = Tally(
    Text("期末在岗专兼职人员", "full and part-time staff in post on the last day"),
    "register:staff", _in_post, distinct="staff_key", over="last",
)  # fmt: skip
HEAD_MONTHS = Tally(
    Text("每月末在岗专兼职人员（人月）", "full and part-time staff at each month's end"),
    "register:staff", _in_post,
)  # fmt: skip
PART_TIME = Param(
    "part_time_weight", Text("兼职折算系数", "Weight of part-time staff"), "share", factor=100
)

METRICS = (
    Metric(
        "people.staff_load", Text("人均办件", "Records per staff-month"),
        "records_per_staff_month", "none", "M-65 §7.1", "ratio",
        (RECORDS,), (STAFF_MONTHS,), Fraction(100), (PART_TIME,),
    ),
    Metric(
        "people.staff_per_thousand", Text("每千件办件配备人员", "Staff per 1,000 records"),
        "per_thousand", "more", "M-65 §7.1", "per",
        (STAFF_MONTHS,), (RECORDS,), Fraction(1000, 100), (PART_TIME,),
    ),
    Metric(
        "people.staff_heads", Text("在岗人数", "Staff in post"),
        "count", "more", "M-65 §7.1", "count", (HEADS,),
    ),
    Metric(
        "people.staff_sources", Text("人员来源渠道", "Channels staff come through"),
        "items", "more", "M-65 §7.2", "count",
        (
            Tally(Text("期末人员的来源", "sources of the staff on the last day"),
                  "register:staff", every, distinct="source", over="last"),
        ),
    ),
    Metric(
        "people.training_per_staff",
        Text("人均年参训次数", "Trainings per member of staff and year"),
        "per_staff_year", "more", "M-65 §7.3", "per",
        (
            Tally(Text("参训人次", "attendances"), "register:training", every,
                  amount=amount("attendances")),
        ),
        (HEAD_MONTHS,), Fraction(12),
    ),
)  # fmt: skip
