"""Does the map show every county and market once, and ask nobody outside?"""

import json
from fractions import Fraction

import pandas as pd
import pytest

from dashboard import geo, map_view, maps, places, shades
from dashboard.charts import outline
from dashboard.shades import Figure
from dashboard.theme import palette
from exports.words import translator
from rules.codes import divisions

WORDS, LIGHT = translator("zh"), palette("light")
NAMES = {
    code: divisions().name(code, "zh") for code in (*divisions().cities, *divisions().counties)
}


def markets() -> pd.DataFrame:
    rows = [
        ("320102001", "玄武市场", "excellent", 930_000, 930_000, 950_000),
        ("320102002", "同处<b>市场", "unqualified", 550_000, 550_000, 600_000),
        ("320104001", "秦淮市场", "insufficient", None, 500_000, 700_000),
        ("320105001", "无坐标市场", "good", 840_000, 840_000, 850_000),
    ]
    columns = ["market", "name", "standing", "score", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def register() -> pd.DataFrame:
    rows = [("320102001", 1188289, 320721), ("320102002", 1188289, 320721),
            ("320104001", 1188100, 320100), ("320105001", None, None)]  # fmt: skip
    return pd.DataFrame(rows, columns=["market", "longitude_e4", "latitude_e4"])


@pytest.fixture(scope="module")
def drawn() -> dict[str, object]:
    marked, _ = places.markers(markets(), register(), WORDS)
    held = {shape.code: Figure(1, 2, 2) for shape in geo.counties()}
    shading = shades.shading("grade", [Fraction(1, 2)], LIGHT)
    paint = places.paint(geo.counties(), "grade", held, shading, NAMES, WORDS)
    deck = maps.deck(geo.counties(), geo.cities(), paint, marked, NAMES, LIGHT, "3201", (655, 568))
    return dict(json.loads(deck.to_json()))


def layer(drawn: dict[str, object], name: str) -> dict[str, object]:
    held: list[dict[str, object]] = drawn["layers"]  # type: ignore[assignment]
    return next(item for item in held if item["id"] == name)


def test_the_boundaries_are_those_of_the_code_list() -> None:
    assert {shape.code for shape in geo.counties()} == set(divisions().counties)
    assert {shape.code for shape in geo.cities()} == set(divisions().cities)
    assert all(shape.city == divisions().city_of(shape.code) for shape in geo.counties())


def test_the_view_holds_the_whole_province() -> None:
    longitude, latitude, zoom = geo.view(geo.counties(), 655, 568)
    west, south, east, north = geo.bounds(geo.counties())
    assert west < longitude < east
    assert south < latitude < north
    degrees_wide = 655 * 360 / (512 * 2**zoom)
    assert east - west <= degrees_wide <= 2 * (east - west)


def test_no_basemap_is_asked_for(drawn: dict[str, object]) -> None:
    assert not drawn.get("mapProvider")
    assert "http" not in json.dumps({key: drawn[key] for key in drawn if key != "layers"})


def test_every_county_is_drawn_and_can_be_clicked(drawn: dict[str, object]) -> None:
    counties = layer(drawn, maps.COUNTY_LAYER)
    assert {row["code"] for row in counties["data"]} == set(divisions().counties)  # type: ignore[attr-defined]
    assert counties["pickable"] is True
    assert counties["autoHighlight"] is False  # with it slow machines lose clicks


def test_lines_cannot_be_clicked(drawn: dict[str, object]) -> None:
    """Borders to click on cost a machine without a graphics card a quarter of a second at each
    press, and the press is lost."""
    assert layer(drawn, maps.COUNTY_LAYER)["stroked"] is False
    held: list[dict[str, object]] = drawn["layers"]  # type: ignore[assignment]
    lines = [item for item in held if item["@@type"] == "PathLayer"]
    assert {item["id"] for item in lines} == {"borders", "cities", "chosen"}
    assert not any(item["pickable"] for item in lines)


def test_the_chosen_city_fills_the_map() -> None:
    whole = geo.view(geo.counties(), 655, 568)
    near = geo.view(geo.around(geo.counties(), "3201"), 655, 568)
    assert near[2] > whole[2] + 1
    assert geo.around(geo.counties(), "320102") == geo.around(geo.counties(), "3201")
    assert geo.around(geo.counties(), "32") == geo.counties()
    assert geo.around(geo.counties()[:3], "99") == geo.counties()[:3]


@pytest.mark.parametrize(("markets_drawn", "size"), [(150, 30), (151, 22.5)])
def test_many_markers_are_drawn_smaller(markets_drawn: int, size: float) -> None:
    many = pd.DataFrame({
        "market": [f"M{number}" for number in range(markets_drawn)], "standing": "unqualified",
        "longitude": 119.0, "latitude": 32.0, "tip": [("甲",)] * markets_drawn,
    })  # fmt: skip
    paint = {code: shades.CountyPaint("#FFFFFF", (NAMES[code],)) for code in divisions().counties}
    deck = maps.deck(geo.counties(), geo.cities(), paint, many, NAMES, LIGHT)
    glyphs = layer(dict(json.loads(deck.to_json())), maps.MARKER_LAYER)["data"]
    assert {row["size"] for row in glyphs} == {size}  # type: ignore[attr-defined]


def test_the_worst_grade_lies_on_top_and_each_market_is_drawn_once(
    drawn: dict[str, object],
) -> None:
    glyphs = layer(drawn, maps.MARKER_LAYER)["data"]
    rings = layer(drawn, maps.RING_LAYER)["data"]
    assert [row["market"] for row in glyphs] == ["320102001", "320102002"]  # type: ignore[attr-defined]
    assert [row["market"] for row in rings] == ["320104001"]  # type: ignore[attr-defined]


def test_the_chosen_city_is_outlined(drawn: dict[str, object]) -> None:
    assert layer(drawn, "chosen")


def test_markets_at_one_place_share_a_tip_and_those_without_a_point_are_named() -> None:
    marked, without = places.markers(markets(), register(), WORDS)
    tips = dict(zip(marked["market"], marked["tip"], strict=True))
    assert tips["320102001"] == tips["320102002"]
    assert tips["320102001"] == ("玄武市场　★ 优秀　93.0", "同处<b>市场　× 不合格　55.0")
    assert tips["320104001"] == ("秦淮市场　○ 证据不足　50.0–70.0",)
    assert without == ["无坐标市场"]


def test_a_province_without_any_point_names_all_its_markets() -> None:
    bare = register().assign(longitude_e4=None, latitude_e4=None).astype(
        {"longitude_e4": "Int64", "latitude_e4": "Int64"}
    )  # fmt: skip
    marked, without = places.markers(markets(), bare, WORDS)
    assert marked.empty
    assert without == markets()["name"].tolist()


def test_a_tip_lists_five_markets_and_counts_the_rest() -> None:
    many = pd.concat([markets().iloc[:1]] * 7).assign(market=[f"32010200{n}" for n in range(7)])
    points = pd.DataFrame({"market": many["market"], "longitude_e4": 1188289,
                           "latitude_e4": 320721})  # fmt: skip
    marked, _ = places.markers(many, points, WORDS)
    assert len(marked["tip"][0]) == 6
    assert marked["tip"][0][-1] == "另有 2 个"


def test_the_svg_map_shows_the_same_counties_and_markets() -> None:
    marked, _ = places.markers(markets(), register(), WORDS)
    paint = {code: shades.CountyPaint("#FFFFFF", (NAMES[code],)) for code in divisions().counties}
    figure = outline.outline_map(geo.counties(), geo.cities(), paint, marked, NAMES, LIGHT, WORDS)
    assert {trace.name for trace in figure.data} >= set(divisions().counties)
    codes = [code for trace in figure.data if trace.customdata is not None
             for code in trace.customdata]  # fmt: skip
    assert {"320102001", "320102002", "320104001"} < set(codes)
    assert set(divisions().counties) < set(codes)


def test_a_bare_county_is_marked_by_its_code() -> None:
    held = {code: Figure(int(code != "320305"), 1, 1) for code in divisions().counties}
    paint = {code: shades.CountyPaint("#FFFFFF", (NAMES[code],)) for code in divisions().counties}
    bare = places.bare_counties(geo.counties(), held, paint)
    assert list(bare["market"]) == ["320305"]


def test_a_click_gives_the_market_before_its_county() -> None:
    county, market = {"code": "320102"}, {"market": "320102001"}
    assert map_view.clicked_object({"counties": [county]}) == "320102"
    assert map_view.clicked_object({"counties": [county], "markers": [market]}) == "320102001"
    assert map_view.clicked_object({}) == ""
    assert map_view.clicked_point([{"customdata": ["320102"]}, {"customdata": "320102001"}]) == (
        "320102001"
    )
    assert map_view.clicked_point([{"x": 1}]) == ""


def test_the_table_twin_says_what_the_map_says() -> None:
    rows = places.area_rows(
        markets().assign(city="320100"), "city", ["320100", "320200"], NAMES,
        lambda area, measure: Figure(118, 100, 100) if area == "320100" else Figure(None, None),
        WORDS,
    )  # fmt: skip
    first, second = rows.to_dict("records")
    assert first["优良占比"] == "50%"
    assert first["求人倍率"] == "1.18"
    assert second["求人倍率"] == "—"
    assert second["市场数"] == "0"
    assert second["优良占比"] == "—"
