"""Does every sign repeat what its colour says?"""

import pytest

from dashboard.theme import NAMES
from exports import marks
from exports.words import translator

TABLES = {
    "grades": marks.GRADES, "findings": marks.FINDINGS, "vetoes": marks.VETOES,
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_no_two_meanings_of_one_table_share_sign_and_word(name: str) -> None:
    held = TABLES[name].values()
    assert len({mark.zh for mark in held}) == len(held)
    seen = {mark.sign for mark in held if mark.sign != "—"}
    assert len(seen) == len([mark for mark in held if mark.sign != "—"])


@pytest.mark.parametrize("name", TABLES)
def test_a_colour_is_one_of_the_theme_and_a_sign_is_in_every_chinese_font(name: str) -> None:
    for mark in TABLES[name].values():
        assert mark.colour in NAMES
        mark.sign.encode("gbk")


def test_a_text_begins_with_its_sign_in_both_languages() -> None:
    assert marks.EXCELLENT.text(translator("zh")) == "★ 优秀"
    assert marks.EXCELLENT.text(translator("en")) == "★ Excellent"


def test_a_market_without_grade_shows_why() -> None:
    assert marks.grade_mark("good") is marks.GOOD
    assert marks.grade_mark(None, "insufficient") is marks.INSUFFICIENT
    assert marks.grade_mark(None, None) is marks.UNGRADED
    assert marks.grade_key("good", None) == "good"


def test_a_failed_veto_has_its_own_sign() -> None:
    assert marks.finding_mark("not_met", "veto").sign == "■"
    assert marks.finding_mark("not_met").sign == "×"
