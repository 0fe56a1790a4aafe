"""Does every number say since when, and who says so?"""

from dataclasses import replace

from exports.requirements import named_numbers, requirement_lines, role_name, source_words
from exports.words import translator
from metrics.catalogue import metric
from tests.exports.made import compared, series, thresholds
from tests.exports.town import RULESET

ZH, EN = translator("zh"), translator("en")
TIME_LIMIT = RULESET.criteria["function.time_limit"]
BADGE = "※ 默认值·非标准·待省厅确认"


def test_a_default_wears_its_badge_and_an_official_number_its_clause() -> None:
    assert source_words("default", "default", ZH) == BADGE
    assert source_words("official", "JS-154 §4.7", ZH) == "依据 JS-154 §4.7"


def test_a_reference_says_what_it_was_seen_in() -> None:
    said = source_words("reference", "REF-6", ZH)
    assert said.startswith("参考 ")
    assert said.endswith("（REF-6）")
    assert len(said) > len("参考 （REF-6）")


def test_every_number_behind_a_finding_has_its_line_and_the_points_come_last() -> None:
    kept = thresholds(zero="60%", full="95%", limit="2h", min_n="10")
    said = requirement_lines(TIME_LIMIT, kept, metric(TIME_LIMIT.metric), 202610, "general", ZH)
    assert said == (
        f"零分线 60%，自 2024-04-11 起施行，{BADGE}",
        f"满分线 95%，自 2024-04-11 起施行，{BADGE}",
        f"办理时限 2 小时（营业时间），自 2024-04-11 起施行，{BADGE}",
        f"最低样本 10，自 2024-04-11 起施行，{BADGE}",
        f"组内权数 4，自 2024-04-11 起施行，{BADGE}",
    )


def test_a_number_that_changed_in_the_window_shows_what_it_was() -> None:
    kept = thresholds(limit="95%")
    kept[0]["was"] = "90%"
    criterion = replace(compared("function.time_limit", "at_least", limit="95%"), points=None)
    said = requirement_lines(criterion, kept, None, 202610, "general", ZH)
    assert said == (f"要求值 95%，自 2024-04-11 起施行，{BADGE}；评价期内由 90% 调整而来",)


def test_a_role_seen_twice_is_the_comparisons_first_then_the_parameters() -> None:
    criterion = compared("function.time_limit", "at_least", limit="95%")
    kept = [*thresholds(limit="95%"), *thresholds(limit="2h")]
    names = [name for name, _ in named_numbers(criterion, kept, metric(criterion.metric), ZH)]
    assert names == ["要求值", "办理时限"]


def test_points_of_another_type_are_not_shown() -> None:
    criterion = replace(TIME_LIMIT, types=frozenset({"station"}), points=series("4"))
    assert requirement_lines(criterion, [], None, 202610, "general", ZH) == ()


def test_steps_are_numbered_in_both_languages() -> None:
    assert role_name("at_2", ZH) == "第 2 档起点"
    assert role_name("share_2", EN) == "Share of step 2"


def test_a_veto_says_what_makes_it_one() -> None:
    interest, safety = (
        RULESET.criteria["function.public_interest"],
        RULESET.criteria["function.safety"],
    )
    assert requirement_lines(interest, [], None, 202610, "general", ZH) == (
        "列为一票否决，依据 M-65 §1.2",
    )
    assert requirement_lines(safety, [], None, 202610, "general", ZH) == (f"列为一票否决，{BADGE}",)


def test_a_reference_that_is_a_clause_is_named_once() -> None:
    assert source_words("reference", "ZJ-2023-N §1.2a", ZH) == "参考 ZJ-2023-N §1.2a"
