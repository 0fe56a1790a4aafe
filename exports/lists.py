"""Which lists are taken to the meeting as workbooks? Ranking, candidacy and supervision."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd

from exports.comma_list import write_comma_list
from exports.list_words import (
    blocker_words,
    due_words,
    excel_day,
    grade_before,
    grade_words,
    identity,
    points,
    rank_ends,
    records,
    remark,
)
from exports.provenance import Stamp
from exports.words import Words
from exports.workbook import Kind, ListColumn, ListSheet, write_list
from rules.model import RuleSet

Headings = tuple[tuple[str, Kind, float], ...]
DEFAULT_NOTE = "※ 评价阈值、权重与等级线凡无官方文本依据者，均为默认值·非标准·待省厅确认"
UNDATED = datetime(2000, 1, 1)
"""The workbook's own date; a fixed one keeps equal lists equal bytes."""
IDENTITY: Headings = (
    ("市场代码", "text", 12), ("市场名称", "text", 28), ("设区市", "text", 10),
    ("县（市、区）", "text", 12), ("市场类型", "text", 14), ("运行方式", "text", 14),
)  # fmt: skip
RESULT: Headings = (
    ("等级", "text", 10), ("得分", "score", 8), ("得分下限", "score", 9),
    ("得分上限", "score", 9), ("已评比例", "share", 9),
)  # fmt: skip
RANK: Headings = (
    ("名次", "number", 6), ("参加排名数", "number", 10), ("名次区间", "text", 10),
)  # fmt: skip
SUPERVISED: Headings = (
    ("运营管理单位", "text", 24), ("承接主体", "text", 24), ("购买主体", "text", 18),
    ("合同编号", "text", 16), ("合同开始", "day", 11), ("合同结束", "day", 11),
    ("剩余天数", "number", 9), ("等级", "text", 10), ("得分", "score", 8),
    ("上期等级", "text", 10), ("上期得分", "score", 8), ("未结线索", "number", 9),
    ("查实", "number", 6), ("超时办件", "number", 9), ("限时办件", "number", 9),
    ("迟报月数", "number", 9), ("应办事项", "text", 36),
)  # fmt: skip


def write_ranking(
    path: Path, frame: pd.DataFrame, filters: Mapping[str, str], stamp: Stamp,
    marks: Sequence[str], words: Words,
) -> None:  # fmt: skip
    """The ranking as shown: one row per market of `frame` (rows of `store.tables.result`).

    `filters` name what was chosen on the page and are printed above the table.
    """
    headings = (*RANK, *IDENTITY, *RESULT, ("说明", "text", 16))
    rows = [
        [*_rank(row), *identity(row, words), *_result(row, words), remark(row, words)]
        for row in records(frame)
    ]
    sheet = list_sheet("排名", "零工市场排名", headings, rows, filters, stamp, marks, words)
    write_sheet(path, sheet)


def write_candidacy(
    path: Path, frame: pd.DataFrame, ruleset: RuleSet, filters: Mapping[str, str], stamp: Stamp,
    marks: Sequence[str], words: Words,
) -> None:  # fmt: skip
    """Candidates for the provincial title: one row per market of `casework.candidacy`."""
    headings = (
        ("是否符合推荐条件", "text", 10), *IDENTITY, *RESULT, *RANK, ("未符合原因", "text", 40),
    )  # fmt: skip
    rows = [
        [
            words("符合") if row["eligible"] else words("不符合"), *identity(row, words),
            *_result(row, words), *_rank(row),
            words("；").join(blocker_words(_pairs(row), ruleset, words)) or None,
        ]
        for row in records(frame)
    ]  # fmt: skip
    title = "省级规范化零工市场评选资格"
    sheet = list_sheet("省级评选", title, headings, rows, filters, stamp, marks, words)
    write_sheet(path, sheet)


def write_supervision(
    path: Path, frame: pd.DataFrame, filters: Mapping[str, str], stamp: Stamp,
    marks: Sequence[str], words: Words,
) -> None:  # fmt: skip
    """Contracted markets beside their contracts, worst first: `casework.supervision`."""
    rows = [[*identity(row, words), *_supervised(row, words)] for row in records(frame)]
    title = "委托运营和政企合作零工市场监督"
    headings = (*IDENTITY, *SUPERVISED)
    sheet = list_sheet("运营监督", title, headings, rows, filters, stamp, marks, words)
    write_sheet(path, sheet)


def write_sheet(path: Path, sheet: ListSheet) -> None:
    """One list as what its name says: a workbook, or a CSV file."""
    if path.suffix == ".csv":
        write_comma_list(path, [sheet])
    else:
        write_list(path, [sheet], UNDATED)


def list_sheet(
    name: str, title: str, headings: Headings, rows: Sequence[Sequence[object]],
    filters: Mapping[str, str], stamp: Stamp, marks: Sequence[str], words: Words,
) -> ListSheet:  # fmt: skip
    """A sheet of any list: filters, stamp and marks above its rows, their number and the note on
    default values under them."""
    said = words("；").join(words("{name}：{value}", name=n, value=v) for n, v in filters.items())
    head = (*marks, words("筛选条件：{filters}", filters=said or words("无")), stamp.line())
    columns = tuple(ListColumn(words(text), kind, width) for text, kind, width in headings)
    count = words.count("共 {n} 行", len(rows))
    return ListSheet(words(name), words(title), head, columns, rows, (count, words(DEFAULT_NOTE)))


def _rank(row: Mapping[str, object]) -> list[object]:
    """A place is never written without its peers."""
    return [row["rank"], row["peers"] if row["rank"] else None, rank_ends(row)]


def _result(row: Mapping[str, object], words: Words) -> list[object]:
    share = points(row["assessed_share"])
    scores = [points(row["score"]), points(row["low"]), points(row["high"])]
    return [grade_words(row, words), *scores, share]


def _supervised(row: Mapping[str, object], words: Words) -> list[object]:
    due = row["due"] if isinstance(row["due"], list) else []
    return [
        row["managing_unit"], row["operator"], row["buyer_name"], row["contract_no"],
        excel_day(row["starts_on"]), excel_day(row["ends_on"]), row["days_left"],
        grade_words(row, words), points(row["score"]), grade_before(row, words),
        points(row["score_before"]), row["open_leads"], row["confirmed"], row["late_records"],
        row["timed_records"], row["late_months"], words("；").join(due_words(due, words)) or None,
    ]  # fmt: skip


def _pairs(row: Mapping[str, object]) -> list[tuple[str, str]]:
    blockers = row["blockers"]
    return [(str(code), str(name)) for code, name in blockers] if isinstance(blockers, list) else []


__all__ = [
    "DEFAULT_NOTE", "blocker_words", "due_words", "grade_words", "write_candidacy",
    "write_ranking", "write_supervision",
]  # fmt: skip
