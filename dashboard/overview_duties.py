"""Which duties does the overview list, and how is each opened?"""

import streamlit as st

from dashboard import areas, defaults, duties, records, sentences, state, states
from dashboard.badges import plain
from dashboard.overview_month import Month, last_day
from rules.calendar import date_of

LISTED = 9
"""Duties shown before the rest is folded away."""


def show(month: Month) -> None:
    """The list, the most urgent first; what is beyond nine lines is folded away."""
    words = month.visit.words
    listed = _duties(month)
    st.subheader(sentences.duties(listed, words), anchor=False)
    if not listed:
        return
    st.caption(words("按时限排列，行末进入办理"))
    with st.container(key="duties", gap="xxsmall"):
        for line in listed[:LISTED]:
            _duty_line(month, line)
        if len(listed) > LISTED:
            rest = words.count("其余待办 {n} 件", len(listed) - LISTED)
            with st.expander(rest):
                for line in listed[LISTED:]:
                    _duty_line(month, line)


def _duty_line(month: Month, line: duties.Duty) -> None:
    words = month.visit.words
    badge, text, action = st.columns([21, 66, 13], gap="xxsmall", vertical_alignment="center")
    badge.markdown(f":{line.mark.colour}-badge[{plain(line.badge)}]")
    text.markdown(plain(line.text))
    with action:
        if line.page == "defaults":
            if st.button(line.action, type="tertiary", key="open_defaults"):
                st.dialog(words("规则中的默认值"), width="large")(_defaults)(month)
        else:
            states.page_link(month.visit, line.page, line.action, line.params)


def _defaults(month: Month) -> None:
    words = month.visit.words
    held = defaults.default_values(month.ruleset, last_day(month.header), words.language)
    st.caption(words("默认值·非标准·待省厅确认：这些数值在文件中没有规定，确认前按此计算。"))
    held.columns = [words("评价项"), words("数值"), words("取值")]
    st.dataframe(held, hide_index=True, height=420, alt=words("规则中的默认值"))


def _duties(month: Month) -> list[duties.Duty]:
    seen, words, last = month.visit, month.visit.words, month.last
    scope, home, prefix = seen.scope, seen.home, state.prefix(month.area)
    now = home.now()
    market_names = month.names | dict(
        zip(month.markets["market"], month.markets["name"], strict=True)
    )
    numbers, day = month.ruleset.numbers, last_day(month.header)
    notice = int(numbers["contract_warning_days"].on(day).value())
    insufficient = int((month.markets["standing"] == "insufficient").sum())
    unconfirmed = len(defaults.default_values(month.ruleset, day, words.language))
    inside = areas.inside
    return duties.ordered(
        duties.late_reports(month.filings, month.names, words),
        duties.late_ledgers(
            inside(records.late(scope, home, [last]), prefix, "market"), market_names, now, words
        ),
        duties.ending_contracts(
            inside(records.register(scope, home, "contract"), prefix, "market"),
            market_names, notice, date_of(now), words,
        ),
        duties.open_leads(
            inside(records.register(scope, home, "incident"), prefix, "market"), market_names, words
        ),
        duties.unsettled(insufficient, unconfirmed, words),
    )  # fmt: skip
