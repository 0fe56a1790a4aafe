"""Which five figures head the overview? Each with its movement and the months before it."""

from collections.abc import Callable
from fractions import Fraction

import pandas as pd
import streamlit as st

from dashboard import area_figures, areas, records, state
from dashboard.access import Visit
from dashboard.places import of
from dashboard.shades import Figure
from exports import figures
from exports.marks import GRADES
from exports.words import Words
from rules.calendar import month_of

Series = list[tuple[int, Figure]]


def show(visit: Visit, area: str, last: int, filings: pd.DataFrame) -> None:
    """The row of five cards; a figure that isn't there is `—`, never 0."""
    with st.grid(5, min_column_width=180):
        _coverage(visit, area, last)
        _reports(visit, last, filings)
        _moving(
            visit,
            _series(visit, area, "ratio", last),
            visit.words("求人倍率"),
            2,
            Fraction(1),
            lambda figure: figures.ratio(figure.numerator, figure.denominator),
        )
        _moving(
            visit,
            _series(visit, area, "hourly_pay_mean", last),
            visit.words("平均用工价格"),
            1,
            Fraction(1, 100),
            lambda figure: figures.hourly_pay(figure.numerator, figure.denominator, visit.words),
        )
        _leads(visit, area, last)


def movement(series: Series, places: int, scale: Fraction) -> str:
    """The change of the last month against the month before it, `""` where either is missing."""
    values = [figure.value for _, figure in series[-2:]]
    if len(values) < 2 or values[0] is None or values[1] is None:
        return ""
    return figures.change((values[1] - values[0]) * scale, places)


def grade_rows(table: pd.DataFrame, names: dict[str, str], words: Words) -> pd.DataFrame:
    """The grade table as people read it: one row per area, counts and share of good."""
    columns: dict[str, list[str]] = {words("地区"): [names[area] for area in table.index]}
    columns[words("市场数")] = [figures.count(int(n)) for n in table["markets"]]
    for key, mark in GRADES.items():
        columns[mark.text(words)] = [figures.count(int(n)) for n in table[key]]
    columns[words("优良占比")] = [
        figures.percent(int(good), int(markets), 0)
        for good, markets in zip(table["good_or_better"], table["markets"], strict=True)
    ]
    return pd.DataFrame(columns)


def lead_counts(incidents: pd.DataFrame) -> dict[str, int]:
    """How many fee leads are open, confirmed and refuted; every status present."""
    held = incidents[incidents["kind"] == "fee"]["status"].value_counts()
    return {status: int(held.get(status, 0)) for status in ("lead", "confirmed", "refuted")}


def _series(visit: Visit, area: str, measure: str, last: int) -> Series:
    return area_figures.series(visit.scope, visit.home, area, measure, last)


def _coverage(visit: Visit, area: str, last: int) -> None:
    words = visit.words
    held = _series(visit, area, "coverage", last)
    zones = _series(visit, area, "coverage_zones", last)
    _card(
        words("区县覆盖率"), of(held[-1][1]) if held else figures.MISSING,
        words("含功能区 {covered}", covered=of(zones[-1][1])) if zones else "",
        [_float(figure.value) for _, figure in held], "line",
    )  # fmt: skip


def _reports(visit: Visit, last: int, filings: pd.DataFrame) -> None:
    words = visit.words
    now = filings[filings["period"] == last]["state"].value_counts()
    on_time = filings["state"].eq("on_time").groupby(filings["period"]).sum()
    total = int(now.sum())
    _card(
        words("28 日前报送"),
        words("{done} / {all} 个单位", done=int(now.get("on_time", 0)), all=total),
        words("迟报 {late} · 未报 {missing}", late=int(now.get("late", 0)),
              missing=int(now.get("missing", 0))),
        [float(value) for value in on_time], "bar",
    )  # fmt: skip


def _moving(
    visit: Visit, series: Series, label: str, places: int, scale: Fraction,
    write: Callable[[Figure], str],
) -> None:  # fmt: skip
    moved = movement(series, places, scale)
    _card(
        label, write(series[-1][1]) if series else figures.MISSING,
        f"{_arrow(moved)} {moved}" if moved else "",
        [_float(figure.value) for _, figure in series], "line",
        description=visit.words("比上月") if moved else "",
    )  # fmt: skip


def _leads(visit: Visit, area: str, last: int) -> None:
    words = visit.words
    incidents = records.register(visit.scope, visit.home, "incident")
    held = areas.inside(incidents, state.prefix(area), "market")
    counts = lead_counts(held)
    fees = held[held["kind"] == "fee"]
    by_month = fees["happened_on"].map(lambda moment: month_of(int(moment))).value_counts()
    months = [number for number, _ in _series(visit, area, "markets", last)]
    _card(
        words("收费线索未核实"), words.count("{n} 条", counts["lead"]),
        words("查实 {confirmed} · 查否 {refuted}", confirmed=counts["confirmed"],
              refuted=counts["refuted"]),
        [float(by_month.get(number, 0)) for number in months], "bar",
    )  # fmt: skip


def _card(
    label: str, value: str, delta: str, chart: list[float | None], kind: str, description: str = ""
) -> None:
    held = [point for point in chart if point is not None]
    st.metric(
        label, value, delta or None, border=True, height="stretch", delta_color="off",
        delta_arrow="off", delta_description=description or None,
        chart_data=held if len(held) > 1 else None, chart_type="bar" if kind == "bar" else "line",
    )  # fmt: skip


def _arrow(moved: str) -> str:
    return "↑" if moved.startswith("+") else "↓" if moved.startswith("−") else ""


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
