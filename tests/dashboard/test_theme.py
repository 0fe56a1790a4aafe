"""The colours of the theme: can they be read, and told apart, by everyone?"""

from itertools import combinations, pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from dashboard.theme import palette, rgb, rgba
from exports.marks import GRADES

Vector = tuple[float, float, float]
IDENTITY = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
VISIONS = {
    "normal": IDENTITY,
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
XYZ = (
    (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)  # fmt: skip
WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Vector:
    r, g, b = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour)[:3])
    )
    return r, g, b


def times(matrix: tuple[Vector, ...], vector: Vector) -> Vector:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def lab(colour: str, vision: str) -> Vector:
    seen = times(VISIONS[vision], linear(colour))
    r, g, b = (min(1.0, max(0.0, part)) for part in seen)
    xyz = times(XYZ, (r, g, b))
    fx, fy, fz = (
        ratio ** (1 / 3) if ratio > (6 / 29) ** 3 else ratio / (3 * (6 / 29) ** 2) + 4 / 29
        for ratio in (part / white for part, white in zip(xyz, WHITE, strict=True))
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: Vector, two: Vector) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - sqrt(mean7 / (mean7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    turn = 2 * sqrt(c1 * c2) * sin(radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if not c1 * c2 else (h1 + dh / 2) % 360
    t = (
        1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm))
        + 0.32 * cos(radians(3 * hm + 6)) - 0.20 * cos(radians(4 * hm - 63))
    )  # fmt: skip
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rc = 2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    dl, dc, dhh = (l2 - l1) / sl, (c2 - c1) / sc, turn / sh
    return sqrt(dl**2 + dc**2 + dhh**2 - rc * dc * dhh)


def contrast(one: str, two: str) -> float:
    y1, y2 = sorted(times(XYZ, linear(colour))[1] for colour in (one, two))
    return (y2 + 0.05) / (y1 + 0.05)


def grade_colours(theme: str) -> list[str]:
    names = list(dict.fromkeys(mark.colour for mark in GRADES.values()))[:5]
    return [palette(theme).solid[name] for name in names]


@pytest.mark.parametrize(
    ("one", "two", "distance"),
    # Sharma, Wu and Dalal 2005, table 1: pairs 1, 7, 17 and 25.
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_colour_distance_agrees_with_its_authors(
    one: Vector, two: Vector, distance: float
) -> None:
    assert ciede2000(one, two) == pytest.approx(distance, abs=1e-4)


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_any_two_grades_are_told_apart_under_every_vision(theme: str, vision: str) -> None:
    seen = [lab(colour, vision) for colour in grade_colours(theme)]
    assert len(seen) == 5
    assert min(ciede2000(one, two) for one, two in combinations(seen, 2)) >= 12.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["blue", "green", "orange", "red", "violet", "gray"])
def test_a_badge_is_read_and_a_solid_is_seen(theme: str, name: str) -> None:
    held = palette(theme)
    assert contrast(held.solid[name], held.page) >= 3
    assert contrast(held.badge_text[name], held.badge_ground[name]) >= 4.5
    assert contrast(held.ink_on(name), held.solid[name]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_captions_and_buttons_are_read(theme: str) -> None:
    held = palette(theme)
    assert contrast(held.text, held.page) >= 7
    assert contrast(mixed(held.text, held.page, 0.6), held.page) >= 4.5  # a caption is 60 % text
    assert contrast("#FFFFFF", held.primary) >= 4.5
    assert contrast(held.muted, held.page) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_neighbouring_shades_of_the_map_differ(theme: str, vision: str) -> None:
    held = palette(theme)
    for shades, least in ((held.slate, 3.5), (held.sequential[::2], 9)):
        seen = [lab(colour, vision) for colour in shades]
        assert min(ciede2000(one, two) for one, two in pairwise(seen)) >= least


def test_colours_become_the_numbers_a_layer_takes() -> None:
    assert rgb("#0B8272") == [11, 130, 114, 255]
    assert rgba("#0B8272", 0.35) == "rgba(11,130,114,0.35)"


def mixed(front: str, back: str, part: float) -> str:
    pairs = zip(rgb(front)[:3], rgb(back)[:3], strict=True)
    return "#" + "".join(f"{round(part * f + (1 - part) * b):02X}" for f, b in pairs)
