"""Does the exit dossier hold what a decision that stands up needs, and is it refused elsewhere?"""

from dataclasses import replace

import pytest

from exports.document import Document, Grid, Heading, Paragraph
from exports.dossier import exit_dossier
from exports.refusals import ExportError
from exports.words import translator
from rules.clauses import clauses
from store import evaluations, registers
from store.home import Home
from store.scope import PROVINCE, Scope
from tests.exports.town import CHARGED, CO_RUN, GOOD, LAST, POOR, RECORD, RULESET, SELF_CHARGED

ZH = translator("zh")
PERIOD = str(LAST)


@pytest.fixture(scope="module")
def charged(town: Home) -> Document:
    return exit_dossier(PROVINCE, town, RULESET, CHARGED, PERIOD, ZH)


@pytest.fixture(scope="module")
def poor(town: Home) -> Document:
    return exit_dossier(PROVINCE, town, RULESET, POOR, PERIOD, ZH)


def grids(paper: Document) -> list[Grid]:
    return [block for block in paper.blocks if isinstance(block, Grid)]


def facts(paper: Document) -> list[tuple[str, ...]]:
    return [row for held in grids(paper) if not held.headings for row in held.rows]


def grid(paper: Document, first: str) -> Grid:
    return next(held for held in grids(paper) if held.headings and held.headings[0] == first)


def paragraphs(paper: Document, style: str = "body") -> list[str]:
    return [b.text for b in paper.blocks if isinstance(b, Paragraph) and b.style == style]


def test_the_six_parts_come_in_order_and_the_draft_is_marked(charged: Document) -> None:
    headings = [b.text for b in charged.blocks if isinstance(b, Heading) and b.level == 1]
    assert headings == [
        "一、事实", "二、依据条款", "三、评价结论", "四、违规事实明细", "五、评价与数据指纹",
        "六、后续程序",
    ]  # fmt: skip
    assert charged.title == "市场退出卷宗（草稿）"
    assert "草稿，供研究决定用" in charged.marks
    assert charged.subtitle == "市场001 · 绩效评价 · 2026年10月"


def test_the_market_its_managing_unit_and_its_contract_are_named(charged: Document) -> None:
    assert ("运营管理单位", "1号管理处") in facts(charged)
    assert ("运行方式", "委托社会力量") in facts(charged)
    (contract,) = grid(charged, "合同编号").rows
    assert contract == (
        f"HT-{CHARGED}", "安康人力资源有限公司", "91320102MA1ABCDE1X",
        "玄武区人力资源和社会保障局", "公开招标", "2025-01-01", "2026-12-31",
    )  # fmt: skip


def test_the_clauses_stand_in_their_own_words(charged: Document) -> None:
    quoted = paragraphs(charged, "quote")
    assert quoted == [clauses()["M-65 §4.3f"].text, clauses()["M-65 §1.2"].text]


def test_findings_come_with_numerator_and_denominator(charged: Document) -> None:
    rows = {row[0]: row for row in grid(charged, "评价项").rows}
    assert rows["公益性"][1:4] == ("■ 否决", "查实 1 件", "1")
    assert all(row[1].startswith(("×", "△", "■")) for row in rows.values())


def test_every_value_in_force_wears_its_source_or_badge(charged: Document) -> None:
    held = next(h for h in grids(charged) if h.headings[-1:] == ("来源",))
    assert held.rows[0] == ("等级", "合格线", "60", "2024-04-11", "※ 默认值·非标准·待省厅确认")
    assert all(row[4] for row in held.rows)
    assert any(row[4].startswith("依据 ") for row in held.rows)


def test_the_confirmed_fact_and_the_record_it_came_from_are_shown(charged: Document) -> None:
    (incident,) = grid(charged, "线索编号").rows
    assert incident == (
        f"XS-{CHARGED}-B-{RECORD}", "向劳动者收费", "2026-09-10", "台账", "50.00 元",
        "2026-11-02", "王查、赵核", "宁人社核〔2026〕3号",
    )  # fmt: skip
    record = dict(facts(charged))
    assert record["编号"] == RECORD
    assert record["收费（元）"] == "50.00 元"
    assert record["缴费人"] == "劳动者"
    assert record["收费项目"] == "介绍费"


def test_the_evaluation_is_named_with_its_hashes(town: Home, charged: Document) -> None:
    header = evaluations.latest(PROVINCE, town, "performance", PERIOD)
    assert header is not None
    held = dict(facts(charged))
    assert held["数据指纹"] == header.facts_hash
    assert held["规则集哈希"] == header.ruleset_hash
    assert held["引擎版本"] == header.engine


def test_what_follows_names_who_decides_and_how_to_object(charged: Document) -> None:
    steps = grid(charged, "序号").rows
    assert [row[1][:2] for row in steps] == ["形成", "书面", "听取", "作出", "移交"]
    assert steps[2][2] == "5 个工作日"
    said = paragraphs(charged)
    assert any("决定：购买主体（购买服务合同的甲方）" in text for text in said)
    assert any(text.startswith("救济途径：可向作出决定单位的上一级申请复核") for text in said)


def test_a_market_that_fails_by_its_points_shows_the_rows_that_cost_most(poor: Document) -> None:
    paper, said = poor, paragraphs(poor)
    assert "退出情形：评价结果不合格（M-65 §4.3f）。" in said
    assert not any(held.headings[:1] == ("线索编号",) for held in grids(paper))
    assert clauses()["M-65 §1.2"].text not in paragraphs(paper, "quote")
    lost = [
        row for held in grids(paper) if held.headings[-1:] == ("是否计入",) for row in held.rows
    ]
    assert lost
    assert all(row[-1] == "未计入" for row in lost)


def test_no_more_than_the_dearest_criteria_are_opened(poor: Document) -> None:
    losses = [text for text in paragraphs(poor) if text.startswith("失分 −")]
    cost = [float(text.removeprefix("失分 −").partition(" ")[0]) for text in losses]
    assert cost == sorted(cost, reverse=True)
    assert len(cost) <= 8


@pytest.mark.parametrize(
    ("market", "zh", "en"),
    [
        (SELF_CHARGED, "自行运作", "Self-run"),
        (CO_RUN, "政企合作的可提请研究", "put forward for study"),
        (GOOD, "没有退出的依据", "no ground for exit"),
        ("320102999", "没有市场 320102999", "holds no market 320102999"),
    ],
)
def test_any_other_market_is_refused_with_the_reason_in_both_languages(
    town: Home, market: str, zh: str, en: str
) -> None:
    with pytest.raises(ExportError) as refused:
        exit_dossier(PROVINCE, town, RULESET, market, PERIOD, ZH)
    assert zh in refused.value.text.zh
    assert en in refused.value.text.en
    if market != "320102999":
        assert "整改" in refused.value.text.zh
        assert "rectif" in refused.value.text.en


def test_a_month_without_such_an_evaluation_is_refused(town: Home) -> None:
    with pytest.raises(ExportError) as refused:
        exit_dossier(PROVINCE, town, RULESET, CHARGED, "202609", ZH)
    assert "月度监测不能启动" in refused.value.text.zh


def test_a_market_without_contract_says_that_none_is_registered(
    town: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = registers.rows

    def without_contracts(scope: Scope, home: Home, register: str, as_of: int | None) -> object:
        found = rows(scope, home, register, as_of)
        return found.iloc[:0] if register == "contract" else found

    monkeypatch.setattr("exports.dossier.registers.rows", without_contracts)
    paper = exit_dossier(PROVINCE, town, RULESET, CHARGED, PERIOD, ZH)
    assert "评价期内没有登记购买服务合同。" in paragraphs(paper)


def test_a_breach_alone_is_ground_enough_and_opens_no_other_criterion(town: Home) -> None:
    rule = {**dict(RULESET.procedure["exit"]), "grounds": ["public_interest"]}
    only = replace(RULESET, procedure={**RULESET.procedure, "exit": rule})
    paper = exit_dossier(PROVINCE, town, only, CHARGED, PERIOD, ZH)
    assert "退出情形：查实违反公益性（M-65 §4.3f）。" in paragraphs(paper)
    assert not any(text.startswith("失分") for text in paragraphs(paper))
