"""Which cities or counties are compared? Level, area and period; filters hide, never re-rank."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from dashboard import area_names, areas, choices, data, ranking_rows, state
from dashboard.access import Visit
from exports import figures
from metrics.peers import LEVELS
from metrics.rank import FEWEST
from metrics.thresholds import number_on
from rules.calendar import month_end_day
from rules.codes import divisions
from rules.model import RuleSet
from store.evaluations import Header

KIND = "area"


@dataclass(frozen=True)
class Comparison:
    """The units of one level as chosen: `every` unit in scope whatever its level, `units` those of
    the level, `shown` those of the area, `ranked` those of them with a rank and their movement;
    `findings` of every unit in scope."""

    visit: Visit
    header: Header
    ruleset: RuleSet
    level: str
    area: str
    names: Mapping[str, str]
    every: pd.DataFrame
    units: pd.DataFrame
    shown: pd.DataFrame
    ranked: pd.DataFrame
    findings: pd.DataFrame

    @property
    def level_title(self) -> str:
        return level_titles(self.visit)[self.level]

    @property
    def narrowed(self) -> bool:
        """Does the area, or the viewer's scope, hide some of the ranked peers?"""
        return bool((self.ranked["peers"] > len(self.ranked)).any())

    @property
    def fewest(self) -> int:
        """Peers a rank needs."""
        day = month_end_day(self.header.last_month)
        return number_on(self.ruleset, "rank_minimum_peers", day, FEWEST)

    @property
    def before(self) -> str:
        return ranking_rows.period_before(self.header.period)


def chosen(seen: Visit, filters: DeltaGenerator) -> Comparison | None:
    """Draws the filters into the title row; returns what they ask for, None where the viewer
    sees no whole county."""
    words, tree = seen.words, divisions()
    names = area_names.full(words)
    offered = state.areas_in(seen.scope.prefixes, tree.province, tree.cities, tree.counties)
    if not offered:
        return None
    tops = [area for area in offered if area.endswith("00")] or offered
    with filters:
        level = _level(seen, offered)
        area = choices.choose_area(seen, offered, tops, names)
        header = choices.choose_month(seen, data.published(seen.scope, seen.home, KIND))
    choices.refusals(seen)
    every = data.unit_results(seen.scope, seen.home, header.evaluation_id)
    units = every[every["type"].replace(LEVELS) == level]
    shown = areas.inside(units, state.prefix(area))
    return Comparison(
        seen, header, data.ruleset(seen.scope, seen.home, header), level, area, names, every,
        units, shown, _ranked(seen, header, shown),
        data.all_findings(seen.scope, seen.home, header.evaluation_id),
    )  # fmt: skip


def level_titles(seen: Visit) -> dict[str, str]:
    """The levels units are ranked within; direct units stand among the counties."""
    return {"city": seen.words("设区市"), "county": seen.words("县（市、区）")}


def _level(seen: Visit, offered: list[str]) -> str:
    """A switch, where the viewer sees a whole city."""
    titles = level_titles(seen)
    if not set(offered) & set(divisions().cities):
        return "county"
    return choices.switch(seen, "level", seen.words("层级"), titles, "city")


def _ranked(seen: Visit, header: Header, shown: pd.DataFrame) -> pd.DataFrame:
    before = data.header(seen.scope, seen.home, KIND, ranking_rows.period_before(header.period))
    ranked = ranking_rows.in_order(shown)
    if before is None:
        return ranking_rows.with_movement(ranked, None)
    earlier = data.unit_results(seen.scope, seen.home, before.evaluation_id)
    return ranking_rows.with_movement(ranked, earlier)


def filter_words(comparison: Comparison) -> dict[str, str]:
    """The filters as an export prints them, name to value."""
    words = comparison.visit.words
    return {
        words("评价种类"): words("工作实绩评价"),
        words("期间"): figures.period(comparison.header.period, words),
        words("层级"): comparison.level_title,
        words("地区"): comparison.names[comparison.area],
    }
