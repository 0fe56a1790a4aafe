"""Which map is asked for? The filters, the figure of every county, and the sentence over it."""

from collections.abc import Mapping

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from dashboard import area_figures, area_names, choices, data, map_sentences, places, state
from dashboard.access import Visit
from dashboard.map_picture import Picture
from dashboard.shades import Figure
from rules.codes import code_list, divisions


def chosen(seen: Visit, evaluations: pd.DataFrame, filters: DeltaGenerator) -> Picture:
    """Draws the filters into the title row; returns what they ask for."""
    words, tree = seen.words, divisions()
    names = area_names.full(seen.words)
    offered = state.areas_in(seen.scope.prefixes, tree.province, tree.cities, tree.counties)
    tops = [area for area in offered if area.endswith("00")] or offered
    with filters:
        measure = choices.switch(seen, "measure", words("看什么"), _measures(seen), "grade")
        market_type = choices.choose(
            seen, "type", words("类型"), _types(seen), state.WHOLE, width=150
        )
        area = choices.choose_area(seen, offered, tops, names)
        header = choices.choose_month(seen, evaluations)
    choices.refusals(seen)
    markets = data.results(seen.scope, seen.home, header.evaluation_id)
    if market_type != state.WHOLE:
        markets = markets[markets["type"] == market_type]
    table = area_figures.aggregates(seen.scope, seen.home, header.evaluation_id)
    only = area_figures.ALL_TYPES if market_type == state.WHOLE else market_type
    return Picture(seen, header, measure, only, area, offered[0], names, markets, table)


def _measures(seen: Visit) -> dict[str, str]:
    words = seen.words
    return {
        "grade": words("等级"),
        "ratio": words("求人倍率"),
        "pay": words("平均价格"),
        "coverage": words("覆盖"),
    }


def _types(seen: Visit) -> dict[str, str]:
    codes = code_list("market_type").codes
    every = {code.code: code.title.in_language(seen.language) for code in codes}
    return {state.WHOLE: seen.words("全部类型")} | every


def county_figures(picture: Picture) -> dict[str, Figure]:
    """The figure of the chosen measure for every county the viewer may see."""
    codes = [shape.code for shape in picture.shapes]
    if picture.measure == "grade":
        return places.grade_figures(picture.markets, "county", codes)
    measure = places.AGGREGATE[picture.measure]
    return {code: picture.figure(code, measure) for code in codes}


def sentence(picture: Picture, held: Mapping[str, Figure]) -> str:
    """What the map says, from the figures it is painted by."""
    words, names = picture.visit.words, picture.names
    if picture.measure == "coverage":
        return map_sentences.coverage_map(held, names, words)
    if picture.measure != "grade":
        return map_sentences.figure_map(picture.measure, held, names, words)
    bad = picture.markets[picture.markets["standing"] == "unqualified"]["city"].value_counts()
    graded = int(picture.markets["grade"].notna().sum())
    short = {**names, **area_names.short(picture.visit.language)}
    counts = {str(city): int(number) for city, number in bad.items()}
    return map_sentences.grade_map(counts, short, graded, words)
