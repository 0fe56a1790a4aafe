"""How does the map stand on its page? Drawn by WebGL or as SVG, and what a click does."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import area_names, choices, map_key, maps, places, records, state
from dashboard.charts import frame, outline
from dashboard.map_picture import Picture
from dashboard.registry import page_file
from dashboard.shades import CountyPaint, Figure, Shading
from rules.calendar import month_bounds

HEIGHT = 568


def draw(picture: Picture, held: Mapping[str, Figure], shading: Shading, answer: str) -> None:
    """The map with its key and note; `held` has the figure of every county."""
    seen, words = picture.visit, picture.visit.words
    day = month_bounds(picture.header.last_month)[1] - 1
    register = records.markets_on(seen.scope, seen.home, day)
    drawn, without = places.markers(picture.markets, register, words)
    paint = places.paint(picture.shapes, picture.measure, held, shading, picture.names, words)
    shown = drawn if picture.measure == "grade" else drawn.iloc[:0]
    if picture.measure == "coverage":
        shown = places.bare_counties(picture.shapes, held, paint)
    clicked = (_svg_map if map_key.simple() else _deck_map)(picture, paint, shown, answer)
    map_key.show(picture, shading)
    if without:
        st.caption(words.count("{n} 个市场缺坐标：{names}", len(without),
                               names=words("、").join(without)))  # fmt: skip
    if clicked:
        open_code(picture, clicked)


def _deck_map(
    picture: Picture, paint: Mapping[str, CountyPaint], markers: pd.DataFrame, alt: str
) -> str:
    """Draws by WebGL; returns the code that was clicked, or nothing."""
    drawn = maps.deck(
        picture.shapes, picture.cities, paint, markers,
        area_names.short(picture.visit.language), picture.visit.palette,
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
        picture.shapes, picture.cities, paint, markers,
        area_names.short(picture.visit.language), picture.visit.palette, picture.visit.words,
        HEIGHT, state.prefix(picture.area),
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
            choices.set_choice("area", code, picture.whole)
            st.rerun()
        return
    file = page_file("market")
    if file is not None:
        st.switch_page(file, query_params=state.link(st.query_params.to_dict(), code=code))
