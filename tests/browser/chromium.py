"""How is Chromium driven, quietly and without looking up anything outside?"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SETTLED_MS = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser from the system's Chromium."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


def launched(playwright: Playwright, *arguments: str) -> Browser:
    """One browser process, started with these arguments beside the quiet ones."""
    path = shutil.which("chromium") or "/usr/bin/chromium"
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *arguments])


def settle(page: Page) -> None:
    """Wait until the page has drawn itself: no skeleton, no running script, a heading."""
    page.wait_for_selector("h1", timeout=SETTLED_MS)
    page.wait_for_function(
        """() => !document.querySelector('[data-testid="stSkeleton"]')
        && !document.querySelector('[data-testid="stStatusWidget"]')
        && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState
           !== 'running'""",
        timeout=SETTLED_MS,
    )
    page.wait_for_timeout(600)
