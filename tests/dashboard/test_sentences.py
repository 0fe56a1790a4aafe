"""Does each sentence say what its frame holds?"""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import areas, sentences
from dashboard.duties import unsettled
from exports.words import translator

ZH, EN = translator("zh"), translator("en")
CITIES = {"320100": "南京", "320200": "无锡", "320300": "徐州", "320400": "常州"}


def counts(**held: int) -> dict[str, int]:
    return {key: held.get(key, 0) for key in areas.COUNTED}


def table(**good: tuple[int, int]) -> pd.DataFrame:
    """City (without the leading c) to (good, all)."""
    rows = {code[1:]: pair for code, pair in good.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["good_or_better", "markets"])


def test_the_overview_counts_markets_and_names_who_is_late() -> None:
    held = counts(good=65, qualified=84, unqualified=8, insufficient=6, excellent=11)
    said = sentences.overview(held, ["盐城", "宿迁"], True, 202610, "全省", ZH)
    assert said == "10 月全省 174 个市场中 8 个不合格、6 个证据不足；盐城、宿迁报告迟报或未报"
    said = sentences.overview(held, [], True, 202610, "全省", ZH)
    assert said.endswith("；报告均按时报送")
    said = sentences.overview(held, [], False, 202610, "全省", ZH)
    assert said.endswith("证据不足")
    said = sentences.overview(held, ["Yancheng"], True, 202610, "Jiangsu", EN)
    assert said == (
        "Oct, Jiangsu: 174 markets, 8 unqualified, 6 without enough evidence; "
        "report late or missing: Yancheng"
    )


def test_grades_name_the_highest_and_the_lowest_share() -> None:
    held = table(c320100=(1, 5), c320200=(7, 9), c320300=(2, 4))
    assert sentences.grades(held, CITIES, ZH) == "无锡优良占比最高（78%），南京最低（20%）"
    same = table(c320100=(1, 2), c320200=(2, 4))
    assert sentences.grades(same, CITIES, ZH) == "各地优良占比相同（50%）"
    assert sentences.grades(table().iloc[:0], CITIES, ZH) == "没有可比较的市场"


def test_shares_that_only_look_alike_are_not_called_equal() -> None:
    held = table(c320100=(501, 1000), c320200=(1, 2))
    assert sentences.grades(held, CITIES, ZH).startswith("南京优良占比最高")


def test_duties_say_how_many_and_which_first() -> None:
    assert sentences.duties([], ZH) == "没有需要处理的事项"
    listed = unsettled(6, 3, ZH)
    assert sentences.duties(listed, ZH) == ("需要处理 2 件，最急：6 个市场证据不足，暂不定级")


def filed(*states: tuple[str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(list(states), columns=["unit", "period", "state"])


def test_filings_count_only_what_was_due() -> None:
    held = filed(
        ("320100", 202609, "on_time"), ("320100", 202610, "late"), ("320200", 202609, "late"),
        ("320200", 202610, "missing"), ("320300", 202609, "on_time"), ("320300", 202610, "waiting"),
    )  # fmt: skip
    said = sentences.filings(held, CITIES, ZH)
    assert said == "2 个月按时报送 2 / 5 份，无锡 2 次未按时，最多"
    once = filed(("320100", 202610, "late"), ("320200", 202610, "on_time"))
    assert sentences.filings(once, CITIES, ZH) == "1 个月按时报送 1 / 2 份，南京 1 次未按时"
    calm = filed(("320100", 202609, "on_time"))
    assert sentences.filings(calm, CITIES, ZH) == "1 个月按时报送 1 / 1 份，没有迟报和漏报"


MONTHS = [202607, 202608, 202609, 202610]


def said_of(*values: str | None) -> str:
    held = [None if value is None else Fraction(value) for value in values]
    return sentences.ratio(MONTHS[-len(held) :], held, ZH)


def test_the_ratio_says_its_run_and_its_excess() -> None:
    assert said_of("0.9", "1", "1.1", "1.18") == "求人倍率连续 3 个月上升，10 月需求多于供给 18%"
    assert said_of("1.2", "1.1", "1.1", "0.93") == "求人倍率比上月下降 0.17，10 月需求少于供给 7%"
    assert said_of("1.1", "1.1") == "求人倍率与上月持平，10 月需求多于供给 10%"
    assert said_of("1.1", "1") == "求人倍率比上月下降 0.10，10 月供求相等"


def test_a_month_without_seekers_has_no_ratio() -> None:
    assert said_of("1.1", None) == "10 月没有求人倍率：没有求职人数"


@given(st.lists(st.fractions(0, 3, max_denominator=100), min_size=3, max_size=4))
def test_a_run_is_never_claimed_against_the_last_step(values: list[Fraction]) -> None:
    said = sentences.ratio(MONTHS[-len(values) :], list(values), ZH)
    assert ("上升" in said) == (values[-1] > values[-2])
    assert ("下降" in said) == (values[-1] < values[-2])
    assert ("连续" in said) == ((values[-1] - values[-2]) * (values[-2] - values[-3]) > 0)


@pytest.mark.parametrize(("most", "said"), [(3, "甲、乙、丙"), (2, "甲、乙等 3 个")])
def test_long_lists_are_cut_and_say_how_long(most: int, said: str) -> None:
    assert sentences.named(["甲", "乙", "丙"], ZH, most) == said
