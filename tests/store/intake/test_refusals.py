"""Every refusal there is happens to a real file, and says what it should."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from rules.calendar import month_bounds
from store.home import Home, create_home
from store.intake import children, precheck, rounds, workbook
from store.intake.problems import Problem
from store.intake.refusals import REFUSALS
from store.intake.submit import Outcome, submit_many
from store.scope import PROVINCE, Scope
from tests.store.intake.month_files import (
    AUTHORITY,
    DAY,
    HOUR,
    KUNSHAN,
    KUNSHAN_UNIT,
    A,
    B,
    Month,
    codes,
    filled_month,
    market_row,
    service_row,
    submit_path,
)  # fmt: skip

PERIOD = 202608
ID, MOBILE = "11010519491231002X", "13912345678"
Files = list[Path]
Case = Callable[[Path], Files]


def sound(period: int = PERIOD) -> Month:
    """A month that fits between the two that are on file: K is open from July to September."""
    month = filled_month(period)
    month.add("service", service_row("K", month_bounds(202607)[0] + HOUR, open=1, closed_at=None))
    return month


def changed(change: Callable[[Month], object]) -> Case:
    """The sound month with something wrong in its rows or on its cover."""

    def write(folder: Path) -> Files:
        month = sound()
        change(month)
        return [month.write(folder / "a.xlsx")]

    return write


def edited(sheet: str, change: Callable[[Worksheet], object]) -> Case:
    """The sound month with one sheet changed by hand afterwards."""

    def write(folder: Path) -> Files:
        path = sound().write(folder / "a.xlsx")
        book = load_workbook(path)
        change(book[sheet])
        book.save(path)
        return [path]

    return write


def cell(sheet: str, address: str, value: Any) -> Case:
    return edited(sheet, lambda page: page.__setitem__(address, value))


def row(sheet: str, name: str, value: Any, number: int = 0) -> Case:
    return changed(lambda month: month.rows[sheet][number].__setitem__(name, value))


def part(name: str, content: bytes) -> Case:
    """The sound workbook with one more part in its zip."""

    def write(folder: Path) -> Files:
        path = sound().write(folder / "a.xlsx")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
        return [path]

    return write


def raw(name: str, content: bytes) -> Case:
    def write(folder: Path) -> Files:
        (folder / name).write_bytes(content)
        return [folder / name]

    return write


def csv(text: str | bytes, says: int = PERIOD) -> Case:
    """The service log as CSV, with a cover that says it is of this month."""

    def write(folder: Path) -> Files:
        content = text if isinstance(text, bytes) else text.encode()
        (folder / "service_320100_202608.csv").write_bytes(content)
        lines = f"报送单位,320100\n报送月份,{says}\n市场代码,台账,行数\n"
        (folder / "cover_320100_202608.csv").write_text(lines, encoding="utf-8")
        return sorted(folder.glob("*.csv"))

    return write


def renamed(name: str) -> Case:
    return lambda folder: [sound().write(folder / "a.xlsx").rename(folder / name)]


def both(change: Callable[[Month], object], sheet: str, address: str, value: Any) -> Case:
    """The sound month with something added, and one cell of it spoiled."""

    def write(folder: Path) -> Files:
        [path] = changed(change)(folder)
        book = load_workbook(path)
        book[sheet][address] = value
        book.save(path)
        return [path]

    return write


def drop_sheet(title: str) -> Case:
    def write(folder: Path) -> Files:
        path = sound().write(folder / "a.xlsx")
        book = load_workbook(path)
        del book[title]
        book.save(path)
        return [path]

    return write


def new_sheet(folder: Path) -> Files:
    path = sound().write(folder / "a.xlsx")
    book = load_workbook(path)
    book.create_sheet("Sheet1")["B2"] = "数据"
    book.save(path)
    return [path]


def hours(month: Month) -> dict[str, Any]:
    return {"market": A, "weekday": 1, "opens": 480, "closes": 1080, "valid_from": month.start}


def publication(month: Month) -> dict[str, Any]:
    return {"unit": month.unit, "period": month.period, "due_on": month.start,
            "published_on": month.start, "has_wages": 1, "has_ratio": 1,
            "valid_from": month.start}  # fmt: skip


def payment(**changes: Any) -> dict[str, Any]:
    start = month_bounds(PERIOD)[0]
    return {"contract_no": "HT-1", "voucher": "1", "paid_on": start, "amount_fen": 100,
            "valid_from": start} | changes  # fmt: skip


def activity(**changes: Any) -> dict[str, Any]:
    start = month_bounds(PERIOD)[0]
    return {"market": A, "activity": "1", "kind": "livestream", "held_on": start,
            "valid_from": start} | changes  # fmt: skip


def without_cover_lines(page: Worksheet) -> None:
    page.delete_rows(8, 30)


def taken_over(folder: Path) -> Files:
    """The province says that it files market A, and files July, which its unit has filed."""
    month = Month("320000", 202607).add("market", market_row(A, filing_unit="320000", reason="改"))
    month.add("service", service_row("T", month.start))
    return [month.write(folder / "a.xlsx")]


CASES: dict[str, Case] = {
    "file_type": raw("a.docx", b"PK"),
    "file_name": raw("service.csv", b"x"),
    "file_name_person": renamed(f"{MOBILE}.xlsx"),
    "person_elsewhere": edited("工作日志", lambda page: setattr(
        page["B2"], "comment", Comment(f"张某 {ID}", "甲"))),
    "old_format": raw("a.xlsx", precheck.OLE + b"\x00" * 100),
    "not_workbook": raw("a.xlsx", b"PK\x03\x04 damaged"),
    "zip_bomb": part("xl/media/zero.bin", b"\x00" * (60 << 20)),
    "macros": part("xl/vbaProject.bin", b"vba"),
    "external_link": part("xl/externalLinks/externalLink1.xml", b"<a/>"),
    "unsafe_xml": part("xl/worksheets/sheet99.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
    "far_cell": cell("工作日志", "XFD1048576", 1),
    "formula": cell("工作日志", "Z2", "=1+1"),
    "error_value": cell("工作日志", "Z2", "#DIV/0!"),
    "not_text_file": csv(b"market\n\xff\xff\n"),
    "bad_csv": csv('市场代码,编号\n320102001,"a"b\n'),
    "cover_missing": drop_sheet("报送说明"),
    "cover_value_missing": cell("报送说明", "B1", None),
    "cover_period": cell("报送说明", "B2", "八月"),
    "cover_table_missing": edited("报送说明", without_cover_lines),
    "cover_line": cell("报送说明", "C9", "三"),
    "cover_line_repeated": edited("报送说明", lambda page: page.append([A, "工作日志", 4])),
    "cover_rows": changed(lambda m: m.cover.update(rows=m.counted() | {(A, "service"): 9})),
    "cover_line_missing": changed(lambda m: m.cover.update(rows={(A, "service"): 4})),
    "name_and_cover": csv("市场代码\n", says=202607),
    "unknown_sheet": new_sheet,
    "merged_cells": edited("工作日志", lambda page: page.merge_cells("A1:B1")),
    "heading_missing": cell("岗位", "A1", None),
    "column_missing": edited("岗位", lambda page: page.delete_cols(20)),
    "column_unknown": cell("岗位", "A1", "市场"),
    "column_repeated": cell("岗位", "A1", "编号"),
    "missing": row("service", "kind", None),
    "not_text": cell("工作日志", "B2", True),
    "digits_lost": cell("工作日志", "B2", 110105194912310021.0),
    "control_character": row("service", "fee_item", "甲\n乙"),
    "too_long": row("service", "fee_item", "长" * 201),
    "not_code": cell("工作日志", "E2", "算命"),
    "not_division": row("vacancy", "work_division", "329999"),
    "not_flag": cell("工作日志", "C2", "也许"),
    "not_number": cell("岗位", "L2", "三个"),
    "not_money": cell("岗位", "M2", "20元"),
    "not_duration": cell("工作日志", "U2", "两小时"),
    "not_moment": cell("工作日志", "D2", "2026-02-30"),
    "not_day": changed(lambda m: m.add("activity", activity(valid_from=m.start + HOUR))),
    "not_month": both(lambda m: m.add("publication", publication(m)), "按月公布", "B2", "八月"),
    "not_clock": both(lambda m: m.add("hours", hours(m)), "开放时间", "C2", "25:00"),
    "out_of_range": row("vacancy", "pay_fen", -100),
    "person_id": row("service", "fee_item", f"张某 {ID}"),
    "person_phone": cell("工作日志", "B2", int(MOBILE)),
    "repeated": changed(lambda m: m.rows["service"][1].update(record_id="F202608-0")),
    "open_but_ended": row("service", "open", 1),
    "ended_without_end": row("service", "closed_at", None),
    "ended_in_other_month": row("service", "closed_at", month_bounds(202609)[0]),
    "after_month": row("service", "opened_at", month_bounds(202609)[0]),
    "in_future": changed(
        lambda m: m.add("activity", activity(held_on=month_bounds(202611)[0]))
    ),
    "before_begin": row("service", "closed_at", month_bounds(PERIOD)[0] - 1),
    "reversed": changed(lambda m: m.rows["vacancy"][0].update(
        required_age_min=60, required_age_max=18)),
    "step_without_record": row("step", "record_id", "nobody"),
    "unit_unknown": changed(lambda m: setattr(m, "unit", "329900")),
    "unit_not_allowed": changed(lambda m: setattr(m, "unit", A)),
    "month_not_over": lambda folder: [filled_month(202610).write(folder / "a.xlsx")],
    "unknown_market": changed(lambda m: m.add("service", service_row("x", m.start, market=B))),
    "foreign_market": changed(
        lambda m: m.add("service", service_row("x", m.start, market=KUNSHAN))
    ),
    "filed_elsewhere": taken_over,
    "unknown_contract": changed(lambda m: m.add("payment", payment())),
    "not_authorised": changed(
        lambda m: m.add("activity", activity(market=KUNSHAN))
    ),
    "before_opening": row("service", "opened_at", month_bounds(202412)[0]),
    "after_closing": changed(lambda m: m.rows["market"][0].update(
        closed_on=m.start + DAY, valid_from=m.start, reason="关闭")),
    "second_end": row("service", "record_id", "F202607-0", 2),
    "open_record_missing": changed(lambda m: m.rows["service"].pop()),
    "missing_in_later_month": changed(
        lambda m: m.add("service", service_row("L", m.start, open=1, closed_at=None))
    ),
    "empty": changed(lambda m: (m.rows.clear(), m.cover.update(rows={}))),
}  # fmt: skip
"""By code: a file that is refused for it, among files on record for July and September."""

ELSEWHERE = {
    "too_large", "parse_failed", "too_many_rows", "person_key_missing", "cover_filed_at",
    "outside_scope", "reason_missing", "approval_missing", "market_dropped", "more_problems",
}  # fmt: skip
"""Refusals that need another home, other limits or other files first: tested below."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What became of the file of every case; all go through one run."""
    patch = pytest.MonkeyPatch()
    patch.setenv("BIAOCHI_NOW", str(month_bounds(202610)[0] + DAY))
    from tests.store.intake.conftest import parse_here

    patch.setattr(children, "parse_all", parse_here)
    folder = tmp_path_factory.mktemp("cases")
    home = create_home(folder / "home")
    for period in (202607, 202609):
        assert submit_path(home, sound(period).write(folder / f"{period}.xlsx")).accepted
    other = filled_month(202607, KUNSHAN_UNIT).write(folder / "kunshan.xlsx")
    assert submit_path(home, other).accepted
    paths = []
    for code, case in CASES.items():
        (folder / code).mkdir()
        paths += case(folder / code)
    done = submit_many(PROVINCE, home, paths, "t", authority=AUTHORITY)
    found = {outcome.paths[0].parent.name: outcome for outcome in done}
    found["none"] = submit_path(home, sound().write(folder / "sound.xlsx"))
    patch.undo()
    return found


@pytest.mark.parametrize("code", CASES)
def test_the_file_is_refused_for(code: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[code]
    assert not outcome.accepted
    assert code in codes(outcome.problems)


def test_the_file_without_a_fault_is_accepted(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["none"].problems == []


def test_every_refusal_is_brought_about_by_a_test() -> None:
    assert set(CASES) | ELSEWHERE == set(REFUSALS)
    assert not set(CASES) & ELSEWHERE


def test_every_problem_speaks_both_languages_and_leaves_no_gap(
    outcomes: dict[str, Outcome],
) -> None:
    for outcome in outcomes.values():
        for problem in outcome.problems:
            for text in (problem.text.zh, problem.text.en):
                assert text.strip()
                assert "{" not in text
                assert "()" not in text


@pytest.mark.parametrize(
    "code",
    ["file_name_person", "person_elsewhere", "person_id", "person_phone", "digits_lost"],
)
def test_a_persons_number_is_never_shown(code: str, outcomes: dict[str, Outcome]) -> None:
    problems = [problem for problem in outcomes[code].problems if problem.code == code]
    assert problems
    for problem in problems:
        shown = repr([problem.found, problem.text, problem.allowed])
        assert ID not in shown
        assert MOBILE not in shown
        assert "110105194912310" not in shown


def one(outcomes: dict[str, Outcome], code: str) -> Problem:
    return next(problem for problem in outcomes[code].problems if problem.code == code)


def test_a_formula_is_named_with_its_cell(outcomes: dict[str, Outcome]) -> None:
    assert (one(outcomes, "formula").sheet, one(outcomes, "formula").cell) == ("工作日志", "Z2")


def test_all_problems_are_told_at_once(home: Home, tmp_path: Path) -> None:
    month = sound()
    month.rows["service"][0]["kind"] = None
    month.rows["vacancy"][0]["heads"] = -3
    month.rows["complaint"][0]["market"] = KUNSHAN
    path = month.write(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book["匹配"]["E2"] = "=A1"
    book["工作日志"]["E3"] = "算命"
    book.save(path)
    assert sorted(set(codes(submit_path(home, path).problems))) == [
        "formula", "missing", "not_code", "out_of_range", "unknown_market",
    ]  # fmt: skip


def test_a_file_of_many_problems_lists_the_first(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "PROBLEM_LIMIT", 2)
    month = filled_month()
    for each in month.rows["service"]:
        each["kind"] = None
    problems = submit_path(home, month.write(tmp_path / "a.xlsx")).problems
    assert codes(problems) == ["more_problems", "missing", "missing"]
    assert problems[0].found == "3"


def test_a_correction_needs_a_reason_all_its_markets_and_after_closing_an_approval(
    home: Home, tmp_path: Path
) -> None:
    first = filled_month(202607).add("market", market_row(B))
    first.rows["service"].append(service_row("B1", first.start, market=B))
    assert submit_path(home, first.write(tmp_path / "a.xlsx")).accepted
    second = filled_month(202607)
    path = second.write(tmp_path / "b.xlsx")
    assert sorted(set(codes(submit_path(home, path).problems))) == [
        "approval_missing", "market_dropped", "reason_missing",
    ]  # fmt: skip
    third = filled_month(202607)
    third.rows["service"].append(service_row("B1", first.start, market=B, fee_fen=100))
    third.cover["reason"] = "收费漏填"
    path = third.write(tmp_path / "c.xlsx")
    assert codes(submit_path(home, path).problems) == ["approval_missing"]
    assert submit_path(home, path, approved_by="厅长").accepted


def test_a_file_of_another_area_is_outside_the_scope(home: Home, tmp_path: Path) -> None:
    path = filled_month().write(tmp_path / "a.xlsx")
    scope = Scope("city", ("3202",))
    [outcome] = submit_many(scope, home, [path], "t", authority=AUTHORITY)
    assert codes(outcome.problems) == ["outside_scope"]


def test_a_demo_file_with_an_illegible_time_of_filing_is_refused(tmp_path: Path) -> None:
    home = create_home(tmp_path / "demo", demo=True, day=month_bounds(202612)[0])
    [path] = cell("报送说明", "B5", "昨天")(tmp_path)
    assert "cover_filed_at" in codes(submit_path(home, path).problems)


def test_pseudonymising_without_a_usable_key_is_refused(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled_month().write(tmp_path / "a.xlsx")
    inside, short = home.root / "key", tmp_path / "short"
    inside.write_bytes(b"k" * 32)
    short.write_bytes(b"k")
    for key in ("", str(tmp_path / "none"), str(inside), str(short)):
        monkeypatch.setenv("BIAOCHI_PERSON_KEY", key)
        outcome = submit_path(home, path, pseudonymise=True)
        assert codes(outcome.problems) == ["person_key_missing"]


def test_a_file_beyond_the_size_limit_is_refused(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precheck, "XLSX_LIMIT", 1000)
    path = filled_month().write(tmp_path / "a.xlsx")
    assert codes(submit_path(home, path).problems) == ["too_large"]


def test_a_file_beyond_the_row_limit_is_refused(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROW_LIMIT", 5)
    path = filled_month().write(tmp_path / "a.xlsx")
    assert codes(submit_path(home, path).problems) == ["too_many_rows"]
