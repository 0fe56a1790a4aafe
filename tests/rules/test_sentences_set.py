"""Does a set say in plain words what it does after the points?"""

from pathlib import Path

from rules.model import GRADES
from rules.sentences_set import adjustment_sentences, cap_sentences
from rules.sentences_words import GRADES as NAMES
from rules.sets import load_ruleset

NOTCHES = load_ruleset(Path(__file__).parent / "frameworks" / "stepwise-notches")
JIANGSU = load_ruleset("jiangsu-2024")


def test_the_steps_are_told_in_their_order_with_their_limits() -> None:
    assert adjustment_sentences(NOTCHES, "zh") == [
        "第1步：“缓冲”按所得比例加分，最多加5分。",
        "第2步：“债务”按所得比例减分，最多减10分。",
        "第3步：以上各步合计不低于-10分、不高于5分。",
        "第4步：“政策空间”按所得比例加分，最多加10分。",
        "第5步：“违约”按所得比例加分，最多加0分。",
        "第6步：以上各步合计不低于-10分、不高于10分。",
    ]
    english = adjustment_sentences(NOTCHES, "en")
    assert english[1] == ("Step 2: “Debt” deducts in proportion to what it wins, up to 10 points.")
    assert english[2] == ("Step 3: what the steps so far come to is held between -10 and 5 points.")


def test_a_cap_by_value_and_one_by_finding() -> None:
    assert cap_sentences(NOTCHES, "zh") == ["“违约”高于0的，等级最高为合格。"]
    assert cap_sentences(NOTCHES, "en") == [
        "While “Defaults” is above 0, the grade is qualified at best."
    ]
    assert cap_sentences(JIANGSU, "zh")[0] == "“场所面积”不达标的，等级最高为合格。"
    assert cap_sentences(JIANGSU, "en")[0] == (
        "While “Floor area” is not met, the grade is qualified at best."
    )
    assert len(cap_sentences(JIANGSU, "zh")) == len(JIANGSU.caps)


def test_a_set_without_adjustments_has_nothing_to_say() -> None:
    assert adjustment_sentences(JIANGSU, "zh") == []
    assert cap_sentences(load_ruleset("zhejiang-2023"), "zh") == []


def test_every_grade_has_its_word() -> None:
    assert tuple(NAMES) == GRADES
