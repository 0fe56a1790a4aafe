"""How does one market stand beside its peers? A dot on the middle half of their shares."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette, rgba
from exports.figures import percent, whole_share

ROW = 36
WHOLE = 10_000


@dataclass(frozen=True)
class Spread:
    """One group: the market's own share and, where five peers are, their quartiles; all in
    1/10,000. `n` peers stand behind them."""

    title: str
    own: int
    low: int | None
    middle: int | None
    high: int | None
    n: int


def peer_spread(spreads: Sequence[Spread], palette: Palette) -> go.Figure:
    """One line per group, the first on top, named with the market's share; a band from quarter
    to quarter, a tick at the middle, a dot for the market."""
    places = list(range(len(spreads)))[::-1]
    begin = _begin(spreads)
    ticks = list(range(begin, WHOLE + 1, 1_000 if begin >= 5_000 else 2_000))
    drawn = figure(
        palette, ROW * len(spreads) + 34, _dots(spreads, places, palette),
        margin={"t": 4, "r": 24},
        xaxis={"range": [begin - 100, WHOLE + 200], "tickmode": "array", "showgrid": True,
               "gridcolor": palette.border, "tickvals": ticks,
               "ticktext": [percent(tick, WHOLE, 0) for tick in ticks]},
        yaxis={"range": [-0.6, len(spreads) - 0.4], "tickmode": "array", "tickvals": places,
               "ticktext": [_named(spread) for spread in spreads], "automargin": True,
               "ticklabelstandoff": 6, "tickfont": {"size": TICK, "color": palette.text}},
    )  # fmt: skip
    for place, spread in zip(places, spreads, strict=True):
        if spread.low is not None and spread.middle is not None and spread.high is not None:
            _peers(drawn, place, spread.low, spread.middle, spread.high, palette)
    return drawn


def _begin(spreads: Sequence[Spread]) -> int:
    """The axis begins at the full tenth below everything drawn: the differences are small."""
    least = min(value for spread in spreads for value in (spread.own, spread.low)
                if value is not None)  # fmt: skip
    return max(0, least - 200) // 1_000 * 1_000


def _peers(
    drawn: go.Figure, place: int, low: int, middle: int, high: int, palette: Palette
) -> None:
    drawn.add_shape(
        type="rect", x0=low, x1=high, y0=place - 0.24, y1=place + 0.24, layer="below",
        line={"width": 0}, fillcolor=rgba(palette.muted, 0.35),
    )  # fmt: skip
    drawn.add_shape(
        type="line", x0=middle, x1=middle, y0=place - 0.32, y1=place + 0.32, layer="below",
        line={"color": palette.text, "width": 2.5},
    )  # fmt: skip


def _dots(spreads: Sequence[Spread], places: Sequence[int], palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=[spread.own for spread in spreads], y=list(places), mode="markers", cliponaxis=False,
        customdata=[_named(spread) for spread in spreads],
        marker={"size": 12, "color": palette.primary,
                "line": {"color": palette.page, "width": 2}},
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _named(spread: Spread) -> str:
    return f"{spread.title}　{whole_share(spread.own)}"
