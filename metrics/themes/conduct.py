"""What do complaints and incidents say? Complaint rate and handling, charges to workers."""

from fractions import Fraction

from sqlalchemy import and_

from metrics.model import Column, Metric, Param, Rows, Tally
from metrics.themes.conditions import Clock, in_month, in_time
from metrics.themes.service import RECORDS
from rules.value import Text

FEE, CONFIRMED = "fee", "confirmed"


def _limit(rows: Rows) -> Column:
    return rows.in_force("limit", rows["filed_at"])


def _handled(
    name: str, title: Text, hit: Text, limit: Text, columns: tuple[str, str, str]
) -> Metric:
    done, used, before = columns
    return Metric(
        name, title, "share", "more", "JS-154 §6.6", "share",
        (in_time(hit, "complaint", Clock(done, used, before, _limit, ended="closed_at")),),
        params=(Param("limit", limit, "days", clock="working_days"),),
    )  # fmt: skip


def _fee(rows: Rows) -> Column:
    return rows["kind"] == FEE


def _fee_confirmed(rows: Rows) -> Column:
    return and_(_fee(rows), rows["status"] == CONFIRMED)


METRICS = (
    Metric(
        "conduct.complaints_per_thousand",
        Text("每千件办件投诉数", "Complaints per 1,000 records"),
        "per_thousand", "less", "JS-154 §6.6", "per",
        (Tally(Text("收到的投诉", "complaints filed"), "complaint", in_month("filed_at")),),
        (RECORDS,),
        Fraction(1000),
    ),
    _handled("conduct.complaint_reply", Text("投诉及时答复率", "Complaints answered in time"),
             Text("限时内答复", "answered within the limit"), Text("答复时限", "Time to answer"),
             ("replied_at", "reply_days", "reply_before")),
    _handled("conduct.complaint_closure", Text("投诉及时办结率", "Complaints closed in time"),
             Text("限时内办结", "closed within the limit"), Text("办结时限", "Time to close"),
             ("closed_at", "close_days", "close_before")),
    Metric(
        "conduct.fee_leads", Text("收费线索", "Leads of charges to workers"),
        "count", "less", "M-65 §1.2", "count",
        (
            Tally(Text("向劳动者收费线索", "leads of charges to workers"), "register:incident",
                  _fee, distinct="incident_no", over="window"),
        ),
    ),
    Metric(
        "conduct.fee_confirmed", Text("查实收费", "Confirmed charges to workers"),
        "count", "less", "M-65 §1.2", "count",
        (
            Tally(Text("查实的向劳动者收费", "confirmed charges to workers"), "register:incident",
                  _fee_confirmed, distinct="incident_no", over="window"),
        ),
    ),
)  # fmt: skip
