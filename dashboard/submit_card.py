"""How is drawn what a unit has filed? Badges and rows by ledger, markets missing, the template."""

from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import submit_filed, submit_words, widgets
from dashboard.badges import coloured, lines, plain
from dashboard.charts.grid import state_mark
from dashboard.file_links import file_link
from dashboard.submit_choice import Desk
from exports import figures
from exports.marks import Mark
from exports.template import write_template
from exports.words import Words

LISTED = 6
"""Markets named before the rest is folded away."""
_NOTHING_DUE = {
    submit_filed.WITH_SERVICE: Mark("—", "随工作日志", "gray"),
    submit_filed.NOT_OWED: Mark("—", "无须报送", "gray"),
}


def show(desk: Desk) -> None:
    """The card: how the markets stand, one row per ledger, who is missing."""
    words, now = desk.visit.words, desk.visit.home.now()
    sentence = submit_words.markets_sentence(desk.late, desk.due_at, now, words)
    st.subheader(sentence, anchor=False)
    widgets.figure_table(table(desk.ledgers, words), "filed", sentence)
    missing = submit_filed.lacking(desk.late, desk.markets, words)
    if missing:
        st.markdown(lines(plain(text) for text in missing[:LISTED]))
    if len(missing) > LISTED:
        with st.expander(words.count("其余 {n} 个市场", len(missing) - LISTED)):
            st.markdown(lines(plain(text) for text in missing[LISTED:]))


def table(ledgers: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The ledgers as people read them: name, badge, markets, rows, batch, time."""
    rows = [
        (
            submit_filed.ledger_title(str(row["ledger"]), words.language),
            f"{row['filed']} / {row['owed']}",
            figures.count(int(row["rows"])) if row["filed"] else figures.MISSING,
            words("、").join(str(number) for number in row["batches"]) or figures.MISSING,
            figures.minute(None if pd.isna(row["received_at"]) else int(row["received_at"])),
            badge(str(row["state"]), words),
        )
        for row in ledgers.to_dict("records")
    ]
    heads = ("台账种类", "已报市场", "行数", "批次", "收到时间", "状态")
    return pd.DataFrame(rows, columns=[words(head) for head in heads])


def badge(state: str, words: Words) -> str:
    """The badge of a ledger's state."""
    mark = _NOTHING_DUE[state] if state in _NOTHING_DUE else state_mark(state)
    return coloured(mark, mark.text(words))


def template(desk: Desk) -> None:
    """The link to the empty workbook of this unit and month."""
    seen, words = desk.visit, desk.visit.words
    scope, home, unit, period = seen.scope, seen.home, desk.unit, desk.period

    def write(path: Path) -> None:
        write_template(scope, home, unit, period, path)

    file_link(seen, words("下载模板"), f"{unit}_{period}.xlsx", write)
