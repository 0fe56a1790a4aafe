"""Which market's file is asked for? Area, market, kind and period; or why it can't be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import area_names, areas, choices, data, state, states
from dashboard.access import Visit
from dashboard.market_rows import with_points
from dashboard.ranking_choice import choose_kind
from exports import figures
from rules.codes import divisions
from rules.model import RuleSet
from store.evaluations import Header

_SEEN = "market_seen"


@dataclass(frozen=True)
class Profile:
    """One market in one evaluation: its result row and its findings, one row per
    criterion, with the points shown (see dashboard.market_rows.with_points)."""

    visit: Visit
    header: Header
    ruleset: RuleSet
    names: Mapping[str, str]
    row: Mapping[Any, Any]
    findings: pd.DataFrame

    @property
    def market(self) -> str:
        return str(self.row["market"])


def chosen(seen: Visit, filters: DeltaGenerator) -> Profile | None:
    """Draws the filters into the title row; None when it had to say why there is no market."""
    words, tree = seen.words, divisions()
    names = area_names.full(words)
    offered = state.areas_in(seen.scope.prefixes, tree.province, tree.cities, tree.counties)
    with filters:
        kind = choose_kind(seen)
        tops = [code for code in offered if code.endswith("00")] or offered
        area = choices.choose_area(seen, offered, tops, names)
        place = st.container(width="content")
        header = choices.choose_month(seen, data.published(seen.scope, seen.home, kind))
    _follow(str(st.query_params.get("code", "")), area, offered[0])
    asked = str(st.query_params.get("code", ""))
    results = data.results(seen.scope, seen.home, header.evaluation_id)
    if asked and asked not in set(results["market"]):
        _missing(seen, header, asked, names)
        return None
    listed = areas.inside(results, state.prefix(area)).sort_values("market")
    if listed.empty:
        states.empty(words("{area}没有市场参加这次评价。", area=names[area]),
                     words("请换一个地区或月份。"))  # fmt: skip
        return None
    with place:
        market = _choose_market(seen, listed, names)
    st.session_state[_SEEN] = (market, area)
    choices.refusals(seen)
    row = listed[listed["market"] == market].iloc[0].to_dict()
    findings = with_points(
        data.market_findings(seen.scope, seen.home, header.evaluation_id, market)
    )
    return Profile(seen, header, data.ruleset(seen.scope, seen.home, header), names, row, findings)


def labels(listed: pd.DataFrame, names: Mapping[str, str]) -> dict[str, str]:
    """Code to name; markets of one name carry their county's."""
    twice = listed["name"].duplicated(keep=False)
    return {
        str(row["market"]): f"{row['name']}（{names[row['county']]}）" if double else row["name"]
        for row, double in zip(listed.to_dict("records"), twice, strict=True)
    }


def _follow(asked: str, area: str, widest: str) -> None:
    """A link's code wins over the area of an earlier page; a newly chosen area over the code."""
    before = st.session_state.get(_SEEN)
    outside = bool(asked) and area != widest and not asked.startswith(state.prefix(area))
    if outside and before is not None and before[0] == asked and before[1] != area:
        choices.set_choice("code", "", "", keep=False)
    elif outside:
        choices.set_choice("area", widest, widest)
        st.rerun()


def _choose_market(seen: Visit, listed: pd.DataFrame, names: Mapping[str, str]) -> str:
    options = labels(listed, names)
    if "code" not in st.query_params:  # a link to this page must name its market
        choices.set_choice("code", next(iter(options)), "", keep=False)
    return choices.choose(seen, "code", seen.words("市场"), options, "", width=240, keep=False)


def _missing(seen: Visit, header: Header, asked: str, names: Mapping[str, str]) -> None:
    """Outside the scope, or nothing of that code in this evaluation."""
    words = seen.words
    if not seen.scope.sees(asked[:6]):
        scope_area = state.areas_in(
            seen.scope.prefixes, divisions().province, divisions().cities, divisions().counties
        )[0]
        states.no_permission(seen, names[scope_area])
        return
    period = figures.period(header.period, words)
    states.empty(
        words("{period}的评价中没有代码为 {code} 的市场。", period=period, code=asked),
        words("请核对代码；新开办的市场从开办后的评价起才有档案。"),
    )
    params = state.link(st.query_params.to_dict())
    states.page_link(seen, "market", words("从列表中选择市场"), params)
    states.page_link(seen, "ranking", words("到排名中查找"), params)
