"""Do links look like links, and do tables use the screen there is?"""

import pytest
from playwright.sync_api import Browser, Page

from dashboard.theme import palette, rgb
from tests.browser.chromium import settle
from tests.browser.conftest import Town

pytestmark = pytest.mark.browser
LINKED = ("", "map")
TALL = ("ranking", "supervision")


def opened(browser: Browser, address: str, height: int = 768, scheme: str = "light") -> Page:
    width = 1366 if height == 768 else 1920
    page = browser.new_page(
        viewport={"width": width, "height": height}, locale="zh-CN",
        color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    page.goto(address)
    settle(page)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", LINKED)
def test_a_link_to_another_page_has_the_link_colour_and_a_line(
    town: Town, browser: Browser, name: str, scheme: str
) -> None:
    page = opened(browser, f"{town.address}/{name}", scheme=scheme)
    link = page.locator(".stMain .stPageLink p").first
    style = link.evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).textDecorationLine]"
    )
    page.close()
    red, green, blue, _ = rgb(palette(scheme).link)
    assert style == [f"rgb({red}, {green}, {blue})", "underline"]


@pytest.mark.parametrize("name", TALL)
def test_a_long_table_grows_with_the_screen_and_never_beyond_its_rows(
    town: Town, browser: Browser, name: str
) -> None:
    heights = []
    for height in (768, 1080, 3000):
        page = opened(browser, f"{town.address}/{name}", height)
        box = page.get_by_test_id("stDataFrame").first.bounding_box()
        page.close()
        assert box is not None
        heights.append(box["height"])
    small, large, huge = heights
    assert small <= large <= huge
    assert huge < 2000  # all rows are shown: no empty space under the last


def test_no_table_cell_is_cut_on_a_small_screen(town: Town, browser: Browser) -> None:
    for name in ("", "map", "market", "supervision", "submit"):
        page = opened(browser, f"{town.address}/{name}")
        cut = page.evaluate(
            "() => [...document.querySelectorAll('.stTable td, .stTable th')]"
            ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
        )
        page.close()
        assert cut == []
