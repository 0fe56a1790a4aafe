"""The table of problems: capped and told; the place stands in its own columns, once."""

import pytest

from dashboard import submit_problems as shown
from dashboard.submit_filed import ledger_rows
from exports.words import translator
from rules.sets import load_ruleset
from store.intake.problems import Found, Problem, told
from store.ledger_sheets import LEDGERS
from tests.dashboard.submit_files import covers

ZH, EN = translator("zh"), translator("en")
RULESET = load_ruleset("jiangsu-2024")
USED = {("service", "channel"): ("function.time_limit", "function.told_once")}


def problem(row: int = 2) -> Problem:
    return told("f.xlsx", Found("not_code", "工作日志", row, "渠道", "瞎写", 6), USED)


def test_a_problem_is_one_line_with_what_is_allowed_and_what_needs_it() -> None:
    line = shown.problem_rows([problem()], RULESET, ZH).iloc[0]
    assert list(line.index) == list(shown.HEADS)
    assert line[["表", "行", "列", "现在的值"]].tolist() == ["工作日志", "2", "渠道", "瞎写"]
    assert "窗口" in line["允许什么"]
    assert line["怎么改"].startswith("瞎写 不在代码表中")
    assert line["哪条规则要用"] == "限时办结、一次性告知"


def test_in_english_the_place_is_cut_off_too() -> None:
    assert shown.what_to_do(problem(), "en").startswith("瞎写 is not in the list")


def test_a_problem_of_the_whole_file_keeps_its_whole_sentence() -> None:
    whole = told("f.xls", Found("old_format"))
    line = shown.problem_rows([whole], RULESET, ZH).iloc[0]
    assert line[["表", "行", "列", "现在的值", "哪条规则要用"]].tolist() == ["—"] * 5
    assert line["怎么改"] == whole.text.zh


@pytest.mark.parametrize(("number", "listed"), [(1, 1), (200, 200), (201, 200)])
def test_two_hundred_are_listed_and_all_are_counted(number: int, listed: int) -> None:
    problems = [problem(row) for row in range(2, number + 2)]
    assert len(shown.problem_rows(problems, RULESET, ZH)) == listed
    assert f"共 {number} 处" in shown.capped(problems, ZH)
    assert ("列出前 200 处" in shown.capped(problems, ZH)) is (number > 200)


def test_a_correction_shows_rows_before_and_after() -> None:
    filed = ledger_rows(
        covers(("320102001", "service", 302, 7, 5), ("320102001", "complaint", 0, 7, 5)),
        ["320102001"], 10, 20,
    )  # fmt: skip
    table = shown.changes(filed, {"service": 305, "complaint": 0, "match": 2}, ZH)
    assert table.to_numpy().tolist() == [
        [LEDGERS["service"].zh, "302", "305", "+3"],
        [LEDGERS["match"].zh, "—", "2", "—"],
        [LEDGERS["complaint"].zh, "0", "0", "0"],
    ]


def test_fewer_rows_are_told_with_their_sign() -> None:
    filed = ledger_rows(covers(("320102001", "service", 302, 7, 5)), ["320102001"], 10, 20)
    assert shown.changes(filed, {"service": 1}, ZH)["增减"].tolist() == ["−301"]
