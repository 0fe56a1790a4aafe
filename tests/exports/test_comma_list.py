"""Does a list as CSV read the same in every program, with no formula in it?"""

import csv
from pathlib import Path

import pytest

from exports.comma_list import said, write_comma_list
from exports.workbook import Kind, ListColumn, ListSheet


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        ("text", None, "—"), ("number", 0, "0"), ("number", -3, "-3"), ("score", 83.949, "83.9"),
        ("share", 0.953, "95.3%"), ("day", 46326, "2026-10-31"), ("text", "=1+1", "'=1+1"),
        ("text", "@SUM(A1)", "'@SUM(A1)"), ("text", "海安零工市场", "海安零工市场"),
    ],
)  # fmt: skip
def test_a_cell_as_text(kind: Kind, cell: object, text: str) -> None:
    assert said(kind, cell) == text


def test_what_was_chosen_stands_above_and_the_notes_below(tmp_path: Path) -> None:
    sheet = ListSheet(
        "名单", "标题", ("演示数据",), (ListColumn("名称"), ListColumn("数", "number")),
        [["甲,乙", 1], ["丙", None]], ("共 2 行",),
    )  # fmt: skip
    write_comma_list(tmp_path / "a.csv", [sheet])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["标题"], ["演示数据"], [], ["名称", "数"], ["甲,乙", "1"], ["丙", "—"], [], ["共 2 行"],
    ]  # fmt: skip
