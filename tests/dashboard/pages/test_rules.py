"""规则: each clause with its answers, each criterion with its numbers, what a link may ask."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rules_words import answer
from exports.words import translator
from rules.answers import answers
from rules.differences import differences
from rules.sentences import sentence
from rules.sets import load_ruleset
from store.home import Home

Opened = Callable[..., AppTest]
pytestmark = pytest.mark.usefixtures("town")
JIANGSU, ZHEJIANG = "jiangsu-2024", "zhejiang-2023"


def said(page: AppTest) -> str:
    return "\n".join(str(item.value) for item in [*page.markdown, *page.caption])


def plain(text: str) -> str:
    return text.replace("\\", "")


def test_the_answer_counts_the_present_set_and_the_list_holds_every_clause(
    opened: Opened,
) -> None:
    page = opened("rules")
    assert not page.exception
    ruleset = load_ruleset(JIANGSU)
    found = answers(ruleset)
    head = page.header[0].value
    assert head.startswith(f"现行规则集 {len(ruleset.criteria)} 个评价项，{len(found)} 条条款中")
    assert "个数值仍为默认值" in head
    assert list(page.dataframe[0].value["id"]) == list(found)


def test_a_clause_of_the_link_shows_its_text_document_and_answers(opened: Opened) -> None:
    page = opened("rules", clause="JS-154 §4.7")
    ruleset = load_ruleset(JIANGSU)
    clause = ruleset.sources.clauses["JS-154 §4.7"]
    told = plain(said(page))
    assert clause.text in told
    assert "苏人社函〔2024〕154号，2024-04-11" in told
    for held in answers(ruleset)[clause.id]:
        if held.kind == "criterion":
            assert ruleset.criteria[held.id].title.zh in told
    assert "28 日前" in told


def test_a_clause_is_found_by_a_word_of_its_text(opened: Opened) -> None:
    page = opened("rules")
    page.text_input[0].set_value("首问负责").run()
    listed = page.dataframe[0].value
    assert len(listed)
    assert all("首问负责" in text for text in listed["text"])
    page.text_input[0].set_value("没有这样的话").run()
    assert "没有符合的条款" in said(page)


def test_a_criterion_of_the_link_shows_its_sentence_numbers_and_cases(opened: Opened) -> None:
    page = opened("rules", tab="criteria", criterion="results.match_rate")
    assert not page.exception
    ruleset = load_ruleset(JIANGSU)
    criterion = ruleset.criteria["results.match_rate"]
    heads = [plain(item.value) for item in page.subheader]
    assert sentence(criterion, "zh") in heads
    numbers = page.table[0].value
    assert {"零分线", "满分线", "最低样本", "组内权数"} <= set(numbers["哪个数"])
    assert any("默认值" in text for text in numbers["依据"])
    assert any("样本数" in name for table in page.table[2:] for name in table.value.iloc[:, 0])


def test_only_criteria_with_a_default_are_listed_where_the_link_says_so(opened: Opened) -> None:
    whole = opened("rules", tab="criteria").dataframe[0].value
    page = opened("rules", tab="criteria", f="default")
    listed = page.dataframe[0].value
    assert set(listed["id"]) == set(whole.loc[whole["default"] == "※", "id"])


def test_another_set_shows_its_notice_and_drops_the_clause_of_the_first(opened: Opened) -> None:
    page = opened("rules", clause="JS-154 §4.7")
    page.selectbox(key="choice_set").set_value(ZHEJIANG).run()
    assert not page.exception
    ruleset = load_ruleset(ZHEJIANG)
    assert "示例项·非浙江原文" in plain(said(page))
    assert page.header[0].value.startswith(f"这套规则集 {len(ruleset.criteria)} 个评价项")
    assert "clause" not in page.query_params
    assert "不可用" not in said(page)


@pytest.mark.parametrize("name", [JIANGSU, ZHEJIANG])
@pytest.mark.parametrize("tab", ["clauses", "criteria"])
def test_every_part_of_every_set_opens_in_english(opened: Opened, name: str, tab: str) -> None:
    page = opened("rules", set=name, tab=tab, lang="en")
    assert not page.exception
    ruleset = load_ruleset(name)
    head = page.header[0].value
    assert f"{len(ruleset.criteria)} criteria" in head
    known = answer(ruleset, answers(ruleset), 0, True, translator("en")).partition(";")[0]
    assert known.partition(": ")[2] in head


def test_what_the_link_asks_in_vain_falls_back_with_one_caption(opened: Opened) -> None:
    page = opened("rules", set="nowhere", clause="X §1", tab="nothing")
    assert not page.exception
    refused = [item.value for item in page.caption if "不可用" in item.value]
    assert len(refused) == 1
    assert all(word in refused[0] for word in ("规则集", "条款", "看什么"))


def test_another_set_is_compared_clause_by_clause_and_by_whose_grade_changes(
    opened: Opened,
) -> None:
    page = opened("rules", tab="compare", compare=ZHEJIANG)
    assert not page.exception
    head = page.header[0].value
    assert "处不同；按2026年10月绩效评价的数据，" in head
    assert "降档" in head
    people, changed = (table.value for table in page.dataframe[:2])
    assert {"name", "before", "after", "cause"} <= set(people.columns)
    assert (people["before"] != people["after"]).all()
    found = differences(load_ruleset(JIANGSU), load_ruleset(ZHEJIANG))
    assert len(changed) == len(found)
    assert "示例项·非浙江原文" in plain(said(page))
    assert "还没有发布过规则集" in said(page)


def test_a_trial_says_who_falls_and_writes_nothing(opened: Opened, town: Home) -> None:
    before = sorted(path.stat().st_mtime_ns for path in town.root.glob("*.db"))
    moves = "bands.good=89.9;bands.qualified=89.8"
    page = opened("rules", tab="trial", m=moves)
    assert not page.exception
    assert "若按新值，" in page.header[0].value
    assert "个市场降档" in page.header[0].value
    assert "试算，非正式" in said(page)
    moved = page.table[0].value
    assert moved.iloc[:, 0].tolist() == ["等级线·良好", "等级线·合格"]
    assert (moved["现值"].tolist(), moved["新值"].tolist()) == (["80", "60"], ["89.9", "89.8"])
    assert set(page.dataframe[0].value["after"]) == {"× 不合格"}
    assert before == sorted(path.stat().st_mtime_ns for path in town.root.glob("*.db"))


def test_sliders_are_sent_once_into_the_link(opened: Opened) -> None:
    page = opened("rules", tab="trial", criterion="results.match_rate")
    assert "移动下面的数字" in page.header[0].value
    next(held for held in page.slider if held.label == "良好 ※").set_value(85.0)
    page.button[0].click().run()
    assert page.query_params["m"] == "bands.good=85"
    assert "若按新值，" in page.header[0].value
    next(held for held in page.button if held.label == "全部还原").click().run()
    assert "m" not in page.query_params


def test_moves_nobody_can_read_or_make_are_told(opened: Opened) -> None:
    page = opened("rules", tab="trial", m="nothing;function.absent=3")
    assert not page.exception
    assert "链接中有读不懂的改动" in said(page)
    page = opened("rules", tab="trial", m="bands.good=95")
    assert not page.exception
    assert page.header[0].value == "这样改不成一套规则"
    assert "等次分数线" in said(page)


def test_both_new_parts_speak_english(opened: Opened) -> None:
    for more in ({"tab": "compare"}, {"tab": "trial", "m": "bands.good=89.9;bands.qualified=89.8"}):
        page = opened("rules", lang="en", **more)
        assert not page.exception
        texts = [item.value for item in (*page.header, *page.subheader, *page.caption)]
        wrong = [text for text in texts if any("一" <= letter <= "鿿" for letter in text)]
        assert not wrong, wrong


def test_the_clauses_of_one_document_can_be_read_alone(opened: Opened) -> None:
    listed = opened("rules", doc="M-65").dataframe[0].value
    assert len(listed)
    assert all(name.startswith("M-65") for name in listed["id"])
