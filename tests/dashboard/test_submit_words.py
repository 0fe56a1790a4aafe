"""The sentences of 数据报送, recounted from what was filed and from outcomes."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard import submit_words as said
from exports.words import translator
from rules.value import Text
from store.batches import Receipt
from store.filings import OWED
from store.intake.problems import Problem
from store.intake.submit import Outcome
from store.ledger_sheets import LEDGERS
from store.months import DAY, due_at

ZH, EN = translator("zh"), translator("en")
DUE = due_at(202610)


def ledgers(filed: dict[str, int], owed: int = 2, late: tuple[str, ...] = ()) -> pd.DataFrame:
    rows = [
        {"ledger": name, "filed": filed.get(name, 0), "owed": owed,
         "state": "late" if name in late else "on_time"}
        for name in LEDGERS
    ]  # fmt: skip
    return pd.DataFrame(rows)


def answer(frame: pd.DataFrame, now: int) -> str:
    return said.answer(frame, "南京市", 202610, DUE, now, ZH)


ALL = dict.fromkeys(OWED, 2)


def test_all_in_and_in_time() -> None:
    assert answer(ledgers(ALL), DUE) == "南京市 2026年10月台账已收齐，全部按时"


def test_all_in_but_late() -> None:
    frame = ledgers(ALL, late=("service", "match"))
    assert answer(frame, DUE + DAY) == "南京市 2026年10月台账已收齐，2 类迟报"


def test_what_is_missing_is_named_with_the_clock() -> None:
    frame = ledgers(ALL | {"complaint": 1})
    assert answer(frame, DUE - 2 * DAY) == (
        "南京市 2026年10月 5 类台账已收齐 4 类，投诉有市场未报；截止 11-03，剩 2 天"
    )
    nobody = ledgers(ALL | {"complaint": 0})
    assert answer(nobody, DUE - 2 * DAY) == (
        "南京市 2026年10月 5 类台账已收齐 4 类，缺投诉；截止 11-03，剩 2 天"
    )
    assert answer(frame, DUE + 2 * DAY).endswith("截止 11-03，逾期 2 天")


def test_nothing_filed_is_said_before_and_after_the_day() -> None:
    assert answer(ledgers({}), DUE) == "南京市 2026年10月台账未报，截止 11-03，今天到期"
    assert answer(ledgers({}), DUE + 1).endswith("逾期 1 天")


def test_a_unit_without_markets_owes_nothing() -> None:
    assert answer(ledgers({}, owed=0), DUE) == "南京市 2026年10月没有须报台账的市场"


@pytest.mark.parametrize(("now", "shown"), [
    (DUE, "3 个市场须报，2 个已报齐，1 个迟报，1 个尚未报齐"),
    (DUE + 1, "3 个市场须报，2 个已报齐，1 个迟报，1 个逾期未报齐"),
])  # fmt: skip
def test_the_markets_are_counted_by_how_they_stand(now: int, shown: str) -> None:
    late = pd.DataFrame({"late": [0, 1, 1], "missing": [(), (), ("match",)]})
    assert said.markets_sentence(late, DUE, now, ZH) == shown


def test_no_market_is_no_market() -> None:
    late = pd.DataFrame({"late": [], "missing": []})
    assert said.markets_sentence(late, DUE, DUE, ZH) == "没有市场须报台账"


def outcome(receipt: Receipt | None = None, problems: int = 0) -> Outcome:
    held = [
        Problem("f", "工作日志", 2, "渠道", "F2", "x", Text("甲", "a"), "not_code",
                Text("乙", "b"), ())
    ] * problems  # fmt: skip
    return Outcome(
        (Path("320100_202610.xlsx"),), not problems, held, receipt, "320100", 202610, 0,
        {"service": 1_000, "match": 234}, 5,
    )  # fmt: skip


def test_a_check_that_passed_says_that_nothing_is_kept_yet() -> None:
    assert said.verdict(outcome(), ZH) == (
        "320100_202610.xlsx：核对通过，尚未入库（台账 1,234 行，名册 5 行）"
    )
    assert said.verdict(outcome(problems=37), ZH) == "320100_202610.xlsx：37 处问题，未入库"
    assert said.verdict(outcome(problems=1), EN) == "320100_202610.xlsx: 1 problem, not kept"


def test_a_batch_is_named_with_what_it_replaces() -> None:
    names = {"320100": "南京市"}
    first = said.kept(outcome(Receipt(66, 1, (), repeated=False)), names, ZH)
    assert first == (
        "已入库：南京市 2026年10月，批次 66（第 1 版），台账 1,234 行，名册 5 行"
        "（未变的不重复入库）"
    )
    again = said.kept(outcome(Receipt(67, 2, (58, 66), repeated=False)), names, ZH)
    assert again.endswith("；替代批次 58、66 的相应内容")
    same = said.kept(outcome(Receipt(58, 1, (), repeated=True)), names, ZH)
    assert same == "南京市 2026年10月：内容与批次 58 相同，没有重复入库"


def test_what_was_refused_the_second_time_is_not_called_kept() -> None:
    assert said.kept(outcome(problems=2), {}, ZH) == "320100_202610.xlsx：2 处问题，未入库"


def test_a_file_of_another_unit_or_month_is_pointed_out() -> None:
    names = {"320100": "南京市"}
    assert said.elsewhere([outcome()], "320100", 202610, names, ZH) == ""
    note = said.elsewhere([outcome()], "320200", 202610, names, ZH)
    assert note.startswith("文件属于南京市 2026年10月，")


@pytest.mark.parametrize("demo", [True, False])
def test_the_caption_says_which_clock_counts(demo: bool) -> None:
    text = said.caption(DUE, demo, ZH)
    assert "晚于 2026-11-03 23:59 为迟报" in text
    assert ("演示数据" in text) is demo
