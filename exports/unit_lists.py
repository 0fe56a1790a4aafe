"""How do cities and counties stand in a list? In their levels, named by code, city and level."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from exports.list_words import grade_words, points, rank_ends, records, remark
from exports.lists import RANK, RESULT, Headings, list_sheet, write_sheet
from exports.observations import label
from exports.provenance import Stamp
from exports.words import Words
from metrics.peers import LEVELS
from rules.codes import divisions

IDENTITY = ("单位代码", "单位名称", "所在设区市", "单位层级")
"""The headings of `unit_identity`."""
COLUMNS: Headings = tuple((heading, "text", 14.0) for heading in IDENTITY)


def unit_identity(row: Mapping[str, object], words: Words) -> list[str]:
    """Code, name, city and level of a unit's result row."""
    places, code = divisions(), str(row["subject"])
    return [
        code, places.name(code, words.language),
        places.name(places.city_of(code), words.language), label("unit_type", row["type"], words),
    ]  # fmt: skip


def by_level(results: pd.DataFrame) -> pd.DataFrame:
    """The cities, then the counties with the direct units among them; each level by rank."""
    levels = results["type"].replace(LEVELS)
    ordered = results.assign(level=levels).sort_values(
        ["level", "rank", "subject"], na_position="last", ignore_index=True
    )
    return ordered.drop(columns="level")


def write_unit_ranking(
    path: Path, frame: pd.DataFrame, filters: Mapping[str, str], stamp: Stamp,
    marks: Sequence[str], words: Words,
) -> None:  # fmt: skip
    """The ranking of cities and counties as shown: one row per unit of `frame` (rows of
    `store.tables.result`); `filters` name what was chosen and are printed above the table."""
    rows = [
        [
            row["rank"], row["peers"] if row["rank"] else None, rank_ends(row),
            *unit_identity(row, words), grade_words(row, words),
            *(points(row[name]) for name in ("score", "low", "high", "assessed_share")),
            remark(row, words),
        ]
        for row in records(frame)
    ]  # fmt: skip
    headings = (*RANK, *COLUMNS, *RESULT, ("说明", "text", 16.0))
    title = "零工市场工作实绩排名"
    sheet = list_sheet("工作实绩", title, headings, rows, filters, stamp, marks, words)
    write_sheet(path, sheet)
