"""What would this market have without waivers, and what do its city's or contract's own rules say?

Beside the province's result, never in its place (design §6, Layers).
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data, records
from dashboard.badges import badge, coloured, grade_badge, plain
from dashboard.market_choice import Profile
from exports import figures
from exports.marks import NOTICE, WAIVED
from exports.values import whole
from exports.words import Words
from rules.model import RuleSet
from store.evaluations import Header

LAYERS = {"city": "本市口径", "contract": "履约口径"}
SHOWN = 3


def show(profile: Profile) -> None:
    """The score with and without waivers, then each second result and what it takes off most."""
    for line in waiver_lines(profile.row, profile.findings, profile.ruleset, profile.visit.words):
        st.markdown(line)
    for line in _second_lines(profile):
        st.markdown(line)


def waiver_lines(
    row: Mapping[Any, Any], findings: pd.DataFrame, ruleset: RuleSet, words: Words
) -> Iterator[str]:
    """One line where something is waived: what, and the score with and without."""
    waived = findings[findings["waived"] == 1]["criterion"].tolist()
    if not waived:
        return
    titles = [ruleset.criteria[name].title.in_language(words.language) for name in waived]
    told = words("{titles}；不计豁免为 {score} 分", titles=words("、").join(titles),
                 score=figures.score(whole(row["score_unwaived"])))  # fmt: skip
    yield f"{badge(WAIVED, words)} {plain(told)}"


def _second_lines(profile: Profile) -> Iterator[str]:
    seen, words = profile.visit, profile.visit.words
    beside = data.second_evaluations(seen.scope, seen.home, profile.header)
    subjects = [profile.market, *(_contracts(profile) if beside else ())]
    for header in beside:
        rules = data.ruleset(seen.scope, seen.home, header)
        for row, provincial in data.second_results(
            seen.scope, seen.home, header, profile.header, subjects
        ):
            found = evaluated(row, header.layer, provincial, rules, words)
            yield f"{found}　{_notice(rules, words)}".rstrip()
            lost = _lost(profile, header, rules, str(row["subject"]))
            if lost:
                yield f":small[{plain(lost)}]"


def _contracts(profile: Profile) -> list[str]:
    register = records.register(profile.visit.scope, profile.visit.home, "contract")
    mine = register[register["market"] == profile.market]
    return [str(number) for number in mine["contract_no"].unique()]


def _lost(profile: Profile, second: Header, rules: RuleSet, subject: str) -> str:
    seen = profile.visit
    province, own = (
        data.market_findings(seen.scope, seen.home, header.evaluation_id, subject)
        for header in (profile.header, second)
    )
    return lost_more(province, own, rules, seen.words)


def evaluated(
    row: Mapping[Any, Any], layer: str, provincial: Mapping[Any, Any], rules: RuleSet, words: Words
) -> str:
    """`本市口径 78.4 分（−7.9）● 良好 · 南京市口径 3761b970`."""
    score, whole_score = whole(row["score"]), whole(provincial.get("score"))
    shown = figures.score(score) if score is not None else figures.MISSING
    told = words("{layer} {score} 分", layer=words(LAYERS[layer]), score=shown)
    if score is not None and whole_score is not None:
        moved = figures.change(Fraction(score - whole_score, figures.POINT), 1)
        told = words("{told}（比省级 {moved}）", told=told, moved=moved)
    grade, reason = (
        value if isinstance(value, str) else None for value in (row["grade"], row["reason"])
    )
    mark = grade_badge(words, grade, reason, bool(row["provisional"]))
    title = rules.title.in_language(words.language)
    digest = figures.short_digest(rules.hash)
    return f"{plain(told)}　{mark}　{plain(title)} `{digest}`"


def lost_more(provincial: pd.DataFrame, own: pd.DataFrame, rules: RuleSet, words: Words) -> str:
    """The criteria that win fewer points than under the province's rules, the worst first."""
    both = provincial.merge(own, on="criterion", suffixes=("", "_own"))
    less = (both["points_low_own"] - both["points_low"]).astype("Int64").fillna(0)
    worst = both.assign(less=less)[less < 0].sort_values("less")[:SHOWN]
    parts = [
        f"{rules.criteria[row['criterion']].title.in_language(words.language)} "
        f"{figures.change(Fraction(int(row['less']), figures.POINT), 1)}"
        for row in worst.to_dict("records")
    ]
    return words("少得分：{parts}", parts=words("、").join(parts)) if parts else ""


def _notice(rules: RuleSet, words: Words) -> str:
    """What the layer's set says on every view."""
    if rules.notice is None:
        return ""
    return coloured(NOTICE, f"{NOTICE.sign} {rules.notice.in_language(words.language)}")
