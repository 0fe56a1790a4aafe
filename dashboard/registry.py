"""Which pages are there, in which group of the rail?

A page is a file of `dashboard/pages/`; the entry script stands in the root, because a folder
`pages` beside it would be served by Streamlit itself, without the shell.
"""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
GROUPS = ("看全局", "看市场", "办事项", "管数据")


@dataclass(frozen=True)
class Entry:
    """One page: `name` is its URL and file name, `group` and `title` the source of their words."""

    name: str
    group: str
    title: str
    icon: str

    @property
    def file(self) -> str:
        """The page's file, as Streamlit names it: relative to the entry script."""
        return f"dashboard/pages/{self.name}.py"


PAGES = (
    Entry("overview", "看全局", "总览", ":material/dashboard:"),
    Entry("map", "看全局", "地图", ":material/map:"),
    Entry("ranking", "看全局", "排名", ":material/leaderboard:"),
    Entry("units", "看全局", "地区实绩", ":material/location_city:"),
    Entry("market", "看市场", "市场档案", ":material/storefront:"),
    Entry("rules", "看市场", "规则", ":material/rule:"),
    Entry("supervision", "办事项", "运营监督", ":material/visibility:"),
    Entry("candidacy", "办事项", "省级评选", ":material/award_star:"),
    Entry("submit", "管数据", "数据报送", ":material/upload_file:"),
)
"""In the order of the rail; the first is the page at `/`."""


def served() -> tuple[Entry, ...]:
    """The pages whose file is there."""
    return tuple(entry for entry in PAGES if (ROOT / entry.file).is_file())


def page_file(name: str) -> str | None:
    """The file of a page, for a link to it; None where it isn't served."""
    return next((entry.file for entry in served() if entry.name == name), None)
