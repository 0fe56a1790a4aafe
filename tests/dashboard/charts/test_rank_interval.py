import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from dashboard.charts.rank_interval import WIDTH, rank_interval
from dashboard.theme import palette

PLACE = re.compile(r"\{.*\}(\w+)")


def drawn(place: int, best: int, worst: int) -> dict[str, dict[str, str]]:
    url = rank_interval(place, best, worst, 1, 30, "green", palette("light"))
    root = ElementTree.fromstring(b64decode(url.partition(",")[2]))
    return {PLACE.sub(r"\1", child.tag): child.attrib for child in root}


def test_the_dot_lies_on_the_band_and_the_band_within_the_drawing() -> None:
    parts = drawn(4, 2, 9)
    left, width = float(parts["rect"]["x"]), float(parts["rect"]["width"])
    assert 0 <= left < float(parts["circle"]["cx"]) < left + width <= WIDTH


@pytest.mark.parametrize(("place", "best", "worst"), [(1, 1, 1), (30, 30, 30), (1, 1, 30)])
def test_the_ends_of_the_axis_are_not_cut_off(place: int, best: int, worst: int) -> None:
    parts = drawn(place, best, worst)
    radius, middle = float(parts["circle"]["r"]), float(parts["circle"]["cx"])
    assert middle >= radius
    assert middle + radius <= WIDTH


def test_the_colour_is_that_of_the_grade_in_the_theme() -> None:
    assert drawn(4, 2, 9)["circle"]["fill"] == palette("light").solid["green"]
