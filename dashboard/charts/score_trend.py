"""How did a score move, and how sure was it? A line with the band of what was still pending."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette, rgba
from exports.figures import POINT, month, score, short_month
from exports.marks import GRADES
from exports.words import Words

Points = Sequence[int | None]


def score_trend(
    months: Sequence[int], lows: Points, highs: Points, scores: Points, said: Sequence[str],
    floors: Mapping[str, int], palette: Palette, words: Words, height: int = 240,
) -> go.Figure:  # fmt: skip
    """Points in 1/10,000; the band runs from low to high, the line through the graded months.
    `said` is the tip of each month; `floors`, the lowest
    points by grade, are drawn dashed and named where they lie in view."""
    at = [str(number) for number in months]
    tips = [f"{month(number, words)}　{text}" for number, text in zip(months, said, strict=True)]
    held = [value / POINT for value in (*lows, *highs) if value is not None]
    bottom, top = min(held, default=0) - 4, min(max(held, default=100) + 4, 101)
    last = max((place for place, value in enumerate(scores) if value is not None), default=None)
    labels = [score(value) if place == last else "" for place, value in enumerate(scores)]
    fill = rgba(palette.primary, 0.18)
    drawn = figure(
        palette, height,
        _edge(at, lows), _edge(at, highs, fill="tonexty", fillcolor=fill),
        go.Scatter(
            x=at, y=_points(scores), mode="lines+markers+text", connectgaps=False,
            line={"color": palette.primary, "width": 2},
            marker={"size": 6, "color": palette.primary}, text=labels,
            textposition="top center", textfont={"size": 13, "color": palette.text},
            customdata=tips, hovertemplate="%{customdata}<extra></extra>", cliponaxis=False,
        ),
        margin={"t": 20, "r": 24},
        xaxis={"type": "category", "tickmode": "array", "tickvals": at,
               "ticktext": [short_month(number, words).replace(" ", "") for number in months]},
        yaxis={"showgrid": True, "gridcolor": palette.border, "automargin": True, "nticks": 5,
               "range": [bottom, top]},
    )  # fmt: skip
    for grade, floor in floors.items():
        if bottom < floor / POINT < top:
            drawn.add_hline(
                y=floor / POINT, line={"color": palette.text, "width": 1, "dash": "dash"},
                annotation={"text": f"{GRADES[grade].text(words)} {floor // POINT}",
                            "font": {"size": TICK, "color": palette.muted}},
                annotation_position="top left",
            )  # fmt: skip
    return drawn


def _edge(at: list[str], points: Points, **fill: str) -> go.Scatter:
    return go.Scatter(
        x=at, y=_points(points), mode="lines", line={"width": 0}, hoverinfo="skip", **fill
    )


def _points(values: Points) -> list[float | None]:
    return [None if value is None else value / POINT for value in values]
