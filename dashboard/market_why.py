"""Why did a criterion come out so? Numbers, sum, requirement, clause, rows, in that order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import pandas as pd
import streamlit as st

from dashboard import choices, data, market_evidence, market_words, states
from dashboard.badges import coloured, lines, plain
from dashboard.market_choice import Profile
from dashboard.market_people import labelled, shortened
from exports.explanation import Part, explained
from exports.marks import DEFAULT_VALUE
from exports.words import Words
from metrics.explain import Explanation

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
        found = data.explanation(seen.scope, seen.home, number, profile.market, name)
    explanation = replace(found, evidence=labelled(found.evidence, words))
    with st.container(border=True, gap="xsmall"):
        _head(profile, explanation, names, first)
        told = explained(replace(found, evidence=shortened(found.evidence)), words)
        for part in told.parts:
            if part.name == "rows":
                st.caption(lines(plain(line) for line in part.lines))
            else:
                st.markdown(part_text(part, words))
        market_evidence.first_rows(explanation, words)


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
        choices.mirror(profile.visit, "criterion", words("看哪一项"), titles, criterion.id, first)
    total = sum(len(held.frame) for held in explanation.evidence)
    label = words.count("看 {n} 条明细", total)
    if action.button(label, type="primary", disabled=not total, key="open_rows", width="stretch"):
        heading_of_rows = words("{title}的明细", title=title)
        st.dialog(heading_of_rows, width="large")(market_evidence.rows)(explanation, words)
