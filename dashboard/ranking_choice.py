"""Which ranking is asked for? Kind, type, mode, area and period; filters hide, never re-rank."""

from dataclasses import dataclass

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from dashboard import area_names, areas, choices, data, ranking_rows, state
from dashboard.access import Visit
from exports import figures
from metrics.rank import FEWEST
from metrics.thresholds import number_on
from rules.calendar import month_end_day
from rules.codes import code_list, divisions
from rules.model import RuleSet
from store.evaluations import Header

KINDS = ("monitoring", "performance")
"""The kinds this page ranks; the first is the default."""
TOP = 30
SHORT_TYPES = {"general": "综合性", "sector": "行业性、专业性", "station": "零工服务站点"}
"""What tells the types apart, for their buttons."""


@dataclass(frozen=True)
class Ranking:
    """One ranking as chosen: `markets` are all of the type in scope, `shown` those the filters
    leave, `ranked` those of them with a rank and their movement."""

    visit: Visit
    header: Header
    ruleset: RuleSet
    type: str
    mode: str
    area: str
    names: dict[str, str]
    markets: pd.DataFrame
    shown: pd.DataFrame
    ranked: pd.DataFrame

    @property
    def type_title(self) -> str:
        return type_titles(self.visit)[self.type]

    @property
    def narrowed(self) -> bool:
        """Does a filter hide some markets of the type?"""
        return len(self.shown) < len(self.markets)

    @property
    def fewest(self) -> int:
        """Peers a rank needs."""
        day = month_end_day(self.header.last_month)
        return number_on(self.ruleset, "rank_minimum_peers", day, FEWEST)

    @property
    def before(self) -> str:
        return ranking_rows.period_before(self.header.period)


def chosen(seen: Visit, filters: DeltaGenerator) -> Ranking:
    """Draws the filters into the title row; returns what they ask for."""
    words, tree = seen.words, divisions()
    names = area_names.full(words)
    offered = state.areas_in(seen.scope.prefixes, tree.province, tree.cities, tree.counties)
    tops = [area for area in offered if area.endswith("00")] or offered
    with filters:
        kind = choose_kind(seen)
        types = {code: words(SHORT_TYPES.get(code, title))
                 for code, title in type_titles(seen).items()}  # fmt: skip
        market_type = choices.switch(
            seen, "type", words("类型"), types, next(iter(types)), keep=True
        )
        mode = choices.choose(
            seen, "mode", words("运行方式"), _modes(seen), state.WHOLE, width=140, keep=False
        )
        area = choices.choose_area(seen, offered, tops, names)
        header = choices.choose_month(seen, data.published(seen.scope, seen.home, kind))
    choices.refusals(seen)
    markets = data.results(seen.scope, seen.home, header.evaluation_id)
    markets = markets[markets["type"] == market_type]
    shown = areas.inside(markets, state.prefix(area))
    if mode != state.WHOLE:
        shown = shown[shown["mode"] == mode]
    return Ranking(
        seen, header, data.ruleset(seen.scope, seen.home, header), market_type, mode, area, names,
        markets, shown,
        _ranked(seen, header, shown),
    )  # fmt: skip


def choose_kind(seen: Visit) -> str:
    """The kind of evaluation; a switch where more than one is published."""
    held = data.published_kinds(seen.scope, seen.home, KINDS)
    titles = kind_titles(seen)
    if len(held) == 1:
        return held[0]
    return choices.switch(
        seen, "kind", seen.words("评价种类"), {kind: titles[kind] for kind in held}, held[0]
    )


def kind_titles(seen: Visit) -> dict[str, str]:
    return {"monitoring": seen.words("月度监测"), "performance": seen.words("绩效评价")}


def type_titles(seen: Visit) -> dict[str, str]:
    """Code to title of the market types."""
    codes = code_list("market_type").codes
    return {code.code: code.title.in_language(seen.language) for code in codes}


def _modes(seen: Visit) -> dict[str, str]:
    codes = code_list("market_mode").codes
    every = {code.code: code.title.in_language(seen.language) for code in codes}
    return {state.WHOLE: seen.words("全部运行方式")} | every


def _ranked(seen: Visit, header: Header, shown: pd.DataFrame) -> pd.DataFrame:
    before = data.header(
        seen.scope, seen.home, header.kind, ranking_rows.period_before(header.period)
    )
    ranked = ranking_rows.in_order(shown)
    if before is None:
        return ranking_rows.with_movement(ranked, None)
    earlier = data.results(seen.scope, seen.home, before.evaluation_id)
    return ranking_rows.with_movement(ranked, earlier)


def filter_words(ranking: Ranking, only_top: bool) -> dict[str, str]:
    """The filters as an export prints them, name to value."""
    seen, words = ranking.visit, ranking.visit.words
    held = {
        words("评价种类"): kind_titles(seen)[ranking.header.kind],
        words("期间"): figures.period(ranking.header.period, words),
        words("类型"): ranking.type_title,
        words("运行方式"): _modes(seen)[ranking.mode],
        words("地区"): ranking.names[ranking.area],
    }
    if only_top:
        held[words("范围")] = words("前 {n} 名及不参加排名的市场", n=TOP)
    return held


def where_words(ranking: Ranking) -> str:
    """The filters as the subject of a sentence: `南京市委托社会力量的综合性零工市场`."""
    words = ranking.visit.words
    mode = "" if ranking.mode == state.WHOLE else _modes(ranking.visit)[ranking.mode]
    parts = {"area": ranking.names[ranking.area], "type": ranking.type_title}
    if not mode:
        return words("{area}{type}", **parts)
    return words("{area}{mode}的{type}", mode=mode, **parts)
