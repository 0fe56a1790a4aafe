"""How is each criterion judged, by which dated numbers, and what do its cases show?"""

import pandas as pd
import streamlit as st

from dashboard import choices, rules_numbers, rules_rows, widgets
from dashboard.badges import lines, plain
from dashboard.rules_choice import Book, picked
from exports.words import Words
from rules.cases import cases
from rules.model import Criterion
from rules.sentences import sentence_of

HEIGHT = 482
ALL, DEFAULT = "all", "default"
_WIDTHS: dict[str, int | tuple[int, int]] = {
    "title": (150, 190), "default": (36, 36), "judged": 74, "effect": 56, "points": 60,
    "group": 76, "id": 160,
}  # fmt: skip


def show(book: Book) -> None:
    """Both halves; the criterion of the URL, else the first."""
    words = book.visit.words
    left, right = st.columns([42, 58], gap="small")
    with left:
        only = _filter(book, words) == DEFAULT
        search = st.text_input(
            words("找评价项"), key="find_criterion", label_visibility="collapsed",
            placeholder=words("找评价项：名称、编号或评价组"),
        )  # fmt: skip
        _table(book, rules_rows.criterion_rows(book.ruleset, search.strip(), only, words))
    with right.container(border=True, gap="xsmall"):
        _card(book)


def _filter(book: Book, words: Words) -> str:
    options = {ALL: words("全部"), DEFAULT: words("含默认值的")}
    return choices.switch(book.visit, "f", words("显示"), options, ALL)


def _table(book: Book, rows: pd.DataFrame) -> None:
    words, ids = book.visit.words, list(rows["id"])
    if rows.empty:
        st.caption(words("没有符合的评价项，请换一个词。"))
        return
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    titles = {"title": "评价项", "default": "※", "judged": "怎样评", "effect": "作用",
              "points": "分值", "group": "评价组", "id": "编号"}  # fmt: skip
    columns = {
        name: config.TextColumn(words(title) if name != "default" else title, width=wide[name])
        for name, title in titles.items()
    }
    key = f"criteria_{book.ruleset.id}_{len(ids)}"
    st.dataframe(
        rows[list(titles)], hide_index=True, height=HEIGHT, row_height=widgets.ROW,
        column_config=columns, key=key, selection_mode="single-row",
        alt=words("评价项及怎样评"), on_select=lambda: picked(key, "criterion", ids),
    )  # fmt: skip
    st.caption(words("{n} 个；※ 含默认值；选一行看要求、数字和用例", n=len(ids)))


def _card(book: Book) -> None:
    words = book.visit.words
    ordered = [criterion for criterion, _ in rules_rows.in_order(book.ruleset)]
    options = {held.id: held.title.in_language(book.language) for held in ordered}
    first = ordered[0].id
    name = choices.choose(book.visit, "criterion", words("评价项"), options, first, 260, False)
    criterion = book.ruleset.criteria[name]
    told = sentence_of(book.ruleset, name, book.language)
    st.subheader(plain(told), anchor=False)
    clauses = [book.ruleset.sources.clauses[held] for held in criterion.clauses]
    st.markdown(lines(f"> {plain(f'{held.id}　{held.text}')}" for held in clauses))
    st.caption(words("每个数字从哪天起是多少、依据什么"))
    table = rules_numbers.history(book.ruleset, criterion, book.day, words)
    st.table(table, border="horizontal", hide_index=True, alt=plain(told))
    _grid(criterion, words)
    _cases(book, criterion, words)


def _grid(criterion: Criterion, words: Words) -> None:
    if criterion.subject != "market":
        subject = words("合同") if criterion.subject == "contract" else words("报送单位")
        st.caption(words("评的是{subject}，不分市场类型和运行方式", subject=subject))
        return
    st.caption(words("适用的类型和运行方式"))
    st.table(rules_rows.applies_grid(criterion, words), border="horizontal", hide_index=True,
             alt=words("适用的类型和运行方式"))  # fmt: skip


def _cases(book: Book, criterion: Criterion, words: Words) -> None:
    areas = {area.id: area.title.in_language(book.language) for area in book.ruleset.areas}
    rows = rules_rows.case_rows(cases(book.ruleset), criterion, areas, words)
    with st.expander(words("用例 {n} 个", n=len(rows)), expanded=False):
        st.table(rows, border="horizontal", hide_index=True, alt=words("用例"))
