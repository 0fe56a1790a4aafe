"""What do the pages look like? `make shots` writes each in both sizes into ./shots."""

import os
import sys
from pathlib import Path

from tests.browser.chromium import chromium, settle
from tests.browser.server import ROOT, serving

SIZES = ((1366, 768), (1920, 1080))
PAGES = ("", "map", "ranking", "units", "market", "rules", "supervision", "candidacy", "submit")
SHOTS = ROOT / "shots"


def main() -> int:
    """Take the pictures of the home in BIAOCHI_HOME (by default ./data)."""
    home = Path(os.environ.get("BIAOCHI_HOME", ROOT / "data")).resolve()
    if not home.is_dir():
        print("先运行 make run，建立演示数据 / run `make run` first: there is no data yet")
        return 1
    SHOTS.mkdir(exist_ok=True)
    wanted = sys.argv[1:] or PAGES
    with serving(home) as address, chromium() as browser:
        for width, height in SIZES:
            for scheme in ("light", "dark") if (width, height) == SIZES[0] else ("light",):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    locale="zh-CN",
                    timezone_id="Asia/Shanghai",
                )
                for number, name in enumerate(PAGES, start=1):
                    if name not in wanted:
                        continue
                    page = context.new_page()
                    page.goto(f"{address}/{name}")
                    settle(page)
                    dark = "-dark" if scheme == "dark" else ""
                    page.screenshot(
                        path=SHOTS / f"{number:02}-{name or 'overview'}-{width}{dark}.png"
                    )
                    page.close()
                context.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
