"""On which facts could an entrusted market be made to leave? The exit dossier, a draft.

M-65 §4.3f. The paper prepares a decision; the buyer decides, after hearing the market.
"""

import json
from collections.abc import Iterator
from typing import Any

from casework.ends import Grounds, Refusal, exit_grounds
from exports import figures
from exports.appraised import finding_grid
from exports.breach import criterion_blocks, incident_blocks
from exports.document import Block, Document, Grid, Heading, Paragraph, facts
from exports.exit_refusals import exit_refused
from exports.fingerprint import fingerprint_grid, kind_title
from exports.marks import CORRECTED
from exports.next_steps import procedure_blocks
from exports.observations import label
from exports.provenance import marks_of, stamp_of
from exports.report import Rows, judged, page_words
from exports.requirements import named_numbers, source_words
from exports.standing import identity_rows, remark_lines, standing_grid
from exports.values import whole, written
from exports.words import Words
from metrics.catalogue import metric_of
from rules.calendar import day_start, month_bounds, month_end_day
from rules.model import RuleSet
from store import registers
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

GROUNDS = {
    "unqualified": "评价结果不合格",
    "public_interest": "查实违反公益性",
}
COSTLY = ("not_met", "partly")


def exit_dossier(
    scope: Scope, home: Home, ruleset: RuleSet, market: str, period: str, words: Words
) -> Document:
    """The dossier of a market from the published evaluation of `period` that may start an exit.

    Raises ExportError with the reason where no exit may be prepared: 整改 is the way then.
    """
    grounds = exit_grounds(scope, home, ruleset, market, period)
    if isinstance(grounds, Refusal):
        raise exit_refused(grounds, market, period)
    header = grounds.header
    result, findings = judged(scope, home, header, market)
    lost = [row for row in findings if row["finding"] in COSTLY]
    blocks = [
        Heading(words("一、事实")), *_facts(scope, home, grounds, result, words),
        Heading(words("二、依据条款")), *_basis(grounds, ruleset, words),
        Heading(words("三、评价结论")), *_conclusion(grounds, result, lost, ruleset, words),
        Heading(words("四、违规事实明细")), *_rows(scope, home, ruleset, grounds, lost, words),
        Heading(words("五、评价与数据指纹")), fingerprint_grid(header, ruleset, words),
        Heading(words("六、后续程序")), *procedure_blocks(grounds.procedure, words),
    ]  # fmt: skip
    return Document(
        title=words("市场退出卷宗（草稿）"),
        subtitle=words(
            "{name} · {kind} · {period}", name=result["name"],
            kind=kind_title(header, ruleset, words), period=figures.period(header.period, words),
        ),
        marks=(*_marks(scope, home, header, words), words("草稿，供研究决定用")),
        stamp=stamp_of(header, ruleset, words).line(),
        page_words=page_words(words),
        blocks=tuple(blocks),
        language=words.language,
    )  # fmt: skip


def _marks(scope: Scope, home: Home, header: Header, words: Words) -> tuple[str, ...]:
    """Where the facts have changed since, what rests on them is to be looked at again."""
    marks = marks_of(scope, home, header, words)
    return (*marks, words("待复核")) if words(CORRECTED.zh) in marks else marks


def _facts(
    scope: Scope, home: Home, grounds: Grounds, result: dict[str, Any], words: Words
) -> Iterator[Block]:
    """Who the market is and who runs it, as the registers have it on the period's last day."""
    header, market = grounds.header, str(result["subject"])
    as_of = header.as_of if header.as_of is not None else header.created_at
    last_day = day_start(month_end_day(header.last_month))
    held = registers.in_force(scope, home, "market", last_day, as_of)
    rows = identity_rows(result, words)
    for row in held[held["market"] == market].to_dict("records"):
        rows += [
            (words("运营管理单位"), str(row["managing_unit"])),
            (words("报送单位"), str(row["filing_unit"])),
            (words("地址"), row["address"] if isinstance(row["address"], str) else "—"),
            (words("开办日期"), figures.day(whole(row["opened_on"]))),
        ]
    yield facts(rows)
    yield from _contracts(scope, home, grounds, market, as_of, words)


def _contracts(
    scope: Scope, home: Home, grounds: Grounds, market: str, as_of: int, words: Words
) -> Iterator[Block]:
    """The contracts whose term touches the window, each in its latest version."""
    first = month_bounds(grounds.header.first_month)[0]
    after = month_bounds(grounds.header.last_month)[1]
    frame = registers.rows(scope, home, "contract", as_of)
    frame = frame[(frame["market"] == market) & (frame["valid_from"] < after)]
    frame = frame.drop_duplicates("contract_no", keep="last")
    frame = frame[(frame["starts_on"] < after) & (frame["ends_on"] >= first)]
    rows = tuple(
        (
            str(row["contract_no"]), str(row["operator"]), str(row["operator_code"]),
            str(row["buyer_name"]), label("procurement", row["procedure"], words),
            figures.day(whole(row["starts_on"])), figures.day(whole(row["ends_on"])),
        )
        for row in frame.to_dict("records")
    )  # fmt: skip
    if not rows:
        yield Paragraph(words("评价期内没有登记购买服务合同。"))
        return
    headings = (
        "合同编号",
        "承接主体",
        "统一社会信用代码",
        "购买主体",
        "采购方式",
        "合同开始",
        "合同结束",
    )
    yield Grid(tuple(words(text) for text in headings), rows, (1.5, 1.8, 2.3, 1.9, 1.1, 1.35, 1.35))


def _basis(grounds: Grounds, ruleset: RuleSet, words: Words) -> Iterator[Block]:
    """The clauses in their own words: that of the exit, and that of the breach."""
    named = list(grounds.procedure.clauses)
    if "public_interest" in grounds.grounds:
        named += ruleset.criteria[grounds.procedure.public_interest].clauses
    for name in dict.fromkeys(named):
        clause = ruleset.sources.clauses[name]
        document = ruleset.sources.documents[clause.document]
        yield Paragraph(
            words("{clause}（{number}，{section}）：", clause=clause.id, number=document.number,
                  section=clause.section)
        )  # fmt: skip
        yield Paragraph(clause.text, "quote")
    yield Paragraph(words("合同约定的退出、终止条款以购买服务合同文本为准，另附。"), "note")


def _conclusion(
    grounds: Grounds, result: dict[str, Any], lost: Rows, ruleset: RuleSet, words: Words
) -> Iterator[Block]:
    said = words("；").join(words(GROUNDS[ground]) for ground in grounds.grounds)
    yield Paragraph(words("退出情形：{grounds}（M-65 §4.3f）。", grounds=said))
    yield standing_grid(result, words)
    for line in remark_lines(result, ruleset, words):
        yield Paragraph(line)
    if lost:
        yield Heading(words("未达标和部分达标的评价项"), 2)
        yield finding_grid(lost, ruleset, words)
    yield Heading(words("适用的数值及其来源"), 2)
    rows = [*_bands(grounds, ruleset, words), *_numbers(lost, ruleset, words)]
    headings = ("评价项", "数值", "取值", "施行日期", "来源")
    yield Grid(tuple(words(text) for text in headings), tuple(rows), (1.8, 1.3, 1, 1.1, 2.6))


def _bands(grounds: Grounds, ruleset: RuleSet, words: Words) -> Iterator[tuple[str, ...]]:
    """The floor of the grade above 不合格: below it a market is unqualified."""
    floor = ruleset.bands["qualified"].on(month_end_day(grounds.header.last_month))
    yield (
        words("等级"), words("合格线"), floor.written(str(grounds.result["type"])),
        floor.since.isoformat(), source_words(floor.status, floor.source, words),
    )  # fmt: skip


def _numbers(lost: Rows, ruleset: RuleSet, words: Words) -> Iterator[tuple[str, ...]]:
    for row in lost:
        criterion = ruleset.criteria[row["criterion"]]
        counted = metric_of(criterion) if criterion.metric else None
        thresholds = json.loads(row["threshold"])
        for name, entry in named_numbers(criterion, thresholds, counted, words):
            yield (
                criterion.title.in_language(words.language), name, written(entry["value"], words),
                entry["since"], source_words(entry["status"], entry["source"], words),
            )  # fmt: skip


def _rows(
    scope: Scope, home: Home, ruleset: RuleSet, grounds: Grounds, lost: Rows, words: Words
) -> Iterator[Block]:
    if not grounds.incidents.empty:
        yield from incident_blocks(scope, home, grounds.header, grounds.incidents, words)
    if "unqualified" not in grounds.grounds:
        return
    breach = grounds.procedure.public_interest
    others = [row for row in lost if row["criterion"] != breach or grounds.incidents.empty]
    dearest = sorted(others, key=_cost, reverse=True)
    names = [str(row["criterion"]) for row in dearest]
    market = str(grounds.result["subject"])
    yield from criterion_blocks(scope, home, grounds.header, ruleset, market, names, words)


def _cost(row: dict[str, Any]) -> int:
    """Points lost; a failed veto, which has none, comes before all."""
    most = whole(row["points_maximum"])
    return 10**9 if most is None else most - (whole(row["points_high"]) or 0)
