"""The sentences of 省级评选, recounted from the rows they stand over."""

import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard import candidacy_words as said
from exports.words import translator

ZH, EN = translator("zh"), translator("en")
CODES = list(said.BARRED)


def frame(*blockers: list[str], ranks: list[tuple[int, int]] | None = None) -> pd.DataFrame:
    """Markets barred by these codes; those barred by nothing have the places given (rank, best)."""
    places = iter(ranks or [])
    rows = []
    for number, codes in enumerate(blockers):
        place, best = (None, None) if codes else next(places, (None, None))
        rows.append({
            "name": f"市场{number}", "blockers": [(code, "x") for code in codes],
            "eligible": not codes, "rank": place, "rank_best": best,
        })  # fmt: skip
    return pd.DataFrame(rows, columns=["name", "blockers", "eligible", "rank", "rank_best"])


BLOCKERS = st.lists(
    st.lists(st.sampled_from(CODES), unique=True, max_size=3).map(
        lambda codes: sorted(codes, key=CODES.index)
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@given(BLOCKERS)
def test_the_answer_adds_up(blockers: list[list[str]]) -> None:
    sentence = said.answer(frame(*blockers), "某地", ZH)
    whole, may, *rest = (int(number) for number in re.findall(r"(\d+) 个", sentence))
    assert whole == len(blockers)
    assert may == sum(not codes for codes in blockers)
    if rest:
        assert rest[0] == whole - may == sum(rest[1:])
    else:
        assert may == whole


def test_a_market_barred_by_several_things_is_counted_by_the_first() -> None:
    markets = frame(["veto", "entry"], ["entry"], ["insufficient"], [])
    assert said.reasons(markets) == {"veto": 1, "entry": 1, "insufficient": 1}
    assert said.answer(markets, "全省综合性零工市场", ZH) == (
        "全省综合性零工市场 4 个，1 个符合推荐条件，"
        "3 个不符合（否决 1 个、准入条件不达标 1 个、证据不足 1 个）"
    )


def test_one_leader_is_named_and_several_are_counted() -> None:
    alone = frame([], [], ranks=[(1, 1), (2, 2)])
    assert said.eligible_sentence(alone, ZH) == (
        "2 个市场符合推荐条件，名次区间含第 1 名的只有市场0"
    )
    several = frame([], [], [], ranks=[(1, 1), (2, 1), (3, 2)])
    assert said.eligible_sentence(several, ZH) == (
        "3 个市场符合推荐条件，2 个的名次区间含第 1 名，应以现场核查区分"
    )


def test_without_places_or_without_markets_the_sentence_says_so() -> None:
    assert said.eligible_sentence(frame([]), ZH) == "1 个市场符合推荐条件，同类不足，不排名次"
    assert said.eligible_sentence(frame(), ZH) == "没有符合推荐条件的市场"
    assert said.answer(frame(), "南京市零工服务站点", ZH) == (
        "南京市零工服务站点没有参加绩效评价的市场"
    )


def test_leaders_outside_the_filter_are_not_claimed() -> None:
    assert said.eligible_sentence(frame([], ranks=[(4, 3)]), ZH) == "1 个市场符合推荐条件"


def test_the_answer_reads_in_english() -> None:
    assert said.answer(frame(["new"], []), "General markets", EN) == (
        "General markets: 2 markets, 1 may be recommended, 1 may not (Newly opened: 1)"
    )
