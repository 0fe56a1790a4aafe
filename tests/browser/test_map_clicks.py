"""Does a press on the map do what it says, also where a computer draws without a graphics card?

Chromium draws here by software, so every press costs what it costs on the slowest office PC.
"""

from math import asinh, hypot, pi, radians, tan

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard import geo
from rules.calendar import month_bounds
from store import registers
from store.folder import Home
from store.home import open_home
from store.scope import PROVINCE
from tests.browser.chromium import settle
from tests.browser.conftest import LAST, Town

pytestmark = pytest.mark.browser
SIZES = ((1366, 768), (1920, 1080))
APART = 26
"""Pixels from any other marker: a press here means one thing only."""
LONGITUDE, LATITUDE, ZOOM = geo.view(geo.counties(), 655, 568)
PRESSES = 4
Spot = tuple[str, float, float]


def at(longitude: float, latitude: float) -> tuple[float, float]:
    """Pixels right of and below the middle of the map."""
    size = geo.TILE * 2**ZOOM

    def down(degrees: float) -> float:
        return (1 - asinh(tan(radians(degrees))) / pi) / 2

    across = (longitude - LONGITUDE) / 360
    return across * size, (down(latitude) - down(LATITUDE)) * size


def markers(home: Home) -> list[Spot]:
    """Code and place of every market with a point."""
    held = registers.in_force(PROVINCE, home, "market", month_bounds(LAST)[1] - 86_400)
    held = held[held["longitude_e4"].notna()]
    columns = (held[name] for name in ("market", "longitude_e4", "latitude_e4"))
    return [(code, *at(east / 10_000, north / 10_000))
            for code, east, north in zip(*columns, strict=True)]  # fmt: skip


def alone(spots: list[Spot], others: list[Spot]) -> list[Spot]:
    """The spots that no other marker lies near."""
    return [
        (code, x, y) for code, x, y in spots
        if all(hypot(x - left, y - top) > APART for other, left, top in others if other != code)
    ]  # fmt: skip


def some(spots: list[Spot]) -> list[Spot]:
    """PRESSES of the spots, from all over the map."""
    assert len(spots) >= PRESSES
    return spots[:: len(spots) // PRESSES][:PRESSES]


def pressed(browser: Browser, town: Town, size: tuple[int, int], spot: Spot) -> Page:
    """The page after a press on a spot of the freshly opened map."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    page.goto(f"{town.address}/map")
    settle(page)
    chart = page.get_by_test_id("stDeckGlJsonChart")
    page.wait_for_timeout(800)
    box = chart.bounding_box()
    assert box is not None
    _, right, down = spot
    x, y = box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down
    page.mouse.move(x - 6, y - 4)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y, delay=50)
    return page


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_every_press_on_a_marker_opens_its_market(
    town: Town, browser: Browser, size: tuple[int, int]
) -> None:
    spots = markers(open_home(town.home))
    for spot in some(alone(spots, spots)):
        page = pressed(browser, town, size, spot)
        page.wait_for_url(f"**/market?*code={spot[0]}*", timeout=10_000)
        page.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_every_press_on_a_county_chooses_it(
    town: Town, browser: Browser, size: tuple[int, int]
) -> None:
    counties = [(shape.code, *at(*shape.center)) for shape in geo.counties()]
    for spot in some(alone(counties, markers(open_home(town.home)))):
        page = pressed(browser, town, size, spot)
        page.wait_for_url(f"**/map?*area={spot[0]}*", timeout=10_000)
        page.close()


def test_a_market_is_found_beside_the_map_by_its_code(town: Town, browser: Browser) -> None:
    code = markers(open_home(town.home))[0][0]
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.goto(f"{town.address}/map")
    settle(page)
    search = page.get_by_placeholder("按名称或代码找市场")
    expect(search).to_be_visible()
    search.click()
    search.press_sequentially(code)
    search.press("Enter")
    page.wait_for_url(f"**/market?*code={code}*", timeout=10_000)
    page.close()
