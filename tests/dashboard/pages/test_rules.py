"""规则: each clause with its answers, each criterion with its numbers, what a link may ask."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rules_words import answer
from exports.words import translator
from rules.answers import answers
from rules.sentences import sentence
from rules.sets import load_ruleset

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
