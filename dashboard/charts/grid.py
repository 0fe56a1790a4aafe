"""Who filed on time in which month? A grid of units and months; only what went wrong is marked."""

from collections.abc import Mapping
from typing import Any

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


def cell_words(row: Mapping[Any, Any], words: Words) -> str:
    """The state of one unit and month; where it is counted in markets, how many of how many."""
    said = state_mark(row["state"]).text(words)
    if not row.get("wrong"):
        return said
    return words("{state} {wrong} / {markets} 个市场", state=said, wrong=row["wrong"],
                 markets=row["markets"])  # fmt: skip


def filing_grid(
    filings: pd.DataFrame, names: dict[str, str], palette: Palette, words: Words
) -> go.Figure:
    """One cell per row (unit, period, state; `wrong` and `markets` where a unit is judged by its
    markets, see cell_words); the unit with the most late or missing files on top. A month in
    which a unit owed nothing is a gap."""
    table = filings.pivot(index="unit", columns="period", values="state")
    wrong = table.isin(["late", "missing"]).sum(axis=1)
    table = table.loc[wrong.sort_values(ascending=False, kind="stable").index]
    months, units = list(table.columns), list(table.index)
    said = {
        (row["unit"], row["period"]): "　".join(
            (names[row["unit"]], month(int(row["period"]), words), cell_words(row, words))
        )
        for row in filings.to_dict("records")
    }
    return figure(
        palette, 22 * len(units) + 30,
        go.Heatmap(
            x=[str(number) for number in months], y=units,
            z=[[STATES.index(state) if state in STATES else None for state in row]
               for row in table.to_numpy()],
            zmin=0, zmax=3, colorscale=_scale(palette), showscale=False, xgap=2, ygap=2,
            customdata=[[said.get((unit, number), "") for number in months] for unit in units],
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
    """The sign of a state over its cells, with the number of markets where they are counted, in
    the ink that reads on their colour."""
    held, mark = filings[filings["state"] == state], state_mark(state)
    counts = held["wrong"].tolist() if "wrong" in held else [""] * len(held)
    return go.Scatter(
        x=[str(number) for number in held["period"]], y=list(held["unit"]), mode="text",
        text=[f"{mark.sign} {count}".strip() for count in counts], hoverinfo="skip",
        textfont={"size": 13, "color": palette.ink_on(mark.colour)},
    )  # fmt: skip


def _scale(palette: Palette) -> list[list[object]]:
    ground = palette.slate[1]
    steps = [ground, palette.solid["orange"], palette.solid["red"], palette.surface]
    return [[place / 3, colour] for place, colour in enumerate(steps)]
