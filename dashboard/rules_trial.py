"""Who would pass and who fall if a number were another? A trial: nothing is saved but a draft."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import (
    choices,
    file_links,
    rulebook,
    rules_effect,
    rules_effect_rows,
    rules_moves,
    rules_period,
    rules_rows,
    states,
    widgets,
)
from dashboard.badges import badge, plain
from dashboard.rules_choice import Book
from dashboard.rules_moves import Knob
from dashboard.rules_numbers import named_series
from exports.marks import DEFAULT_VALUE, DEMO, GRADES, Mark
from exports.values import written
from exports.words import Words
from metrics.evaluate import EvaluationError
from rules.calendar import date_of, month_of, next_month
from rules.draft import Move, draft_text, movable, tried
from rules.value import RuleError

FLOORS = ("excellent", "good", "qualified")
UNOFFICIAL = Mark("△", "试算，非正式", "orange")


def show(book: Book) -> None:
    """The answer, the moves and their form at the left, who passes and falls at the right."""
    visit, words = book.visit, book.visit.words
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row:
        asked = rules_period.chosen(visit, book.ruleset)
    if asked is None:
        states.nothing_published(visit)
        return
    moves, whole = rules_moves.asked(book.ruleset)
    if not whole:
        st.caption(words("链接中有读不懂的改动，已略去。"))
    said = st.container()
    _form(book, moves)
    effect = _effect(book, moves, asked)
    with said:
        widgets.answer(_answer(effect, moves, book, asked, words))
        note = words("按{period}、目前在库的数据试算，不改动任何结果", period=asked.words)
        mark = f"　{badge(DEMO, words)}" if visit.home.demo else ""
        st.caption(f"{plain(note)}　{badge(UNOFFICIAL, words)}{mark}")
    if moves:
        _moved(book, moves)
    if effect is not None and moves:
        rules_effect.show(visit, effect, rules_effect_rows.titles_of(book.ruleset), "trial")


def _effect(
    book: Book, moves: tuple[Move, ...], asked: rules_period.Asked
) -> rulebook.Effect | None:  # fmt: skip
    visit, words = book.visit, book.visit.words
    try:
        with st.spinner(words("正在试算……")):
            after = tried(book.ruleset, moves, book.day)
            return rulebook.trial(
                visit.scope, visit.home, book.ruleset, after, asked.kind, asked.period
            )
    except (RuleError, EvaluationError) as error:
        states.refused(str(error), words)
        return None


def _answer(
    effect: rulebook.Effect | None, moves: Sequence[Move], book: Book, asked: rules_period.Asked,
    words: Words,
) -> str:  # fmt: skip
    if not moves:
        return words("移动下面的数字，看谁升档、谁降档")
    if effect is None:
        return words("这样改不成一套规则")
    return words(
        "若按新值，{changes}",
        changes=rules_effect_rows.told(effect, rules_effect_rows.titles_of(book.ruleset), words),
    )


def _form(book: Book, moves: tuple[Move, ...]) -> None:
    """Bands, weights and one criterion's numbers as sliders, sent once."""
    words = book.visit.words
    ordered = [criterion for criterion, _ in rules_rows.in_order(book.ruleset)]
    options = {held.id: held.title.in_language(book.language) for held in ordered}
    with st.container(border=True, gap="xsmall"):
        st.subheader(words("改哪些数"), anchor=False)
        name = choices.choose(
            book.visit, "criterion", words("评价项"), options, ordered[0].id, 260, False
        )
        with st.form("trial", border=False):
            columns = st.columns(3, gap="small")
            drawn: list[Knob] = []
            for column, (title, knobs) in zip(columns, _parts(book, name), strict=True):
                with column.container(height=310, border=False):
                    st.caption(title)
                    for knob in knobs:
                        rules_moves.draw(knob, moves)
                        drawn.append(knob)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                sent = st.form_submit_button(words("试算"), type="primary")
                st.caption(DEFAULT_VALUE.text(words))
            if sent:
                rules_moves.write(rules_moves.turned(drawn, moves))
                st.rerun()


def _parts(book: Book, criterion: str) -> list[tuple[str, list[Knob]]]:
    """The three columns of the form: the criterion's numbers, the bands, the weights."""
    words, known = book.visit.words, movable(book.ruleset)
    of = [
        knob
        for title, series in named_series(book.ruleset.criteria[criterion], words)
        for knob in rules_moves.knobs(series, title, book.day, words)
    ]
    bands = [
        knob
        for grade in FLOORS
        for knob in rules_moves.knobs(
            known[f"bands.{grade}"], words(GRADES[grade].zh), book.day, words
        )
    ]
    weights = [
        knob
        for group in book.ruleset.groups
        for knob in rules_moves.knobs(
            known[f"groups.{group.id}.weight"],
            group.title.in_language(book.language),
            book.day,
            words,
        )
    ]
    title = book.ruleset.criteria[criterion].title.in_language(book.language)
    return [(title, of), (words("等级线"), bands), (words("评价组权重"), weights)]


def _moved(book: Book, moves: tuple[Move, ...]) -> None:
    """What is moved, from which value to which, and what can be done with it."""
    words, known = book.visit.words, movable(book.ruleset)
    rows = []
    for move in moves:
        dated = known[move.number].on(max(book.day, known[move.number].dated[0].since))
        before = dated.shown.get(move.kind) or next(iter(dated.shown.values()))
        name = rules_moves.said(book.ruleset, move, words)
        rows.append((plain(name), written(before, words), written(move.value, words)))
    table = pd.DataFrame(rows, columns=[words(name) for name in ("数", "现值", "新值")])
    with st.container(border=True, gap="xsmall"):
        st.table(table, border="horizontal", hide_index=True, alt=words("改了什么"))
        with st.container(horizontal=True, gap="small"):
            if st.button(words("全部还原")):
                rules_moves.write(())
                st.rerun()
            _save(book, moves)


def _save(book: Book, moves: tuple[Move, ...]) -> None:
    """The draft as a file, in force from the first of next month."""
    words = book.visit.words
    month = next_month(month_of(book.visit.home.now()))
    begins = date(month // 100, month % 100, 1)
    name = f"draft-{date_of(book.visit.home.now()):%Y%m%d}"
    base = book.ruleset

    def make(path: Path) -> None:
        path.write_text(draft_text(base, moves, begins, name), "utf-8")

    label = words("保存修改稿（自 {day} 起）", day=begins.isoformat())
    file_links.file_link(book.visit, label, f"{name}.yaml", make)
    st.caption(words("文件用 rules check 核对，用 rules release propose 提出发布。"))
