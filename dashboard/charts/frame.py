"""What do all charts share? Font, colours, no margins wasted, no mode bar."""

from typing import Any

import plotly.graph_objects as go

from dashboard.theme import Palette

CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True}
"""For `st.plotly_chart(config=…)`: nothing in English floats over a chart."""
TICK = 12


def figure(palette: Palette, height: int, *traces: Any, **layout: Any) -> go.Figure:
    """A figure in the theme's colours; `layout` overrides what is set here."""
    base: dict[str, Any] = {
        "height": height,
        "margin": {"l": 4, "r": 8, "t": 4, "b": 4},
        "showlegend": False,
        "paper_bgcolor": palette.page,
        "plot_bgcolor": palette.page,
        "font": {"family": palette.font, "size": TICK, "color": palette.text},
        "hoverlabel": {"bgcolor": palette.surface, "font": {"color": palette.text, "size": TICK}},
        "xaxis": {"fixedrange": True, "showgrid": False, "zeroline": False},
        "yaxis": {"fixedrange": True, "showgrid": False, "zeroline": False},
    }
    return go.Figure(data=list(traces), layout=_merged(base, layout))


def _merged(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in more.items():
        held = merged.get(key)
        both = isinstance(held, dict) and isinstance(value, dict)
        merged[key] = _merged(held, value) if both and held else value
    return merged
