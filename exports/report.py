"""How did a market come out, on paper? The evaluation report of any market."""

from collections.abc import Iterator, Mapping
from typing import Any

from exports import figures, marks
from exports.apportion import apportioned
from exports.appraised import finding_grid
from exports.document import Block, Document, Grid, Heading, Paragraph, facts
from exports.fingerprint import fingerprint_grid, kind_title
from exports.lists import DEFAULT_NOTE
from exports.provenance import marks_of, stamp_of
from exports.refusals import not_judged
from exports.requirements import source_words
from exports.standing import identity_rows, remark_lines, standing_grid
from exports.values import whole
from exports.words import Words
from rules.calendar import month_end_day
from rules.model import Group, RuleSet
from store import evaluations
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

Rows = list[dict[str, Any]]
SUPPLIERS = {
    "not_filed": "报送单位补报缺报月份的台账",
    "not_inspected": "检查单位安排两人现场检查",
    "inspection_expired": "检查单位重新检查",
    "inspectors_disagree": "检查单位复查并统一结论",
    "not_verified": "市场补充材料，上级单位核验",
    "lead_open": "上级单位核实线索并答复",
}
"""Who must supply what is missing, by the reason of a pending finding."""


def market_report(
    scope: Scope, home: Home, header: Header, ruleset: RuleSet, market: str, words: Words
) -> Document:
    """The report of one market of an evaluation.

    Raises ExportError when the evaluation has no result for it inside the scope.
    """
    result, findings = judged(scope, home, header, market)
    blocks = [
        *_result(result, ruleset, words),
        *_groups(result, findings, header, ruleset, words),
        *_criteria(findings, ruleset, words),
        *_pending(findings, ruleset, words),
        Heading(words("五、评价与数据指纹")),
        fingerprint_grid(header, ruleset, words),
    ]
    return Document(
        title=words("零工市场评价报告"),
        subtitle=words(
            "{name} · {kind} · {period}", name=result["name"],
            kind=kind_title(header, ruleset, words), period=figures.period(header.period, words),
        ),
        marks=marks_of(scope, home, header, words),
        stamp=stamp_of(header, ruleset, words).line(),
        page_words=page_words(words),
        blocks=tuple(blocks),
        language=words.language,
    )  # fmt: skip


def judged(
    scope: Scope, home: Home, header: Header, subject: str, subject_kind: str = "market"
) -> tuple[dict[str, Any], Rows]:
    """The result of a market or unit and its findings, each by column."""
    results = evaluations.results(scope, home, header.evaluation_id, subject_kind)
    results = results[results["subject"] == subject]
    if results.empty:
        raise not_judged(subject, header.kind, header.period)
    findings = evaluations.findings(scope, home, header.evaluation_id, subject)
    return _dicts(results.to_dict("records"))[0], _dicts(findings.to_dict("records"))


def _dicts(rows: list[Any]) -> Rows:
    return [{str(key): value for key, value in row.items()} for row in rows]


def page_words(words: Words) -> tuple[str, str, str]:
    """What stands before, between and after the page number and the number of pages."""
    before, rest = words("第 {page} 页，共 {pages} 页").split("{page}")
    between, after = rest.split("{pages}")
    return before, between, after


def _result(result: Mapping[str, Any], ruleset: RuleSet, words: Words) -> Iterator[Block]:
    yield Heading(words("一、评价结果"))
    yield facts(identity_rows(result, words))
    yield standing_grid(result, words)
    for line in remark_lines(result, ruleset, words):
        yield Paragraph(line)
    yield Paragraph(words(DEFAULT_NOTE), "note")


def _groups(
    result: Mapping[str, Any], findings: Rows, header: Header, ruleset: RuleSet, words: Words
) -> Iterator[Block]:
    """Points by group, apportioned so that they add up to the lower end of the interval."""
    yield Heading(words("二、各评价组得分"))
    groups = [group for group in ruleset.groups if any(_of(group, findings))]
    low = [_sum(group, findings, "points_low") for group in groups]
    low = [
        int(result["bonus"]) if group.optional else won
        for group, won in zip(groups, low, strict=True)
    ]
    shown = apportioned(low, whole(result["low"]) or 0)
    rows = [
        _group_row(group, won, findings, header, str(result["type"]), words)
        for group, won in zip(groups, shown, strict=True)
    ]
    total = (words("合计"), "", figures.score(sum(shown)), "", "", "")
    headings = ("评价组", "权重", "得分", "满分", "待核", "权重来源")
    yield Grid(
        tuple(words(text) for text in headings), (*rows, total), (1.5, 1, 1, 1, 1, 3), (1, 2, 3, 4)
    )
    yield Paragraph(words("各组得分按最大余额法取一位小数，合计等于得分区间的下限。"), "note")


def _group_row(
    group: Group, won: int, findings: Rows, header: Header, market_type: str, words: Words
) -> tuple[str, ...]:
    weight = group.weight.on(month_end_day(header.last_month))
    most = _sum(group, findings, "points_maximum")
    pending = _sum(group, findings, "points_high") - _sum(group, findings, "points_low")
    return (
        group.title.in_language(words.language), weight.written(market_type), figures.score(won),
        figures.score(most), figures.score(pending),
        source_words(weight.status, weight.source, words),
    )  # fmt: skip


def _of(group: Group, findings: Rows) -> Iterator[dict[str, Any]]:
    yield from (row for row in findings if row["group_id"] == group.id)


def _sum(group: Group, findings: Rows, column: str) -> int:
    return sum(whole(row[column]) or 0 for row in _of(group, findings))


def _criteria(findings: Rows, ruleset: RuleSet, words: Words) -> Iterator[Block]:
    yield Heading(words("三、逐项结论"))
    for group in ruleset.groups:
        order = {name: at for at, name in enumerate(group.criteria)}
        rows = sorted(_of(group, findings), key=lambda row: order[row["criterion"]])
        if rows:
            yield Heading(group.title.in_language(words.language), 2)
            yield finding_grid(rows, ruleset, words)
    yield Paragraph(marks.DEFAULT_VALUE.text(words), "note")


def _pending(findings: Rows, ruleset: RuleSet, words: Words) -> Iterator[Block]:
    yield Heading(words("四、待核事项与补齐责任"))
    rows = [
        (
            ruleset.criteria[row["criterion"]].title.in_language(words.language),
            words(marks.REASONS[row["reason"]]),
            pending_points(row),
            words(SUPPLIERS[row["reason"]]),
        )
        for row in findings
        if row["finding"] == "no_data"
    ]
    if not rows:
        yield Paragraph(words("没有待核事项。"))
        return
    headings = ("评价项", "原因", "待核分", "由谁补齐")
    yield Grid(tuple(words(text) for text in headings), tuple(rows), (2, 1.2, 0.8, 2.4), (2,))


def pending_points(row: Mapping[str, Any]) -> str:
    """The points that wait; `—` for a veto or entry condition, which has none."""
    low, high = whole(row["points_low"]), whole(row["points_high"])
    return figures.MISSING if low is None or high is None else figures.score(high - low)
