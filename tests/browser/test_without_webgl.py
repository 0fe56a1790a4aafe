"""Is there still a map where the browser draws no WebGL?"""

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.chromium import launched, settle
from tests.browser.conftest import Town

pytestmark = pytest.mark.browser


def test_the_map_is_drawn_as_svg_where_webgl_is_off(town: Town, driver: Playwright) -> None:
    with launched(driver, "--disable-webgl", "--disable-3d-apis", "--disable-webgl2") as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.goto(f"{town.address}/map")
        settle(page)
        assert page.evaluate("!document.createElement('canvas').getContext('webgl')")
        expect(page.locator("svg.main-svg").first).to_be_visible(timeout=60_000)
        assert page.locator("path.js-fill, .scatterlayer path").count() > 50
        expect(page.get_by_text("示意图，仅供内部工作使用").first).to_be_visible()
