"""Does the plain sentence say what the file asks?"""

import re
from datetime import date
from pathlib import Path

import pytest

from rules.criteria import numbers_of
from rules.model import RuleSet
from rules.sentences import sentence, sentence_of
from rules.sets import available, load_ruleset

DAY = date(2026, 10, 31)
FRAMEWORKS = Path(__file__).parent / "frameworks"
SETS = [*available(), *sorted(FRAMEWORKS.iterdir())]
CHINESE = range(0x4E00, 0x9FFF)


def told(
    tiny: Path,
    criterion: str,
    language: str,
    day: date | None = None,
    market_type: str = "",
) -> str:
    rules = load_ruleset(tiny)
    return sentence(rules.criteria[criterion], language, day, market_type, rules.measures)


def test_a_sliding_scale_in_chinese(tiny: Path) -> None:
    assert told(tiny, "function.time_limit", "zh", date(2025, 12, 31)) == (
        "限时办结：按“限时办结率”计，达到95.5%得满分，60%及以下不得分，其间按比例计分；"
        "办理时限 2小时（营业时间）；样本少于10不评；分值4。〔默认值·非标准·待省厅确认〕"
    )


def test_the_number_in_force_on_the_day_is_the_one_told(tiny: Path) -> None:
    before = told(tiny, "function.time_limit", "en", date(2025, 12, 31))
    after = told(tiny, "function.time_limit", "en", date(2026, 1, 1))
    assert "Time limit 2 opening hours" in before
    assert before.replace("limit 2 ", "limit 1.5 ") == after
    assert told(tiny, "function.time_limit", "en") == after


def test_less_is_better_where_the_full_mark_is_the_smaller(tiny: Path) -> None:
    path = tiny / "criteria/function/time_limit.yaml"
    path.write_text(path.read_text("utf-8").replace("95.5%", "5%"), "utf-8")
    assert "不高于5%得满分，60%及以上不得分" in told(tiny, "function.time_limit", "zh")


def test_a_number_by_type_is_told_for_one_type_or_for_all(tiny: Path) -> None:
    one = told(tiny, "function.staff", "zh", DAY, "station")
    assert one.startswith("人员配备：按“在岗人数”计，在1至4之间为达标；")
    every = told(tiny, "function.staff", "en")
    assert "between 4 (General market), 1 (Service station) and 40 (General market)" in every
    assert "only for: General market, Service station; only for: Self-run, Entrusted" in every
    assert "an entry condition" in every


def test_steps_checklists_and_vetoes(tiny: Path) -> None:
    assert "达到每人每年1次得50%的分；达到每人每年4次得100%的分" in told(
        tiny, "function.training", "zh"
    )
    fast = told(tiny, "function.fast", "zh")
    assert "现场检查：“即时快招”通道、“来即上岗”服务；2项同权；检查结论12个月内有效" in fast
    assert "of equal weight" not in told(tiny, "function.process", "en")
    veto = told(tiny, "function.interest", "zh")
    assert veto == "公益性：没有查实的“向劳动者收费”为达标；一票否决。"


def test_a_metric_of_the_sets_own_is_called_as_the_set_calls_it(tiny: Path) -> None:
    book = tiny / "ruleset.yaml"
    own = "name: visit.rooms, title: {zh: 房间数, en: Rooms}, measured_in: items, better: more"
    declared = f"metrics:\n  - {{{own}, subject: market}}\n"
    book.write_text(book.read_text("utf-8") + declared, "utf-8")
    staff = tiny / "criteria/function/staff.yaml"
    staff.write_text(staff.read_text("utf-8").replace("people.staff_heads", "visit.rooms"), "utf-8")
    assert "按“房间数”计，在1项至4项之间为达标" in told(
        tiny, "function.staff", "zh", DAY, "station"
    )


def test_a_veto_that_rests_on_nobodys_word_wears_the_badge(tiny: Path) -> None:
    path = tiny / "criteria/function/interest.yaml"
    text = path.read_text("utf-8")
    assert "默认值" not in told(tiny, "function.interest", "zh")
    path.write_text(text.replace("{status: official, source: M-65 §1.2}",
                                 "{status: default, source: default}"), "utf-8")  # fmt: skip
    assert "默认值" in told(tiny, "function.interest", "zh")


def test_a_number_with_a_source_wears_no_badge(tiny: Path) -> None:
    path = tiny / "criteria/function/process.yaml"
    text = path.read_text("utf-8")
    assert "默认值" in told(tiny, "function.process", "zh")
    path.write_text(
        text.replace("status: default, source: default", "status: official, source: M-65 §6.5"),
        "utf-8",
    )
    assert "默认值" not in told(tiny, "function.process", "zh")


@pytest.mark.parametrize("name", available())
def test_every_criterion_can_be_told_in_both_languages(name: str) -> None:
    for criterion in load_ruleset(name).criteria.values():
        for market_type in ("", *sorted(criterion.types)):
            zh = sentence(criterion, "zh", DAY, market_type)
            en = sentence(criterion, "en", DAY, market_type)
            assert "{" not in zh + en
            assert not any(ord(letter) in CHINESE for letter in en), en


def test_a_table_tells_every_class_of_both_metrics() -> None:
    matrix = load_ruleset(FRAMEWORKS / "two-way-table")
    assert sentence_of(matrix, "outlook.matrix", "zh") == (
        "能力与压力：按“承接能力”和“就业压力”交叉定档，"
        "“就业压力”依次为低于30、30及以上且低于60、60及以上；"
        "“承接能力”低于40的，依次得60%、30%、0%的分；"
        "“承接能力”40及以上且低于70的，依次得85%、60%、30%的分；"
        "“承接能力”70及以上的，依次得100%、85%、60%的分；分值1。〔默认值·非标准·待省厅确认〕"
    )
    assert sentence_of(matrix, "outlook.matrix", "en") == (
        "Capacity and pressure: by “Capacity” crossed with “Pressure”, which is in turn below 30, "
        "30 or more but below 60, 60 or more; where “Capacity” is below 40, 60%, 30%, 0% of the "
        "points in turn; where “Capacity” is 40 or more but below 70, 85%, 60%, 30% of the points "
        "in turn; where “Capacity” is 70 or more, 100%, 85%, 60% of the points in turn; worth 1."
        "〔default, not a standard, to be confirmed〕"
    )


def test_an_adjustment_says_what_it_adds_or_deducts() -> None:
    notches = load_ruleset(FRAMEWORKS / "stepwise-notches")
    assert sentence_of(notches, "notch.buffer", "zh") == (
        "缓冲：按“缓冲月数”计，不低于10个月为达标；计分后加减项，最多加5分。"
        "〔默认值·非标准·待省厅确认〕"
    )
    assert sentence_of(notches, "notch.debt", "en") == (
        "Debt: by “Debt of revenue”, 50% of the points from 100%; 100% of the points from 150%; "
        "an adjustment that deducts up to 10 points.〔default, not a standard, to be confirmed〕"
    )
    without = sentence(notches.criteria["notch.buffer"], "zh", own=notches.measures)
    assert "；计分后加减项。" in without


def test_an_area_class_is_told_beside_the_common_number() -> None:
    zhejiang = load_ruleset("zhejiang-2023")
    assert sentence_of(zhejiang, "premises.area", "zh") == (
        "场所面积（示例项）：按“场所面积”计，不低于200平方米（山区县120平方米、海岛县100平方米）为达标；"
        "分值6。〔默认值·非标准·待省厅确认〕"
    )
    assert sentence_of(zhejiang, "results.match_rate", "en") == (
        "Match rate (example): by “Match rate”, full points at 45% (Mountain counties 35%, Island "
        "counties 35%) or more, none at 10% or less, in proportion between; not judged below 10 in "
        "the denominator; worth 4.〔default, not a standard, to be confirmed〕"
    )


def test_a_county_of_an_area_class_is_told_its_own_number_alone() -> None:
    zhejiang = load_ruleset("zhejiang-2023")
    told = sentence_of(zhejiang, "premises.area", "zh", DAY, "general@island")
    assert "不低于100平方米为达标" in told
    common = sentence(zhejiang.criteria["premises.area"], "zh", DAY, "general")
    assert "不低于200平方米为达标" in common


def test_a_value_for_one_type_in_an_area_names_both(tiny: Path) -> None:
    book, staff = tiny / "ruleset.yaml", tiny / "criteria/function/staff.yaml"
    area = "{id: island, title: {zh: 海岛县（默认）, en: Islands (default)}, divisions: [320102], "
    book.write_text(
        book.read_text("utf-8") + f"areas:\n  - {area}status: default, source: default}}\n", "utf-8"
    )
    staff.write_text(
        staff.read_text("utf-8").replace("station: 1}", 'station: 1, "general@island": 2}'), "utf-8"
    )
    rules = load_ruleset(tiny)
    assert (
        "在4（综合性零工市场）、1（零工服务站点）、2（综合性零工市场·海岛县）至40"
        in sentence_of(rules, "function.staff", "zh")
    )
    assert "在4（海岛县2）至40之间" in sentence_of(rules, "function.staff", "zh", DAY, "general")
    assert "在1至4之间" in sentence_of(rules, "function.staff", "zh", DAY, "station")


def test_a_level_of_units_is_named_as_one() -> None:
    told = sentence_of(load_ruleset("jiangsu-2024"), "unit.report_on_time", "zh")
    assert "只适用于设区市、直报县（市）；" in told


@pytest.mark.parametrize("name", SETS, ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_of_a_criterion_stands_in_its_sentence(name: str, language: str) -> None:
    rules: RuleSet = load_ruleset(name)
    for criterion in rules.criteria.values():
        told = sentence_of(rules, criterion.id, language)
        for series in numbers_of(criterion):
            for shown in series.dated[-1].shown.values():
                number = shown.rstrip("hd")
                assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", told), shown
        assert "{" not in told
