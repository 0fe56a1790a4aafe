"""What do publications and reports say? One subject is one reporting unit 报送单位.

What a unit failed to publish or report leaves no row, so what is owed is the denominator.
"""

from collections.abc import Callable

from sqlalchemy import and_, func

from metrics.model import Column, Metric, Rows, Tally
from metrics.themes.conditions import DAY, amount, yes
from rules.value import Text

MONTHLY, QUARTERLY = "monthly_analysis", "quarterly_analysis"
PUBLICATION, REPORT, MARKETS = "register:publication", "register:report", "register:market"


def _published(rows: Rows) -> Column:
    complete = and_(yes(rows["has_wages"]), yes(rows["has_ratio"]))
    return and_(complete, rows["published_on"] <= rows["due_on"])


def _monthly(rows: Rows) -> Column:
    return rows["kind"] == MONTHLY


def _quarterly(rows: Rows) -> Column:
    return rows["kind"] == QUARTERLY


def _analysis(rows: Rows) -> Column:
    return rows["kind"].in_((MONTHLY, QUARTERLY))


def _on_time(rows: Rows) -> Column:
    """Filed by the end of the day it is due."""
    return rows["filed_at"] < rows["due_on"] + DAY


def running(column: Callable[[str], Column]) -> Column:
    """In operation at the end of the month, by the row of the market register."""
    month_end = column("month_end")
    not_closed = func.coalesce(column("closed_on"), month_end) >= month_end
    return and_(column("opened_on") < month_end, not_closed)


METRICS = (
    Metric(
        "unit.publication", Text("按月公布率", "Monthly publication"),
        "share", "more", "JS-154 §4.1", "share",
        (
            Tally(Text("按期完整公布", "published in time and complete"), PUBLICATION,
                  _published, subject="unit"),
        ),
        owed="month",
    ),
    Metric(
        "unit.report_on_time", Text("供求分析报告及时率", "Reports filed on time"),
        "share", "more", "JS-154 §4.7", "share",
        (
            Tally(Text("按期报送", "filed on time"), REPORT,
                  lambda rows: and_(_monthly(rows), _on_time(rows)), subject="unit"),
        ),
        owed="month",
    ),
    Metric(
        "unit.quarterly_analysis", Text("季度分析完成率", "Quarterly analyses filed"),
        "share", "more", "JS-154 §4.3", "share",
        (Tally(Text("季度分析", "quarterly analyses"), REPORT, _quarterly, subject="unit"),),
        owed="quarter",
    ),
    Metric(
        "unit.dimensions", Text("分析维度", "Dimensions covered by an analysis"),
        "items", "more", "JS-154 §4.4", "per",
        (
            Tally(Text("覆盖的维度", "dimensions covered"), REPORT, _analysis,
                  amount=amount("dimensions"), subject="unit"),
        ),
        (
            Tally(Text("注明维度的分析", "analyses that say their dimensions"), REPORT,
                  lambda rows: and_(_analysis(rows), rows["dimensions"].is_not(None)),
                  subject="unit"),
        ),
    ),
    Metric(
        "unit.measures", Text("提出应对措施率", "Analyses with measures"),
        "share", "more", "JS-154 §4.5", "share",
        (
            Tally(Text("提出应对措施", "with measures"), REPORT, _analysis,
                  hit=lambda rows: yes(rows["has_measures"]), subject="unit"),
        ),
    ),
    Metric(
        "unit.coverage", Text("一县一市场覆盖率", "Counties with a market"),
        "share", "more", "JS-154 §2.2", "share",
        (
            Tally(Text("有在运行市场的县（市、区）", "counties with a running market"), MARKETS,
                  lambda rows: running(rows.column),
                  distinct="division", over="last", subject="division"),
        ),
        owed="county",
    ),
)  # fmt: skip
