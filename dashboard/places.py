"""What does the map show? Counties with their figure and shade, markets with point and tip."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.areas import grade_table
from dashboard.geo import Shape
from dashboard.shades import CountyPaint, Figure, Shading, said
from exports import figures
from exports.marks import GRADES, UNGRADED
from exports.words import Words

AGGREGATE = {"ratio": "ratio", "pay": "hourly_pay_mean", "coverage": "coverage"}
"""The published aggregate behind each measure but the grade, which is counted from results."""
TIP_MARKETS = 5
DEGREE = 10_000


def grade_figures(markets: pd.DataFrame, by: str, codes: Sequence[str]) -> dict[str, Figure]:
    """Share of good markets by area code; an area without markets has no figure."""
    table = grade_table(markets, by)
    held = {
        str(area): Figure(int(good), int(all_), int(all_))
        for area, good, all_ in zip(
            table.index, table["good_or_better"], table["markets"], strict=True
        )
    }
    return {code: held.get(code, Figure(None, None)) for code in codes}


def paint(
    shapes: Sequence[Shape], measure: str, held: Mapping[str, Figure], shading: Shading,
    names: Mapping[str, str], words: Words,
) -> dict[str, CountyPaint]:  # fmt: skip
    """How each county is painted: the shade of its figure, and a tip with name, figure and n."""
    return {
        shape.code: CountyPaint(
            shading.colour(held[shape.code].value),
            (names[shape.code], _figure_line(measure, held[shape.code], words)),
        )
        for shape in shapes
    }


def _figure_line(measure: str, figure: Figure, words: Words) -> str:
    value = said(measure, figure, words)
    if measure == "grade":
        return words.count("优良占比 {value}，{n} 个市场", figure.n, value=value)
    if measure == "ratio":
        return words("求人倍率 {value}（需求 {heads}，求职 {seekers}）", value=value,
                     heads=figures.count(figure.numerator),
                     seekers=figures.count(figure.denominator))  # fmt: skip
    if measure == "pay":
        return words("平均用工价格 {value} 元/小时（{n} 个岗位）", value=value,
                     n=figures.count(figure.denominator))  # fmt: skip
    return value


def markers(
    markets: pd.DataFrame, register: pd.DataFrame, words: Words
) -> tuple[pd.DataFrame, list[str]]:
    """One row per market with a point: market, standing, longitude, latitude, tip (lines; up to
    five markets at one place); and the names of the markets without a point."""
    points = register[["market", "longitude_e4", "latitude_e4"]]
    held = markets.merge(points, on="market", how="left", validate="one_to_one")
    known = held["longitude_e4"].notna() & held["latitude_e4"].notna()
    placed = held.assign(
        longitude=held["longitude_e4"] / DEGREE, latitude=held["latitude_e4"] / DEGREE
    )[known]
    lines = {row["market"]: _market_line(row, words) for row in placed.to_dict("records")}
    together = placed.groupby(["longitude", "latitude"])["market"].transform(
        lambda codes: "|".join(codes)
    )
    tips = [_tip(str(codes).split("|"), lines, words) for codes in together]
    placed["tip"] = pd.Series(tips, index=placed.index, dtype="object")
    drawn = placed[["market", "standing", "longitude", "latitude", "tip"]]
    return drawn.reset_index(drop=True), [str(name) for name in held[~known]["name"]]


def bare_counties(
    shapes: Sequence[Shape], held: Mapping[str, Figure], paint: Mapping[str, CountyPaint]
) -> pd.DataFrame:
    """One marker × per county without a running market, in the columns of `markers` (`market`
    holds the county's code)."""
    rows = [
        (shape.code, "unqualified", *shape.center, paint[shape.code].tip)
        for shape in shapes
        if not held[shape.code].numerator
    ]
    return pd.DataFrame(rows, columns=["market", "standing", "longitude", "latitude", "tip"])


def _market_line(row: Mapping[object, object], words: Words) -> str:
    mark = GRADES.get(str(row["standing"]), UNGRADED).text(words)
    return f"{row['name']}　{mark}　{points_said(row)}"


def _tip(codes: Sequence[str], lines: Mapping[str, str], words: Words) -> tuple[str, ...]:
    shown = tuple(lines[code] for code in codes[:TIP_MARKETS])
    rest = len(codes) - TIP_MARKETS
    return (*shown, words.count("另有 {n} 个", rest)) if rest > 0 else shown


def points_said(row: Mapping[object, object]) -> str:
    """A market's score, or the interval it lies in when it isn't graded."""
    score, low, high = (_whole(row[name]) for name in ("score", "low", "high"))
    return figures.score(score) if score is not None else figures.interval(low, high)


def area_rows(
    markets: pd.DataFrame, by: str, codes: Sequence[str], names: Mapping[str, str],
    held: Callable[[str, str], Figure], words: Words,
) -> pd.DataFrame:  # fmt: skip
    """The map as a table: one row per area with its markets by grade, share of good, coverage,
    ratio and pay. `held` gives the published figure of (area, measure)."""
    table = grade_table(markets, by).reindex(list(codes), fill_value=0)
    columns: dict[str, list[str]] = {words("地区"): [names[code] for code in codes]}
    columns[words("市场数")] = [figures.count(int(n)) for n in table["markets"]]
    for key, mark in GRADES.items():
        columns[mark.text(words)] = [figures.count(int(n)) for n in table[key]]
    columns[words("优良占比")] = [
        figures.percent(int(good), int(all_), 0)
        for good, all_ in zip(table["good_or_better"], table["markets"], strict=True)
    ]
    columns[words("覆盖区县")] = [of(held(code, "coverage")) for code in codes]
    columns[words("求人倍率")] = [said("ratio", held(code, "ratio"), words) for code in codes]
    columns[words("均价（元/小时）")] = [
        said("pay", held(code, "hourly_pay_mean"), words) for code in codes
    ]
    return pd.DataFrame(columns)


def of(figure: Figure) -> str:
    """A figure as its two whole numbers, `12 / 30`."""
    if figure.numerator is None or figure.denominator is None:
        return figures.MISSING
    return f"{figures.count(figure.numerator)} / {figures.count(figure.denominator)}"


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(str(value).split(".")[0])
