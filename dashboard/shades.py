"""Which shade does a county get? Classes of a measure, their limits in words, its tip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from dashboard.theme import Palette
from exports.figures import DASH, PUBLISHED_MINIMUM, fixed, percent, quotient
from exports.words import Words

MEASURES = ("grade", "ratio", "pay", "coverage")
"""What the map can show; the first is the default."""


@dataclass(frozen=True)
class Figure:
    """One figure of one area as two whole numbers; `n` is how many facts stand behind it."""

    numerator: int | None
    denominator: int | None
    n: int = 0

    @property
    def value(self) -> Fraction | None:
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True)
class Shading:
    """The classes of one measure: `colours[i]` fills from `limits[i]` up to `limits[i + 1]`;
    `labels` prints the limits; no figure gets `none`."""

    limits: tuple[Fraction, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    none: str

    def colour(self, value: Fraction | None) -> str:
        if value is None:
            return self.none
        reached = sum(value >= limit for limit in self.limits[1:-1])
        return self.colours[reached]


@dataclass(frozen=True)
class CountyPaint:
    """One county as it is painted: fill colour and the lines of its tip."""

    fill: str
    tip: tuple[str, ...]


def shading(measure: str, values: Sequence[Fraction], palette: Palette) -> Shading:
    """The classes of a measure over the values shown: fifths for 优良占比, two for coverage, and
    five round steps that hold every value for the others."""
    if measure == "grade":
        limits = [Fraction(part, 5) for part in range(6)]
        labels = [f"{20 * part}{DASH}{20 * part + 20}%" for part in range(5)]
        return Shading(tuple(limits), palette.slate, tuple(labels), palette.page)
    if measure == "coverage":
        return Shading(
            (Fraction(0), Fraction(1), Fraction(2)),
            (palette.page, palette.sequential[3]), ("0", "1"), palette.page,
        )  # fmt: skip
    step, places = (Fraction(1, 10), 1) if measure == "ratio" else (Fraction(50), 1)
    return _round_steps(values, step, places, measure, palette)


def _round_steps(
    values: Sequence[Fraction], step: Fraction, places: int, measure: str, palette: Palette
) -> Shading:
    """Limits at the fifths of the values (one far-off county doesn't pale all the others),
    rounded to whole steps and each at least a step apart."""
    ordered = sorted(values) or [Fraction(0)]
    cuts = [ordered[len(ordered) * part // 5] for part in range(5)]
    limits = [step * floor(cuts[0] / step)]
    for cut in cuts[1:]:
        limits.append(max(limits[-1] + step, step * floor(cut / step)))
    limits.append(max(limits[-1] + step, step * floor(ordered[-1] / step) + step))
    scale = Fraction(1) if measure == "ratio" else Fraction(1, 100)
    said = [fixed(limit * scale, places) for limit in limits]
    labels = tuple(f"{said[part]}{DASH}{said[part + 1]}" for part in range(5))
    colours = tuple(palette.sequential[place] for place in (0, 2, 4, 6, 8))
    return Shading(tuple(limits), colours, labels, palette.page)


def said(measure: str, figure: Figure, words: Words) -> str:
    """A figure of the map in words, the same in tip, card and table."""
    if figure.value is None and 0 < figure.n < PUBLISHED_MINIMUM:
        return words("—（不足 5）")
    if measure == "grade":
        return percent(figure.numerator, figure.denominator, 0)
    if measure == "coverage":
        covered = figure.value is not None and figure.value >= 1
        return words("有运行中的市场") if covered else words("× 无运行中的市场")
    if measure == "pay":
        value = figure.value
        return quotient(None, None, 1) if value is None else fixed(value / 100, 1)
    return quotient(figure.numerator, figure.denominator, 2)


def figures_by_area(rows: Mapping[str, Sequence[int | None]]) -> dict[str, Figure]:
    """Code to figure, from (numerator, denominator, n) of the published aggregates."""
    return {
        area: Figure(numerator, denominator, n or 0)
        for area, (numerator, denominator, n) in rows.items()
    }
