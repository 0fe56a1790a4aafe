"""Does every planted fact stand in the files that are written?"""

from collections import Counter
from datetime import datetime

from demo.books import Books
from demo.plants import PLANTS, truth_of
from demo.province import Province
from store.leads import incident_no
from tests.demo.conftest import UNTIL, Written

BEFORE = 202609


def test_each_market_carries_at_most_one_fact(written: Written) -> None:
    facts = [fact.market for fact in written.truth.facts if fact.market]
    assert len(facts) == len(set(facts)) == len(PLANTS)


def test_one_charge_is_confirmed_in_an_entrusted_and_one_in_a_self_run_market(
    written: Written,
) -> None:
    modes = written.province.markets.set_index("market")["mode"]
    found = {str(modes[market]) for market in written.truth.markets("fee_confirmed")}
    assert "entrusted" in found
    assert found & {"self", "sign"}


def _charged(written: Written, market: str, month: int) -> list[dict[str, object]]:
    file = f"{written.unit_of(market)}_{month}.xlsx"
    return [row for row in written.rows(file, "工作日志")
            if row["市场代码"] == market and row["缴费人"] == "劳动者"]  # fmt: skip


def test_charges_stand_in_the_log_and_their_answers_carry_the_number_of_the_lead(
    written: Written,
) -> None:
    for kind, status in (("fee_confirmed", "查实"), ("fee_refuted", "查否")):
        for market in written.truth.markets(kind):
            charged = _charged(written, market, BEFORE)
            answers = [
                row
                for row in written.rows(f"{written.unit_of(market)}_{UNTIL}.xlsx", "线索与查实")
                if row["市场代码"] == market
            ]
            numbers = {incident_no("service", market, str(row["编号"])) for row in charged}
            assert charged
            assert {row["线索编号"] for row in answers} == numbers
            assert {row["状态"] for row in answers} == {status}
            assert all(row["核实人甲"] != row["核实人乙"] for row in answers)
            assert all(row["核实文书"] for row in answers)


def test_the_open_charge_has_no_answer(written: Written) -> None:
    market = written.market("fee_open")
    answers = written.rows(f"{written.unit_of(market)}_{UNTIL}.xlsx", "线索与查实")
    assert len(_charged(written, market, UNTIL)) == 1
    assert market not in {row["市场代码"] for row in answers}


def test_nobody_else_charges_a_worker_or_is_said_to(books: list[Books], province: Province) -> None:
    truth = truth_of(province.markets, province.span)
    planted = {fact.market for fact in truth.facts if fact.kind.startswith("fee_")}
    for book in books:
        log = book.lives["service"].rows
        assert set(log.loc[log["fee_payer"] == "worker", "market"]) <= planted
        assert "fee" not in set(book.lives["complaint"].rows["kind"])
        found = book.registers["inspection"]
        charged = found[found["item"] == "no_worker_fee"]
        assert set(charged["result_a"]) <= {"met"}


def test_lawful_fees_of_employers_are_there_to_be_told_apart(books: list[Books]) -> None:
    payers = {payer for book in books for payer in book.lives["service"].rows["fee_payer"].dropna()}
    assert payers == {"worker", "employer"}


def test_two_contracts_are_past_their_end_and_nobody_ended_or_renewed_them(
    written: Written,
) -> None:
    last_day = datetime(2026, 10, 31)
    for market in written.truth.markets("contract_past_end"):
        unit = written.unit_of(market)
        contracts = [
            row
            for month in written.province.span.months
            for row in written.rows(f"{unit}_{month}.xlsx", "购买服务合同")
            if row["市场代码"] == market
        ]
        assert contracts
        assert all(row["合同结束"] < last_day for row in contracts)
        assert all(row["失效日期"] is None for row in contracts)


def test_the_copying_market_files_last_months_figures(written: Written) -> None:
    market = written.market("copied_month")
    figures = []
    for month in (BEFORE, UNTIL):
        file = f"{written.unit_of(market)}_{month}.xlsx"
        own = {
            sheet: [row for row in written.rows(file, sheet) if row["市场代码"] == market]
            for sheet in ("工作日志", "流转", "岗位", "求职", "匹配", "投诉")
        }
        figures.append((
            {sheet: len(rows) for sheet, rows in own.items()},
            Counter(row["办件类别"] for row in own["工作日志"]),
            Counter(row["工种"] for row in own["岗位"]),
            sum(int(row["需求人数"]) for row in own["岗位"]),
            {row["在办"] for rows in own.values() for row in rows if "在办" in row},
        ))  # fmt: skip
    assert figures[0] == figures[1]
    assert figures[0][0]["工作日志"] > 5
    assert figures[0][4] == {"否"}


def test_one_city_files_its_last_analysis_after_the_28th(written: Written) -> None:
    late = []
    for unit in written.province.units:
        filed = written.rows(f"{unit}_{UNTIL}.xlsx", "报告报送")
        rows = [row for row in filed if row["单位代码"] == unit]
        assert [row["报告类别"] for row in rows] == ["月度供求分析报告"]
        assert rows[0]["应报日期"] == datetime(2026, 10, 28)
        if rows[0]["报送时间"] >= datetime(2026, 10, 29):
            late.append(unit)
    assert late == [fact.unit for fact in written.truth.facts if fact.kind == "missed_28th"]
    assert late[0].endswith("00")


def test_two_markets_have_too_little_data(written: Written) -> None:
    for market in written.truth.markets("insufficient"):
        for month in written.province.span.months:
            file = f"{written.unit_of(market)}_{month}.xlsx"
            for sheet in ("现场检查", "申报材料", "岗位", "求职", "匹配", "投诉"):
                assert market not in {row["市场代码"] for row in written.rows(file, sheet)}
            cover = [row for row in written.rows(file, "报送说明") if market in row.values()]
            assert len(cover) == 2


def test_the_new_market_opens_in_the_last_month_but_one(written: Written) -> None:
    market = written.market("new")
    unit, first = written.unit_of(market), written.province.span.first
    registered = {
        month: [row for row in written.rows(f"{unit}_{month}.xlsx", "市场名册")
                if row["市场代码"] == market]
        for month in (first, BEFORE)
    }  # fmt: skip
    assert registered[first] == []
    assert [row["开办日期"] for row in registered[BEFORE]] == [datetime(2026, 9, 9)]
    log = written.rows(f"{unit}_{BEFORE}.xlsx", "工作日志")
    opened = [row["受理时间"] for row in log if row["市场代码"] == market]
    assert opened
    assert min(opened) >= datetime(2026, 9, 9)


def test_one_market_changes_its_operator_and_with_it_the_managing_unit(
    written: Written,
) -> None:
    market = written.market("operator_change")
    unit, span = written.unit_of(market), written.province.span
    fact = next(fact for fact in written.truth.facts if fact.kind == "operator_change")

    def told(month: int, sheet: str, column: str) -> list[str]:
        rows = written.rows(f"{unit}_{month}.xlsx", sheet)
        return [str(row[column]) for row in rows if row["市场代码"] == market]

    first = told(span.first, "市场名册", "运营管理单位")
    fresh = told(fact.period, "市场名册", "运营管理单位")
    assert len(first) == len(fresh) == 1
    assert first != fresh
    assert fresh[0] in told(fact.period, "购买服务合同", "承接主体")
    assert first == told(span.first, "购买服务合同", "承接主体")
