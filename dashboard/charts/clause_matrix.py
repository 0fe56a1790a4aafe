"""Which clause is answered by which criterion? A heat map, one row per clause."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette

ROW_HEIGHT = 16


def clause_matrix(
    pairs: Mapping[str, Sequence[str]], columns: Sequence[str], titles: Mapping[str, str],
    starts: Mapping[str, str], palette: Palette,
) -> go.Figure:  # fmt: skip
    """`pairs` holds the columns that answer each clause, in the order of the rows; `titles` the
    words of a column; `starts` the first column of each group by the group's title, which
    stands over it."""
    clauses, place = list(pairs), {name: number for number, name in enumerate(columns)}
    drawn = go.Heatmap(
        z=[[int(column in pairs[clause]) for column in columns] for clause in clauses],
        x=list(range(len(columns))), y=clauses, zmin=0, zmax=1, showscale=False, xgap=1, ygap=1,
        colorscale=[[0, palette.slate[0]], [1, palette.primary]],
        customdata=[[titles[column] for column in columns] for _ in clauses],
        hovertemplate="%{y}　%{customdata}<extra></extra>",
    )  # fmt: skip
    lines = [
        {"type": "line", "xref": "x", "yref": "paper", "x0": place[first] - 0.5,
         "x1": place[first] - 0.5, "y0": 0, "y1": 1,
         "line": {"color": palette.muted, "width": 1}}
        for first in starts.values()
    ]  # fmt: skip
    return figure(
        palette, ROW_HEIGHT * len(clauses) + 40, drawn, shapes=lines,
        xaxis={"side": "top", "tickmode": "array", "ticks": "", "tickangle": 0,
               "tickvals": [place[first] for first in starts.values()],
               "ticktext": list(starts), "ticklabelposition": "outside right"},
        yaxis={"type": "category", "autorange": "reversed", "automargin": True, "dtick": 1,
               "tickfont": {"size": TICK, "color": palette.text}, "ticks": ""},
    )  # fmt: skip
