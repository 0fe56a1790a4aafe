"""Who filed on time in which month? A grid of units and months; only what went wrong is marked."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.frame import TICK, figure
from dashboard.theme import Palette
from exports.figures import month, short_month
from exports.marks import DUE_SOON, ON_TIME, OVERDUE, Mark
from exports.words import Words

STATES = ("on_time", "late", "missing", "waiting")
"""What a duty can be: done in time, done late, past its limit and not done, not due yet."""


def state_mark(state: str) -> Mark:
    """The mark of a filing in one of STATES."""
    return {
        "on_time": ON_TIME,
        "late": Mark(DUE_SOON.sign, "迟报", "orange"),
        "missing": Mark(OVERDUE.sign, "未报", "red"),
        "waiting": Mark("□", "未到期", "gray"),
    }[state]


def filing_grid(
    filings: pd.DataFrame, names: dict[str, str], palette: Palette, words: Words
) -> go.Figure:
    """One cell per row of `duties.report_filings` (unit, period, state); the unit with the most
    late or missing files on top."""
    table = filings.pivot(index="unit", columns="period", values="state")
    wrong = table.isin(["late", "missing"]).sum(axis=1)
    table = table.loc[wrong.sort_values(ascending=False, kind="stable").index]
    months, units = list(table.columns), list(table.index)
    marks = [[state_mark(state) for state in row] for row in table.to_numpy()]
    return figure(
        palette, 22 * len(units) + 30,
        go.Heatmap(
            x=[str(number) for number in months], y=units,
            z=[[STATES.index(state) for state in row] for row in table.to_numpy()],
            zmin=0, zmax=3, colorscale=_scale(palette), showscale=False, xgap=2, ygap=2,
            customdata=[
                [f"{names[unit]}　{month(int(number), words)}　{mark.text(words)}"
                 for number, mark in zip(months, row, strict=True)]
                for unit, row in zip(units, marks, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        ),
        *(_signs(filings, state, palette) for state in ("late", "missing")),
        xaxis={"side": "top", "type": "category", "tickmode": "array",
               "tickvals": [str(number) for number in months],
               "ticktext": [short_month(int(number), words).replace(" ", "") for number in months]},
        yaxis={"type": "category", "autorange": "reversed", "tickmode": "array",
               "tickvals": units, "ticktext": [names[unit] for unit in units],
               "automargin": True, "ticklabelstandoff": 6, "ticks": "",
               "tickfont": {"size": TICK, "color": palette.text}},
    )  # fmt: skip


def _signs(filings: pd.DataFrame, state: str, palette: Palette) -> go.Scatter:
    """The sign of a state over its cells, in the ink that reads on their colour."""
    held, mark = filings[filings["state"] == state], state_mark(state)
    return go.Scatter(
        x=[str(number) for number in held["period"]], y=list(held["unit"]), mode="text",
        text=[mark.sign] * len(held), hoverinfo="skip",
        textfont={"size": 13, "color": palette.ink_on(mark.colour)},
    )  # fmt: skip


def _scale(palette: Palette) -> list[list[object]]:
    ground = palette.slate[1]
    steps = [ground, palette.solid["orange"], palette.solid["red"], palette.surface]
    return [[place / 3, colour] for place, colour in enumerate(steps)]
