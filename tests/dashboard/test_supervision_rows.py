"""One line of 运营监督: movement, lateness and term as an official reads them."""

from typing import Any

import pandas as pd
import pytest

from dashboard import supervision_rows as rows
from exports.words import translator
from tests.store.making import at

ZH = translator("zh")


def row(**changes: Any) -> dict[str, Any]:
    held = {
        "market": "320105001", "name": "甲市场", "city": "320100", "mode": "entrusted",
        "due": ["contract_past_end"], "days_left": -45, "starts_on": at("2025-09-22"),
        "ends_on": at("2026-09-21"), "managing_unit": "某管理处", "buyer_name": "某局",
        "operator": "某公司", "grade": "good", "reason": None, "provisional": 0, "score": 839_000,
        "grade_before": "good", "score_before": 836_000, "open_leads": 0, "confirmed": 2,
        "late_records": 3, "timed_records": 320,
    }  # fmt: skip
    return held | changes


@pytest.mark.parametrize(("before", "now", "shown"), [
    ("qualified", "good", "↑ 原合格"),
    ("excellent", "unqualified", "↓ 原优秀"),
    ("good", "good", "＝ +0.3"),
    (None, "good", "—"),
    ("good", None, "—"),
])  # fmt: skip
def test_movement_is_of_the_grade_or_within_it_of_the_score(
    before: str | None, now: str | None, shown: str
) -> None:
    assert rows.moved_words(row(grade=now, grade_before=before), ZH) == shown


def test_the_change_shown_is_that_of_the_shown_scores() -> None:
    # 83.94 and 83.96 are shown as 83.9 and 84.0.
    assert rows.moved_words(row(score=839_600, score_before=839_400), ZH) == "＝ +0.1"
    assert rows.moved_words(row(score=839_400, score_before=839_000), ZH) == "＝ 0.0"


def test_a_grade_kept_without_a_score_has_no_change() -> None:
    assert rows.moved_words(row(score=None), ZH) == "＝"


@pytest.mark.parametrize(("late", "timed", "shown"), [
    (3, 320, "3 / 320"), (0, 12, "0 / 12"), (0, 0, "—"), (None, None, "—"), (pd.NA, 5, "—"),
])  # fmt: skip
def test_late_records_stand_beside_all_of_them(late: Any, timed: Any, shown: str) -> None:
    assert rows.late_words(row(late_records=late, timed_records=timed)) == shown


def test_a_market_without_a_contract_has_no_term_and_no_days() -> None:
    frame = pd.DataFrame([row(), row(starts_on=None, ends_on=None, days_left=None, buyer_name=None,
                                     due=["no_contract"])]).convert_dtypes()  # fmt: skip
    lines = rows.lines(frame, {"320100": "南京"}, ZH)
    assert lines.loc[0, ["left", "term"]].tolist() == ["逾期 45 天", "2025-09-22 至 2026-09-21"]
    assert lines.loc[1, ["left", "term", "buyer"]].tolist() == ["—", "—", "—"]
    assert lines.loc[1, "due"] == ["× 无合同"]
    assert lines.loc[0, "leads"] == "0 / 2"


def test_a_grade_that_may_fall_is_a_pill_the_column_knows() -> None:
    pill = rows.grade_pill(row(provisional=1), ZH)
    assert pill == "● 良好 ？"
    assert rows.pills(ZH)[pill] == "green"
    assert rows.pills(ZH)[rows.grade_pill(row(grade=None, reason="insufficient"), ZH)] == "violet"
