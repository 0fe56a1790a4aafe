"""How many would go up, and how many down? Bars to either side of a line, one row per area."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette

ROW_HEIGHT = 22


def move_bars(
    areas: Sequence[str], up: Sequence[int], down: Sequence[int], titles: tuple[str, str],
    palette: Palette,
) -> go.Figure:  # fmt: skip
    """One row per area in its order from the top: how many fall to the left, rise to the right,
    each with an arrow and its number. `titles`: of rising and of falling."""
    sides = (
        ("↑", titles[0], up, 1, palette.categorical[0]),
        ("↓", titles[1], down, -1, palette.categorical[1]),
    )
    traces = [
        go.Bar(
            orientation="h", y=list(areas), x=[sign * count for count in counts], name=title,
            text=[f"{arrow}{count}" if count else "" for count in counts],
            textposition="outside", cliponaxis=False,
            textfont={"size": TICK, "color": palette.text}, marker={"color": colour},
            customdata=list(counts),
            hovertemplate="%{y}　" + title + " %{customdata}<extra></extra>",
        )
        for arrow, title, counts, sign, colour in sides
    ]  # fmt: skip
    reach = max([1, *up, *down]) * 1.35
    return figure(
        palette, ROW_HEIGHT * max(len(areas), 3) + 12, *traces,
        barmode="relative", bargap=0.3,
        xaxis={"visible": True, "showticklabels": False, "zeroline": True,
               "zerolinecolor": palette.text, "zerolinewidth": 1, "range": [-reach, reach]},
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": list(areas)[::-1],
               "automargin": True, "ticklabelstandoff": 6,
               "tickfont": {"size": TICK, "color": palette.text}},
    )  # fmt: skip
