"""What does each clause say, and what answers it? The list at the left, one clause at the right."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import choices, rules_rows, widgets
from dashboard.badges import coloured, lines, plain
from dashboard.rules_choice import Book, picked
from dashboard.rules_labels import KINDS, NO_ANSWER, OBSERVED_AT, OWED_BY, RHYTHMS, said
from dashboard.rules_numbers import by_kind, source
from exports.words import Words
from rules.answers import Answer
from rules.model import Duty

HEIGHT = 442
ALL = "all"
_WIDTHS: dict[str, int | tuple[int, int]] = {"id": 100, "text": (200, 160), "answered": 150}


def show(book: Book) -> None:
    """Both halves; the clause of the URL, else the first."""
    words = book.visit.words
    left, right = st.columns([42, 58], gap="small")
    with left:
        document = _document(book, words)
        search = st.text_input(
            words("找条款"), key="find_clause", label_visibility="collapsed",
            placeholder=words("找条款：条款号、章节或原文中的字"),
        )  # fmt: skip
        _table(
            book,
            rules_rows.clause_rows(book.ruleset, book.answers, search.strip(), document, words),
        )
    with right.container(border=True, gap="xsmall"):
        _card(book)


def _document(book: Book, words: Words) -> str:
    """The document whose clauses are listed, "" for all; no choice where there is one only."""
    known = [name for name in book.ruleset.documents if name in book.ruleset.sources.documents]
    if len(known) < 2:
        return ""
    numbers = {name: book.ruleset.sources.documents[name].number for name in known}
    options = {ALL: words("全部"), **numbers}
    held = choices.switch(book.visit, "doc", words("看哪份文件"), options, ALL)
    return "" if held == ALL else held


def _table(book: Book, rows: pd.DataFrame) -> None:
    words, ids = book.visit.words, list(rows["id"])
    if rows.empty:
        st.caption(words("没有符合的条款，请换一个词。"))
        return
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    titles = {"id": "条款", "text": "原文", "answered": "由什么回答", "section": "章节"}
    columns = {
        name: config.TextColumn(words(title), width=wide.get(name, "medium"))
        for name, title in titles.items()
    }
    key = f"clauses_{book.ruleset.id}_{len(ids)}_{ids[0]}"
    st.dataframe(
        rows, hide_index=True, height=HEIGHT, row_height=widgets.ROW, column_config=columns,
        key=key, selection_mode="single-row", alt=words("条款及由什么回答"),
        on_select=lambda: picked(key, "clause", ids),
    )  # fmt: skip
    st.caption(words("{n} 条；选一行看原文和回答", n=len(ids)))


def _card(book: Book) -> None:
    words, names = book.visit.words, list(book.answers)
    options = {name: name for name in names}
    name = choices.choose(book.visit, "clause", words("条款"), options, names[0], 150, False)
    clause = book.ruleset.sources.clauses[name]
    document = book.ruleset.sources.documents[clause.document]
    st.subheader(f"{name}　{clause.section}", anchor=False)
    st.markdown(f"> {plain(clause.text)}")
    st.caption(plain(words("{title}（{number}，{day}）", title=document.title,
                           number=document.number, day=document.issued.isoformat())))  # fmt: skip
    st.caption(
        words("性质：{kind} · 谁的职责：{owner} · 在哪里看：{place}",
              kind=said(KINDS, clause.kind, book.language),
              owner=said(OWED_BY, clause.owed_by, book.language),
              place=said(OBSERVED_AT, clause.observed_at, book.language))
    )  # fmt: skip
    if not book.answers[name]:
        st.markdown(coloured(NO_ANSWER, words("○ 还没有评价项、职责或程序回答这一条")))
        return
    st.markdown(lines(_told(book, answer, words) for answer in book.answers[name]))


def _told(book: Book, answer: Answer, words: Words) -> str:
    """One answer in a line of Markdown, after what it is."""
    if answer.kind == "criterion":
        title = book.ruleset.criteria[answer.id].title.in_language(book.language)
        return words("**评价项**　{title}（{id}）", title=plain(title), id=plain(answer.id))
    if answer.kind == "duty":
        duty = next(held for held in book.ruleset.duties if held.id == answer.id)
        return _duty(book, duty, words)
    if answer.kind == "procedure":
        return words("**程序**　{title}", title=plain(_procedure(book, answer.id)))
    return words("**说明**　不要求市场、单位或省厅做什么")


def _duty(book: Book, duty: Duty, words: Words) -> str:
    owner, rhythm = (
        said(table, code, book.language)
        for table, code in ((OWED_BY, duty.owed_by), (RHYTHMS, duty.rhythm))
    )
    told = words("**职责**　{title}：{owner}，{rhythm}",
                 title=plain(duty.title.in_language(book.language)), owner=owner,
                 rhythm=rhythm)  # fmt: skip
    if duty.due is not None:
        dated = duty.due.dated[-1]
        told += words("，{day} 日前 {source}", day=by_kind(book.ruleset, dated, words),
                      source=source(dated.status, dated.source, words))  # fmt: skip
    shown = plain(duty.shown_by.in_language(book.language))
    return told + words("；凭 {shown}", shown=shown)


def _procedure(book: Book, name: str) -> str:
    held = book.ruleset.procedure[name]
    title = held.get("title") if isinstance(held, Mapping) else None
    return str(title.get(book.language, name)) if isinstance(title, Mapping) else name
