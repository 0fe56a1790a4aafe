"""How does one figure move over the months? A line, its last value said, a dashed reference."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.frame import figure
from dashboard.theme import Palette
from exports.figures import month, short_month
from exports.words import Words


def trend(
    months: Sequence[int], values: Sequence[float | None], said: Sequence[str],
    palette: Palette, words: Words, reference: float | None = None, height: int = 300,
) -> go.Figure:  # fmt: skip
    """One point per month; a month without a value is a gap. `said` writes each value as the
    tables do, so that line, tip and table agree."""
    at = [str(number) for number in months]
    tips = [f"{month(number, words)}　{text}" for number, text in zip(months, said, strict=True)]
    last = max((place for place, value in enumerate(values) if value is not None), default=None)
    labels = [text if place == last else "" for place, text in enumerate(said)]
    line = go.Scatter(
        x=at, y=list(values), mode="lines+markers+text", connectgaps=False,
        line={"color": palette.primary, "width": 2}, marker={"size": 6, "color": palette.primary},
        text=labels, textposition="top center", textfont={"size": 13, "color": palette.text},
        customdata=tips, hovertemplate="%{customdata}<extra></extra>", cliponaxis=False,
    )  # fmt: skip
    drawn = figure(
        palette, height, line, margin={"t": 24, "r": 24},
        xaxis={"type": "category", "tickmode": "array", "tickvals": at,
               "ticktext": [short_month(number, words).replace(" ", "") for number in months]},
        yaxis={"showgrid": True, "gridcolor": palette.border, "automargin": True, "nticks": 5},
    )  # fmt: skip
    if reference is not None:
        drawn.add_hline(y=reference, line={"color": palette.text, "width": 1, "dash": "dash"})
    return drawn
