"""A unit files what is its own, and of others only what it stands above."""

from pathlib import Path
from typing import Any

import pytest

from rules.sets import load_ruleset
from store.home import Home
from store.intake.belonging import is_above
from tests.store.intake.month_files import (
    KUNSHAN_UNIT,
    NANJING,
    A,
    B,
    Month,
    codes,
    filled_month,
    market_row,
    submit_path,
)  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "code", "above"),
    [
        ("320000", A, True), (NANJING, A, True), ("320102", A, True), ("320104", A, False),
        (KUNSHAN_UNIT, "320583001", True), ("320500", "320583001", False), (A, A, False),
        (NANJING, "320102", True), (NANJING, "999999001", False),
    ],
)  # fmt: skip
def test_who_stands_above_whom(unit: str, code: str, above: bool) -> None:
    assert is_above(unit, code) is above


def contract(month: Month, **changes: Any) -> dict[str, Any]:
    return {"contract_no": "HT-1", "market": A, "operator": "某公司", "operator_code": "X",
            "buyer": NANJING, "buyer_name": "南京市", "starts_on": month.start,
            "ends_on": month.end, "valid_from": month.start} | changes  # fmt: skip


def payment(month: Month) -> dict[str, Any]:
    return {"contract_no": "HT-1", "voucher": "1", "paid_on": month.start, "amount_fen": 100,
            "valid_from": month.start}  # fmt: skip


def test_a_payment_finds_its_contract_in_the_same_file_or_on_record(
    home: Home, tmp_path: Path
) -> None:
    first = filled_month(202607)
    first.add("contract", contract(first)).add("payment", payment(first))
    assert submit_path(home, first.write(tmp_path / "7.xlsx")).problems == []
    second = filled_month(202608)
    second.add("payment", payment(second) | {"voucher": "2"})
    assert submit_path(home, second.write(tmp_path / "8.xlsx")).problems == []


def test_a_register_row_of_an_unknown_market_is_refused(home: Home, tmp_path: Path) -> None:
    month = filled_month().add("staff", {
        "market": B, "staff_key": "s1", "employment": "full", "source": "hired",
        "valid_from": 0})  # fmt: skip
    month.rows["staff"][0]["valid_from"] = month.start
    path = month.write(tmp_path / "a.xlsx")
    problems = submit_path(home, path).problems
    assert codes(problems) == ["unknown_market"]
    assert (problems[0].sheet, problems[0].row, problems[0].column) == ("工作人员", 2, "市场代码")


def test_a_market_that_changes_its_unit_is_filed_by_the_new_one(home: Home, tmp_path: Path) -> None:
    assert submit_path(home, filled_month(202607).write(tmp_path / "7.xlsx")).accepted
    handed = Month(period=202608).add("market", market_row(filing_unit="320102"))
    handed.rows["market"][0] |= {"valid_from": handed.start, "reason": "调整报送单位"}
    assert submit_path(home, handed.write(tmp_path / "h.xlsx")).problems == []
    new = filled_month(202608, "320102")
    del new.rows["market"]
    assert submit_path(home, new.write(tmp_path / "8.xlsx")).problems == []
    old = filled_month(202608)
    del old.rows["market"]
    assert set(codes(submit_path(home, old.write(tmp_path / "o.xlsx")).problems)) == {
        "foreign_market"
    }


@pytest.mark.parametrize(
    ("owner", "accepted"), [(NANJING, True), ("320102", True), (KUNSHAN_UNIT, False),
                            ("320200", False), ("999999", False)]
)  # fmt: skip
def test_a_unit_files_what_its_counties_published_and_reported(
    home: Home, tmp_path: Path, owner: str, accepted: bool
) -> None:
    month = filled_month()
    due = month.start + 14 * 86_400
    month.add("publication", {
        "unit": owner, "period": 202608, "due_on": due, "published_on": due, "has_wages": 1,
        "has_ratio": 1, "valid_from": due,
    })  # fmt: skip
    month.add("report", {"unit": owner, "kind": "monthly_analysis", "due_on": due,
                         "filed_at": due, "valid_from": due})  # fmt: skip
    month.add("document", {"owner": owner, "kind": "management", "title": "办法",
                           "valid_from": due})  # fmt: skip
    submit = load_ruleset("jiangsu-2024").authority["submit"]
    authority = submit | {"market": ("own", "above")}
    outcome = submit_path(home, month.write(tmp_path / "a.xlsx"), authority=authority)
    assert outcome.accepted is accepted
    assert codes(outcome.problems) == ([] if accepted else ["not_authorised"] * 3)
