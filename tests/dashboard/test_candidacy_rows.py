"""What bars a market of 省级评选, in words: a grade that may still fall says how far."""

import pandas as pd
import pytest

from dashboard.candidacy_rows import blocked_lines
from exports.words import translator
from tests.dashboard.judged_rows import POINT, RULESET, result_row, results

ZH = translator("zh")


def why(low: int, grade: str = "excellent", *blockers: tuple[str, str]) -> str:
    frame = results(result_row(1, grade=grade, low=low * POINT, provisional=1))
    listed = [*blockers, ("provisional", "")]
    frame = frame.assign(blockers=pd.Series([listed], dtype="object"), eligible=False)
    return str(blocked_lines(frame, {"320100": "南京"}, RULESET, 202610, ZH)["why"].iloc[0])


@pytest.mark.parametrize(("low", "said"), [
    (89, "待定：待核项全失时降为良好"), (79, "待定：待核项全失时降为合格"),
    (30, "待定：待核项全失时降为不合格"), (90, "待定：有待核项，等级可能变动"),
])  # fmt: skip
def test_a_provisional_grade_says_where_it_may_fall(low: int, said: str) -> None:
    assert why(low) == said


def test_other_reasons_stand_beside_it_in_their_order() -> None:
    title = RULESET.criteria["function.public_interest"].title.zh
    assert why(89, "excellent", ("veto_pending", "function.public_interest")) == (
        f"否决项待核：{title}；待定：待核项全失时降为良好"
    )
