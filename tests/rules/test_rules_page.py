"""Is docs/rules.md current: every key explained, both tables as the rule book has them?"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rules import criteria
from rules.answers import answers
from rules.clauses import clauses
from rules.sets import load_ruleset

PAGE = Path(__file__).resolve().parents[2] / "docs/rules.md"
DAY = date(2026, 10, 31)
SET = load_ruleset("jiangsu-2024")
JUDGED_ZH = {
    "computation": "计算", "inspection": "检查", "declaration": "申报核验", "incident": "线索查实",
}  # fmt: skip
RHYTHM_ZH = {
    "month": "每月", "quarter": "每季", "half_year": "每半年", "year": "每年", "once": "一次",
    "event": "有事时",
}  # fmt: skip
EFFECT_ZH = {"points": "计分", "bonus": "加分", "entry": "准入条件", "veto": "一票否决"}


def clause_table() -> str:
    """Every clause, how it is kept and what answers it."""
    lines = ["| 条款 | 性质 | 在哪里看 | 评价项 | 职责 | 程序 |", "|---|---|---|---|---|---|"]
    for name, mine in answers(SET).items():
        clause = clauses()[name]
        cells = [
            "、".join(f"`{answer.id}`" for answer in mine if answer.kind == kind) or "—"
            for kind in ("criterion", "duty", "procedure")
        ]
        if any(answer.kind == "information" for answer in mine):
            cells[0] = "说明"
        lines.append(f"| {name} | {clause.kind} | {clause.observed_at} | {' | '.join(cells)} |")
    return "\n".join(lines)


def duty_table() -> str:
    """Every duty of the calendar: who owes it, how often, by which day, what shows it."""
    lines = ["| 职责 | 名称 | 谁的 | 周期 | 哪天前 | 凭什么看 |", "|---|---|---|---|---|---|"]
    for duty in SET.duties:
        due = duty.due.on(DAY).written() if duty.due else "—"
        lines.append(
            f"| `{duty.id}` | {duty.title.zh} | {duty.owed_by} | {RHYTHM_ZH[duty.rhythm]} | {due} "
            f"| {duty.shown_by.zh} |"
        )
    return "\n".join(lines)


def criterion_table() -> str:
    """Every criterion: what it is called, how it is judged, what it does."""
    lines = ["| 评价项 | 名称 | 怎样评 | 作用 | 分值 |", "|---|---|---|---|---|"]
    for criterion in SET.criteria.values():
        points = criterion.points.on(DAY).written() if criterion.points else "—"
        lines.append(
            f"| `{criterion.id}` | {criterion.title.zh} {criterion.title.en} "
            f"| {JUDGED_ZH[criterion.judged_by]} | {EFFECT_ZH[criterion.effect]} | {points} |"
        )
    return "\n".join(lines)


@pytest.mark.parametrize("table", [clause_table, criterion_table, duty_table])
def test_the_tables_of_the_page_are_current(table: Callable[[], str]) -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), table()


def test_the_page_explains_every_key_of_a_criterion() -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = {*criteria.ALWAYS, *criteria.SOMETIMES}
    for more in (*criteria.REQUIRED.values(), *criteria.OPTIONAL.values()):
        keys |= set(more)
    for key in keys:
        assert f"`{key}`" in page, key
