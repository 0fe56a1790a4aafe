"""Does the report of a market hold what a meeting needs, and add up?"""

from collections.abc import Iterator

import pytest

from exports.document import Document, Grid, Heading, Paragraph
from exports.refusals import ExportError
from exports.report import SUPPLIERS, market_report
from exports.words import translator
from rules.value import Text
from store import evaluations
from store.home import Home
from store.scope import PROVINCE, Scope
from tests.exports.town import CHARGED, GOOD, LAST, NEW, RULESET, SILENT

ZH, EN = translator("zh"), translator("en")


def report(town: Home, market: str, language: str = "zh", kind: str = "monitoring") -> Document:
    header = evaluations.latest(PROVINCE, town, kind, str(LAST))
    assert header is not None
    return market_report(PROVINCE, town, header, RULESET, market, translator(language))


def grids(paper: Document) -> Iterator[Grid]:
    return (block for block in paper.blocks if isinstance(block, Grid))


def grid(paper: Document, first: str) -> Grid:
    return next(held for held in grids(paper) if held.headings and held.headings[0] == first)


def texts(paper: Document) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading | Paragraph)]


def test_the_parts_come_in_order(town: Home) -> None:
    paper = report(town, GOOD)
    first_level = [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == 1]
    assert [text[:2] for text in first_level] == ["一、", "二、", "三、", "四、", "五、"]
    assert paper.title == "零工市场评价报告"
    assert paper.subtitle == "市场004 · 月度监测 · 2026年10月"
    assert paper.page_words == ("第 ", " 页，共 ", " 页")


def test_a_score_is_never_without_its_interval_and_share(town: Home) -> None:
    rows = {name: value for held in grids(report(town, GOOD)) if not held.headings
            for name, value in held.rows}  # fmt: skip
    assert "–" in rows["得分区间"]
    assert rows["已评比例"].endswith("%")
    assert rows["等级"] == "◆ 合格"


def test_points_by_group_add_up_to_the_lower_end(town: Home) -> None:
    paper = report(town, GOOD)
    groups = grid(paper, "评价组")
    *rows, total = groups.rows
    parts = sum(round(float(row[2]) * 10) for row in rows)
    low = next(v for held in grids(paper) if not held.headings for n, v in held.rows
               if n == "得分区间")  # fmt: skip
    assert parts == round(float(total[2]) * 10)
    assert total[2] == low.partition("–")[0]


def test_every_criterion_of_the_market_is_there_once(town: Home) -> None:
    paper = report(town, GOOD)
    listed = [row[0] for held in grids(paper) if held.headings[:1] == ("评价项",)
              and len(held.headings) == 7 for row in held.rows]  # fmt: skip
    expected = [c.title.zh for c in RULESET.criteria.values() if c.subject == "market"]
    assert sorted(listed) == sorted(expected)


def test_a_finding_shows_numerator_denominator_requirement_and_clause(town: Home) -> None:
    rows = {row[0]: row for held in grids(report(town, GOOD)) if len(held.headings) == 7
            for row in held.rows}  # fmt: skip
    name, verdict, value, parts, required, points, clause = rows["限时办结"]
    assert (name, verdict, value, parts) == ("限时办结", "√ 达标", "95.7%", "88 / 92")
    assert required == "≥ 95% ※"
    assert points.partition(" / ")[0] == points.partition(" / ")[2]
    assert clause == "M-65 §6.2"


def test_what_is_pending_says_who_must_supply_it(town: Home) -> None:
    pending = grid(report(town, SILENT), "评价项")
    held = next(
        h for h in grids(report(town, SILENT)) if h.headings and h.headings[-1] == "由谁补齐"
    )
    rows = {row[0]: row for row in held.rows}
    assert rows["限时办结"][1] == "未报送"
    assert rows["限时办结"][3] == SUPPLIERS["not_filed"]
    assert rows["公益性"][2] == "—"  # a veto has no points to wait for
    assert pending.rows


def test_a_veto_stands_first_and_leaves_the_score_beside_it(town: Home) -> None:
    said = texts(report(town, CHARGED))
    line = next(text for text in said if text.startswith("■"))
    assert line.startswith("■ 否决：公益性（M-65 §1.2）；若无否决，得分 ")


@pytest.mark.parametrize(("market", "said"), [(SILENT, "证据不足："), (NEW, "新开办：")])
def test_a_market_without_grade_says_why(town: Home, market: str, said: str) -> None:
    assert any(text.startswith(said) for text in texts(report(town, market)))


def test_the_english_report_holds_no_chinese_but_names_and_clauses(town: Home) -> None:
    paper = report(town, GOOD, "en")
    assert paper.title == "Evaluation report of a gig-work market"
    held = grid(paper, "Criterion")
    chinese = [text for row in held.rows for text in row if any("一" <= c <= "鿿" for c in text)]
    assert chinese == []


def test_a_market_of_another_area_is_not_reported(town: Home) -> None:
    header = evaluations.latest(PROVINCE, town, "monitoring", str(LAST))
    assert header is not None
    with pytest.raises(ExportError) as refused:
        market_report(Scope("city", ("3202",)), town, header, RULESET, GOOD, ZH)
    assert isinstance(refused.value.text, Text)
    assert GOOD in refused.value.text.en
