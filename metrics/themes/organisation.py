"""What do premises, hours, disclosures, platforms and activities say about a market?"""

from fractions import Fraction

from sqlalchemy import and_, case, func

from metrics.model import Column, Each, Expression, Metric, Rows, Tally
from metrics.themes.conditions import amount, every, in_month, last_day, whole, yes
from metrics.values import full_months
from rules.value import Text

RULES = ("first_responsibility", "time_limit", "told_once")
CONVENIENCES = ("vehicle_stop", "tool_loan", "rest", "shop", "lodging", "shuttle")
ZONES = ("zone_registration", "zone_information", "zone_negotiation", "zone_waiting")
LIVE_STREAM = "livestream"
PROVINCIAL_SYSTEM = "jiangsu_market"
"""JS-154 §5.1: the gig-market system of 就在江苏."""
ONLINE_SYSTEMS = ("online_market", "online_matching")
"""M-65 §5.4 and §5.6: the online market and the online matching platform."""
DUTIES, TEN_PLUS_N = "duties", "ten_plus_n"
ACTIVITIES = ("ten_plus_n", "fair_industry", "fair_professional", "fair_key_group")
"""JS-154 §3.6 and §3.7: the named campaigns and the job fairs."""


def _flags(names: tuple[str, ...]) -> Expression:
    def count(rows: Rows) -> Column:
        first, *others = (case((yes(rows[name]), whole(1)), else_=whole(0)) for name in names)
        total: Column = first
        for other in others:
            total = total + other
        return total

    return count


def _until(rows: Rows) -> Column:
    """The day it closed, or the end of the window's last month."""
    return func.coalesce(rows["closed_on"], rows["month_end"])


def _in_operation(rows: Rows) -> Column:
    return rows["opened_on"] < rows["month_end"]


def _under_contract(rows: Rows) -> Column:
    return and_(rows["starts_on"] <= last_day(rows), rows["ends_on"] >= last_day(rows))


def _premises(name: str, title: Text, measured_in: str, what: Text, value: Expression,
              clause: str) -> Metric:  # fmt: skip
    return Metric(
        f"organisation.{name}", title, measured_in, "more", clause, "count",
        (Tally(what, "register:premises", every, amount=value, over="last"),),
    )  # fmt: skip


MONTHS_RUN = Tally(
    Text("运营月数", "months in operation"), "register:market", _in_operation
)  # fmt: skip
"""One for each month at whose end the market has opened."""


def _each_year(name: str, title: Text, clause: str, held: Tally) -> Metric:
    """A number held per year of operation, so that a short window asks for no more and no less
    than a long one."""
    return Metric(
        f"organisation.{name}", title, "per_year", "more", clause, "per",
        (held,), (MONTHS_RUN,), Fraction(12),
    )  # fmt: skip


def _begun(source: str, moment: str, zh: str, en: str) -> Tally:
    return Tally(Text(f"本月新增{zh}", f"{en} begun in the month"), source, in_month(moment))


BEGUN = (
    _begun("service", "opened_at", "办件", "records"),
    _begun("vacancy", "submitted_at", "岗位", "vacancies"),
    _begun("seeker", "registered_at", "求职", "seekers"),
    _begun("match", "referred_at", "匹配", "matches"),
)
"""The ledgers of M-65 §5.5 (complaints are not uploaded); every record once, in the month it
began."""
UPLOADED = tuple(tally.source for tally in BEGUN)

METRICS = (
    Metric(
        "organisation.ledger_coverage", Text("台账覆盖率", "Open days with a log entry"),
        "share", "more", "M-65 §6.1", "share",
        (
            Tally(Text("有日志的开放日", "open days with an entry"), "day",
                  population=lambda rows: rows["is_open"] == 1,
                  hit=lambda rows: rows["logged"] == 1),
        ),
    ),
    Metric(
        "organisation.disclosed_items", Text("主动公开事项", "Items disclosed"),
        "items", "more", "M-65 §6.3", "count",
        (
            Tally(Text("已公开的事项", "items shown"), "register:disclosure",
                  lambda rows: yes(rows["shown"]), distinct="item", over="last"),
        ),
    ),
    Metric(
        "organisation.open_months", Text("完整运行月数", "Full months in operation"),
        "months", "more", "JS-154 §5.2", "count",
        (
            Tally(Text("开办后的完整月", "full months since the opening"), "register:market",
                  _in_operation, each=Each(amount("opened_on"), _until, full_months), over="last"),
        ),
    ),
    _premises("area", Text("场所面积", "Area of the premises"), "square_metres",
              Text("场所面积", "area of the premises"), amount("area_sqm"), "JS-154 §2.1"),
    _premises("zones", Text("功能分区", "Zones of the premises"), "items",
              Text("设有的功能分区", "zones there are"), _flags(ZONES), "JS-154 §2.1"),
    Metric(
        "organisation.rules_posted", Text("三项制度", "The three rules adopted"),
        "items", "more", "M-65 §6.2", "count",
        (
            Tally(Text("已建立的制度", "rules adopted"), "register:document",
                  lambda rows: rows["kind"].in_(RULES),
                  distinct="kind", over="last", subject="owner"),
        ),
    ),
    Metric(
        "organisation.platform_connected",
        Text("接入“就在江苏”零工市场系统", "Connected to the provincial gig-market system"),
        "count", "more", "JS-154 §5.1", "count",
        (
            Tally(Text("已接入的省级零工市场系统", "the provincial system, connected"),
                  "register:platform",
                  lambda rows: and_(rows["system"] == PROVINCIAL_SYSTEM, yes(rows["connected"])),
                  distinct="system", over="last"),
        ),
    ),
    Metric(
        "organisation.upload_share", Text("平台归集率", "Share of rows uploaded"),
        "share", "more", "M-65 §5.5", "ratio",
        (
            Tally(Text("归集的台账行", "rows uploaded"), "register:upload",
                  lambda rows: rows["ledger"].in_(UPLOADED), amount=amount("rows")),
        ),
        BEGUN,
    ),
    _each_year(
        "activities", Text("专项活动与招聘会（年）", "Activities and job fairs a year"),
        "JS-154 §3.6",
        Tally(Text("活动场次", "activities"), "register:activity",
              lambda rows: rows["kind"].in_(ACTIVITIES)),
    ),
    _each_year(
        "live_streams", Text("直播带岗（年）", "Live-streamed recruitment a year"),
        "JS-154 §5.6",
        Tally(Text("直播场次", "live streams"), "register:activity",
              lambda rows: rows["kind"] == LIVE_STREAM),
    ),
    _premises("convenience_items", Text("便民设施", "Convenience facilities"), "items",
              Text("有的便民设施", "facilities there are"), _flags(CONVENIENCES), "M-65 §2.3"),
    Metric(
        "organisation.awards", Text("表彰与典型", "Awards and good practice"),
        "count", "more", "JS-154 §5.7", "count",
        (Tally(Text("表彰与典型", "awards and cases"), "register:award", every),),
    ),
    _premises("capacity", Text("容纳人数", "Persons the premises hold"), "count",
              Text("容纳人数", "persons the premises hold"), amount("capacity"), "M-65 §4.1b"),
    Metric(
        "organisation.online_systems", Text("线上市场与匹配平台", "Online market and matching"),
        "items", "more", "M-65 §5.4", "count",
        (
            Tally(Text("已接入的线上系统", "online systems connected"), "register:platform",
                  lambda rows: and_(rows["system"].in_(ONLINE_SYSTEMS), yes(rows["connected"])),
                  distinct="system", over="last"),
        ),
    ),
    Metric(
        "organisation.duties_on_file", Text("岗位职责文件", "Duties of posts on file"),
        "count", "more", "M-65 §4.1a", "count",
        (
            Tally(Text("岗位职责文件", "duties of posts on file"), "register:document",
                  lambda rows: rows["kind"] == DUTIES,
                  distinct="kind", over="last", subject="owner"),
        ),
    ),
    _each_year(
        "ten_plus_n", Text("“10+N”专项活动（年）", "10+N activities a year"), "JS-154 §3.6",
        Tally(Text("“10+N”活动场次", "10+N activities"), "register:activity",
              lambda rows: rows["kind"] == TEN_PLUS_N),
    ),
    Metric(
        "organisation.subsidies", Text("就业创业服务补助", "Subsidies granted"),
        "count", "more", "JS-154 §2.5", "count",
        (Tally(Text("拨付的补助", "subsidies paid"), "register:subsidy", every),),
    ),
    Metric(
        "organisation.purchased", Text("在期购买服务合同", "Purchase contracts in their term"),
        "count", "more", "JS-154 §2.6", "count",
        (
            Tally(Text("期末在合同期内的合同", "contracts in their term on the last day"),
                  "register:contract", _under_contract, distinct="contract_no", over="last"),
        ),
    ),
)  # fmt: skip
