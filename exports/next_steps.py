"""What must happen after the paper, by whom and by when? From the rule set's procedure."""

from collections.abc import Iterator

from casework.procedure import Limit, Procedure
from exports.document import Block, Grid, Paragraph
from exports.requirements import source_words
from exports.values import written
from exports.words import Words

STEPS = {
    "finding": "形成评价结论并核对事实",
    "notice": "书面告知拟作出的决定、事实、理由和依据",
    "statement": "听取市场运营管理单位的陈述和申辩",
    "decision": "作出决定并送达",
    "handover": "移交场地、数据和在办事项，保障服务不中断",
}
ACTORS = {
    "county": "县（市、区）人力资源社会保障部门",
    "city": "设区市人力资源社会保障部门",
    "province": "省人力资源和社会保障厅",
    "buyer": "购买主体（购买服务合同的甲方）",
    "market": "市场运营管理单位",
    "unit_above": "上一级单位",
}
PAPERS = {
    "exit_decision": "退出决定书",
    "handover_record": "移交记录",
}


def procedure_blocks(procedure: Procedure, words: Words) -> Iterator[Block]:
    """Who proposes and decides, the steps with their time limits, the papers, the remedy."""
    yield Paragraph(
        words(
            "提出：{proposes}；决定：{decides}；文书形式：{form}。",
            proposes=_actors(procedure.proposes, words), decides=_actors(procedure.decides, words),
            form=procedure.legal_form.in_language(words.language),
        )
    )  # fmt: skip
    limits = {limit.name: limit for limit in procedure.limits}
    rows = tuple(
        (str(at), words(STEPS[step]) if step in STEPS else step, *_limit(limits.get(step), words))
        for at, step in enumerate(procedure.steps, start=1)
    )
    headings = tuple(words(text) for text in ("序号", "步骤", "期限", "期限来源"))
    yield Grid(headings, rows, (0.5, 3, 1.2, 2.2))
    papers = [words(PAPERS[name]) if name in PAPERS else name for name in procedure.documents]
    yield Paragraph(words("应备文书：{papers}。", papers=words("、").join(papers)))
    remedy = procedure.remedy.in_language(words.language)
    yield Paragraph(words("救济途径：{remedy}。", remedy=remedy))


def _limit(limit: Limit | None, words: Words) -> tuple[str, str]:
    if limit is None:
        return "—", "—"
    value = limit.value
    said = written(value, words) if value.endswith("d") else words("{n} 个自然日", n=value)
    return said, source_words(limit.status, limit.source, words)


def _actors(names: tuple[str, ...], words: Words) -> str:
    return words("、").join(words(ACTORS[name]) if name in ACTORS else name for name in names)
