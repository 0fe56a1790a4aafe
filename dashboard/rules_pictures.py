"""How does the whole rule set look: every clause against every criterion, and the weights?"""

from fractions import Fraction

import pandas as pd
import streamlit as st

from dashboard import rules_rows
from dashboard.badges import plain
from dashboard.charts import clause_matrix, frame, weights
from dashboard.rules_choice import Book
from dashboard.rules_labels import ANSWERED_BY
from dashboard.rules_numbers import by_kind, source
from exports.observations import label
from exports.words import Words
from rules.model import Group, RuleSet
from rules.numbers import TYPES

HEIGHT = 520
OTHERS = tuple(kind for kind in ANSWERED_BY if kind != "criterion")


def matrix(book: Book) -> None:
    """Clause by criterion, with its table twin."""
    words = book.visit.words
    most = max(book.answers, key=lambda name: len(_columns_of(book, name)))
    told = words("{clause} 的回答最多，有 {n} 个", clause=most, n=len(book.answers[most]))
    st.subheader(told, anchor=False)
    st.caption(words("每行一条，每列一个评价项，按评价组排列；最右三列为职责、程序、说明。"))
    columns, titles, starts = _axis(book, words)
    drawn = clause_matrix.clause_matrix(
        {name: _columns_of(book, name) for name in book.answers}, columns, titles, starts,
        book.visit.palette,
    )  # fmt: skip
    with st.container(height=HEIGHT, border=False):
        st.plotly_chart(drawn, config=frame.CONFIG, alt=told, key="clause_matrix")
    with st.expander(words("同样内容的表格")):
        st.table(matrix_rows(book, words), border="horizontal", hide_index=True, alt=told)


def matrix_rows(book: Book, words: Words) -> pd.DataFrame:
    """One row per clause: the criteria, duties and procedure that answer it, by name."""
    _, titles, _ = _axis(book, words)
    rows = [
        (name, plain(words("、").join(titles[held] for held in _columns_of(book, name))) or "○")
        for name in book.answers
    ]
    return pd.DataFrame(rows, columns=[words("条款"), words("由什么回答")])


def _columns_of(book: Book, clause: str) -> list[str]:
    held = [a.id if a.kind == "criterion" else a.kind for a in book.answers[clause]]
    return list(dict.fromkeys(held))


def _axis(book: Book, words: Words) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """The columns in order, their words, and the first of each group by the group's title."""
    ordered = rules_rows.in_order(book.ruleset)
    titles = {held.id: held.title.in_language(words.language) for held, _ in ordered}
    titles |= {kind: ANSWERED_BY[kind].in_language(words.language) for kind in OTHERS}
    starts: dict[str, str] = {}
    for criterion, group in ordered:
        starts.setdefault(rules_rows.ruleset_group(book.ruleset, group, words), criterion.id)
    starts[words("其他")] = OTHERS[0]
    return list(titles), titles, starts


def weight_picture(book: Book) -> None:
    """The groups that score markets, with the table of all groups behind it."""
    words, ruleset = book.visit.words, book.ruleset
    groups = [group for group in ruleset.groups if _subject(ruleset, group) == "market"]
    titles = {group.id: group.title.in_language(words.language) for group in groups}
    heaviest = max(groups, key=lambda group: max(_weights(group)))
    told = words(
        "{group}权重最大：{weight}", group=titles[heaviest.id],
        weight=by_kind(ruleset, heaviest.weight.dated[-1], words),
    )  # fmt: skip
    st.subheader(plain(told), anchor=False)
    by_type = [_weights(group) for group in groups]
    same = all(len(set(held)) == 1 for held in by_type)
    series = {
        words("全部类型") if same else label("market_type", kind, words):
            [float(held[place]) for held in by_type]
        for place, kind in enumerate(TYPES[:1] if same else TYPES)
    }  # fmt: skip
    drawn = weights.weight_bars(list(titles.values()), series, book.visit.palette)
    st.plotly_chart(drawn, config=frame.CONFIG, alt=told, key="weights")
    with st.expander(words("同样内容的表格")):
        st.table(weight_rows(ruleset, words), border="horizontal", hide_index=True, alt=told)


def weight_rows(ruleset: RuleSet, words: Words) -> pd.DataFrame:
    """One row per group: its title under those it hangs on, criteria, weight, ground."""
    rows = []
    for group in ruleset.groups:
        path = [*(branch.title for branch in group.above), group.title]
        title = " / ".join(text.in_language(words.language) for text in path)
        dated = group.weight.dated[-1]
        rows.append((plain(title), str(len(group.criteria)), plain(by_kind(ruleset, dated, words)),
                     source(dated.status, dated.source, words)))  # fmt: skip
    columns = [words(name) for name in ("评价组", "评价项数", "权重", "依据")]
    return pd.DataFrame(rows, columns=columns)


def _weights(group: Group) -> list[Fraction]:
    return [group.weight.dated[-1].value(kind) for kind in TYPES]


def _subject(ruleset: RuleSet, group: Group) -> str:
    return next((ruleset.criteria[name].subject for name in group.criteria), "market")
