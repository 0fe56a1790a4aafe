"""How is the map drawn? A pydeck deck without basemap: counties, city lines, names, markers.

Nothing is fetched from outside: `map_provider=None` and no `map_style` at all (any style, even an
empty one, makes the browser ask a foreign host).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pydeck as pdk

from dashboard.geo import Shape, view
from dashboard.shades import CountyPaint
from dashboard.theme import Palette, rgb
from exports.marks import GRADES

COUNTY_LAYER, MARKER_LAYER, RING_LAYER = "counties", "markers", "rings"
_SIZES = {"excellent": 26, "good": 22, "qualified": 22, "unqualified": 30, "new": 18}
_DRAWN_LAST = ("new", "good", "excellent", "qualified", "insufficient", "unqualified")


def deck(
    shapes: Sequence[Shape], cities: Sequence[Shape], paint: Mapping[str, CountyPaint],
    markers: pd.DataFrame, names: Mapping[str, str], palette: Palette,
    chosen: str = "", size: tuple[int, int] = (655, 568),
) -> pdk.Deck:  # fmt: skip
    """The map of the shapes given; `markers` has one row per market to draw: market, standing,
    longitude, latitude, tip (tuple of lines). `chosen` is the prefix of the area to outline."""
    longitude, latitude, zoom = view(tuple(shapes), *size)
    return pdk.Deck(
        map_provider=None,
        initial_view_state=pdk.ViewState(
            longitude=longitude, latitude=latitude, zoom=zoom, min_zoom=zoom - 0.5, max_zoom=12
        ),
        layers=[
            _county_layer(shapes, paint, palette),
            _outline_layer("borders", shapes, palette.county_line, 0.6),
            _outline_layer("cities", cities, palette.city_line, 1.6),
            *_chosen_layer(shapes, cities, chosen, palette),
            *_marker_layers(markers, palette),
            _name_layer(cities, names, palette),
        ],
        tooltip=_tooltip(palette),
    )


def _county_layer(
    shapes: Sequence[Shape], paint: Mapping[str, CountyPaint], palette: Palette
) -> pdk.Layer:
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
    rows = [_marker(row, palette) for row in held.to_dict("records")]
    signs = "".join(sorted({mark.sign for mark in GRADES.values()}))
    rings = [row for row in rows if row["standing"] == "insufficient"]
    glyphs = [row for row in rows if row["standing"] != "insufficient"]
    return [
        pdk.Layer(
            "ScatterplotLayer", rings, id=RING_LAYER, get_position="at", stroked=True,
            filled=True, get_fill_color=rgb(palette.page, 1), get_line_color="colour",
            radius_units=pdk.types.String("pixels"), get_radius=6.5,
            line_width_units=pdk.types.String("pixels"), get_line_width=2.6, pickable=True,
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


def _marker(row: Mapping[Any, Any], palette: Palette) -> dict[str, Any]:
    mark = GRADES[row["standing"]]
    return {
        "market": row["market"], "standing": row["standing"], "sign": mark.sign,
        "at": [float(row["longitude"]), float(row["latitude"])],
        "size": _SIZES.get(row["standing"], 20), "colour": rgb(palette.solid[mark.colour]),
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
