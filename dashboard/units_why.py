"""Why does a unit stand where it does? Its findings, and one of them explained."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import choices, market_findings, market_why, market_words, state, states
from dashboard.badges import grade_badge, plain
from dashboard.market_choice import Profile
from dashboard.units_choice import Comparison
from dashboard.units_rows import Lines
from exports import figures
from exports.marks import CAPPED
from exports.values import whole
from rules.codes import divisions


def show(comparison: Comparison, findings: Lines) -> None:
    """The unit named in the URL; without one, how to choose it."""
    seen = comparison.visit
    code = str(st.query_params.get("code", ""))
    row = _row(comparison.every, code)
    if not code:
        st.caption(seen.words("点单位名称，看它的逐项结论、失分和依据。"))
    elif row is None:
        _missing(comparison, code)
    else:
        _unit(
            Profile(
                seen, comparison.header, comparison.ruleset, comparison.names, row, findings[code]
            )
        )


def _row(results: pd.DataFrame, code: str) -> Mapping[Any, Any] | None:
    rows = results[results["market"] == code]
    return None if rows.empty else rows.iloc[0].to_dict()


def _unit(profile: Profile) -> None:
    words = profile.visit.words
    with st.container(border=True, gap="xsmall"):
        st.subheader(plain(profile.names[profile.market]), anchor=False)
        st.markdown("　".join(_standing(profile)))
        said = market_words.answer(profile.row, profile.findings, profile.ruleset, words)
        st.markdown(plain(said))
        titles = {"loss": words("失分说明"), "all": words("全部指标")}
        tab = choices.switch(profile.visit, "tab", words("逐项结论"), titles, "loss")
        listed = {"loss": market_findings.losses, "all": market_findings.every}[tab](profile)
    market_why.card(profile, listed)


def _standing(profile: Profile) -> list[str]:
    words, row = profile.visit.words, profile.row
    grade, reason = (held if isinstance(held, str) else None
                     for held in (row["grade"], row["reason"]))  # fmt: skip
    said = [grade_badge(words, grade, reason, bool(row["provisional"]))]
    if whole(row["score"]) is not None:
        said.append(words("得分 {score}", score=figures.score(whole(row["score"]))))
    if whole(row["rank"]) is not None:
        place = figures.rank(whole(row["rank"]), whole(row["peers"]))
        said.append(words("名次 {rank}", rank=place))
    return [*said, words("{sign} 等级封顶", sign=CAPPED)] if row["caps"] != "[]" else said


def _missing(comparison: Comparison, code: str) -> None:
    """Outside the scope, or nothing of that code."""
    seen, tree = comparison.visit, divisions()
    if not seen.scope.sees(code[:6]):
        widest = state.areas_in(seen.scope.prefixes, tree.province, tree.cities, tree.counties)[0]
        states.no_permission(seen, comparison.names[widest])
        return
    period = figures.period(comparison.header.period, seen.words)
    states.empty(
        seen.words("{period}的评价中没有代码为 {code} 的单位。", period=period, code=code),
        seen.words("请核对代码，或点表中的单位名称。"),
    )
