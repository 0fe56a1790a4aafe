"""What do demand and supply in force say? 求人倍率 and posted hourly pay."""

from sqlalchemy import case

from metrics.model import Column, Each, Metric, Rows, Tally
from metrics.themes.conditions import amount, every, filled, whole
from metrics.values import rounded
from rules.value import Text

HOUR = "hour"


def _positive(column: Column) -> Column:
    return case((column > 0, column))


def _hours(rows: Rows) -> Column:
    """The hours the pay covers; NULL where pay by the day or job says none."""
    return case((rows["pay_unit"] == HOUR, whole(1)), else_=_positive(rows["hours"]))


HOURLY_PAY = Tally(
    Text("有效岗位的挂牌时薪", "posted hourly pay of the vacancies in force"),
    "vacancy", filled("pay_fen"), each=Each(amount("pay_fen"), _hours, rounded), over="window",
)  # fmt: skip

METRICS = (
    Metric(
        "supply_demand.ratio", Text("求人倍率", "Vacancies-to-seekers ratio"),
        "heads_per_seeker", "none", "JS-154 §4.1", "ratio",
        (
            Tally(Text("有效需求人数", "heads wanted, in force"), "vacancy", every,
                  amount=amount("heads"), over="window"),
        ),
        (Tally(Text("有效求职人数", "seekers in force"), "seeker", every, over="window"),),
    ),
    Metric(
        "supply_demand.hourly_pay", Text("平均用工价格（均值）", "Mean hourly pay"),
        "fen_per_hour", "none", "JS-154 §4.1", "mean", (HOURLY_PAY,),
    ),
    Metric(
        "supply_demand.hourly_pay_median", Text("平均用工价格（中位数）", "Median hourly pay"),
        "fen_per_hour", "none", "JS-154 §4.1", "median", (HOURLY_PAY,),
    ),
)  # fmt: skip
