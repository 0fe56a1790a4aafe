"""How much does each group weigh, for each type of market? Bars beside one another."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette

BAR_HEIGHT = 17


def weight_bars(
    groups: Sequence[str], weights: Mapping[str, Sequence[float]], palette: Palette
) -> go.Figure:
    """One cluster per group, in its order from the top; one bar per series of `weights` (a type,
    or all of them where they agree), its number at its end, its name in the key above."""
    traces = [
        go.Bar(
            orientation="h", y=list(groups), x=list(values), name=name,
            text=[f"{value:g}" for value in values], textposition="outside", cliponaxis=False,
            textfont={"size": TICK, "color": palette.text},
            marker={"color": palette.categorical[place]},
            hovertemplate="%{y}　" + name + "　%{x:g}<extra></extra>",
        )
        for place, (name, values) in reversed(list(enumerate(weights.items())))
    ]  # fmt: skip  # Plotly draws the first of a cluster lowest
    return figure(
        palette, BAR_HEIGHT * len(groups) * (len(traces) + 1) + 40, *traces,
        barmode="group", bargap=0.3, showlegend=len(traces) > 1,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0,
                "traceorder": "reversed"},
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": list(groups)[::-1],
               "automargin": True, "ticklabelstandoff": 6,
               "tickfont": {"size": TICK, "color": palette.text}},
    )  # fmt: skip
