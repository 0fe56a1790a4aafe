"""How are a market's findings listed? Losses, or all criteria; a name opens its explanation."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import choices, market_rows
from dashboard.badges import badge
from dashboard.market_choice import Profile
from exports.marks import DEFAULT_VALUE
from exports.words import Words

ROW, SHOWN_ROWS = 32, 9
LOSS = ("criterion", "finding", "points", "value", "required", "parts", "clauses")
ALL = ("group", *LOSS)


def losses(profile: Profile) -> pd.DataFrame:
    """Draws what failed, lost points or waits; returns those findings."""
    held = market_rows.losses(profile.findings)
    if held.empty:
        st.markdown(profile.visit.words("没有失分，也没有待核的评价项。"))
        return held
    _list(profile, held, LOSS, won=False)
    return held


def every(profile: Profile) -> pd.DataFrame:
    """Draws all findings, group by group; returns them."""
    held = market_rows.in_set_order(profile.findings, profile.ruleset)
    _list(profile, held, ALL, won=True)
    return held


def _list(profile: Profile, held: pd.DataFrame, columns: tuple[str, ...], won: bool) -> None:
    words = profile.visit.words
    rows = market_rows.lines(held, profile.ruleset, words, won)[list(columns)]
    key = "findings_all" if won else "findings_lost"
    st.dataframe(
        rows, hide_index=True, row_height=ROW, height=ROW * (min(len(rows), SHOWN_ROWS) + 1) + 2,
        column_config=_columns(words, won, key, list(held["criterion"])),
        alt=words("全部评价项") if won else words("失分和待核的评价项"),
    )  # fmt: skip
    st.markdown(badge(DEFAULT_VALUE, words))


def _columns(words: Words, won: bool, key: str, names: list[str]) -> dict[str, Any]:
    config, pills = st.column_config, market_rows.pills(words)
    return {
        "group": config.TextColumn(words("评价组"), width=48),
        "criterion": config.ButtonColumn(
            words("评价项"), type="tertiary", alignment="left", width=132 if won else 142, key=key,
            on_click=_open, args=(key, names),
        ),
        "finding": config.MultiselectColumn(
            words("结论"), options=list(pills), color=list(pills.values()), width=96
        ),
        "points": config.TextColumn(
            words("得分") if won else words("失分"), width=72 if won else 96
        ),
        "value": config.TextColumn(words("实测"), width=78 if won else 96),
        "required": config.TextColumn(words("要求"), width=102),
        "parts": config.TextColumn(words("分子 / 分母"), width=80),
        "clauses": config.TextColumn(words("条款"), width=96),
    }  # fmt: skip


def _open(key: str, names: list[str]) -> None:
    choices.set_choice("criterion", names[st.session_state[key]["row"]], "", keep=False)
