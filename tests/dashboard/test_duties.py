"""Is every duty on the list, with its limit, in the order of urgency?"""

from datetime import date

import pandas as pd

from dashboard import duties
from exports.words import translator
from tests.store.making import at

ZH, EN = translator("zh"), translator("en")
UNITS = ["320100", "320200", "320300"]
NAMES = {"320100": "南京市", "320200": "无锡市", "320300": "徐州市", "320102001": "玄武市场"}


def report(unit: str, due: str, filed: str, kind: str = "monthly_analysis") -> dict[str, object]:
    return {"unit": unit, "kind": kind, "due_on": at(due), "filed_at": at(filed)}


def filings(*rows: dict[str, object], now: str = "2026-11-05") -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["unit", "kind", "due_on", "filed_at"])
    return duties.report_filings(frame, UNITS, [202610], 28, at(now))


def test_a_report_is_on_time_to_the_last_minute_of_its_day() -> None:
    held = filings(
        report("320100", "2026-10-28", "2026-10-28T23:59"),
        report("320200", "2026-10-28", "2026-10-29T00:00"),
    ).set_index("unit")
    assert list(held["state"]) == ["on_time", "late", "missing"]
    assert list(held["late_days"]) == [0, 1, 8]


def test_nothing_is_missing_from_before_the_records_begin() -> None:
    first = report("320100", "2026-07-28", "2026-07-28")
    columns = ["unit", "kind", "due_on", "filed_at"]
    begun = duties.reported_months(pd.DataFrame([first], columns=columns), 202610)
    assert begun == [202607, 202608, 202609, 202610]
    assert duties.reported_months(pd.DataFrame([], columns=columns), 202610) == [202610]
    old = report("320100", "2020-07-28", "2020-07-28")
    assert len(duties.reported_months(pd.DataFrame([old], columns=columns), 202610)) == 12


def test_before_the_28th_nothing_is_missing_yet() -> None:
    assert set(filings(now="2026-10-28T23:00")["state"]) == {"waiting"}
    assert set(filings(now="2026-10-29T00:00")["state"]) == {"missing"}


def test_a_quarterly_report_does_not_stand_in_for_a_monthly_one() -> None:
    held = filings(report("320100", "2026-10-28", "2026-10-20", "quarterly_analysis"))
    assert set(held["state"]) == {"missing"}


def test_a_missing_report_is_a_duty_and_a_late_one_is_not() -> None:
    held = filings(
        report("320100", "2026-10-28", "2026-10-28"), report("320200", "2026-10-28", "2026-10-30")
    )
    listed = duties.late_reports(held, NAMES, ZH)
    assert [line.text for line in listed] == ["徐州市 10 月供求分析报告未报"]
    assert listed[0].badge == "× 逾期 8 天"
    assert listed[0].params == {"unit": "320300", "period": "202610"}


def late(market: str, first: str | None, missing: tuple[str, ...]) -> dict[str, object]:
    return {
        "market": market, "month": 202610, "due_at": at("2026-11-04") - 1, "late": 1,
        "first_received_at": None if first is None else at(first), "missing": missing,
    }  # fmt: skip


def test_missing_ledgers_come_before_late_ones_and_many_are_one_line() -> None:
    rows = [late(f"32010200{n}", None, ("service",)) for n in range(1, 6)]
    rows += [late("320205001", "2026-11-08", ()), late("320302001", None, ("match",))]
    frame = pd.DataFrame([*rows, {**late("320303001", None, ()), "late": 0}])
    listed = duties.ordered(duties.late_ledgers(frame, NAMES, at("2026-11-10"), ZH))
    assert [line.text for line in listed] == [
        "南京市 5 个市场：10 月台账未报齐", "320302001：10 月台账未报齐",
        "320205001：10 月台账已收，迟报",
    ]  # fmt: skip
    assert [line.badge for line in listed] == ["× 逾期 7 天", "× 逾期 7 天", "△ 迟 5 天"]


def test_only_open_fee_leads_are_listed_counted_by_market() -> None:
    frame = pd.DataFrame(
        [("320102001", "fee", "lead"), ("320102001", "fee", "lead"),
         ("320102001", "fee", "refuted"), ("320104001", "safety", "lead")],
        columns=["market", "kind", "status"],
    )  # fmt: skip
    listed = duties.open_leads(frame, NAMES, ZH)
    assert [line.text for line in listed] == ["玄武市场：2 条收费线索未核实"]
    assert listed[0].params == {"code": "320102001"}


def test_a_contract_is_listed_from_its_notice_on_unless_a_later_one_follows() -> None:
    frame = pd.DataFrame(
        [("320102001", at("2026-10-31")), ("320104001", at("2026-10-31")),
         ("320104001", at("2027-10-31")), ("320105001", at("2027-01-04")),
         ("320106001", at("2027-01-05"))],
        columns=["market", "ends_on"],
    )  # fmt: skip
    listed = duties.ending_contracts(frame, NAMES, 60, date(2026, 11, 5), ZH)
    assert {line.params["code"]: line.badge for line in listed} == {
        "320102001": "× 逾期 5 天",
        "320105001": "△ 剩 60 天",
    }


def test_what_is_undecided_stands_last_and_nothing_is_listed_without_cause() -> None:
    assert duties.unsettled(0, 0, ZH) == []
    texts = [line.text for line in duties.unsettled(6, 1, EN)]
    assert texts == [
        "6 markets not graded for lack of evidence",
        "1 value is still a default, to be confirmed by the province",
    ]


def test_the_longest_overdue_stands_first() -> None:
    held = filings(now="2026-12-01")
    contract = pd.DataFrame([("320102001", at("2026-10-01"))], columns=["market", "ends_on"])
    listed = duties.ordered(
        duties.unsettled(1, 0, ZH),
        duties.late_reports(held, NAMES, ZH),
        duties.ending_contracts(contract, NAMES, 60, date(2026, 12, 1), ZH),
    )
    assert listed[0].text == "玄武市场：合同已到期"
    assert listed[-1].page == "ranking"
