"""Does a market's page show the score without waivers, and what lower layers say, beside it?"""

import pandas as pd

from dashboard.market_second import evaluated, lost_more, waiver_lines
from exports.words import translator
from rules.sets import load_ruleset
from tests.demo.test_layers import LAYERS

WORDS = translator("zh")
SET = load_ruleset("jiangsu-2024")
CITY = load_ruleset(next(folder for folder in LAYERS if folder.name.startswith("nanjing")))
RATE, LIMIT = "results.match_rate", "function.time_limit"


def findings(*rows: tuple[str, int, int | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["criterion", "waived", "points_low"]).astype(
        {"points_low": "Int64"}
    )


def test_nothing_is_said_of_waivers_where_there_are_none() -> None:
    assert not [*waiver_lines({"score_unwaived": None}, findings((RATE, 0, 1)), SET, WORDS)]


def test_a_waiver_shows_what_and_the_score_without_it() -> None:
    (line,) = waiver_lines({"score_unwaived": 812_345}, findings((RATE, 1, 1)), SET, WORDS)
    assert "豁免" in line
    assert "匹配率；不计豁免为 81.2 分" in line.replace("\\", "")


def test_a_second_result_names_its_layer_set_and_how_far_it_lies_from_the_province_s() -> None:
    row = {"score": 784_000, "grade": "qualified", "reason": None, "provisional": 0}
    line = evaluated(row, "city", {"score": 863_000}, CITY, WORDS).replace("\\", "")
    assert line.startswith("本市口径 78.4 分（比省级 −7.9）")
    assert "合格" in line
    assert CITY.hash.removeprefix("sha256:")[:8] in line


def test_a_second_result_without_a_score_compares_nothing() -> None:
    row = {"score": None, "grade": None, "reason": "insufficient", "provisional": 0}
    line = evaluated(row, "contract", {"score": 863_000}, CITY, WORDS)
    assert "履约口径 — 分" in line
    assert "比省级" not in line
    assert "证据不足" in line


def test_the_criteria_that_win_fewer_points_are_named_the_worst_first() -> None:
    province = findings((RATE, 0, 50_000), (LIMIT, 0, 40_000), ("function.told_once", 0, None))
    own = findings((RATE, 0, 45_000), (LIMIT, 0, 20_000), ("function.told_once", 0, None))
    assert lost_more(province, own, CITY, WORDS) == "少得分：限时办结 −2.0、匹配率 −0.5"
    assert lost_more(province, province, CITY, WORDS) == ""
