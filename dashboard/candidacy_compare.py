"""How do up to five candidates compare? Chosen by name, side by side, their codes in the URL."""

import pandas as pd
import streamlit as st

from dashboard import choices, data
from dashboard.candidacy_choice import MOST, Field, asked_codes
from dashboard.candidacy_side import side_by_side

_CODES = "candidacy_codes"


def show(field: Field) -> None:
    """Up to five markets side by side; their codes stand in the URL."""
    words, markets = field.visit.words, field.markets
    labels = _labels(markets)
    chosen, refused = asked_codes(str(st.query_params.get("codes", "")), list(labels))
    st.session_state[_CODES] = chosen
    with st.container(border=True, gap="xsmall"):
        st.multiselect(
            words("并列比较（最多 {n} 个）", n=MOST), list(labels), key=_CODES,
            format_func=lambda code: labels[code], max_selections=MOST, on_change=_write,
            placeholder=words("选 2 至 {n} 个市场，并列看各组得分和关键评价项", n=MOST),
        )  # fmt: skip
        if refused:
            st.caption(words("链接中的部分市场不在此列，已略去。"))
        if chosen:
            _side_by_side(field, chosen)


def _side_by_side(field: Field, codes: list[str]) -> None:
    seen, words = field.visit, field.visit.words
    rows = field.markets.set_index("market", drop=False).loc[codes]
    number = field.header.evaluation_id
    findings = {code: data.market_findings(seen.scope, seen.home, number, code) for code in codes}
    table = side_by_side(rows, findings, field.ruleset, words)
    st.table(table, border="horizontal", hide_index=True, alt=words("并列比较"))
    st.caption(
        words(
            "各组为已得分 / 满分，待核不计入，合计为得分下限；粗体为所选市场中最高。"
            "评价项为结论与数值。"
        )
    )


def _labels(markets: pd.DataFrame) -> dict[str, str]:
    """Code to name, the eligible first; a shared name carries its code."""
    twice = markets["name"].duplicated(keep=False)
    return {
        str(code): f"{name}（{code}）" if shared else str(name)
        for code, name, shared in zip(markets["market"], markets["name"], twice, strict=True)
    }


def _write() -> None:
    choices.set_choice("codes", ",".join(st.session_state[_CODES]), "", keep=False)
