"""Up to five markets side by side: codes from the URL, points that add up, key criteria."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import candidacy_side as side
from dashboard.candidacy_choice import MOST, asked_codes
from exports.apportion import TENTH
from exports.words import translator
from metrics.catalogue import METRICS
from rules.sets import load_ruleset

ZH = translator("zh")
RULESET = load_ruleset("jiangsu-2024")
OFFERED = [f"32010{number}001" for number in range(8)]


@given(st.lists(st.sampled_from([*OFFERED, "999999999", ""]), max_size=9))
def test_asked_codes_are_offered_ones_each_once_and_at_most_five(wanted: list[str]) -> None:
    held, refused = asked_codes(",".join(wanted), OFFERED)
    assert set(held) <= set(OFFERED)
    assert len(held) == len(set(held)) <= MOST
    assert refused == (held != [code for code in wanted if code])


def test_codes_keep_the_order_of_the_link() -> None:
    assert asked_codes("320102001,320101001", OFFERED) == (["320102001", "320101001"], False)
    assert asked_codes("", OFFERED) == ([], False)


def findings(**low: int) -> pd.DataFrame:
    """Points won by criterion (in 1/10,000), each of 20,000 more."""
    rows = [
        {
            "criterion": name.replace("__", "."), "group_id": name.split("__")[0],
            "effect": "points", "finding": "met", "reason": None, "points_low": points,
            "points_maximum": points + 20_000, "waived": 0, "numerator": 1, "denominator": 2,
            "value": None, "threshold": "[]", "detail": json.dumps({}),
        }
        for name, points in low.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


@given(st.lists(st.integers(0, 250_000), min_size=3, max_size=3))
def test_group_points_are_whole_tenths_that_add_up_to_the_shown_total(low: list[int]) -> None:
    names = ("premises__area", "facilities__board", "results__match_rate")
    held = side.group_points(findings(**dict(zip(names, low, strict=True))), RULESET)
    won = [points for points, _ in held.values()]
    assert all(points % TENTH == 0 for points in won)
    assert sum(won) == (2 * sum(low) + TENTH) // (2 * TENTH) * TENTH
    assert [most for _, most in held.values() if most] == [points + 20_000 for points in low]


def markets() -> pd.DataFrame:
    base: dict[str, object] = {
        "grade": "good", "reason": None, "provisional": 0, "score": 839_000, "low": 820_000,
        "high": 850_000, "rank": 3, "peers": 20, "rank_best": 2, "rank_worst": 5, "eligible": True,
        "blockers": [],
    }  # fmt: skip
    barred = {"eligible": False, "blockers": [("insufficient", "")], "rank": None, "grade": None,
              "reason": "insufficient", "score": None}  # fmt: skip
    return pd.DataFrame(
        [{"market": "1", "name": "同名市场"} | base,
         {"market": "2", "name": "同名市场"} | base | barred]
    ).convert_dtypes()  # fmt: skip


def test_the_better_group_is_bold_and_equal_names_carry_their_codes() -> None:
    held = {"1": findings(premises__area=90_000), "2": findings(premises__area=80_000)}
    table = side.side_by_side(markets(), held, RULESET, ZH)
    assert list(table.columns) == ["比较内容", "同名市场 1", "同名市场 2"]
    lines = {row[0]: row[1:] for row in table.to_numpy().tolist()}
    assert lines["场地得分"] == ["**9.0** / 11", "8.0 / 10"]
    assert lines["推荐条件"] == ["符合", "证据不足"]
    assert lines["名次（区间）"] == ["3 / 20（2–5）", "—"]
    assert lines["得分（区间）"][0] == "83.9（82.0–85.0）"
    assert "线上得分" not in lines


def test_one_market_alone_is_not_the_best_of_anything() -> None:
    table = side.side_by_side(
        markets().head(1), {"1": findings(premises__area=90_000)}, RULESET, ZH
    )
    assert not any("**" in cell for cell in table.iloc[:, 1])


@pytest.mark.parametrize("name", side.KEY)
def test_the_key_criteria_are_those_of_the_rule_set(name: str) -> None:
    criterion = RULESET.criteria[name]
    assert criterion.metric in METRICS or criterion.judged_by == "incident"
