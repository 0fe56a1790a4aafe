import pandas as pd

from dashboard.ranking_rows import with_movement
from dashboard.ranking_words import answer, caption, moved, place_words
from exports.words import translator
from tests.dashboard.judged_rows import ranked, result_row, results

ZH = translator("zh")
TITLE = "综合性零工市场"


def say(*rows: dict[str, object]) -> str:
    return answer(results(*rows), TITLE, 5, ZH)


def test_several_intervals_that_hold_the_first_place_are_counted() -> None:
    rows = results(ranked(1, 1, 1, 3), ranked(2, 2, 1, 4), ranked(3, 3, 2, 5))
    leaders = int((rows["rank_best"] == 1).sum())
    assert answer(rows, TITLE, 5, ZH) == (
        f"{leaders} 个综合性零工市场的名次区间含第 1 名，名次之差不宜作取舍依据"
    )


def test_nobody_is_called_first_while_the_leader_may_fall_back() -> None:
    said = say(ranked(1, 1, 1, 4), ranked(2, 2, 2, 3))
    assert said == "只有市场01的名次区间含第 1 名，最低可到第 4 名"


def test_a_leader_whom_no_interval_reaches_is_named() -> None:
    assert say(ranked(1, 1, 1, 1), ranked(2, 2, 2, 3)) == (
        "综合性零工市场中市场01居首，名次区间不与他人重叠"
    )


def test_too_few_peers_are_not_ranked_and_the_sentence_says_why() -> None:
    few = [result_row(number) for number in range(4)]
    assert say(*few, result_row(9, grade=None, reason="new")) == (
        "可比的综合性零工市场有 4 个，不足 5 个，不排名次"
    )


def test_a_scope_without_the_leaders_says_where_its_markets_stand() -> None:
    assert say(ranked(1, 7, 5, 9), ranked(2, 12, 9, 14)) == (
        "综合性零工市场 2 个参加排名，最前第 7 名，最后第 12 名（同类 20 个）"
    )


def test_filters_that_leave_nobody_say_so() -> None:
    assert place_words(results(), "无锡市自行运作的综合性零工市场", ZH) == (
        "没有无锡市自行运作的综合性零工市场参加排名"
    )


def test_the_caption_counts_everybody_once() -> None:
    rows = results(
        ranked(1, 1, 1, 1), ranked(2, 2, 2, 2), result_row(3, grade=None, reason="insufficient"),
        result_row(4, grade=None, reason="insufficient"), result_row(5, grade=None, reason="new"),
    )  # fmt: skip
    assert caption(rows, TITLE, ZH) == (
        "综合性零工市场 5 个，参加排名 2 个；不参加 3 个（证据不足 2 个、新开办 1 个）"
    )
    assert caption(rows.head(2), TITLE, ZH) == "综合性零工市场 2 个，参加排名 2 个"


def test_movement_names_what_it_is_measured_against() -> None:
    rows: pd.DataFrame = results(ranked(1, 1, 1, 1))
    before = results(ranked(1, 2, 2, 2))
    assert moved(with_movement(rows, before), "2026年9月", ZH) == "升降比2026年9月同类评价"
    assert moved(with_movement(rows, None), "2026年9月", ZH) == "没有可比的上期排名"


def test_one_market_has_one_place_not_a_first_and_a_last() -> None:
    alone = results(ranked(1, 87, 87, 87))
    said = place_words(alone, "锡山区综合性零工市场", ZH)
    assert said == "锡山区综合性零工市场只有 1 个参加排名，第 87 名（同类 20 个）"
