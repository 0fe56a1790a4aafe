"""Are the cells of lists said as the pages say them?"""

import pandas as pd
import pytest

from casework.supervision import DUE_ORDER
from exports.list_words import (
    BLOCKERS,
    DUE,
    blocker_words,
    due_words,
    excel_day,
    grade_before,
    grade_words,
    points,
    rank_ends,
    records,
    remark,
)
from exports.words import translator
from tests.exports.town import RULESET

ZH, EN = translator("zh"), translator("en")
ROW: dict[str, object] = {
    "grade": "good", "reason": None, "provisional": 0, "vetoes": "[]", "caps": "[]",
    "rank_best": 2, "rank_worst": 5, "grade_before": None,
}  # fmt: skip


def test_everything_that_can_be_due_has_its_words() -> None:
    assert set(DUE) == set(DUE_ORDER)
    assert all(due_words(DUE_ORDER, words) for words in (ZH, EN))


def test_a_blocker_names_its_criterion() -> None:
    said = blocker_words(
        [("veto", "function.public_interest"), ("entry_pending", "premises.standard"), ("new", "")],
        RULESET, ZH,
    )  # fmt: skip
    assert said == ("否决：公益性", "准入条件待核：建设标准现场核查", "新开办")
    assert set(BLOCKERS) >= {"provisional", "insufficient", "unqualified"}


def test_a_provisional_grade_says_so_and_a_missing_one_says_why() -> None:
    assert grade_words({**ROW, "provisional": 1}, ZH) == "● 良好（待定）"
    assert grade_words({**ROW, "grade": None, "reason": "new"}, ZH) == "— 新开办"
    assert grade_words({**ROW, "grade": None}, ZH) == "— 未定级"


def test_a_remark_says_what_holds_a_row_down() -> None:
    assert remark(ROW, ZH) is None
    assert remark({**ROW, "caps": '[{"criterion":"premises.area"}]'}, ZH) == "↓ 等级封顶"
    vetoed = {**ROW, "vetoes": '[{"criterion":"x","finding":"not_met"}]'}
    assert remark(vetoed, ZH) == "否决，不参加排名"
    pending = {**ROW, "vetoes": '[{"criterion":"x","finding":"no_data"}]'}
    assert remark(pending, ZH) is None


def test_ends_of_a_rank_and_the_grade_before_may_be_missing() -> None:
    assert rank_ends(ROW) == "2–5"
    assert rank_ends({**ROW, "rank_best": None}) is None
    assert grade_before(ROW, ZH) is None
    assert grade_before({**ROW, "grade_before": "good"}, ZH) == "● 良好"


@pytest.mark.parametrize(("stored", "cell"), [(839_000, 83.9), (None, None), (pd.NA, None)])
def test_points_are_numbers_of_a_cell(stored: object, cell: float | None) -> None:
    assert points(stored) == cell


def test_a_day_becomes_the_day_number_of_a_cell() -> None:
    # 2026-09-30 00:00 in Shanghai; day 46295 of a spreadsheet.
    assert excel_day(1_790_697_600) == 46_295
    assert excel_day(None) is None


def test_records_hold_none_for_everything_missing() -> None:
    frame = pd.DataFrame({"a": pd.array([1, pd.NA], "Int64"), "b": [float("nan"), 2.0]})
    assert records(frame) == [{"a": 1, "b": None}, {"a": None, "b": 2.0}]
