"""A small demo province whose last month one city has not yet filed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from demo.setup import RULESET, evaluate_all, import_files
from demo.write import write_province
from rules.calendar import parse_moment
from rules.sets import load_ruleset
from store.engine import close
from store.home import create_home
from tests.browser.chromium import launched
from tests.browser.server import serving

FIRST, LAST = 202607, 202610


@dataclass(frozen=True)
class Town:
    """The home, the file still to be filed, and the address of its dashboard."""

    home: Path
    unit: str
    workbook: Path
    address: str


def heard(stage: str, done: int, total: int) -> None:
    assert done <= total, stage


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    write_province(folder / "files", markets=48, months=4, until=LAST, seed=7)
    # a unit with late markets files the month twice: its first file would not be the whole month
    workbook = next(
        path for path in sorted((folder / "files").glob(f"*_{LAST}.xlsx"))
        if not path.with_name(f"{path.stem}_2.xlsx").exists()
    )  # fmt: skip
    home = create_home(folder / "home", demo=True, day=parse_moment("2026-11-05"))
    ruleset = load_ruleset(RULESET)
    filed = [path for path in (folder / "files").glob("*.xlsx") if path != workbook]
    import_files(home, ruleset, filed, heard)
    evaluate_all(home, ruleset, FIRST, LAST, heard)
    close(home)
    with serving(home.root) as address:
        yield Town(home.root, workbook.stem.split("_")[0], workbook, address)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    opened = launched(driver)
    yield opened
    opened.close()
