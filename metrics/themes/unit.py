"""What do publications, papers and reports say? One subject is one city or county.

What a unit failed to publish or report leaves no row, so what is owed is the denominator; what
came late or incomplete is looked at and not counted.
"""

from collections.abc import Callable

from sqlalchemy import and_, func

from metrics.model import Column, Metric, Rows, Tally
from metrics.themes.conditions import DAY, amount, yes
from rules.value import Text

MONTHLY, QUARTERLY = "monthly_analysis", "quarterly_analysis"
SITUATION, SUPERVISION = "employment_situation", "supervision"
PUBLICATION, REPORT, MARKETS = "register:publication", "register:report", "register:market"
DOCUMENT = "register:document"


def _published(rows: Rows) -> Column:
    complete = and_(yes(rows["has_wages"]), yes(rows["has_ratio"]))
    return and_(complete, rows["published_on"] <= rows["due_on"])


def _due(rows: Rows) -> Column:
    return rows["due_on"].is_not(None)


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


def _situation(rows: Rows) -> Column:
    return and_(rows["kind"] == SITUATION, yes(rows["gig_chapter"]))


def _on_file(name: str, title: Text, clause: str, *kinds: str) -> Metric:
    """Papers of the unit itself in force on the last day: how many of these kinds."""
    return Metric(
        f"unit.{name}", title, "items", "more", clause, "count",
        (
            Tally(title, DOCUMENT, lambda rows: rows["kind"].in_(kinds),
                  distinct="kind", over="last", subject="owner"),
        ),
    )  # fmt: skip


PAPERS = (
    _on_file("implementation", Text("实施方案", "Implementation plan"), "JS-154 §0.2",
             "implementation"),
    _on_file("resources", Text("要素保障安排", "Funds, staff and premises provided for"),
             "JS-154 §1.2", "funding", "staffing", "venue"),
    _on_file("service_system", Text("纳入就业公共服务体系", "Part of the employment service"),
             "M-65 §1.1", "service_system"),
    _on_file("layout", Text("布局规划", "Layout plan"), "M-65 §3.1", "layout"),
    _on_file("guidance", Text("业务指导安排", "Plan for guiding the markets"), "JS-154 §6.2",
             "guidance"),
    _on_file("supervision_plan", Text("监督检查方案", "Supervision plan"), "JS-154 §6.4",
             "supervision"),
    _on_file("targets", Text("目标任务、时间表、路线图", "Targets, timetable and roadmap"),
             "M-65 §8.3", "plan", "roadmap"),
    _on_file("management", Text("综合管理制度", "Management rules"), "M-65 §8.4", "management"),
)  # fmt: skip

METRICS = (
    *PAPERS,
    Metric(
        "unit.publication", Text("按月公布率", "Monthly publication"),
        "share", "more", "JS-154 §4.1", "share",
        (
            Tally(Text("按期完整公布", "published in time and complete"), PUBLICATION,
                  _due, hit=_published, subject="unit"),
        ),
        owed="month",
    ),
    Metric(
        "unit.report_on_time", Text("供求分析报告及时率", "Reports filed on time"),
        "share", "more", "JS-154 §4.7", "share",
        (
            Tally(Text("按期报送", "filed on time"), REPORT,
                  _monthly, hit=_on_time, subject="unit"),
        ),
        owed="month",
    ),
    Metric(
        "unit.monthly_analysis", Text("月度分析完成率", "Monthly analyses filed"),
        "share", "more", "JS-154 §4.3", "share",
        (Tally(Text("月度分析", "monthly analyses"), REPORT, _monthly, subject="unit"),),
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
        "unit.trend", Text("趋势研判率", "Analyses with a trend"),
        "share", "more", "M-65 §5.2", "share",
        (
            Tally(Text("有环比同比趋势", "with the trend over month and year"), REPORT, _analysis,
                  hit=lambda rows: yes(rows["has_trend"]), subject="unit"),
        ),
    ),
    Metric(
        "unit.data_sets", Text("汇总数据类别", "Sets of data brought together"),
        "items", "more", "M-65 §5.1", "per",
        (
            Tally(Text("汇总的数据类别", "sets of data brought together"), REPORT, _analysis,
                  amount=amount("data_sets"), subject="unit"),
        ),
        (
            Tally(Text("注明数据类别的分析", "analyses that say their sets of data"), REPORT,
                  lambda rows: and_(_analysis(rows), rows["data_sets"].is_not(None)),
                  subject="unit"),
        ),
    ),
    Metric(
        "unit.situation_chapter",
        Text("就业形势分析含零工供求", "Employment situation with a chapter on gig work"),
        "share", "more", "JS-154 §4.6", "share",
        (
            Tally(Text("含零工市场供求分析的就业形势分析", "situation analyses with the chapter"),
                  REPORT, _situation, subject="unit"),
        ),
        owed="quarter",
    ),
    Metric(
        "unit.supervision_reports", Text("监督检查情况报告", "Supervision reports filed"),
        "share", "more", "M-65 §8.2", "share",
        (
            Tally(Text("监督检查情况报告", "reports on supervision"), REPORT,
                  lambda rows: rows["kind"] == SUPERVISION, subject="unit"),
        ),
        owed="quarter",
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
