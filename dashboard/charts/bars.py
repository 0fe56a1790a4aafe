"""How do the grades of many areas compare? Stacked bars, counted directly, no legend."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette
from exports.figures import percent
from exports.marks import GRADES
from exports.words import Words

_PATTERNS = {"unqualified": "/", "insufficient": ".", "new": "x"}
ROW_HEIGHT = 22


def grade_bars(
    table: pd.DataFrame, names: dict[str, str], palette: Palette, words: Words
) -> go.Figure:
    """One bar per row of `areas.grade_table`, in its order from the top; each part is a grade
    with its count in it. `names` gives the area's name by code."""
    traces = [_part(table, key, names, palette, words) for key in GRADES if table[key].any()]
    areas = list(table.index)
    ticks = [
        f"{names[area]}　{percent(int(good), int(all_), 0):>4}"
        for area, good, all_ in zip(areas, table["good_or_better"], table["markets"], strict=True)
    ]
    return figure(
        palette, ROW_HEIGHT * max(len(areas), 3) + 12, *traces,
        barmode="stack", bargap=0.25, uniformtext={"minsize": 11, "mode": "show"},
        xaxis={"visible": False},
        yaxis={"tickmode": "array", "tickvals": areas, "ticktext": ticks, "type": "category",
               "categoryorder": "array", "categoryarray": areas[::-1], "ticklabelstandoff": 6,
               "tickfont": {"size": TICK, "color": palette.text},
               "automargin": True},
    )  # fmt: skip


def _part(
    table: pd.DataFrame, key: str, names: dict[str, str], palette: Palette, words: Words
) -> go.Bar:
    mark = GRADES[key]
    counts = [int(count) for count in table[key]]
    colour = palette.solid[mark.colour]
    ink = palette.ink_on(mark.colour)
    return go.Bar(
        orientation="h", y=list(table.index), x=counts, name=mark.text(words),
        text=[str(count) if count else "" for count in counts], textposition="inside",
        textangle=0, insidetextanchor="middle", constraintext="none",
        textfont={"size": 12, "color": ink},
        customdata=[names[area] for area in table.index],
        hovertemplate="%{customdata}　" + mark.text(words) + " %{x}<extra></extra>",
        marker={"color": colour, "line": {"color": palette.page, "width": 1},
                "pattern": {"shape": _PATTERNS.get(key, ""), "fillmode": "overlay",
                            "fgcolor": palette.page, "fgopacity": 0.45, "size": 6,
                            "solidity": 0.25}},
    )  # fmt: skip
