"""Can an official go from a file to the rows behind a lost point, in the browser?"""

import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.conftest import LAST, Town
from tests.browser.server import ROOT

pytestmark = pytest.mark.browser


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page.set_default_timeout(60_000)
    page.goto(address)
    settle(page)
    return page


def manage(town: Town, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, capture_output=True, text=True,
        env={"BIAOCHI_HOME": str(town.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        check=False,
    )  # fmt: skip


def test_upload_evaluate_ranking_market_and_the_rows_behind_a_lost_point(
    town: Town, browser: Browser
) -> None:
    page = opened(browser, f"{town.address}/submit?unit={town.unit}&period={LAST}")
    page.locator('input[type="file"]').set_input_files(town.workbook)
    page.get_by_role("button", name="确认入库").click()
    expect(page.get_by_text("已入库").first).to_be_visible()

    judged = manage(town, "evaluate", "--period", str(LAST), "--publish", "--reason", "补报")
    assert judged.returncode == 0, judged.stderr

    page.goto(f"{town.address}/ranking?period={LAST}")
    settle(page)
    expect(page.get_by_role("heading", name="排名")).to_be_visible()
    expect(page.get_by_text("参加排名").first).to_be_visible()

    page.goto(f"{town.address}/market?period={LAST}&code={town.unit[:4]}02001")
    settle(page)
    expect(page.get_by_text("失").first).to_be_visible()
    page.get_by_role("button", name="条明细").click()
    rows = page.get_by_role("dialog")
    expect(rows.get_by_text("计入").first).to_be_visible()
    page.close()


def test_filters_in_the_url_survive_a_reload(town: Town, browser: Browser) -> None:
    page = opened(browser, f"{town.address}/ranking?type=station&area={town.unit}")
    before = page.url
    headline = page.locator("h2").first.inner_text()
    page.reload()
    settle(page)
    assert page.url == before
    assert page.locator("h2").first.inner_text() == headline
    assert "零工服务站点" in headline
    page.close()


PAGES = ("", "map", "ranking", "units", "market", "supervision", "candidacy", "submit")


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_machine(town: Town, browser: Browser, name: str) -> None:
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(f"{town.address}/{name}")
    settle(page)
    host = town.address.removeprefix("http://")
    foreign = [
        url for url in asked
        if not url.startswith((f"http://{host}/", f"ws://{host}/", "data:", "blob:"))
    ]  # fmt: skip
    page.close()
    assert asked
    assert not foreign


@pytest.mark.parametrize("name", PAGES)
def test_the_first_request_of_a_page_has_the_shell_and_no_english_left(
    town: Town, browser: Browser, name: str
) -> None:
    page = opened(browser, f"{town.address}/{name}")
    rail = page.locator('[data-testid="stSidebar"]').inner_text()
    assert "演示数据" in rail
    assert "看全局" in rail
    body = page.locator('[data-testid="stMain"]').inner_text()
    for word in ("Upload", "Choose", "Traceback", "None", "nan", "NaN", "per file", "error"):
        assert word not in body
    page.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1366, 1920])
def test_nothing_is_wider_than_the_screen(
    town: Town, browser: Browser, name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 768}, locale="zh-CN")
    page.goto(f"{town.address}/{name}")
    settle(page)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()
    assert over <= 0
