"""How are compared units drawn? The table of places, who is not in it, and the workbook."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    area_names,
    choices,
    file_links,
    ranking_rows,
    units_choice,
    units_rows,
    widgets,
)
from dashboard.units_choice import Comparison
from dashboard.units_rows import Lines
from exports import figures, unit_lists
from exports.provenance import marks_of, stamp_of
from exports.words import Words

SHOWN_ROWS, BESIDE = 13, 420
_OPENED = "units_opened"
_WIDTHS: dict[str, int | tuple[int, int]] = {
    "name": (112, 130), "city": (66, 84), "grade": (104, 124), "coverage": (76, 70),
    "publication": (76, 72), "report": (88, 112), "cost": (250, 286), "assessed": (56, 76),
}  # fmt: skip


def table(comparison: Comparison, findings: Lines, alt: str) -> None:
    """The places as a table whose names open the unit's findings."""
    words = comparison.visit.words
    cities = area_names.short(comparison.visit.language)
    rows = units_rows.lines(
        comparison.ranked, findings, comparison.names, cities, comparison.ruleset, words
    )
    columns = _columns(words, list(comparison.ranked["market"]))
    idle = ["city"] if comparison.level == "city" else []
    idle += ["interval"] if (rows["interval"] == figures.MISSING).all() else []
    rows = rows.drop(columns=idle)
    columns = {name: held for name, held in columns.items() if name not in idle}
    widgets.tall_table(rows, columns, "units", alt, SHOWN_ROWS, BESIDE)


def _columns(words: Words, units: list[str]) -> dict[str, Any]:
    config, wide = st.column_config, widgets.widths(_WIDTHS, words)
    pills = ranking_rows.grade_options(words)
    shares = {"coverage": words("覆盖"), "publication": words("按月公布"),
              "report": words("28 日前报送")}  # fmt: skip
    return {
        "rank": config.TextColumn(words("名次"), width=50, alignment="center"),
        "moved": config.TextColumn(words("升降"), width=50, alignment="center"),
        "name": config.ButtonColumn(
            words("单位名称"), type="tertiary", alignment="left", key=_OPENED, width=wide["name"],
            on_click=_open, args=(units,),
        ),
        "city": config.TextColumn(words("设区市"), width=wide["city"]),
        "grade": config.MultiselectColumn(
            words("等级"), options=list(pills), color=list(pills.values()), width=wide["grade"]
        ),
        "score": config.TextColumn(words("得分"), width=54, alignment="right"),
        "interval": config.TextColumn(words("得分区间"), width=88, alignment="right"),
        **{name: config.TextColumn(title, width=wide[name], alignment="right")
           for name, title in shares.items()},
        "cost": config.TextColumn(words("失分最多"), width=wide["cost"]),
        "assessed": config.TextColumn(words("已评"), width=wide["assessed"], alignment="right"),
    }  # fmt: skip


def _open(units: list[str]) -> None:
    choices.set_choice("criterion", "", "", keep=False)
    choices.set_choice("code", units[st.session_state[_OPENED]["row"]], "", keep=False)


def rest(comparison: Comparison, findings: Lines, opened: bool) -> None:
    """The units without a rank and why, folded away beside a ranking."""
    words = comparison.visit.words
    rows = units_rows.unranked(comparison.shown, findings, comparison.names, words)
    if rows.empty:
        return
    label = words.count("不参加排名的 {n} 个单位及原因", len(rows))
    with st.expander(label, expanded=opened):
        st.table(rows, border="horizontal", hide_index=True, alt=label)


def workbook(comparison: Comparison) -> None:
    """The link to the workbook: the rows shown, the unranked under them."""
    words = comparison.visit.words
    others = comparison.shown[comparison.shown["rank"].isna()].sort_values("market")
    frame = pd.concat([comparison.ranked, others], ignore_index=True)
    frame = frame.rename(columns={"market": "subject"})
    filters = units_choice.filter_words(comparison)
    stamp = stamp_of(comparison.header, comparison.ruleset, words)
    marks = marks_of(comparison.visit.scope, comparison.visit.home, comparison.header, words)

    def write(path: Path) -> None:
        unit_lists.write_unit_ranking(path, frame, filters, stamp, marks, words)

    name = words("零工市场工作实绩排名_{level}_{period}.xlsx", level=comparison.level_title,
                 period=figures.period(comparison.header.period, words))  # fmt: skip
    file_links.file_link(comparison.visit, words("导出 Excel"), name, write, primary=True)
