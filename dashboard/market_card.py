"""What is this market's result? Name, grade, vetoes; then score, way up, contract, papers."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import (
    market_better,
    market_contract,
    market_papers,
    market_rows,
    market_score,
    market_second,
)
from dashboard.badges import badge, coloured, grade_badge, plain
from dashboard.grade_floors import grade_floors, level_of
from dashboard.market_choice import Profile
from exports import figures
from exports.marks import CAPPED, FINDINGS, GRADES, PENDING, VETOES, Mark
from exports.values import whole
from exports.words import Words
from rules.codes import code_list, divisions
from rules.model import RuleSet


def card(profile: Profile) -> None:
    """The card, from the name down to the papers."""
    words = profile.visit.words
    st.subheader(plain(str(profile.row["name"])), anchor=False)
    st.caption(_identity(profile))
    for line in gate_lines(profile.row, profile.ruleset, profile.header.last_month, words):
        st.markdown(line)
    st.markdown("　".join(_badges(profile)))
    market_score.show(profile)
    market_second.show(profile)
    market_better.show(profile)
    market_contract.show(profile)
    market_papers.show(profile)


def _identity(profile: Profile) -> str:
    words, row, tree = profile.visit.words, profile.row, divisions()
    city = tree.name(str(row["city"]), words.language)
    county = tree.name(str(row["county"]), words.language)
    kind = code_list("market_type").get(str(row["type"]))
    title = kind.title.in_language(words.language) if kind else str(row["type"])
    return f"{profile.market} · {city} {county} · {title}"


def gate_lines(
    row: Mapping[Any, Any], ruleset: RuleSet, last_month: int, words: Words
) -> list[str]:
    """Each failed veto with its clauses and what the grade would be without it, then each cap."""
    failed = [veto["criterion"] for veto in json.loads(row["vetoes"])
              if veto["finding"] == "not_met"]  # fmt: skip
    lines = [_veto_line(name, ruleset, words) for name in failed]
    score = whole(row["score"])
    if failed and score is not None:
        level = GRADES[level_of(score, grade_floors(ruleset, last_month))]
        lines.append(words("若无否决为 {score} 分 {grade}", score=figures.score(score),
                           grade=badge(level, words)))  # fmt: skip
    return lines + [_cap_line(cap, ruleset, words) for cap in json.loads(row["caps"])]


def _veto_line(name: str, ruleset: RuleSet, words: Words) -> str:
    criterion = ruleset.criteria[name]
    text = words(
        "{mark}：{title}（{clauses}）", mark=VETOES["not_met"].text(words),
        title=criterion.title.in_language(words.language),
        clauses=words("、").join(criterion.clauses),
    )  # fmt: skip
    return coloured(VETOES["not_met"], text)


def _cap_line(cap: Mapping[str, Any], ruleset: RuleSet, words: Words) -> str:
    """What the grade would be, and which finding holds it down."""
    lands = GRADES[cap["highest"]]
    text = words(
        "{sign} 封顶：{title}{finding}，最高{highest}；不封顶为{would}", sign=CAPPED,
        title=ruleset.criteria[cap["criterion"]].title.in_language(words.language),
        finding=words(FINDINGS[cap["finding"]].zh), highest=words(lands.zh),
        would=words(GRADES[cap["would_be"]].zh),
    )  # fmt: skip
    return coloured(Mark(CAPPED, "封顶", lands.colour), text)


def _badges(profile: Profile) -> list[str]:
    words, row = profile.visit.words, profile.row
    grade, reason = (
        value if isinstance(value, str) else None for value in (row["grade"], row["reason"])
    )
    counts = market_rows.gate_counts(profile.findings, "veto")
    state = "not_met" if counts["not_met"] else "no_data" if counts["no_data"] else "met"
    passed = words("{sign} 否决项 {met}/{all} 通过", sign=VETOES[state].sign, met=counts["met"],
                   all=counts["all"])  # fmt: skip
    shown = [grade_badge(words, grade, reason, bool(row["provisional"])),
             coloured(VETOES[state], passed)]  # fmt: skip
    waiting = int((profile.findings["finding"] == "no_data").sum())
    if waiting:
        text = words.count("{mark} {n} 项", waiting, mark=PENDING.text(words))
        shown.append(coloured(PENDING, text))
    return shown
