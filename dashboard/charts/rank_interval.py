"""How sure is a place? A dot on its place, a band over the places of both ends, as a small SVG."""

from base64 import b64encode
from collections.abc import Iterator

from dashboard.theme import Palette

WIDTH, HEIGHT, EDGE, DOT = 280, 24, 8, 5


def rank_interval(
    place: int, best: int, worst: int, first: int, last: int, colour: str, palette: Palette
) -> str:
    """The drawing as a data URL for an image column. The axis runs from place `first` to `last`;
    `colour` is a name of the theme."""
    middle = HEIGHT // 2
    solid = palette.solid[colour]
    left, right = _at(best, first, last) - DOT, _at(worst, first, last) + DOT
    parts = [
        f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{middle}" y2="{middle}" '
        f'stroke="{palette.border}" stroke-width="1.5"/>',
        f'<rect x="{left:.1f}" y="{middle - 4}" width="{right - left:.1f}" height="8" rx="2" '
        f'fill="{solid}" fill-opacity="0.35"/>',
        f'<circle cx="{_at(place, first, last):.1f}" cy="{middle}" r="{DOT}" fill="{solid}" '
        f'stroke="{palette.page}" stroke-width="1"/>',
    ]
    return _data_url(parts)


def _at(place: int, first: int, last: int) -> float:
    """Where a place lies on the drawing, in its pixels."""
    inner = WIDTH - 2 * EDGE - 2 * DOT
    return EDGE + DOT + inner * (place - first) / max(last - first, 1)


def _data_url(parts: list[str]) -> str:
    body = "".join(_wrapped(parts))
    return "data:image/svg+xml;base64," + b64encode(body.encode()).decode()


def _wrapped(parts: list[str]) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
    yield f'viewBox="0 0 {WIDTH} {HEIGHT}">'
    yield from parts
    yield "</svg>"
