"""Does a result say what decides beside the points?"""

from typing import Any

from exports.standing import remark_lines, standing_grid
from exports.words import translator
from store.prepared import canonical_json
from tests.exports.town import RULESET

ZH = translator("zh")


def row(**changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "grade": "good", "reason": None, "provisional": 0, "score": 839_000, "low": 755_000,
        "high": 855_000, "rank": 31, "peers": 88, "rank_best": 22, "rank_worst": 43,
        "assessed_share": 9000, "bonus": 0, "months_filed": 11, "months_duty": 12,
        "vetoes": "[]", "entries": "[]", "caps": "[]",
    }  # fmt: skip
    return {**plain, **changes}


def gate(criterion: str, finding: str) -> str:
    return canonical_json([{"criterion": criterion, "finding": finding, "reason": None}])


def test_a_result_is_told_in_the_forms_of_the_pages() -> None:
    told = dict(standing_grid(row(), ZH).rows)
    assert told == {
        "等级": "● 良好", "得分": "83.9", "得分区间": "75.5–85.5", "名次": "31 / 88（22–43）",
        "已评比例": "90.0%", "亮点加分": "0.0", "报送月数": "11 / 12",
    }  # fmt: skip


def test_what_is_missing_is_a_dash() -> None:
    held = row(grade=None, reason="insufficient", score=None, rank=None, peers=None,
               rank_best=None, rank_worst=None)  # fmt: skip
    told = dict(standing_grid(held, ZH).rows)
    assert (told["得分"], told["名次"], told["等级"]) == ("—", "—", "○ 证据不足")


def test_a_cap_says_what_the_grade_would_be_and_wears_its_badge() -> None:
    cap = {"criterion": "premises.area", "finding": "not_met", "highest": "qualified",
           "would_be": "good", "status": "default", "source": "default"}  # fmt: skip
    (line,) = remark_lines(row(caps=canonical_json([cap])), RULESET, ZH)
    assert line == (
        "↓ 等级封顶：场所面积（JS-154 §2.1）不达标，最高 ◆ 合格；如无封顶为 ● 良好"
        " ※ 默认值·非标准·待省厅确认"
    )
    (official,) = remark_lines(
        row(caps=canonical_json([{**cap, "status": "official"}])), RULESET, ZH
    )
    assert "默认值" not in official


def test_vetoes_come_before_entry_conditions_and_pending_ones_bar_nothing() -> None:
    lines = remark_lines(
        row(
            vetoes=gate("function.public_interest", "no_data"),
            entries=gate("premises.standard", "partly"), provisional=1,
        ),
        RULESET, ZH,
    )  # fmt: skip
    assert [line[:9] for line in lines] == [
        "□ 否决项待核：公",
        "■ 准入条件不达标",
        "待定：得分下限落在",
    ]
    assert "若无否决" not in lines[0]


def test_a_veto_without_score_leaves_the_score_out() -> None:
    (line,) = remark_lines(
        row(vetoes=gate("function.public_interest", "not_met"), score=None), RULESET, ZH
    )
    assert line == "■ 否决：公益性（M-65 §1.2）"


def test_a_plain_result_has_nothing_to_remark() -> None:
    assert remark_lines(row(), RULESET, ZH) == ()
