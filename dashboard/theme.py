"""Which colour has which name? Read from the one place they are set, `.streamlit/config.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"
Rgb = list[int]
NAMES = ("blue", "green", "orange", "red", "violet", "gray")
"""The theme's colours that carry meaning (see exports.marks)."""

_SLATE = {
    "light": ("#F4F6F9", "#E2E8EF", "#CBD5E0", "#AEBDCC", "#8FA2B7"),
    "dark": ("#1D2530", "#27323F", "#334152", "#435468", "#566A82"),
}
_LINES = {"light": ("#8FA2B7", "#3E536B"), "dark": ("#0F141B", "#8FA2B7")}
_INK_ON_SOLID = {
    "light": {"orange": "#12171E", "violet": "#12171E"},
    "dark": dict.fromkeys(("blue", "green", "orange", "red", "violet", "gray"), "#12171E"),
}


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as `#RRGGBB`.

    `slate` (pale to dark) is the ground under grade markers, where blue would hide 优秀;
    `sequential` the blues for a number on a map; `county_line`, `city_line` its boundaries.
    """

    name: str
    font: str
    page: str
    surface: str
    text: str
    border: str
    primary: str
    link: str
    solid: Mapping[str, str]
    badge_text: Mapping[str, str]
    badge_ground: Mapping[str, str]
    categorical: tuple[str, ...]
    sequential: tuple[str, ...]
    slate: tuple[str, ...]
    county_line: str
    city_line: str

    @property
    def muted(self) -> str:
        """The colour of captions and axis labels."""
        return self.solid["gray"]

    def ink_on(self, colour: str) -> str:
        """The text colour that reads on a solid of this named colour."""
        return _INK_ON_SOLID[self.name].get(colour, "#FFFFFF")


@cache
def palette(name: str) -> Palette:
    """The colours of "light" or "dark"."""
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    own = {**theme, **theme[name]}
    county_line, city_line = _LINES[name]
    return Palette(
        name=name, font=own["font"], page=own["backgroundColor"],
        surface=own["secondaryBackgroundColor"], text=own["textColor"],
        border=own["borderColor"], primary=own["primaryColor"], link=own["linkColor"],
        solid=_named(own, "Color"), badge_text=_named(own, "TextColor"),
        badge_ground=_named(own, "BackgroundColor"),
        categorical=tuple(own["chartCategoricalColors"]),
        sequential=tuple(own["chartSequentialColors"]), slate=_SLATE[name],
        county_line=county_line, city_line=city_line,
    )  # fmt: skip


def rgb(colour: str, alpha: int = 255) -> Rgb:
    """`#RRGGBB` as the list of four numbers a map layer takes."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)] + [alpha]


def rgba(colour: str, alpha: float) -> str:
    """`#RRGGBB` as `rgba(…)` for a translucent band."""
    red, green, blue, _ = rgb(colour)
    return f"rgba({red},{green},{blue},{alpha})"


def _named(theme: Mapping[str, str], ending: str) -> dict[str, str]:
    return {name: theme[name + ending] for name in NAMES}
