"""What do the service logs say? Records, the three rules of M-65 §6.2, satisfaction, reach."""

from sqlalchemy import and_, case, or_

from metrics.model import Column, Expression, Metric, Param, Rows, Tally
from metrics.themes.conditions import Clock, in_time, yes
from rules.value import Text
from store.ledger_sheets import KEY_GROUPS

NIL = "nil"
BASIC = ("matching", "guidance", "training_push", "training_need", "rights")
"""The five basic services of M-65 §2.2."""
INTEGRATED = ("training_push", "social_security", "rights", "labour_cooperation")
"""Records of the four kinds of business that JS-154 §3.4 joins to a market."""
GUIDANCE, ONLINE, RATING_SYSTEM = "guidance", ("platform", "app"), "hcp"
CONTENT = ("very_satisfied", "satisfied", "basically_satisfied")
"""基本满意 and above."""
SOURCES = (
    ("inspection", "检查", "inspection"),
    ("callback", "回访", "call-back"),
    ("hcp", "好差评", "the good-or-bad rating system"),
    ("market", "市场", "the market"),
)
"""Where a rating comes from, the one to be believed first in front."""


def business(rows: Rows) -> Column:
    """A record, not the entry that says there was no business that day."""
    return rows["kind"] != NIL


def closed(rows: Rows) -> Column:
    return and_(business(rows), rows["closed_at"].is_not(None))


def _limit(rows: Rows) -> Column:
    """The smaller of the promise and the value in force on the day of 受理."""
    value = rows.in_force("limit", rows["opened_at"])
    promised = rows["promised_seconds"]
    return case((promised < value, promised), else_=value)


def _first_responsible(rows: Rows) -> Column:
    """The first to receive closed it, or a transfer stands on record; NULL where nobody is
    named as the first, or, without a transfer, as the one who closed."""
    first = rows["first_staff_key"]
    closed_it = rows["closed_by_key"] == first
    return case((first.is_not(None), or_(rows["handovers"] > 0, closed_it)))


def _in_key_group(rows: Rows) -> Column:
    return or_(*(yes(rows[f"group_{code}"]) for code, _zh, _en in KEY_GROUPS))


def _of_kind(kinds: tuple[str, ...]) -> Expression:
    return lambda rows: and_(closed(rows), rows["kind"].in_(kinds))


def _rated(rows: Rows) -> Column:
    """Rated through 好差评; a rating without its source isn't known to be one."""
    source = rows["satisfaction_source"]
    return and_(rows["satisfaction"].is_not(None), source.is_not(None), source == RATING_SYSTEM)


RECORDS = Tally(Text("办结的办件", "records closed"), "service", closed)

_SATISFIED = Text("基本满意及以上的评价", "ratings of basically satisfied and above")


def _satisfaction(source: str, zh: str, en: str) -> Metric:
    return Metric(
        f"service.satisfaction_{source}",
        Text(f"满意度（{zh}）", f"Satisfaction (rated through {en})"),
        "share", "more", "JS-154 §1.4", "share",
        (
            Tally(
                _SATISFIED, "service",
                population=lambda rows: and_(
                    closed(rows),
                    rows["satisfaction"].is_not(None),
                    rows["satisfaction_source"] == source,
                ),
                hit=lambda rows: rows["satisfaction"].in_(CONTENT),
            ),
        ),
    )  # fmt: skip


_BY_SOURCE = tuple(_satisfaction(*source) for source in SOURCES)

METRICS = (
    Metric(
        "service.records", Text("办件量", "Service records"),
        "count", "more", "M-65 §6.1", "count", (RECORDS,),
    ),
    Metric(
        "service.distinct_persons", Text("服务人数", "Persons served"),
        "count", "more", "M-65 §1.3", "count",
        (
            Tally(Text("去重后的服务对象", "different persons served"), "service",
                  closed, distinct="person_key", over="window"),
        ),
    ),
    Metric(
        "service.first_responsibility", Text("首问负责率", "First-responsibility rate"),
        "share", "more", "M-65 §6.2", "share",
        (
            Tally(Text("首问人员办结或留痕转办", "closed or handed over on record by the first"),
                  "service", closed, hit=_first_responsible),
        ),
    ),
    Metric(
        "service.time_limit", Text("限时办结率", "Closed within the time limit"),
        "share", "more", "M-65 §6.2", "share",
        (
            in_time(Text("限时内办结", "closed within the limit"), "service",
                    Clock("closed_at", "used_seconds", "used_before", _limit),
                    business),
        ),
        params=(Param("limit", Text("办理时限", "Time limit"), "seconds", clock="market_hours"),),
    ),
    Metric(
        "service.told_once", Text("一次性告知率", "Told-once rate"),
        "share", "more", "M-65 §6.2", "share",
        (
            Tally(Text("只告知一次", "told exactly once"), "service",
                  population=lambda rows: and_(closed(rows), rows["tellings"] > 0),
                  hit=lambda rows: rows["tellings"] == 1),
        ),
    ),
    Metric(
        "service.satisfaction", Text("满意度", "Satisfaction"),
        "share", "more", "JS-154 §1.4", "share",
        tuple(tally for metric in _BY_SOURCE for tally in metric.numerator),
        variants=tuple((metric.name.rpartition("_")[2], metric.name) for metric in _BY_SOURCE),
    ),
    *_BY_SOURCE,
    Metric(
        "service.key_group_share", Text("重点群体服务占比", "Share of key groups"),
        "share", "more", "JS-154 §3.1", "share",
        (
            Tally(Text("重点群体服务对象", "persons of the key groups"), "service",
                  closed, hit=_in_key_group, distinct="person_key", over="window"),
        ),
    ),
    Metric(
        "service.basic_kinds", Text("五项基本服务办件", "Basic services with records"),
        "items", "more", "M-65 §2.1", "count",
        (
            Tally(Text("有办件的基本服务", "basic services with a record closed"), "service",
                  _of_kind(BASIC), distinct="kind", over="window"),
        ),
    ),
    Metric(
        "service.integrated_kinds", Text("四项融合业务办件", "Integrated services with records"),
        "items", "more", "JS-154 §3.4", "count",
        (
            Tally(Text("有办件的融合业务", "integrated services with a record closed"), "service",
                  _of_kind(INTEGRATED), distinct="kind", over="window"),
        ),
    ),
    Metric(
        "service.guidance_share", Text("职业指导占比", "Share of career guidance"),
        "share", "more", "JS-154 §5.6", "share",
        (
            Tally(Text("职业指导办件", "records of career guidance"), "service",
                  closed, hit=lambda rows: rows["kind"] == GUIDANCE),
        ),
    ),
    Metric(
        "service.platform_share", Text("线上办件占比", "Share of records made online"),
        "share", "more", "M-65 §5.4", "share",
        (
            Tally(Text("平台和手机客户端办件", "records through the platform or application"),
                  "service", closed, hit=lambda rows: rows["channel"].in_(ONLINE)),
        ),
    ),
    Metric(
        "service.rated_share", Text("“好差评”评价率", "Records rated by the public"),
        "share", "more", "JS-154 §6.1", "share",
        (
            Tally(Text("有“好差评”评价的办件", "records rated through the rating system"),
                  "service", closed, hit=_rated),
        ),
    ),
)  # fmt: skip
