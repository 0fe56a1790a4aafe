"""By which sign, word and colour is a grade, finding or time limit known?

The sign repeats what the colour says, so nothing is told by colour alone. Colours are names of
the theme (`.streamlit/config.toml`); the signs are all in GB 2312, so every Chinese font has them.
"""

from dataclasses import dataclass

from exports.words import Words


@dataclass(frozen=True)
class Mark:
    """One meaning: its sign, its Chinese word (source of translation) and its colour's name."""

    sign: str
    zh: str
    colour: str

    def text(self, words: Words) -> str:
        return f"{self.sign} {words(self.zh)}"


EXCELLENT = Mark("★", "优秀", "blue")
GOOD = Mark("●", "良好", "green")
QUALIFIED = Mark("◆", "合格", "orange")
UNQUALIFIED = Mark("×", "不合格", "red")
INSUFFICIENT = Mark("○", "证据不足", "violet")
NEW = Mark("—", "新开办", "gray")
UNGRADED = Mark("—", "未定级", "gray")
GRADES = {
    "excellent": EXCELLENT,
    "good": GOOD,
    "qualified": QUALIFIED,
    "unqualified": UNQUALIFIED,
    "insufficient": INSUFFICIENT,
    "new": NEW,
}
"""By grade, and by the reason of a market without one; best first."""

FINDINGS = {
    "met": Mark("√", "达标", "green"),
    "partly": Mark("△", "部分达标", "orange"),
    "not_met": Mark("×", "不达标", "red"),
    "no_data": Mark("？", "待核", "violet"),
    "not_applicable": Mark("—", "不适用", "gray"),
}
VETOES = {
    "met": Mark("√", "否决项通过", "green"),
    "not_met": Mark("■", "否决", "red"),
    "no_data": Mark("□", "否决项待核", "violet"),
    "not_applicable": Mark("—", "不适用", "gray"),
}
REASONS = {
    "not_filed": "未报送",
    "not_inspected": "待检查",
    "inspection_expired": "检查过期",
    "not_verified": "未核验",
    "inspectors_disagree": "意见不一",
    "lead_open": "线索未结",
    "small_sample": "样本不足",
    "not_owed": "无此项义务",
}
"""Why a finding is 待核 or 不适用."""

OVERDUE = Mark("×", "逾期", "red")
DUE_SOON = Mark("△", "临期", "orange")
ON_TIME = Mark("√", "按时", "green")
PENDING = Mark("？", "待核", "violet")
NOTICE = Mark("※", "提示", "gray")
DEFAULT_VALUE = Mark("※", "默认值·非标准·待省厅确认", "orange")
DISPUTED = Mark("※", "有异议", "gray")
WAIVED = Mark("—", "豁免", "gray")
PROVISIONAL = Mark("？", "待定", "violet")
CAPPED = "↓"
DEMO = Mark("※", "演示数据", "gray")
PROJECTED = Mark("※", "工作日历暂推算", "gray")
CORRECTED = Mark("△", "数据已更正", "orange")
DRAFT = Mark("△", "草稿，未发布", "orange")


def grade_key(grade: str | None, reason: str | None) -> str:
    """The key in GRADES of a result: its grade, else why it has none ("" when not judged)."""
    return grade or reason or ""


def grade_mark(grade: str | None, reason: str | None = None) -> Mark:
    """The mark of a result, by its grade or by why it has none."""
    return GRADES.get(grade_key(grade, reason), UNGRADED)


def finding_mark(finding: str, effect: str = "points") -> Mark:
    """The mark of a finding; a veto has its own."""
    return (VETOES if effect == "veto" else FINDINGS)[finding]
