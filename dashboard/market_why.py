"""Why did a criterion come out so? Numbers, sum, requirement, clause, rows, in that order."""

import re
from collections.abc import Sequence
from itertools import groupby
from math import ceil

import pandas as pd
import streamlit as st

from dashboard import data, market_words, states, widgets
from dashboard.badges import coloured, lines, plain
from dashboard.market_choice import Profile
from exports import figures
from exports.evidence import Table, table_of
from exports.explanation import Part, explained
from exports.marks import DEFAULT_VALUE
from exports.words import Words
from metrics.evidence import Evidence
from metrics.explain import Explanation

FIRST_ROWS, FIRST_COLUMNS, PAGE_ROWS = 3, 5, 15
LOADING = 360


def card(profile: Profile, offered: pd.DataFrame) -> None:
    """The explanation of the criterion named in the URL, else of the first one offered."""
    words = profile.visit.words
    names = list(profile.findings["criterion"])
    first = str(offered["criterion"].iloc[0]) if len(offered) else names[0]
    name = str(st.query_params.get("criterion", first))
    if name not in names:
        st.caption(words("链接中的{labels}不可用，已改用默认选项。", labels=words("评价项")))
        name = first
    seen, number = profile.visit, profile.header.evaluation_id
    with states.loading(LOADING):
        explanation = data.explanation(seen.scope, seen.home, number, profile.market, name)
    with st.container(border=True, gap="xsmall"):
        _head(profile, explanation, names, first)
        told = explained(explanation, words)
        for part in told.parts:
            if part.name == "rows":
                st.caption(lines(plain(line) for line in part.lines))
            else:
                st.markdown(part_text(part, words))
        _first_rows(explanation, words)


def part_text(part: Part, words: Words) -> str:
    """One step as Markdown: its heading, its lines; defaults wear their badge, a clause's own
    words stand as a quotation."""
    if part.quoted:
        return lines([f"> {plain(line)}" for line in part.lines])
    told = sharing_ends(part.lines, words) if part.name == "requirement" else part.lines
    said = [_marked(line, words) for line in told]
    if part.name == "arithmetic":
        said = [f"**{line}**" for line in said]
    joined = words("；").join(said) if part.name == "numbers" else lines(said)
    named = part.lines[0].startswith(part.heading)
    return joined if named else f"{part.heading}　{joined}"


def sharing_ends(told: Sequence[str], words: Words) -> list[str]:
    """Lines in a row that differ only before their first comma, said as one: values of the same
    day and source need their day and source once."""
    pairs = [re.split(r"(?=[，,])", line, maxsplit=1) for line in told]
    groups = groupby(pairs, key=lambda pair: pair[1] if len(pair) > 1 else None)
    said = []
    for end, held in groups:
        heads = [pair[0] for pair in held]
        said += heads if end is None else [words("、").join(heads) + end]
    return said


def _marked(line: str, words: Words) -> str:
    """The words of a default value become its badge."""
    mark = DEFAULT_VALUE.text(words)
    before, found, after = line.partition(mark)
    return f"{plain(before)}{coloured(DEFAULT_VALUE, mark)}{plain(after)}" if found else plain(line)


def _head(profile: Profile, explanation: Explanation, names: list[str], first: str) -> None:
    words, criterion = profile.visit.words, explanation.criterion
    row = profile.findings[profile.findings["criterion"] == criterion.id].iloc[0].to_dict()
    title = criterion.title.in_language(words.language)
    heading, choice, action = st.columns([50, 28, 22], gap="small", vertical_alignment="center")
    heading.subheader(market_words.why(row, title, words), anchor=False)
    with choice:
        titles = {
            name: profile.ruleset.criteria[name].title.in_language(words.language) for name in names
        }
        widgets.mirror(profile.visit, "criterion", words("看哪一项"), titles, criterion.id, first)
    total = sum(len(held.frame) for held in explanation.evidence)
    label = words.count("看 {n} 条明细", total)
    if action.button(label, type="primary", disabled=not total, key="open_rows", width="stretch"):
        heading_of_rows = words("{title}的明细", title=title)
        st.dialog(heading_of_rows, width="large")(_rows)(explanation, words)


def _first_rows(explanation: Explanation, words: Words) -> None:
    """The first rows of the tally that lost most."""
    held = [item for item in explanation.evidence if len(item.frame)]
    if not held:
        return
    shown = max(held, key=_misses)
    st.table(
        as_frame(table_of(shown, words, FIRST_ROWS, FIRST_COLUMNS)), border="horizontal",
        hide_index=True, alt=shown.title.in_language(words.language),
    )  # fmt: skip


def _misses(held: Evidence) -> int:
    return int((held.frame["hit"].fillna(0) == 0).sum())


def _rows(explanation: Explanation, words: Words) -> None:
    """All rows behind a finding, tally by tally, a page at a time."""
    held = [item for item in explanation.evidence if len(item.frame)]
    titles = [item.title.in_language(words.language) for item in held]
    at = 0
    if len(held) > 1:
        at = st.segmented_control(
            words("明细表"), range(len(held)), format_func=lambda place: titles[place],
            default=0, required=True, key="rows_of", label_visibility="collapsed",
        )  # fmt: skip
    total = len(held[at].frame)
    pages = ceil(total / PAGE_ROWS)
    counted = int(held[at].frame["hit"].fillna(0).sum())
    st.caption(words("{title}：共 {n} 条，计入 {counted} 条；未计入的在前", title=titles[at],
                     n=figures.count(total), counted=figures.count(counted)))  # fmt: skip
    place = st.container()
    page = st.pagination(pages, key=f"rows_page_{at}") if pages > 1 else 1
    place.dataframe(
        page_of(held[at], page, words), hide_index=True, alt=titles[at], row_height=32,
        height=32 * (min(total, PAGE_ROWS) + 1) + 2,
    )  # fmt: skip


def page_of(held: Evidence, page: int, words: Words) -> pd.DataFrame:
    """Page `page` (from 1) of the rows, as text."""
    table = table_of(held, words, page * PAGE_ROWS)
    rows = table.rows[(page - 1) * PAGE_ROWS :]
    return as_frame(Table(table.title, table.headings, rows, table.total))


def as_frame(table: Table) -> pd.DataFrame:
    """The rows with month and hit first, so that neither is ever out of sight."""
    frame = pd.DataFrame(table.rows, columns=list(table.headings))
    names = list(frame.columns)
    return frame[[names[0], names[-1], *names[1:-1]]]
