"""Do the sentence, rows and pictures of the rule book hold what the rule files say?"""

from dataclasses import replace
from datetime import date

from dashboard import rules_numbers, rules_rows, rules_words
from dashboard.charts import clause_matrix, weights
from dashboard.theme import palette
from exports.words import translator
from rules.answers import answers
from rules.cases import cases
from rules.model import Criterion
from rules.sets import load_ruleset

WORDS, LIGHT = translator("zh"), palette("light")
JIANGSU, ZHEJIANG = load_ruleset("jiangsu-2024"), load_ruleset("zhejiang-2023")
MATCH = JIANGSU.criteria["results.match_rate"]


def test_every_clause_is_counted_once_by_what_answers_it_first() -> None:
    found = answers(JIANGSU)
    counts = rules_words.tally(found)
    assert sum(counts.values()) == len(found)
    assert counts["none"] == 0
    assert counts["criterion"] == sum(
        any(held.kind == "criterion" for held in mine) for mine in found.values()
    )


def test_an_unanswered_clause_is_said_and_marked() -> None:
    found = {**answers(JIANGSU), "JS-154 §1.3": ()}
    told = rules_words.answer(JIANGSU, found, 0, False, WORDS)
    assert "1 条无人回答" in told
    assert "没有默认值" in told
    rows = rules_rows.clause_rows(JIANGSU, found, "JS-154 §1.3", "", WORDS)
    assert list(rows["answered"]) == ["○ 无"]


def test_the_criteria_come_by_group_and_none_is_lost() -> None:
    rows = rules_rows.criterion_rows(JIANGSU, "", only_default=False, words=WORDS)
    assert sorted(rows["id"]) == sorted(JIANGSU.criteria)
    assert list(rows["id"][: len(JIANGSU.groups[0].criteria)]) == list(JIANGSU.groups[0].criteria)


def test_the_grid_marks_the_types_a_criterion_applies_to() -> None:
    equipment = JIANGSU.criteria["facilities.equipment"]
    grid = rules_rows.applies_grid(equipment, WORDS)
    assert [row[1] for row in grid.to_numpy()] == ["√", "√", "—"]


def test_the_case_rows_are_the_cases_of_that_criterion_alone() -> None:
    held = cases(JIANGSU)
    rows = rules_rows.case_rows(held, MATCH, {}, WORDS)
    assert len(rows) == sum(case.criterion == MATCH.id for case in held)
    assert rows.iloc[0]["应有结论"] == ":green-badge[√ 达标]"
    assert any("样本不足" in text for text in rows["应有结论"])


def reviewed(day: date) -> Criterion:
    full = MATCH.compare.numbers["full"]
    older = replace(full.dated[0], review=day)
    newer = replace(older, since=date(2026, 7, 1), shown={"": "50%"})
    numbers = {**MATCH.compare.numbers, "full": replace(full, dated=(older, newer))}
    return replace(MATCH, compare=replace(MATCH.compare, numbers=numbers))


def test_a_number_shows_its_history_newest_first_and_warns_past_its_review_day() -> None:
    criterion = reviewed(date(2026, 10, 1))
    rows = rules_numbers.history(JIANGSU, criterion, date(2026, 11, 5), WORDS)
    held = rows[rows["取值"].isin(["50%", "45%"])]
    assert list(held["自"]) == ["2026-07-01", "2024-04-11"]
    assert list(held["哪个数"]) == ["满分线", ""]
    assert ["已过复核日" in text for text in held["复核日"]] == [True, False]
    before = rules_numbers.history(JIANGSU, criterion, date(2026, 10, 1), WORDS)
    assert not any("已过复核日" in text for text in before["复核日"])


def test_values_of_types_and_area_classes_are_named() -> None:
    weight = JIANGSU.groups[0].weight.dated[0]
    told = rules_numbers.by_kind(JIANGSU, weight, WORDS)
    assert told == "综合性零工市场 22、行业性、专业性零工市场 22、零工服务站点 0"
    relaxed = ZHEJIANG.criteria["premises.area"]
    held = [dated for series in relaxed.compare.numbers.values() for dated in series.dated]
    told = " ".join(rules_numbers.by_kind(ZHEJIANG, dated, WORDS) for dated in held)
    assert ("山区县" in told) == any("@mountain" in kind for d in held for kind in d.shown)


def test_the_matrix_marks_exactly_the_answers() -> None:
    pairs = {"A §1": ["a.one"], "A §2": ["a.one", "duty"], "A §3": []}
    drawn = clause_matrix.clause_matrix(
        pairs, ["a.one", "duty"], {"a.one": "一", "duty": "职责"},
        {"组": "a.one", "其他": "duty"}, LIGHT,
    )  # fmt: skip
    assert [list(row) for row in drawn.data[0].z] == [[1, 0], [1, 1], [0, 0]]
    assert list(drawn.layout.xaxis.ticktext) == ["组", "其他"]


def test_the_bars_hold_the_weights_of_each_type() -> None:
    drawn = weights.weight_bars(["场地", "设施"], {"综合性": [22, 12], "站点": [0, 0]}, LIGHT)
    held = {trace.name: trace for trace in drawn.data}
    assert [list(held[name].x) for name in ("综合性", "站点")] == [[22, 12], [0, 0]]
    assert list(held["综合性"].text) == ["22", "12"]
    assert list(drawn.layout.yaxis.categoryarray) == ["设施", "场地"]
