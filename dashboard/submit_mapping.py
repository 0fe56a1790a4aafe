"""How are headings of another system taken in? Suggested as a table, confirmed with one button."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import states, widgets
from dashboard.badges import plain
from dashboard.submit_choice import Desk
from exports import figures
from exports.words import Words
from store.contracts import Column
from store.errors import StoreError
from store.intake import profiles
from store.intake.submit import Outcome
from store.intake.suggest import Guess, Suggestion, suggest


def show(desk: Desk, outcome: Outcome, place: int, by: str) -> bool:
    """Offers the mapping of a refused file whose headings are not ours; True once it has been
    confirmed, so that the file is checked again. `place` is that of the file on the page."""
    words = desk.visit.words
    found = suggest(outcome.problems)
    if not found.guesses or outcome.unit not in desk.units:
        return False
    said = words.count("{n} 个表头与模板不同，可按下表对应", len(found.guesses))
    st.markdown(f"**{plain(said)}**")
    keys = [f"submit_heading_{place}_{number}" for number in range(len(found.guesses))]
    chosen = _with(found, _chosen(found, keys))
    widgets.figure_table(table(chosen, words), f"mapping_{place}", said)
    with st.expander(words("改正对应关系")):
        _ask(found, keys, words)
    if chosen.absent:
        titles = _titles([column for _, column in chosen.absent], words)
        st.caption(words("文件中没有、按空处理的列：{columns}", columns=titles))
    if chosen.lacking:
        titles = _titles([column for _, column in chosen.lacking], words)
        st.caption(words("还缺必填的列：{columns}；请在上面指明，或在文件中补上", columns=titles))
    asked = st.button(
        words("确认对应关系"), key=f"submit_mapping_{place}", disabled=bool(chosen.lacking),
        icon=":material/link:",
    )  # fmt: skip
    st.caption(
        words("确认后记住，{unit}今后的文件照此读取；问题仍按文件自己的表头说明。",
              unit=desk.names.get(outcome.unit, outcome.unit))
    )  # fmt: skip
    return asked and _confirm(desk, chosen, outcome.unit, by)


def table(found: Suggestion, words: Words) -> pd.DataFrame:
    """One row per heading of theirs: sheet, heading, our column, similarity."""
    rows = [
        (
            guess.sheet.zh if words.language == "zh" else guess.sheet.en,
            guess.theirs,
            _title(guess.ours, words),
            f"{guess.similarity}%" if guess.ours and guess.similarity else figures.MISSING,
        )
        for guess in found.guesses
    ]
    heads = ("表", "文件中的表头", "对应的列", "相似度")
    return pd.DataFrame(rows, columns=[words(head) for head in heads])


def _ask(found: Suggestion, keys: Sequence[str], words: Words) -> None:
    for guess, key in zip(found.guesses, keys, strict=True):
        options = _options(found, guess)
        titles = [_title(column, words) for column in options]
        st.selectbox(
            guess.theirs, [*range(len(options))], options.index(guess.ours), key=key,
            format_func=titles.__getitem__,
        )  # fmt: skip


def _options(found: Suggestion, guess: Guess) -> list[Column | None]:
    """Nothing, or any column of the sheet that the file doesn't have under its own heading."""
    open_ones = [g.ours for g in found.guesses if g.sheet == guess.sheet and g.ours]
    open_ones += [c for sheet, c in (*found.lacking, *found.absent) if sheet == guess.sheet]
    return [None, *(c for c in guess.sheet.columns if c in open_ones)]


def _chosen(found: Suggestion, keys: Sequence[str]) -> list[Column | None]:
    """What the person has put in place of each guess."""
    return [
        _options(found, guess)[st.session_state[key]] if key in st.session_state else guess.ours
        for guess, key in zip(found.guesses, keys, strict=True)
    ]


def _with(found: Suggestion, chosen: Sequence[Column | None]) -> Suggestion:
    """The suggestion with these columns in place of the guessed ones."""
    guesses = tuple(
        guess if ours == guess.ours else replace(guess, ours=ours, similarity=0)
        for guess, ours in zip(found.guesses, chosen, strict=True)
    )
    taken = {(guess.sheet.name, guess.ours.name) for guess in guesses if guess.ours}
    open_ones = [(g.sheet, g.ours) for g in found.guesses if g.ours]
    rest = [
        (sheet, column)
        for sheet, column in (*open_ones, *found.absent, *found.lacking)
        if (sheet.name, column.name) not in taken
    ]
    return Suggestion(
        guesses,
        tuple((sheet, column) for sheet, column in rest if not column.required),
        tuple((sheet, column) for sheet, column in rest if column.required),
    )


def _confirm(desk: Desk, chosen: Suggestion, unit: str, by: str) -> bool:
    seen = desk.visit
    try:
        held = profiles.profiles(seen.scope, seen.home).get(unit)
        added = profiles.merged(held, chosen.profile(unit))
        profiles.confirm(seen.scope, seen.home, added, by)
    except StoreError as error:
        states.refused(error.text.in_language(seen.words.language), seen.words)
        return False
    return True


def _title(column: Column | None, words: Words) -> str:
    if column is None:
        return words("不导入")
    return column.zh if words.language == "zh" else column.en


def _titles(columns: Sequence[Column], words: Words) -> str:
    return words("、").join(_title(column, words) for column in columns)
