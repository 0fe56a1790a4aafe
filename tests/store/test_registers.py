"""What do the registers say on a day, in a month, and at an earlier moment?"""

from pathlib import Path
from typing import Any

from store.batches import RegisterRow
from store.home import Home
from store.registers import in_force, monthly, rows
from store.scope import PROVINCE, Scope
from tests.store.making import at, fact, submit
from tests.store.records import A, B

UNIT = "320100"


def staff(source: str, since: str, market: str = A, **more: Any) -> RegisterRow:
    return fact("staff", market=market, staff_key="K1", employment="full_time", source=source,
                valid_from=at(since), **more)  # fmt: skip


def sources(home: Home, day: str, as_of: int | None = None) -> list[str]:
    return in_force(PROVINCE, home, "staff", at(day), as_of)["source"].tolist()


def test_a_row_holds_until_the_next_of_its_key(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, staff("hired", "2026-03-01"),
           staff("sent", "2026-06-01"))  # fmt: skip
    frame = rows(PROVINCE, home, "staff")
    assert frame["valid_to"].isna().tolist() == [False, True]
    assert frame["valid_to"][0] == at("2026-06-01")
    days = ["2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01", "2029-01-01"]
    assert [sources(home, day) for day in days] == [[], ["hired"], ["hired"], ["sent"], ["sent"]]


def test_a_row_ends_on_its_own_day_when_that_comes_first(home: Home, tmp_path: Path) -> None:
    ended = staff("hired", "2026-03-01", valid_to=at("2026-05-01"))
    submit(home, tmp_path, UNIT, 202609, {}, ended, staff("sent", "2026-06-01"))
    days = ["2026-04-30", "2026-05-01", "2026-06-01"]
    assert [sources(home, day) for day in days] == [["hired"], [], ["sent"]]


def test_a_withdrawn_row_hides_and_the_one_before_holds_on(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, staff("hired", "2026-03-01"),
           staff("sent", "2026-06-01"))  # fmt: skip
    submit(
        home, tmp_path, UNIT, 202610, {}, staff("sent", "2026-06-01", withdrawn=1, reason="录错")
    )
    assert sources(home, "2026-07-01") == ["hired"]
    assert sources(home, "2026-07-01", at("2026-10-15")) == ["sent"]


def test_a_correction_counts_from_its_receipt_on(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, staff("hired", "2026-03-01"))
    submit(home, tmp_path, UNIT, 202610, {}, staff("sent", "2026-03-01", reason="录错"))
    assert sources(home, "2026-07-01", at("2026-11-01")) == ["hired"]
    assert sources(home, "2026-07-01", at("2026-11-02")) == ["sent"]


def test_columns_are_typed_also_when_there_is_no_row(home: Home, tmp_path: Path) -> None:
    empty = rows(PROVINCE, home, "inspection").dtypes
    submit(home, tmp_path, UNIT, 202609, {}, visit("V1", "2026-09-08T10:00"))
    full = rows(PROVINCE, home, "inspection")
    assert full.dtypes.equals(empty)
    assert (str(full.dtypes["visited_at"]), str(full.dtypes["visit"])) == ("Int64", "str")
    assert full["inspector_b"].isna().all()
    assert list(full.columns[-3:]) == ["row_id", "batch_id", "received_at"]


def visit(name: str, moment: str, result: str = "met", **more: Any) -> RegisterRow:
    values = {"valid_from": at(moment[:10]), **more}
    return fact("inspection", market=A, visit=name, item="signage", result_a=result,
                visited_at=at(moment), inspector_a="K1", **values)  # fmt: skip


def test_a_state_stands_in_every_month_whose_last_day_it_holds_on(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, staff("hired", "2026-07-31"),
           staff("sent", "2026-08-31", valid_to=at("2026-09-30")))  # fmt: skip
    frame = monthly(PROVINCE, home, "staff", [202606, 202607, 202608, 202609])
    assert dict(zip(frame["month"], frame["source"], strict=True)) == {
        202607: "hired", 202608: "sent"}  # fmt: skip
    first = frame.iloc[0]
    assert (first["month_start"], first["month_end"]) == (at("2026-07-01"), at("2026-08-01"))


def test_an_event_stands_once_in_the_month_of_its_day(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, visit("V1", "2026-08-31T23:59:59"),
           visit("V2", "2026-09-01T00:00:00"))  # fmt: skip
    frame = monthly(PROVINCE, home, "inspection", [202608, 202609, 202610])
    assert list(zip(frame["visit"], frame["month"], strict=True)) == [
        ("V1", 202608), ("V2", 202609)]  # fmt: skip


def test_of_an_event_told_twice_the_later_word_counts(home: Home, tmp_path: Path) -> None:
    said = {"market": A, "incident_no": "XS1", "kind": "fee", "origin": "report",
            "happened_on": at("2026-09-03")}  # fmt: skip
    submit(home, tmp_path, UNIT, 202609, {},
           fact("incident", status="lead", valid_from=at("2026-09-03"), **said))  # fmt: skip
    submit(home, tmp_path, UNIT, 202610, {},
           fact("incident", status="confirmed", valid_from=at("2026-10-20"), **said))  # fmt: skip
    frame = monthly(PROVINCE, home, "incident", [202609, 202610])
    assert list(zip(frame["status"], frame["month"], strict=True)) == [("confirmed", 202609)]


def test_no_month_gives_an_empty_typed_frame(home: Home) -> None:
    for register in ("staff", "inspection"):
        frame = monthly(PROVINCE, home, register, [])
        assert frame.empty
        assert str(frame.dtypes["month_end"]) == "int64"


def contract(number: str, market: str) -> list[RegisterRow]:
    return [
        fact("contract", contract_no=number, market=market, operator="某公司", buyer="320102",
             operator_code="91320000MA1", buyer_name="某局", starts_on=at("2026-01-01"),
             ends_on=at("2026-12-31"), valid_from=at("2026-01-01")),
        fact("payment", contract_no=number, voucher="1", paid_on=at("2026-09-01"), amount_fen=1,
             valid_from=at("2026-09-01")),
    ]  # fmt: skip


def test_rows_are_seen_by_area_and_a_payment_with_its_contract(home: Home, tmp_path: Path) -> None:
    wage = fact("minimum_wage", division="320000", hourly_fen=2400, valid_from=at("2026-01-01"))
    report = fact("report", unit="320200", kind="monthly", due_on=at("2026-09-28"),
                  filed_at=at("2026-09-27"), valid_from=at("2026-09-27"))  # fmt: skip
    submit(home, tmp_path, UNIT, 202609, {}, *contract("C1", A), *contract("C2", B), wage, report,
           staff("hired", "2026-01-01"), staff("hired", "2026-01-01", B))  # fmt: skip
    county = Scope("county", ("320106",))
    assert rows(county, home, "staff")["market"].tolist() == [B]
    assert rows(county, home, "contract")["contract_no"].tolist() == ["C2"]
    assert rows(county, home, "payment")["contract_no"].tolist() == ["C2"]
    assert rows(county, home, "report").empty
    assert rows(Scope("city", ("3202",)), home, "report")["unit"].tolist() == ["320200"]
    assert rows(county, home, "minimum_wage")["hourly_fen"].tolist() == [2400]
