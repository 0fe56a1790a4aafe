import pandas as pd

from dashboard.market_records import (
    check_badge,
    declarations,
    filing_sentence,
    filings,
    history,
    inspections,
)
from exports.words import translator
from store.filings import OWED
from tests.dashboard.judged_rows import POINT, result_row
from tests.store.making import at

ZH = translator("zh")
MONTHS = [202607, 202608, 202609, 202610]


def filed() -> pd.DataFrame:
    rows = [(name, month, number, at(f"{month // 100}-{month % 100 + 1:02d}-02"))
            for month in (202608, 202609) for number, name in enumerate(OWED)]  # fmt: skip
    rows.append(("service", 202610, 7, at("2026-11-05")))
    return pd.DataFrame(rows, columns=["ledger", "month", "rows", "first_received_at"])


def late() -> pd.DataFrame:
    rows = [(202608, 0, ()), (202609, 1, ()), (202610, 1, OWED[1:])]
    return pd.DataFrame(rows, columns=["month", "late", "missing"])


def test_a_month_shows_what_came_and_whether_in_time() -> None:
    table = filings(filed(), late(), MONTHS, ZH)
    assert list(table["月份"]) == ["2026年10月", "2026年9月", "2026年8月", "2026年7月"]
    assert list(table["报送"]) == [
        f":red-badge[× 缺 {len(OWED) - 1} 种]", ":orange-badge[△ 迟报]", ":green-badge[√ 按时]",
        "无报送义务",
    ]  # fmt: skip
    assert list(table["首次收到"]) == ["2026-11-05", "2026-10-02", "2026-09-02", "—"]


def test_a_filed_zero_is_not_a_missing_ledger() -> None:
    table = filings(filed(), late(), MONTHS, ZH)
    assert list(table["工作日志"]) == ["7", "0", "0", "—"]


def test_the_sentence_counts_the_months_on_duty() -> None:
    owed = late()
    on_time = int((owed["late"] == 0).sum())
    assert filing_sentence(owed, MONTHS, ZH) == f"3 个应报月份中 {on_time} 个按时报送"


def test_inspections_name_both_results_and_no_inspector() -> None:
    rows = pd.DataFrame([{
        "visit": "JC-1", "item": "drinking_water", "visited_at": at("2026-09-20"),
        "inspector_a": "王一", "result_a": "met", "inspector_b": "李二", "result_b": None,
        "evidence": "ZP-1",
    }])  # fmt: skip
    table = inspections(rows, ZH)
    assert table.iloc[0].tolist()[3:] == [":green-badge[√ 达标]", "—", "ZP\\-1"]
    assert not table.isin(["王一", "李二"]).any().any()


def test_a_declaration_stands_beside_its_last_verification() -> None:
    declared = pd.DataFrame([
        {"item": "appraisal", "document": "办法", "declared_on": at("2026-05-08")},
        {"item": "other", "document": None, "declared_on": at("2026-05-09")},
    ])  # fmt: skip
    verified = pd.DataFrame([
        {"item": "appraisal", "verified_on": at("2026-06-01"), "result": "not_met"},
        {"item": "appraisal", "verified_on": at("2026-07-01"), "result": "met"},
    ])  # fmt: skip
    table = declarations(declared, verified, ZH)
    assert list(table["核验结论"]) == ["—", ":green-badge[√ 达标]"]
    assert list(table["核验日期"]) == ["—", "2026-07-01"]


def test_a_result_nobody_gave_is_a_dash() -> None:
    assert check_badge(None, ZH) == "—"
    assert check_badge("not_applicable", ZH) == ":gray-badge[— 不适用]"


def judged(period: str, version: int, **values: object) -> dict[str, object]:
    month = int(period)
    return {"period": period, "last_month": month, "version": version} | result_row(1, **values)


def test_evaluations_of_both_kinds_stand_in_one_list_the_latest_first() -> None:
    monthly = pd.DataFrame([judged("202609", 1), judged("202610", 2, score=85 * POINT)])
    yearly = pd.DataFrame([judged("202610", 1, grade=None, reason="insufficient", score=None)])
    table = history(
        {"monitoring": monthly, "performance": yearly},
        {"monitoring": "月度监测", "performance": "绩效评价"}, ZH,
    )  # fmt: skip
    assert list(table["期间"]) == ["2026年10月", "2026年10月", "2026年9月"]
    assert list(table["评价种类"]) == ["月度监测", "绩效评价", "月度监测"]
    assert list(table["得分"]) == ["85.0", "—", "80.0"]
    assert list(table["版本"]) == ["2", "1", "1"]
