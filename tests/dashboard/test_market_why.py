import pandas as pd

from dashboard.market_evidence import PAGE_ROWS, as_frame, page_of
from dashboard.market_why import part_text, sharing_ends
from exports.evidence import Table
from exports.explanation import Part
from exports.words import translator
from metrics.evidence import Evidence
from rules.value import Text

ZH = translator("zh")
END = "，自 2024-04-11 起施行，※ 默认值·非标准·待省厅确认"


def test_values_of_one_day_and_source_name_both_once() -> None:
    told = [
        "要求 ≥ 45%",
        f"零分线 10%{END}",
        f"满分线 45%{END}",
        "组内权数 5，自 2025-01-01 起施行",
    ]
    assert sharing_ends(told, ZH) == [
        "要求 ≥ 45%", f"零分线 10%、满分线 45%{END}", "组内权数 5，自 2025-01-01 起施行"
    ]  # fmt: skip


def test_nothing_is_lost_by_sharing_ends() -> None:
    told = [f"甲 1{END}", f"乙 2{END}", "丙 3"]
    said = "".join(sharing_ends(told, ZH))
    assert all(name in said for name in ("甲 1", "乙 2", "丙 3", END))


def test_a_default_wears_its_badge() -> None:
    text = part_text(Part("requirement", "要求", (f"要求 ≥ 45%{END}",)), ZH)
    assert text.count(":orange-badge[※ 默认值") == 1


def test_a_clause_is_quoted_and_cannot_become_mark_up() -> None:
    text = part_text(Part("clauses", "条款", ("JS-154 §1.3：[促进]*供需*",), quoted=True), ZH)
    assert text == r"> JS\-154 §1.3：\[促进\]\*供需\*"


def test_month_and_hit_stand_first() -> None:
    table = Table("某表", ("月份", "编号", "时间", "是否计入"), (("一", "二", "三", "四"),), 1)
    assert list(as_frame(table).columns) == ["月份", "是否计入", "编号", "时间"]


def test_pages_hold_every_row_once_those_that_cost_points_first() -> None:
    total = 2 * PAGE_ROWS + 3
    frame = pd.DataFrame({
        "market": "320102001", "record_id": [f"R{number:03d}" for number in range(total)],
        "month": 202610, "hit": pd.array([number % 3 != 0 for number in range(total)], "Int64"),
    })  # fmt: skip
    held = Evidence(Text("办件", "records"), "service", frame)
    pages = pd.concat([page_of(held, page, ZH) for page in (1, 2, 3)])
    assert sorted(pages["编号"]) == sorted(frame["record_id"])
    assert list(pages["是否计入"]) == sorted(pages["是否计入"], key="未计入计入".index)
