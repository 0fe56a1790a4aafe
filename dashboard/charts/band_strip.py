"""Where on the bands does a score lie? The four grades as a strip, the interval, the dot."""

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette, rgba
from exports.figures import POINT, fixed
from exports.marks import GRADES
from exports.words import Words

HEIGHT = 112
NEAR = 40
"""Where the strip begins, unless the interval reaches below: the room is for the bands."""
NARROW = 0.12
"""A band of a smaller share of the strip has room for its sign only."""
EDGE = 15_000
"""Room at the right for the dot of a full score."""


def band_strip(
    floors: Mapping[str, int], low: int, high: int, score: int | None, label: str,
    palette: Palette, words: Words,
) -> go.Figure:  # fmt: skip
    """`floors` are the lowest points of each grade, like low, high and score in 1/10,000;
    `label` is written over the interval. Without a score there is no dot."""
    begin = NEAR * POINT if low >= (NEAR + 5) * POINT else 0
    ends = sorted((max(floor, begin), grade) for grade, floor in floors.items())
    tops = [place for place, _ in ends[1:]] + [100 * POINT]
    drawn = figure(
        palette, HEIGHT, _interval(low, high, palette), _dot(score, palette),
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, hovermode=False,
        xaxis={"visible": False, "range": [begin, 100 * POINT + EDGE]},
        yaxis={"visible": False, "range": [0, HEIGHT]},
    )  # fmt: skip
    for (bottom, grade), top in zip(ends, tops, strict=True):
        wide = top - bottom >= (100 * POINT - begin) * NARROW
        name = GRADES[grade].text(words) if wide else GRADES[grade].sign
        _band(drawn, grade, name, bottom, top, palette)
        if bottom > begin:
            drawn.add_annotation(
                x=bottom, y=10, text=fixed(bottom // POINT, 0), showarrow=False,
                font={"size": TICK, "color": palette.muted},
            )  # fmt: skip
    _label(drawn, label, low, high, begin)
    return drawn


def _band(drawn: go.Figure, grade: str, name: str, bottom: int, top: int, palette: Palette) -> None:
    drawn.add_shape(
        type="rect", x0=bottom, x1=top, y0=58, y1=80, layer="below",
        line={"color": palette.page, "width": 1},
        fillcolor=rgba(palette.solid[GRADES[grade].colour], 0.35),
    )  # fmt: skip
    drawn.add_annotation(
        x=(bottom + top) / 2, y=38, text=name, showarrow=False,
        font={"size": TICK, "color": palette.text},
    )  # fmt: skip


def _label(drawn: go.Figure, label: str, low: int, high: int, begin: int) -> None:
    middle = (low + high) / 2
    share = (middle - begin) / (100 * POINT - begin)
    anchor = "left" if share < 0.3 else "right" if share > 0.7 else "center"
    at = {"left": low, "right": high, "center": middle}[anchor]
    drawn.add_annotation(x=at, y=98, text=label, showarrow=False, xanchor=anchor)


def _interval(low: int, high: int, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=[low, high], y=[69, 69], mode="lines", line={"color": palette.text, "width": 4}
    )


def _dot(score: int | None, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=[] if score is None else [score], y=[] if score is None else [69], mode="markers",
        cliponaxis=False,
        marker={"size": 15, "color": palette.text, "line": {"color": palette.page, "width": 2}},
    )  # fmt: skip
