"""How is the map drawn without WebGL? The same counties and markers as SVG, by plotly."""

from collections.abc import Mapping, Sequence
from math import cos, radians

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import figure
from dashboard.geo import Shape, around, bounds
from dashboard.shades import CountyPaint
from dashboard.theme import Palette
from exports.marks import GRADES
from exports.words import Words

_SYMBOLS = {
    "excellent": "star", "good": "circle", "qualified": "diamond", "unqualified": "x-thin",
    "insufficient": "circle-open", "new": "line-ew",
}  # fmt: skip


def outline_map(
    shapes: Sequence[Shape], cities: Sequence[Shape], paint: Mapping[str, CountyPaint],
    markers: pd.DataFrame, names: Mapping[str, str], palette: Palette, words: Words,
    height: int = 568, chosen: str = "",
) -> go.Figure:  # fmt: skip
    """The same map as `maps.deck`. A click selects a market (`customdata` its code) or the point
    at the middle of a county (`customdata` the county's code)."""
    west, south, east, north = bounds(around(shapes, chosen))
    traces = [_county(shape, paint[shape.code], palette) for shape in shapes]
    traces += [_lines(cities, palette), _middles(shapes, paint, palette)]
    traces += [_markers(markers, key, palette, words) for key in _SYMBOLS]
    drawn = figure(
        palette, height, *traces, hovermode="closest", clickmode="event+select",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "range": [west - 0.05, east + 0.05]},
        yaxis={"visible": False, "range": [south - 0.05, north + 0.05], "scaleanchor": "x",
               "scaleratio": 1 / cos(radians((south + north) / 2))},
    )  # fmt: skip
    for shape in cities:
        drawn.add_annotation(
            x=shape.center[0],
            y=shape.center[1],
            text=f"<b>{names[shape.code]}</b>",
            showarrow=False,
            font={"size": 13, "color": palette.text},
        )
    return drawn


def _county(shape: Shape, paint: CountyPaint, palette: Palette) -> go.Scatter:
    longitudes, latitudes = _joined([shape])
    return go.Scatter(
        x=longitudes, y=latitudes, mode="lines", fill="toself", fillcolor=paint.fill,
        line={"color": palette.county_line, "width": 0.6}, hoveron="fills",
        text="<br>".join(paint.tip), hoverinfo="text", name=shape.code,
    )  # fmt: skip


def _lines(cities: Sequence[Shape], palette: Palette) -> go.Scatter:
    longitudes, latitudes = _joined(cities)
    return go.Scatter(
        x=longitudes, y=latitudes, mode="lines", hoverinfo="skip",
        line={"color": palette.city_line, "width": 1.6},
    )  # fmt: skip


def _middles(
    shapes: Sequence[Shape], paint: Mapping[str, CountyPaint], palette: Palette
) -> go.Scatter:
    return go.Scatter(
        x=[shape.center[0] for shape in shapes], y=[shape.center[1] for shape in shapes],
        mode="markers", marker={"size": 7, "color": palette.city_line, "opacity": 0.35},
        customdata=[shape.code for shape in shapes],
        text=["<br>".join(paint[shape.code].tip) for shape in shapes], hoverinfo="text",
    )  # fmt: skip


def _markers(markers: pd.DataFrame, key: str, palette: Palette, words: Words) -> go.Scatter:
    held, mark = markers[markers["standing"] == key], GRADES[key]
    colour = palette.solid[mark.colour]
    thin = key in ("unqualified", "insufficient", "new")
    return go.Scatter(
        x=list(held["longitude"]), y=list(held["latitude"]), mode="markers",
        name=mark.text(words), customdata=list(held["market"]),
        text=["<br>".join(tip) for tip in held["tip"]], hoverinfo="text",
        marker={"symbol": _SYMBOLS[key], "size": 12, "color": colour,
                "line": {"width": 2.5 if thin else 1, "color": colour if thin else palette.page}},
    )  # fmt: skip


def _joined(shapes: Sequence[Shape]) -> tuple[list[float | None], list[float | None]]:
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for shape in shapes:
        for ring in shape.rings:
            longitudes += [point[0] for point in ring] + [None]
            latitudes += [point[1] for point in ring] + [None]
    return longitudes, latitudes
