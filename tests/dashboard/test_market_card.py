from dashboard.badges import plain
from dashboard.grade_floors import grade_floors, level_of
from dashboard.market_card import gate_lines
from exports.words import translator
from tests.dashboard.judged_rows import POINT, RULESET

ZH = translator("zh")
VETO = "function.public_interest"
FAILED = f'[{{"criterion":"{VETO}","finding":"not_met","reason":null}}]'
OPEN = f'[{{"criterion":"{VETO}","finding":"no_data","reason":"lead_open"}}]'


def test_points_on_a_limit_reach_the_grade_above_it() -> None:
    limits = grade_floors(RULESET, 202610)
    for level, floor in limits.items():
        assert level_of(floor, limits) == level
    assert level_of(limits["good"] - 1, limits) == "qualified"


def test_a_failed_veto_comes_first_and_says_what_the_grade_would_be() -> None:
    row = {"vetoes": FAILED, "score": 91 * POINT, "caps": "[]"}
    title, clauses = RULESET.criteria[VETO].title.zh, RULESET.criteria[VETO].clauses
    first, second = gate_lines(row, RULESET, 202610, ZH)
    assert first.startswith(f":red-badge[■ 否决：{title}（")
    assert first.endswith(f"（{plain('、'.join(clauses))}）]")
    assert second == "若无否决为 91.0 分 :blue-badge[★ 优秀]"


def test_an_open_veto_is_no_failed_one() -> None:
    assert gate_lines({"vetoes": OPEN, "score": 0, "caps": "[]"}, RULESET, 202610, ZH) == []


def test_a_failed_veto_without_a_score_has_nothing_to_compare_with() -> None:
    row = {"vetoes": FAILED, "score": None, "caps": "[]"}
    assert len(gate_lines(row, RULESET, 202610, ZH)) == 1


def test_a_cap_says_what_holds_the_grade_down_and_what_it_would_be() -> None:
    cap = f'[{{"criterion":"{VETO}","finding":"no_data","highest":"qualified",' \
        '"would_be":"good","status":"default","source":"default"}]'  # fmt: skip
    (line,) = gate_lines({"vetoes": "[]", "score": 1, "caps": cap}, RULESET, 202610, ZH)
    title = RULESET.criteria[VETO].title.zh
    assert line == f":orange-badge[↓ 封顶：{title}待核，最高合格；不封顶为良好]"
