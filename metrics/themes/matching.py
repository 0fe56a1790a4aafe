"""What do the vacancy, seeker and match ledgers say about speed and success?"""

from sqlalchemy import and_, func, not_, or_

from metrics.model import Column, Metric, Param, Rows, Tally
from metrics.themes.conditions import Clock, day_after, every, filled, in_month, in_time, yes
from rules.value import Text
from store.ledger_sheets import KEY_GROUPS

DIFFICULT = tuple(code for code, _zh, _en in KEY_GROUPS[-5:])
"""就业困难劳动者 of JS-154 §3.1."""
MEN_OR_WOMEN = ("1", "2")
YOUNGEST = Param("age_low", Text("最低年龄界限", "Lowest age still open"), "years")
OLDEST = Param("age_high", Text("最高年龄界限", "Highest age still open"), "years")
LEAST_PAY = Param("minimum_hourly", Text("最低小时工资（分）", "Minimum hourly wage (fen)"), "fen")


def _same_day(rows: Rows) -> Column:
    registered, started = rows["registered_at"], rows["first_started_at"]
    return and_(started >= registered, started < day_after(registered))


def _open_to_all(rows: Rows) -> Column:
    """No sex is asked for, and no age between the two in force on the day it was submitted."""
    day = rows["submitted_at"]
    low, high = rows.in_force("age_low", day), rows.in_force("age_high", day)
    return and_(
        not_(func.coalesce(rows["required_sex"], "").in_(MEN_OR_WOMEN)),
        func.coalesce(rows["required_age_min"], low) <= low,
        func.coalesce(rows["required_age_max"], high) >= high,
    )


def _hard_to_place(rows: Rows) -> Column:
    return or_(*(yes(rows[f"group_{code}"]) for code in DIFFICULT))


PLACEMENTS = Tally(Text("上岗人次", "placements"), "match", in_month("started_at"))

METRICS = (
    Metric(
        "matching.match_rate", Text("匹配率", "Match rate"),
        "share", "more", "JS-154 §1.3", "share",
        (
            Tally(Text("已上岗的有效求职", "seekers in force who have started work"), "seeker",
                  every, hit=filled("first_started_at"), over="window"),
        ),
    ),
    Metric(
        "matching.same_day_start", Text("来即上岗率", "Same-day start rate"),
        "share", "more", "JS-154 §2.4", "share",
        (
            Tally(Text("登记当日上岗", "started on the day they registered"), "seeker",
                  in_month("first_started_at"), hit=_same_day),
        ),
    ),
    Metric(
        "matching.placements", Text("上岗人次", "Placements"),
        "count", "more", "JS-154 §1.3", "count", (PLACEMENTS,),
    ),
    Metric(
        "matching.publish_in_time", Text("岗位及时发布率", "Vacancies published in time"),
        "share", "more", "JS-154 §2.4", "share",
        (
            in_time(Text("限时内发布", "published within the limit"), "vacancy",
                    Clock("published_at", "publish_seconds", "publish_before",
                          lambda rows: rows.in_force("limit", rows["submitted_at"]))),
        ),
        params=(Param("limit", Text("发布时限", "Time limit"), "seconds", clock="market_hours"),),
    ),
    Metric(
        "matching.difficult_vacancy_share",
        Text("适合就业困难人员岗位占比", "Vacancies for the hard to place"),
        "share", "more", "JS-154 §3.2", "share",
        (
            Tally(Text("适合就业困难人员的有效岗位", "vacancies in force for the hard to place"),
                  "vacancy", every, hit=lambda rows: yes(rows["for_difficult_groups"]),
                  over="window"),
        ),
    ),
    Metric(
        "matching.open_vacancy_share",
        Text("不限性别年龄岗位占比", "Vacancies open to every sex and age"),
        "share", "more", "M-65 §1.3", "share",
        (
            Tally(Text("不限性别年龄的有效岗位", "vacancies in force open to every sex and age"),
                  "vacancy", every, hit=_open_to_all, over="window"),
        ),
        params=(YOUNGEST, OLDEST),
    ),
    Metric(
        "matching.source_channels", Text("岗位来源渠道", "Channels vacancies come from"),
        "items", "more", "JS-154 §5.4", "count",
        (
            Tally(Text("有效岗位的来源", "channels of the vacancies in force"), "vacancy",
                  filled("source_channel"), distinct="source_channel", over="window"),
        ),
    ),
    Metric(
        "matching.difficult_match_rate",
        Text("就业困难人员匹配率", "Match rate of the hard to place"),
        "share", "more", "JS-154 §3.3", "share",
        (
            Tally(Text("已上岗的就业困难求职者", "hard-to-place seekers who have started work"),
                  "seeker", _hard_to_place, hit=filled("first_started_at"), over="window"),
        ),
    ),
    Metric(
        "matching.paid_placements",
        Text("达到最低工资的上岗占比", "Placements paid the minimum wage or more"),
        "share", "more", "JS-154 §3.3", "share",
        (
            Tally(Text("时薪不低于最低小时工资的上岗", "placements at the minimum or above"),
                  "match", in_month("started_at"),
                  hit=lambda rows: rows["pay_fen"] >= rows.in_force("minimum_hourly",
                                                                    rows["started_at"])),
        ),
        params=(LEAST_PAY,),
    ),
)  # fmt: skip
