"""Which contracted markets are asked for? Mode, area and month; filters only hide rows."""

from dataclasses import dataclass

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from casework.supervision import MODES
from dashboard import area_names, areas, choices, data, state
from dashboard.access import Visit
from exports import figures
from rules.calendar import month_end_day
from rules.codes import code_list, divisions
from rules.model import RuleSet
from store.evaluations import Header

WARNING = "contract_warning_days"


@dataclass(frozen=True)
class Watch:
    """The contracted markets that the filters leave (`shown`, rows of `data.contracts`), and the
    month they are judged by. A contract that ends within `soon` days is to be looked at."""

    visit: Visit
    header: Header
    ruleset: RuleSet
    mode: str
    area: str
    names: dict[str, str]
    shown: pd.DataFrame
    soon: int
    soon_is_default: bool


def chosen(seen: Visit, filters: DeltaGenerator) -> Watch:
    """Draws the filters into the title row; returns what they ask for."""
    words, tree = seen.words, divisions()
    names = area_names.full(words)
    offered = state.areas_in(seen.scope.prefixes, tree.province, tree.cities, tree.counties)
    tops = [code for code in offered if code.endswith("00")] or offered
    with filters:
        mode = choices.switch(seen, "mode", words("运行方式"), modes(seen), state.WHOLE)
        area = choices.choose_area(seen, offered, tops, names)
        header = choices.choose_month(seen, data.published(seen.scope, seen.home))
    choices.refusals(seen)
    ruleset = data.ruleset(seen.scope, seen.home, header)
    warning = ruleset.numbers[WARNING].on(month_end_day(header.last_month))
    return Watch(
        seen, header, ruleset, mode, area, names,
        narrowed(data.contracts(seen.scope, seen.home, header), mode, area),
        int(warning.value()), warning.status == "default",
    )  # fmt: skip


def narrowed(contracts: pd.DataFrame, mode: str, area: str) -> pd.DataFrame:
    """The rows of one mode (or all) inside an area, in their order."""
    if contracts.empty:
        return contracts
    held = areas.inside(contracts, state.prefix(area))
    held = held if mode == state.WHOLE else held[held["mode"] == mode]
    return held.reset_index(drop=True)


def modes(seen: Visit) -> dict[str, str]:
    """Code to title of the contracted modes, all of them first."""
    codes = {code.code: code.title.in_language(seen.language)
             for code in code_list("market_mode").codes}  # fmt: skip
    return {state.WHOLE: seen.words("全部")} | {code: codes[code] for code in MODES}


def filter_words(watch: Watch) -> dict[str, str]:
    """The filters as the workbook prints them, name to value."""
    seen, words = watch.visit, watch.visit.words
    return {
        words("期间"): figures.period(watch.header.period, words),
        words("运行方式"): modes(seen)[watch.mode],
        words("地区"): watch.names[watch.area],
    }
