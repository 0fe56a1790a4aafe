"""How is the map drawn? A pydeck deck without basemap: counties, city lines, names, markers.

Nothing is fetched from outside: `map_provider=None` and no `map_style` at all (any style, even an
empty one, makes the browser ask a foreign host).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pydeck as pdk

from dashboard.geo import Shape, around, view
from dashboard.shades import CountyPaint
from dashboard.theme import Palette, rgb
from exports.marks import GRADES

COUNTY_LAYER, MARKER_LAYER, RING_LAYER = "counties", "markers", "rings"
_SIZES = {"excellent": 26, "good": 22, "qualified": 22, "unqualified": 30, "new": 18}
_RING = 6.5
_MANY, _SMALLER = 150, 0.75
"""More markers than this on one map are drawn smaller, so that the counties stay in sight."""
_CLOSEST = 2.0
"""Zoom levels between the whole map and a chosen city, at most."""
_DRAWN_LAST = ("new", "good", "excellent", "qualified", "insufficient", "unqualified")


def deck(
    shapes: Sequence[Shape], cities: Sequence[Shape], paint: Mapping[str, CountyPaint],
    markers: pd.DataFrame, names: Mapping[str, str], palette: Palette,
    chosen: str = "", size: tuple[int, int] = (655, 568),
) -> pdk.Deck:  # fmt: skip
    """The map of the shapes given; `markers` has one row per market to draw: market, standing,
    longitude, latitude, tip (tuple of lines). `chosen` is the prefix of the area to outline; its
    city fills the map."""
    _, _, widest = view(tuple(shapes), *size)
    longitude, latitude, zoom = view(around(shapes, chosen), *size)
    return pdk.Deck(
        map_provider=None,
        initial_view_state=pdk.ViewState(
            longitude=longitude,
            latitude=latitude,
            zoom=min(zoom, widest + _CLOSEST),
            min_zoom=widest - 0.5,
            max_zoom=12,
        ),
        layers=[
            _county_layer(shapes, paint),
            _outline_layer("borders", shapes, palette.county_line, 0.6),
            _outline_layer("cities", cities, palette.city_line, 1.6),
            *_chosen_layer(shapes, cities, chosen, palette),
            *_marker_layers(markers, palette),
            _name_layer(cities, names, palette),
        ],
        tooltip=_tooltip(palette),
    )


def _county_layer(shapes: Sequence[Shape], paint: Mapping[str, CountyPaint]) -> pdk.Layer:
    """The counties to click on. Their borders are a layer of their own that can't be: lines that
    can be clicked cost a computer without a graphics card a quarter of a second at each press,
    and the press is lost."""
    rows = [
        {"code": shape.code, "ring": [list(point) for point in ring],
         "fill": rgb(paint[shape.code].fill), "tip": "\n".join(paint[shape.code].tip)}
        for shape in shapes for ring in shape.rings
    ]  # fmt: skip
    return pdk.Layer(
        "PolygonLayer", rows, id=COUNTY_LAYER, get_polygon="ring", get_fill_color="fill",
        stroked=False, filled=True, pickable=True, auto_highlight=False,
    )  # fmt: skip


def _outline_layer(name: str, shapes: Sequence[Shape], colour: str, width: float) -> pdk.Layer:
    rows = [{"ring": [list(point) for point in ring]} for shape in shapes for ring in shape.rings]
    return pdk.Layer(
        "PathLayer", rows, id=name, get_path="ring", get_color=rgb(colour),
        width_units=pdk.types.String("pixels"), get_width=width, pickable=False,
    )  # fmt: skip


def _chosen_layer(
    shapes: Sequence[Shape], cities: Sequence[Shape], chosen: str, palette: Palette
) -> list[pdk.Layer]:
    """A city is outlined as one, a county by itself; the whole not at all."""
    inside = [shape for shape in shapes if chosen and shape.code.startswith(chosen)]
    if len(inside) == len(shapes):
        return []
    whole = [city for city in cities if city.code[:4] == chosen]
    return [_outline_layer("chosen", whole or inside, palette.primary, 3)]


def _marker_layers(markers: pd.DataFrame, palette: Palette) -> list[pdk.Layer]:
    """Signs as text, the worst grade drawn last so that it lies on top; ○ as a ring, because the
    letter is too thin."""
    order = {key: place for place, key in enumerate(_DRAWN_LAST)}
    held = markers[markers["standing"].isin(order)]
    held = held.sort_values("standing", key=lambda keys: keys.map(order), kind="stable")
    scale = _SMALLER if len(held) > _MANY else 1.0
    rows = [_marker(row, palette, scale) for row in held.to_dict("records")]
    signs = "".join(sorted({mark.sign for mark in GRADES.values()}))
    rings = [row for row in rows if row["standing"] == "insufficient"]
    glyphs = [row for row in rows if row["standing"] != "insufficient"]
    return [
        pdk.Layer(
            "ScatterplotLayer", rings, id=RING_LAYER, get_position="at", stroked=True,
            filled=True, get_fill_color=rgb(palette.page, 1), get_line_color="colour",
            radius_units=pdk.types.String("pixels"), get_radius=_RING * scale,
            line_width_units=pdk.types.String("pixels"), get_line_width=2.6 * scale, pickable=True,
        ),
        pdk.Layer(
            "TextLayer", glyphs, id=MARKER_LAYER, get_position="at", get_text="sign",
            get_size="size", get_color="colour", character_set=pdk.types.String(signs),
            font_family=pdk.types.String(palette.font), font_settings={"sdf": True, "radius": 14},
            outline_width=5, font_weight=700, outline_color=rgb(palette.page), pickable=True,
            get_text_anchor=pdk.types.String("middle"),
            get_alignment_baseline=pdk.types.String("center"),
        ),
    ]  # fmt: skip


def _marker(row: Mapping[Any, Any], palette: Palette, scale: float) -> dict[str, Any]:
    mark = GRADES[row["standing"]]
    return {
        "market": row["market"], "standing": row["standing"], "sign": mark.sign,
        "at": [float(row["longitude"]), float(row["latitude"])],
        "size": _SIZES.get(row["standing"], 20) * scale,
        "colour": rgb(palette.solid[mark.colour]),
        "tip": "\n".join(row["tip"]),
    }  # fmt: skip


def _name_layer(cities: Sequence[Shape], names: Mapping[str, str], palette: Palette) -> pdk.Layer:
    rows = [{"at": list(shape.center), "name": names[shape.code]} for shape in cities]
    letters = "".join(sorted(set("".join(names[shape.code] for shape in cities))))
    return pdk.Layer(
        "TextLayer", rows, id="names", get_position="at", get_text="name", get_size=14,
        get_color=rgb(palette.text), character_set=pdk.types.String(letters),
        font_family=pdk.types.String(palette.font), font_weight=600,
        font_settings={"sdf": True}, outline_width=4, outline_color=rgb(palette.page),
        pickable=False,
    )  # fmt: skip


def _tooltip(palette: Palette) -> dict[str, Any]:
    style = {
        "backgroundColor": palette.surface, "color": palette.text, "fontSize": "12px",
        "border": f"1px solid {palette.border}", "borderRadius": "4px", "padding": "6px 8px",
        "fontFamily": palette.font, "whiteSpace": "pre-line",
    }  # fmt: skip
    return {"text": "{tip}", "style": style}
