"""Does the sentence over the map say what its figures hold?"""

from dashboard import areas, map_sentences
from dashboard.shades import Figure
from exports.words import translator

ZH = translator("zh")
CITIES = {"320100": "南京", "320200": "无锡", "320300": "徐州", "320400": "常州"}


def test_the_grade_map_says_where_the_bad_ones_are() -> None:
    held = {"320100": 1, "320200": 2, "320300": 0}
    said = map_sentences.grade_map(held, CITIES, 90, ZH)
    assert said == "3 个不合格市场分布在 2 个市，无锡最多（2 个）"
    two = map_sentences.grade_map({"320100": 2, "320200": 2, "320300": 1}, CITIES, 90, ZH)
    assert two.endswith("，南京、无锡最多（各 2 个）")
    many = dict.fromkeys(("320100", "320200", "320300", "320400"), 2) | {"320500": 1}
    names = CITIES | dict.fromkeys(many, "某市")
    said = map_sentences.grade_map(many, names, 90, ZH)
    assert said == "9 个不合格市场分布在 5 个市，最多的 4 个市各 2 个"
    even = map_sentences.grade_map({"320100": 1, "320200": 1}, CITIES, 90, ZH)
    assert even == "2 个不合格市场分布在 2 个市，每市 1 个"
    assert map_sentences.grade_map({"320200": 2}, CITIES, 90, ZH) == "2 个不合格市场都在无锡"
    assert map_sentences.grade_map({}, CITIES, 90, ZH) == "90 个已定级市场中没有不合格"


def test_a_numeric_map_names_both_ends_and_skips_what_is_missing() -> None:
    held = {"320100": Figure(118, 100, 100), "320200": Figure(70, 100, 100),
            "320300": Figure(None, None, 2)}  # fmt: skip
    said = map_sentences.figure_map("ratio", held, CITIES, ZH)
    assert said == "求人倍率最高的是南京（1.18），最低的是无锡（0.70）"
    assert map_sentences.figure_map("pay", {}, CITIES, ZH) == "没有可显示的数据"


def test_coverage_names_the_bare_counties() -> None:
    held = {code: Figure(int(code != "320300"), 1, 1) for code in CITIES}
    assert map_sentences.coverage_map(held, CITIES, ZH) == "3 / 4 个区县有运行中的市场，缺徐州"
    every = {code: Figure(1, 1, 1) for code in CITIES}
    assert map_sentences.coverage_map(every, CITIES, ZH) == "4 个区县都有运行中的市场"


def test_an_area_is_said_in_one_line() -> None:
    held = dict.fromkeys(areas.COUNTED, 0)
    held |= {"excellent": 1, "good": 1, "qualified": 6, "unqualified": 1}
    said = map_sentences.area_card("连云港市", held, ZH)
    assert said == "连云港市：9 个市场，2 个优良，1 个不合格"
