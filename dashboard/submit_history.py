"""Which batches has this unit filed? The latest first, none ever deleted."""

import pandas as pd
import streamlit as st

from dashboard.submit_choice import Desk
from exports import figures
from exports.words import Words

SHOWN_ROWS = 8


def show(desk: Desk) -> None:
    """The card with the table of batches."""
    words, name = desk.visit.words, desk.names[desk.unit]
    said = sentence(desk.batches, name, words)
    st.subheader(said, anchor=False)
    if desk.batches.empty:
        st.caption(words("第一份报送入库后，这里列出批次。"))
        return
    st.dataframe(
        rows(desk.batches, words), hide_index=True, row_height=32, alt=said,
        height=32 * (min(len(desk.batches), SHOWN_ROWS) + 1) + 2,
    )  # fmt: skip
    st.caption(words("更正是新的一版，替代同单位、同月、同台账的上一版；早先的批次和原件都留存。"))


def sentence(batches: pd.DataFrame, unit: str, words: Words) -> str:
    """How many batches, and how many of them correct an earlier one."""
    if batches.empty:
        return words("{unit}还没有报送过", unit=unit)
    first = words.count("{unit}已报送 {n} 批", len(batches), unit=unit)
    again = int((batches["version"] > 1).sum())
    return words.count("{first}，其中 {n} 批为再次报送", again, first=first) if again else first


def rows(batches: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per batch of store.batches.history, as people read it."""
    lines = [
        (
            str(row["batch_id"]),
            figures.month(int(row["period"]), words),
            words("第 {n} 版", n=row["version"]),
            figures.minute(int(row["received_at"])),
            row["submitted_by"],
            row["file_name"],
            figures.count(int(row["rows"])),
            figures.count(int(row["register_rows"])),
            row["reason"] or figures.MISSING,
            figures.short_digest(str(row["original"])),
        )
        for row in batches.to_dict("records")
    ]
    heads = (
        "批次", "月份", "版次", "收到时间", "报送人", "文件", "台账行数", "名册行数", "更正原因",
        "原件指纹",
    )  # fmt: skip
    return pd.DataFrame(lines, columns=[words(head) for head in heads])
