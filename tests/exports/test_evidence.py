"""Are the rows behind a finding readable, and do they name nobody?"""

import pandas as pd

from exports.evidence import hours, table_of
from exports.words import translator
from tests.exports.made import rows

ZH, EN = translator("zh"), translator("en")
MOMENT = 1_789_870_000  # 2026-09-20 10:06:40


def service(**values: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "market": "320102001", "record_id": "1", "month": 202609, "person_key": "k-1",
        "opened_at": MOMENT, "kind": "matching", "fee_fen": 5000, "used_seconds": 3900, "hit": 1,
    }  # fmt: skip
    return {**plain, **values}


def test_headings_codes_days_and_money_are_in_words() -> None:
    table = table_of(rows("service", service()), ZH, 10)
    assert table.headings == (
        "月份", "编号", "已用时长", "受理时间", "办件类别", "收费（元）", "是否计入",
    )  # fmt: skip
    assert table.rows == (
        ("2026年9月", "1", "1:05", "2026-09-20 10:06", "撮合", "50.00 元", "计入"),
    )


def test_the_same_in_english() -> None:
    table = table_of(rows("service", service()), EN, 10)
    assert table.headings[1] == "Record id"
    assert table.rows[0][4] == "Matching"


def test_no_key_of_a_person_or_employer_is_shown() -> None:
    held = [service(), service(person_key="k-2")]
    shown = repr(table_of(rows("service", *held), ZH, 10))
    assert "k-1" not in shown
    assert "k-2" not in shown
    vacancy = {"record_id": "v", "month": 202609, "employer_key": "e-9", "hit": 1}
    assert "e-9" not in repr(table_of(rows("vacancy", vacancy), ZH, 10))


def test_what_cost_points_comes_first_then_what_is_open_then_the_rest() -> None:
    held = [service(record_id=str(n), hit=hit) for n, hit in enumerate([1, pd.NA, 0, 1, 0])]
    table = table_of(rows("service", *held), ZH, 4)
    assert [row[1] for row in table.rows] == ["2", "4", "1", "0"]
    assert [row[-1] for row in table.rows] == ["未计入", "未计入", "无法判定", "计入"]
    assert table.total == 5


def test_columns_that_are_empty_throughout_are_left_out() -> None:
    table = table_of(rows("service", service(fee_fen=pd.NA), service(fee_fen=pd.NA)), ZH, 9)
    assert "收费（元）" not in table.headings


def test_a_narrow_paper_takes_the_first_columns_only() -> None:
    table = table_of(rows("service", service()), ZH, 9, most_columns=2)
    assert table.headings == ("月份", "编号", "已用时长", "是否计入")


def test_flags_days_clocks_divisions_and_unknown_codes_are_said_too() -> None:
    register = {
        "market": "320102001", "weekday": 1, "opens": 480, "closes": 1080, "month": 202609,
        "hit": 1, "valid_from": MOMENT - 36400,
    }  # fmt: skip
    hours_table = table_of(rows("register:hours", register), ZH, 9)
    assert hours_table.rows[0][2:4] == ("08:00", "18:00")
    vacancy = {
        "record_id": "v", "month": 202609, "hit": 0, "industry": "?", "work_division": "320102",
        "for_difficult_groups": 1, "heads": 3,
    }  # fmt: skip
    cells = table_of(rows("vacancy", vacancy), ZH, 9).rows[0]
    assert cells[1:-1] == ("v", "?", "3", "玄武区", "是")
    day = {"market": "320102001", "day": MOMENT, "is_open": 1, "logged": 0, "month": 202609,
           "opens": MOMENT, "closes": pd.NA, "hit": 0}  # fmt: skip
    told = table_of(rows("day", day, {**day, "closes": MOMENT}), ZH, 1)
    assert told.headings[1:-1] == ("日期", "开放", "有日志", "开门", "关门")
    assert told.rows[0][1:-1] == ("2026-09-20", "1", "0", "2026-09-20 10:06", "—")


def test_hours_may_pass_a_day() -> None:
    assert hours(90_000) == "25:00"
    assert hours(None) == "—"
