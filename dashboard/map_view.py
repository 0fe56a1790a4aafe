"""How does the map stand on its page? Drawn by WebGL or as SVG, its key, and what a click does."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import areas, data, geo, maps, places, state, widgets
from dashboard.access import Visit, draws_webgl
from dashboard.badges import grade_key, plain
from dashboard.charts import frame, outline
from dashboard.registry import page_file
from dashboard.shades import CountyPaint, Figure, Shading
from rules.calendar import month_bounds
from store.evaluations import Header

HEIGHT = 568
SIMPLE = "simple"
APPROVAL = "BIAOCHI_MAP_APPROVAL"
"""The setting that holds the approval number 审图号 of the boundaries."""


@dataclass(frozen=True)
class Picture:
    """What the page shows: one measure of one month over the counties of the viewer."""

    visit: Visit
    header: Header
    measure: str
    market_type: str
    area: str
    whole: str
    names: Mapping[str, str]
    markets: pd.DataFrame
    table: pd.DataFrame

    def figure(self, area: str, measure: str) -> Figure:
        """A published figure under the chosen type; coverage is counted over all types."""
        every = measure.startswith("coverage")
        return data.figure(self.table, area, measure, data.ALL_TYPES if every else self.market_type)


def shapes(picture: Picture) -> tuple[geo.Shape, ...]:
    """The counties the viewer may see."""
    prefix = state.prefix(picture.whole)
    return tuple(shape for shape in geo.counties() if shape.code.startswith(prefix))


def draw(picture: Picture, held: Mapping[str, Figure], shading: Shading, answer: str) -> None:
    """The map with its switch, key and note; `held` has the figure of every county."""
    seen, words = picture.visit, picture.visit.words
    day = month_bounds(picture.header.last_month)[1] - 1
    register = data.markets_on(seen.scope, seen.home, day)
    drawn, without = places.markers(picture.markets, register, words)
    paint = places.paint(shapes(picture), picture.measure, held, shading, picture.names, words)
    shown = drawn if picture.measure == "grade" else drawn.iloc[:0]
    if picture.measure == "coverage":
        shown = places.bare_counties(shapes(picture), held, paint)
    clicked = (_svg_map if _simple() else _deck_map)(picture, paint, shown, answer)
    _legend(picture, shading)
    if without:
        st.caption(words.count("{n} 个市场缺坐标：{names}", len(without),
                               names=words("、").join(without)))  # fmt: skip
    if clicked:
        open_code(picture, clicked)


def _simple() -> bool:
    """SVG by choice, and always where the browser has no WebGL."""
    return not draws_webgl() or st.query_params.get("map") == SIMPLE


def _switch(picture: Picture) -> None:
    key = "choice_map"
    st.session_state[key] = _simple()
    st.toggle(
        picture.visit.words("简版地图"), key=key, disabled=not draws_webgl(),
        on_change=_write_simple, args=(key,), width="content",
    )  # fmt: skip


def _write_simple(key: str) -> None:
    widgets.set_choice("map", SIMPLE if st.session_state[key] else "", "", keep=False)


def _cities(picture: Picture) -> tuple[geo.Shape, ...]:
    prefix = state.prefix(picture.whole)[:4]
    return tuple(shape for shape in geo.cities() if shape.code.startswith(prefix))


def _deck_map(
    picture: Picture, paint: Mapping[str, CountyPaint], markers: pd.DataFrame, alt: str
) -> str:
    """Draws by WebGL; returns the code that was clicked, or nothing."""
    drawn = maps.deck(
        shapes(picture), _cities(picture), paint, markers,
        data.short_names(picture.visit.language), picture.visit.palette,
        state.prefix(picture.area),
    )  # fmt: skip
    # A new key after each choice clears the selection, which would leave everything else faded.
    event = st.pydeck_chart(
        drawn, height=HEIGHT, on_select="rerun", selection_mode="single-object",
        key=f"deck_{picture.measure}_{picture.area}", alt=alt,
    )  # fmt: skip
    return clicked_object(event["selection"]["objects"])


def _svg_map(
    picture: Picture, paint: Mapping[str, CountyPaint], markers: pd.DataFrame, alt: str
) -> str:
    """Draws as SVG; returns the code that was clicked, or nothing."""
    drawn = outline.outline_map(
        shapes(picture), _cities(picture), paint, markers,
        data.short_names(picture.visit.language), picture.visit.palette, picture.visit.words,
        HEIGHT,
    )  # fmt: skip
    event = st.plotly_chart(
        drawn, config=frame.CONFIG, on_select="rerun", selection_mode="points",
        key=f"outline_{picture.measure}_{picture.area}", alt=alt,
    )  # fmt: skip
    return clicked_point(event["selection"]["points"])


def clicked_object(layers: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The code in a selection of the WebGL map: of a market before that of a county; or ""."""
    objects = [found for layer in layers.values() for found in layer]
    codes = [found.get("market") or found.get("code") for found in objects]
    return max((str(code) for code in codes if code), key=len, default="")


def clicked_point(points: Sequence[Mapping[str, Any]]) -> str:
    """The code in a selection of the SVG map: of a market before that of a county; or ""."""
    held = [point.get("customdata") for point in points]
    codes = [code[0] if isinstance(code, list) and code else code for code in held]
    return max((str(code) for code in codes if code), key=len, default="")


def open_code(picture: Picture, code: str) -> None:
    """A market opens its page; a county becomes the chosen area."""
    if code in picture.names:
        if code != picture.area:
            widgets.set_choice("area", code, picture.whole)
            st.rerun()
        return
    file = page_file("market")
    if file is not None:
        st.switch_page(file, query_params=state.link(st.query_params.to_dict(), code=code))


def _legend(picture: Picture, shading: Shading) -> None:
    words = picture.visit.words
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if picture.measure == "grade":
            counts = areas.standing_counts(picture.markets)
            st.markdown(grade_key(counts, words), width="content")
        _switch(picture)
    st.html(_shade_key(picture, shading))
    approval = os.environ.get(APPROVAL, "").strip() or words("待补")
    st.caption(words("示意图，仅供内部工作使用 · 审图号：{number}", number=plain(approval)))


def _shade_key(picture: Picture, shading: Shading) -> str:
    words = picture.visit.words
    title = {
        "grade": words("区县优良占比"),
        "ratio": words("区县求人倍率"),
        "pay": words("区县平均用工价格（元/小时）"),
        "coverage": words("区县有无运行中的市场"),
    }[picture.measure]
    coverage = (words("× 无"), words("有"))
    labels = coverage if picture.measure == "coverage" else shading.labels
    boxes = "".join(
        _box(colour, picture.visit.palette.city_line) + label
        for colour, label in zip(shading.colours, labels, strict=True)
    )
    return (
        f'<div style="font-size:0.875rem;color:{picture.visit.palette.muted}">{title}{boxes}</div>'
    )


def _box(colour: str, border: str) -> str:
    style = "display:inline-block;width:20px;height:10px;margin:0 5px 0 12px"
    return f'<span style="{style};background:{colour};border:1px solid {border}"></span>'
