"""What would another rule set change, clause by clause, and whose grade? And what was released?"""

import pandas as pd
import streamlit as st

from dashboard import (
    choices,
    rulebook,
    rules_effect,
    rules_effect_rows,
    rules_period,
    states,
    widgets,
)
from dashboard.badges import badge, plain
from dashboard.rules_choice import Book
from exports.differing import HEADINGS, difference_rows
from exports.marks import DEMO
from exports.released import HEADINGS as RELEASED
from exports.released import release_row
from exports.words import Words
from metrics.evaluate import EvaluationError
from rules.calendar import date_of
from rules.differences import Difference
from rules.model import RuleSet
from rules.value import RuleError

SHOWN, BESIDE = 12, 420
_WIDTHS: dict[str, int | tuple[int, int]] = {
    "条款": 120, "哪里": 76, "编号": 180, "键": 130, "变化": 54, "原来": 300, "现在": 300,
}  # fmt: skip


def show(book: Book) -> None:
    """The other set, the answer, what differs, who would be graded otherwise, the releases."""
    visit, words = book.visit, book.visit.words
    others = {name: held for name, held in book.sets.items() if held.hash != book.ruleset.hash}
    if not others:
        states.empty(words("没有别的规则集可以比较。"),
                     words("把修改稿用 rules release propose 提出后，这里就能比较。"))  # fmt: skip
        _releases(book)
        return
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row:
        st.markdown(plain(words("与它比较")), width="content")
        known = {name: _titled(held, words) for name, held in others.items()}
        first = next(iter(known))
        other = others[choices.choose(visit, "compare", words("比较"), known, first, 360, False)]
        asked = rules_period.chosen(visit, book.ruleset, other)
    found = rulebook.changed_rules(book.ruleset, other)
    said, titles = st.container(), rules_effect_rows.titles_of(book.ruleset, other)
    effect = _effect(book, other, asked) if asked else None
    with said:
        widgets.answer(_answer(found, effect, asked, titles, words))
        st.caption(_stamp(book, other, words))
    if effect is not None:
        rules_effect.show(visit, effect, titles, "compare")
    with st.container(border=True, gap="xsmall"):
        _differences(found, words)
    _releases(book)


def _effect(book: Book, other: RuleSet, asked: rules_period.Asked) -> rulebook.Effect | None:
    words = book.visit.words
    try:
        with st.spinner(words("正在用两套规则各评一遍……")):
            return rulebook.effect(
                book.visit.scope, book.visit.home, book.ruleset, other, asked.kind, asked.period
            )
    except (RuleError, EvaluationError) as error:
        states.refused(str(error), words)
        return None


def _answer(
    found: tuple[Difference, ...], effect: rulebook.Effect | None,
    asked: rules_period.Asked | None, titles: rules_effect_rows.Titles, words: Words,
) -> str:  # fmt: skip
    if not found:
        return words("两套规则没有差别")
    told = words("{n} 处不同", n=len(found))
    if effect is None or asked is None:
        return told
    return words("{told}；按{period}的数据，{changes}", told=told, period=asked.words,
                 changes=rules_effect_rows.told(effect, titles, words))  # fmt: skip


def _stamp(book: Book, other: RuleSet, words: Words) -> str:
    pair = words("原：{before}　新：{after}", before=_titled(book.ruleset, words),
                 after=_titled(other, words))  # fmt: skip
    notes = [
        held.notice.in_language(words.language) for held in (book.ruleset, other) if held.notice
    ]
    told = plain(" · ".join([pair, words("数据为目前在库，未改动任何结果"), *notes]))
    return f"{told}　{badge(DEMO, words)}" if book.visit.home.demo else told


def _titled(ruleset: RuleSet, words: Words) -> str:
    short = ruleset.hash.removeprefix("sha256:")[:8]
    return f"{ruleset.title.in_language(words.language)}（{short}）"


def _differences(found: tuple[Difference, ...], words: Words) -> None:
    st.subheader(words("改了什么"), anchor=False)
    rows = pd.DataFrame(difference_rows(found, words), columns=list(HEADINGS))
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    columns = {
        name: config.TextColumn(words(name), width=wide[name]) for name in HEADINGS
    }  # fmt: skip
    widgets.tall_table(rows, columns, "differences", words("改了什么"), SHOWN, BESIDE)


def _releases(book: Book) -> None:
    """Every release of a rule set, the last first."""
    visit, words = book.visit, book.visit.words
    held = rulebook.releases(visit.scope, visit.home)
    with st.container(border=True, gap="xsmall"):
        st.subheader(words("发布记录"), anchor=False)
        st.caption(words("提出、试运行、另外两人批准后，从生效日起使用；提出和批准在命令行办理。"))
        if not held:
            st.caption(words("还没有发布过规则集；现行的是随系统提供的规则集"))
            return
        today = date_of(visit.home.now())
        rows = [[plain(cell) for cell in release_row(one, today, words)] for one, _ in held]
        table = pd.DataFrame(rows, columns=[words(name) for name in RELEASED])
        st.table(table, border="horizontal", hide_index=True, alt=words("发布记录"))
