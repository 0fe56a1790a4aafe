"""What is this market's result? Name, grade, vetoes, score, rank, bands, contract, papers."""

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import streamlit as st

from dashboard import data, market_contract, market_papers, market_rows, ranking_rows
from dashboard.badges import badge, coloured, grade_badge, plain
from dashboard.charts import band_strip, frame
from dashboard.market_choice import Profile
from exports import figures
from exports.apportion import TENTH
from exports.marks import CAPPED, FINDINGS, GRADES, PENDING, VETOES, Mark
from exports.values import whole
from exports.words import Words
from rules.calendar import month_end_day
from rules.codes import code_list, divisions
from rules.model import GRADES as LEVELS
from rules.model import RuleSet


def card(profile: Profile) -> None:
    """The card, from the name down to the papers."""
    words = profile.visit.words
    st.subheader(plain(str(profile.row["name"])), anchor=False)
    st.caption(_identity(profile))
    for line in gate_lines(profile.row, profile.ruleset, profile.header.last_month, words):
        st.markdown(line)
    st.markdown("　".join(_badges(profile)))
    _figures(profile)
    _strip(profile)
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
        level = GRADES[level_of(score, ruleset, last_month)]
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


def level_of(points: int, ruleset: RuleSet, last_month: int) -> str:
    """The grade whose band holds these points, by the bands in force at the period's end."""
    held = floors(ruleset, last_month)
    return next(level for level in LEVELS if points >= held[level])


def floors(ruleset: RuleSet, last_month: int) -> dict[str, int]:
    """The lowest points of each grade in 1/10,000, on the last day of a month."""
    day = month_end_day(last_month)
    return {
        level: int(series.on(day).value() * figures.POINT)
        for level, series in ruleset.bands.items()
    }


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


def _figures(profile: Profile) -> None:
    words, row = profile.visit.words, profile.row
    low, high, score = (whole(row[name]) for name in ("low", "high", "score"))
    place, peers = whole(row["rank"]), whole(row["peers"])
    left, right = st.columns(2, gap="small")
    moved = _movement(profile)
    name = words("得分") if score is not None else words("得分区间")
    value = figures.score(score) if score is not None else figures.interval(low, high)
    left.metric(
        name, value, moved or None, delta_color="off", delta_arrow="off",
        delta_description=words("比上期") if moved else None,
    )  # fmt: skip
    best, worst = whole(row["rank_best"]), whole(row["rank_worst"])
    ends = f"{best}" if best == worst else f"{best}{figures.DASH}{worst}"
    right.metric(
        words("同类名次"), figures.rank(place, peers), delta_color="off", delta_arrow="off",
        delta=words("区间 {ends}", ends=ends) if place is not None else None,
    )  # fmt: skip
    st.caption(_basis(row, words))


def _basis(row: Mapping[Any, Any], words: Words) -> str:
    """On what the score rests: share assessed, bonus within it, months filed."""
    said = [words("已评 {share}", share=ranking_rows.share_words(row["assessed_share"]))]
    if whole(row["bonus"]):
        said.append(words("亮点加 {points} 分", points=figures.score(whole(row["bonus"]))))
    said.append(words("应报 {duty} 个月，已报 {filed} 个月", duty=whole(row["months_duty"]),
                      filed=whole(row["months_filed"])))  # fmt: skip
    return " · ".join(said)


def _movement(profile: Profile) -> str:
    """The change of the score since the period before; nothing where either has none."""
    seen, header = profile.visit, profile.header
    history = data.history(seen.scope, seen.home, profile.market, header.kind)
    before = history[history["period"] == ranking_rows.period_before(header.period)]
    score = whole(profile.row["score"])
    earlier = whole(before["score"].iloc[0]) if len(before) else None
    if score is None or earlier is None:
        return ""
    # What is shown is the difference of the two shown scores.
    tenths = _tenths(score) - _tenths(earlier)
    return f"{_arrow(tenths)} {figures.change(Fraction(tenths, 10), 1)}".strip()


def _tenths(points: int) -> int:
    return (2 * points + TENTH) // (2 * TENTH)


def _arrow(tenths: int) -> str:
    return "↑" if tenths > 0 else "↓" if tenths < 0 else ""


def _strip(profile: Profile) -> None:
    words, row = profile.visit.words, profile.row
    low, high = whole(row["low"]), whole(row["high"])
    if low is None or high is None:
        return
    if low == high:
        label = words("区间两端均为 {score}", score=figures.score(low))
    else:
        label = words("待核全失 {low} — 全得 {high}", low=figures.score(low),
                      high=figures.score(high))  # fmt: skip
    drawn = band_strip.band_strip(
        floors(profile.ruleset, profile.header.last_month), low, high, whole(row["score"]), label,
        profile.visit.palette, words,
    )  # fmt: skip
    st.plotly_chart(drawn, config=frame.CONFIG, key="band_strip", alt=words(
        "等级带：得分 {score}，{label}", score=figures.score(whole(row["score"])), label=label
    ))  # fmt: skip
