"""Is a finding explained in the fixed order, whichever way it was judged?"""

import pandas as pd
import pytest

from exports.explanation import explained, rows_words, shown_value, verdict_words
from exports.words import translator
from metrics.explain import explain
from store import evaluations
from store.home import Home
from store.scope import PROVINCE
from tests.exports.made import explanation, finding, rows, thresholds
from tests.exports.town import CHARGED, NEW, POOR, RULESET, SILENT

ZH, EN = translator("zh"), translator("en")
ORDER = ["numbers", "arithmetic", "requirement", "clauses", "rows"]
DAY = 1_789_870_000  # 2026-09-20


def evaluation_of(town: Home, kind: str = "monitoring") -> int:
    header = evaluations.latest(PROVINCE, town, kind, "202610")
    assert header is not None
    return header.evaluation_id


def test_the_loss_leads_and_the_parts_follow_in_their_order() -> None:
    held = explanation(
        "function.time_limit", finding(), thresholds(zero="60%", full="95%", limit="2h"),
        evidence=[rows("service", {"month": 202610, "record_id": "1", "hit": 1})],
    )  # fmt: skip
    said = explained(held, ZH)
    assert [part.name for part in said.parts] == ORDER
    assert said.lines()[:3] == ("限时办结 △ 部分达标", "失分 −1.9 / 4", "数字")
    clauses = said.part("clauses")
    assert clauses is not None
    assert clauses.lines[0].startswith("M-65 §6.2（人社部发〔2023〕65号）：")


ONE_OF_EACH = {
    (c.judged_by, c.compare.form, c.effect): c.id
    for c in RULESET.criteria.values()
    if c.subject == "market"
}
"""One criterion of every way of judging, form and effect there is."""


@pytest.mark.parametrize("criterion", ONE_OF_EACH.values())
def test_every_kind_of_criterion_is_explained_in_both_languages(town: Home, criterion: str) -> None:
    held = explain(PROVINCE, town, evaluation_of(town), POOR, criterion)
    for words in (ZH, EN):
        said = explained(held, words)
        names = [part.name for part in said.parts]
        assert names == [name for name in ORDER if name in names]
        assert {"requirement", "clauses"} <= set(names)
        assert said.loss
        assert shown_value(held, words)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"points_low": 40000, "points_high": 40000}, "未失分，满分 4.0"),
        ({"points_low": 20000, "points_high": 20000}, "失分 −2.0 / 4"),
        ({"points_low": 20000, "points_high": 30000}, "失分 −1.0 / 4，另有 1.0 分待核"),
        ({"points_low": 20000, "points_high": 40000}, "未失分，满分 4.0，另有 2.0 分待核"),
        ({"finding": "not_applicable"}, "本项不计分"),
        ({"effect": "bonus", "points_low": 5000}, "加分 0.5，最多 4.0"),
        ({"effect": "veto", "finding": "not_met"}, "一票否决项，已触发，等级为不合格"),
        ({"effect": "veto", "finding": "no_data"}, "一票否决项，待核，暂不推荐"),
        ({"effect": "veto", "finding": "met"}, "一票否决项，未触发"),
        ({"effect": "entry", "finding": "partly"}, "准入条件，未满足，不得参加评选"),
        ({"effect": "entry", "finding": "met"}, "准入条件，已满足"),
    ],
)
def test_what_a_finding_cost_is_said_first(changes: dict[str, object], said: str) -> None:
    held = explanation("function.time_limit", finding(**changes), thresholds(zero="6%", full="9%"))
    assert explained(held, ZH).loss == said


def test_a_finding_says_its_reason_and_a_waiver() -> None:
    pending = finding(finding="no_data", reason="not_filed")
    assert verdict_words(pending, ZH) == "？ 待核（未报送）"
    assert verdict_words(pending, EN) == "？ No data (not filed)"
    assert verdict_words(finding(finding="not_applicable", waived=1), ZH) == "— 不适用（豁免）"


def test_missing_months_and_the_source_are_among_the_numbers() -> None:
    held = explanation(
        "results.satisfaction", finding(months_filed=2, undecided=3),
        thresholds(zero="70%", full="90%"), {"source": "hcp", "missing_months": [202609]},
    )  # fmt: skip
    numbers = explained(held, ZH).part("numbers")
    assert numbers is not None
    assert numbers.lines[-4:] == (
        "数据来源：好差评", "应报 3 个月，已报 2 个月", "未报送：2026年9月",
        "3 条无法判定是否计入，待核",
    )  # fmt: skip


def test_a_checklist_goes_item_by_item_and_says_who_differs_and_what_expired() -> None:
    row = finding(finding="no_data", reason="inspectors_disagree", numerator=1, denominator=3)
    visit = {"market": "320102001", "visited_at": DAY, "month": 202609, "result_a": "met"}
    held = explanation(
        "facilities.equipment", row, thresholds(valid_months="12"),
        {
            "items": {"information_screen": "met", "drinking_water": "no_data",
                      "first_aid": "no_data"},
            "item_reasons": {"drinking_water": "inspectors_disagree",
                             "first_aid": "inspection_expired"},
        },
        [rows(
            "register:inspection",
            {**visit, "item": "information_screen", "result_b": "met", "hit": 1},
            {**visit, "item": "drinking_water", "result_b": "not_met", "hit": 0},
            {**visit, "item": "first_aid", "result_b": "met", "hit": 0, "visited_at": DAY - 10**8},
        )],
    )  # fmt: skip
    said = explained(held, ZH)
    numbers, sums = said.part("numbers"), said.part("arithmetic")
    assert numbers is not None
    assert sums is not None
    assert numbers.lines == (
        "岗位信息发布屏：√ 达标（2026-09-20 检查）",
        "饮水：？ 待核（意见不一；2026-09-20 检查，检查人甲认定达标，检查人乙认定不达标）",
        "急救药箱：？ 待核（检查过期；2023-07-21 检查）",
    )
    assert sums.lines[0] == "应查 3 项，达标 1 项，达标 33.3%"


def test_an_item_nobody_checked_says_so() -> None:
    held = explanation(
        "facilities.equipment", finding(finding="no_data", reason="not_inspected"), [],
        {"items": {"first_aid": "no_data"}, "item_reasons": {"first_aid": "not_inspected"}},
        [rows("register:inspection", {"item": "drinking_water", "hit": 1, "month": 202609})],
    )  # fmt: skip
    numbers = explained(held, ZH).part("numbers")
    assert numbers is not None
    assert numbers.lines == ("急救药箱：？ 待核（待检查）",)


def test_a_confirmed_charge_names_its_number_officers_and_document(town: Home) -> None:
    held = explain(PROVINCE, town, evaluation_of(town), CHARGED, "function.public_interest")
    said = explained(held, ZH)
    numbers = said.part("numbers")
    assert numbers is not None
    assert numbers.lines == (
        "评价期内查实 1 件",
        "未结线索 0 件",
        "XS-320102001-B-202609-fee：向劳动者收费，查实，行为发生日 2026-09-10，"
        "2026-11-02 答复，核实人 王查、赵核，文书 宁人社核〔2026〕3号",
    )
    assert said.part("arithmetic") is None
    assert said.lines()[1] == "一票否决项，已触发，等级为不合格"


def test_an_open_lead_is_pending_and_has_no_answer_yet(town: Home) -> None:
    held = explain(PROVINCE, town, evaluation_of(town), NEW, "function.public_interest")
    said = explained(held, ZH)
    numbers = said.part("numbers")
    assert said.verdict == "□ 否决项待核（线索未结）"
    assert numbers is not None
    assert numbers.lines[1] == "未结线索 1 件"
    assert numbers.lines[2].endswith("：向劳动者收费，线索，行为发生日 2026-09-10")


def test_nothing_filed_is_said_month_by_month(town: Home) -> None:
    held = explain(PROVINCE, town, evaluation_of(town), SILENT, "function.public_interest")
    numbers = explained(held, ZH).part("numbers")
    assert numbers is not None
    assert "应报 3 个月，已报 0 个月" in numbers.lines


def test_later_changes_of_rules_and_facts_are_not_passed_over() -> None:
    held = explanation(
        "function.time_limit", finding(waived=1), thresholds(zero="60%", full="95%"),
        same_rules=False, same_facts=False,
    )  # fmt: skip
    said = explained(held, ZH).lines()
    assert "  规则集在评价后有改动，以上数值为评价时的数值" in said
    assert "  数据在评价后有更正，明细为评价时点的数据" in said
    assert "  本项已豁免" in said


def test_rows_are_counted_by_what_they_did() -> None:
    held = rows(
        "service",
        *({"month": 202610, "record_id": str(n), "hit": hit} for n, hit in
          enumerate([1, 1, 0, pd.NA])),
        title="限时内办结",
    )  # fmt: skip
    assert rows_words(held, ZH) == "限时内办结：共 4 条，计入 2 条，未计入 1 条，无法判定 1 条"
