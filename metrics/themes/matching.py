"""What do the vacancy, seeker and match ledgers say about speed and success?"""

from sqlalchemy import and_

from metrics.model import Column, Metric, Param, Rows, Tally
from metrics.themes.conditions import Clock, day_after, every, filled, in_month, in_time, yes
from rules.value import Text


def _same_day(rows: Rows) -> Column:
    registered, started = rows["registered_at"], rows["first_started_at"]
    return and_(started >= registered, started < day_after(registered))


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
)  # fmt: skip
