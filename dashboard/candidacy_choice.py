"""Who is looked at for the provincial title? Type, area, evaluation; and up to five by code."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from dashboard import area_names, areas, choices, data, state
from dashboard.access import Visit
from dashboard.ranking_choice import SHORT_TYPES, type_titles
from exports import figures
from rules.codes import divisions
from rules.model import RuleSet
from store.evaluations import Header

KIND = "performance"
MOST = 5
"""Markets that fit side by side."""


@dataclass(frozen=True)
class Field:
    """The markets of one type and area in one performance evaluation (rows of
    `data.candidates`), split into those that may be recommended and those that may not."""

    visit: Visit
    header: Header
    ruleset: RuleSet
    type: str
    area: str
    names: dict[str, str]
    markets: pd.DataFrame

    @property
    def type_title(self) -> str:
        return type_titles(self.visit)[self.type]

    @property
    def eligible(self) -> pd.DataFrame:
        return self.markets[self.markets["eligible"]].reset_index(drop=True)

    @property
    def blocked(self) -> pd.DataFrame:
        return self.markets[~self.markets["eligible"]].reset_index(drop=True)


def chosen(seen: Visit, filters: DeltaGenerator) -> Field:
    """Draws the filters into the title row; returns what they ask for."""
    words, tree = seen.words, divisions()
    names = area_names.full(words)
    offered = state.areas_in(seen.scope.prefixes, tree.province, tree.cities, tree.counties)
    tops = [code for code in offered if code.endswith("00")] or offered
    with filters:
        types = {code: words(SHORT_TYPES[code]) for code in type_titles(seen)}
        kind = choices.switch(seen, "type", words("类型"), types, next(iter(types)), keep=True)
        area = choices.choose_area(seen, offered, tops, names)
        header = choices.choose_month(seen, data.published(seen.scope, seen.home, KIND))
    choices.refusals(seen)
    markets = data.candidates(seen.scope, seen.home, header.period)
    markets = areas.inside(markets[markets["type"] == kind], state.prefix(area))
    return Field(seen, header, data.ruleset(seen.scope, seen.home, header), kind, area, names,
                 markets.reset_index(drop=True))  # fmt: skip


def asked_codes(text: str, offered: Sequence[str]) -> tuple[list[str], bool]:
    """The codes of `codes=a,b` that are offered, each once and at most MOST of them; and whether
    something else was asked for."""
    wanted = [code for code in text.split(",") if code]
    held = [code for code in dict.fromkeys(wanted) if code in set(offered)][:MOST]
    return held, held != wanted


def filter_words(field: Field) -> dict[str, str]:
    """The filters as the workbook prints them, name to value."""
    words = field.visit.words
    return {
        words("评价种类"): field.ruleset.kinds[KIND].title.in_language(words.language),
        words("期间"): figures.period(field.header.period, words),
        words("类型"): field.type_title,
        words("地区"): field.names[field.area],
    }
