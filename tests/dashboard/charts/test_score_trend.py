from dashboard.charts.score_trend import score_trend
from dashboard.theme import palette
from exports.words import translator

POINT = 10_000
MONTHS = [202608, 202609, 202610]
LOWS, HIGHS = [70 * POINT, 72 * POINT, 75 * POINT], [80 * POINT, 84 * POINT, 85 * POINT]


def drawn(scores: list[int | None]) -> object:
    said = ["甲", "乙", "丙"]
    floors = {"good": 80 * POINT, "qualified": 60 * POINT}
    return score_trend(
        MONTHS, LOWS, HIGHS, scores, said, floors, palette("light"), translator("zh")
    )


def test_the_band_runs_from_low_to_high_in_points() -> None:
    low, high, _ = drawn([None, None, 83 * POINT]).data
    assert list(low.y) == [70, 72, 75]
    assert list(high.y) == [80, 84, 85]
    assert high.fill == "tonexty"


def test_a_month_without_a_score_is_a_gap_and_the_last_score_is_said() -> None:
    line = drawn([78 * POINT, None, 83 * POINT]).data[2]
    assert list(line.y) == [78, None, 83]
    assert line.connectgaps is False
    assert list(line.text) == ["", "", "83.0"]


def test_only_limits_in_view_are_drawn_and_named() -> None:
    layout = drawn([None, None, None]).layout
    assert [shape.y0 for shape in layout.shapes] == [80]
    assert [note.text for note in layout.annotations] == ["● 良好 80"]
