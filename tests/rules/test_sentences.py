"""Does the plain sentence say what the file asks?"""

from datetime import date
from pathlib import Path

import pytest

from rules.sentences import sentence
from rules.sets import available, load_ruleset

DAY = date(2026, 10, 31)
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
