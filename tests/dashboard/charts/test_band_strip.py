import pytest

from dashboard.charts.band_strip import band_strip
from dashboard.theme import palette
from exports.words import translator

POINT = 10_000
FLOORS = {"excellent": 90 * POINT, "good": 80 * POINT, "qualified": 60 * POINT, "unqualified": 0}


def drawn(low: int, high: int, score: int | None) -> object:
    return band_strip(FLOORS, low * POINT, high * POINT, score and score * POINT, "区间",
                      palette("light"), translator("zh"))  # fmt: skip


def test_the_bands_meet_and_reach_to_the_full_score() -> None:
    shapes = sorted(drawn(75, 85, 83).layout.shapes, key=lambda shape: shape.x0)
    assert [shape.x0 for shape in shapes][1:] == [shape.x1 for shape in shapes][:-1]
    assert shapes[-1].x1 == 100 * POINT


def test_every_band_is_named_and_its_limit_written() -> None:
    texts = [note.text for note in drawn(75, 85, 83).layout.annotations]
    assert texts == ["× 不合格", "◆ 合格", "60", "● 良好", "80", "★ 优秀", "90", "区间"]


def test_a_band_too_narrow_for_its_name_has_its_sign() -> None:
    texts = [note.text for note in drawn(30, 85, 83).layout.annotations]
    assert texts == ["× 不合格", "◆ 合格", "60", "●", "80", "★", "90", "区间"]


@pytest.mark.parametrize(("low", "begin"), [(75, 40), (30, 0)])
def test_the_strip_reaches_down_to_an_interval_below(low: int, begin: int) -> None:
    assert drawn(low, 85, 83).layout.xaxis.range[0] == begin * POINT


def test_interval_and_dot_lie_where_the_figures_say() -> None:
    interval, dot = drawn(75, 85, 83).data
    assert list(interval.x) == [75 * POINT, 85 * POINT]
    assert list(dot.x) == [83 * POINT]


def test_without_a_score_there_is_no_dot() -> None:
    assert list(drawn(75, 85, None).data[1].x) == []
