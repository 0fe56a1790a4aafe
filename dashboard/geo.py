"""Where do the boundaries run? The counties and cities of the map, from local files only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import asinh, log2, pi, radians, tan
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"
TILE = 512
Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One area: its code, the city it lies in, a point for its name, its outer rings."""

    code: str
    city: str
    center: Point
    rings: tuple[tuple[Point, ...], ...]


@cache
def counties() -> tuple[Shape, ...]:
    """The 95 counties, by code."""
    return _shapes("jiangsu_counties.geojson")


@cache
def cities() -> tuple[Shape, ...]:
    """The 13 cities, by code."""
    return _shapes("jiangsu_cities.geojson")


def bounds(shapes: tuple[Shape, ...]) -> tuple[float, float, float, float]:
    """West, south, east, north of the shapes, in degrees."""
    points = [point for shape in shapes for ring in shape.rings for point in ring]
    longitudes, latitudes = zip(*points, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def view(shapes: tuple[Shape, ...], width: int, height: int) -> tuple[float, float, float]:
    """Longitude, latitude and zoom at which the shapes just fit a box of pixels."""
    west, south, east, north = bounds(shapes)
    tall = (_mercator(north) - _mercator(south)) / (2 * pi)
    zoom = min(log2(width * 360 / ((east - west) * TILE)), log2(height / (tall * TILE)))
    return (west + east) / 2, (south + north) / 2, round(zoom - 0.05, 2)


def around(shapes: Sequence[Shape], area: str) -> tuple[Shape, ...]:
    """The shapes of the city that an area (a prefix of codes) lies in; all of them where it is
    wider than a city."""
    return tuple(shape for shape in shapes if shape.code.startswith(area[:4])) or tuple(shapes)


def _mercator(latitude: float) -> float:
    return asinh(tan(radians(latitude)))


def _shapes(name: str) -> tuple[Shape, ...]:
    collection = json.loads((STATIC / name).read_text(encoding="utf-8"))
    return tuple(_shape(feature) for feature in collection["features"])


def _shape(feature: dict[str, Any]) -> Shape:
    own, geometry = feature["properties"], feature["geometry"]
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    rings = tuple(
        tuple((float(longitude), float(latitude)) for longitude, latitude in polygon[0])
        for polygon in polygons
    )
    longitude, latitude = own["center"]
    code = str(own["adcode"])
    return Shape(code, str(own.get("city_code", code)), (longitude, latitude), rings)
