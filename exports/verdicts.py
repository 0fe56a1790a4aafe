"""What is answered on a terminal about files, the record and the rules? Imports, verification,
rule sets, clauses."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from exports import figures
from exports.console import print_table, say
from exports.listing import to_json
from exports.verification import verification
from exports.words import Words, translator
from metrics.mutations import report
from metrics.rule_cases import failed_cases
from metrics.set_cases import failed_set_cases
from rules.answers import Answer, answers
from rules.cases import cases
from rules.criteria import numbers_of
from rules.sets import load_ruleset
from store.home import Home
from store.intake.submit import Outcome
from store.scope import Scope

MOST_PROBLEMS = 200


def print_outcomes(outcomes: Sequence[Outcome], language: str, *, as_json: bool) -> None:
    """What became of each file: kept, already there, or refused with every reason."""
    if as_json:
        print(to_json([_outcome(outcome) for outcome in outcomes]))
        return
    words = translator(language)
    for outcome in outcomes:
        say(_verdict(outcome, words))
        for problem in outcome.problems[:MOST_PROBLEMS]:
            say(f"  {problem.text.in_language(language)}")
        if len(outcome.problems) > MOST_PROBLEMS:
            say(words.count("  另有 {n} 处，见 --json", len(outcome.problems) - MOST_PROBLEMS))


def _verdict(outcome: Outcome, words: Words) -> str:
    name = outcome.file_name
    if not outcome.accepted:
        return words.count("× {name}：未入库，有 {n} 处问题", len(outcome.problems), name=name)
    rows = figures.count(sum(outcome.rows.values()))
    facts = figures.count(outcome.register_rows)
    if outcome.receipt is None:
        return words(
            "√ {name}：核对通过，未入库（台账 {rows} 行，名册 {facts} 行）",
            name=name, rows=rows, facts=facts,
        )  # fmt: skip
    if outcome.receipt.repeated:
        return words("√ {name}：内容与已入库的相同，不重复入库", name=name)
    return words(
        "√ {name}：已入库，第 {version} 版（台账 {rows} 行，名册 {facts} 行）",
        name=name, version=outcome.receipt.version, rows=rows, facts=facts,
    )  # fmt: skip


def _outcome(outcome: Outcome) -> dict[str, object]:
    receipt = outcome.receipt
    return {
        "file": outcome.file_name,
        "accepted": outcome.accepted,
        "unit": outcome.unit or None,
        "period": outcome.period or None,
        "rows": dict(outcome.rows),
        "register_rows": outcome.register_rows,
        "version": receipt.version if receipt else None,
        "repeated": receipt.repeated if receipt else False,
        "problems": [
            {
                "file": problem.file, "sheet": problem.sheet, "row": problem.row or None,
                "column": problem.column, "cell": problem.cell, "found": problem.found,
                "allowed": {"zh": problem.allowed.zh, "en": problem.allowed.en},
                "code": problem.code, "text": {"zh": problem.text.zh, "en": problem.text.en},
            }
            for problem in outcome.problems
        ],
    }  # fmt: skip


def print_verification(scope: Scope, home: Home, language: str, anchor: Path | None = None) -> bool:
    """Check files and chain, print what was found and the head to be noted down; is all sound?"""
    words, found = translator(language), verification(scope, home, anchor)
    say(
        words(
            "证据文件 {evidence} 个，分段文件 {segments} 个，审计链 {links} 条",
            evidence=figures.count(found.evidence), segments=figures.count(found.segments),
            links=figures.count(found.chain.links),
        )
    )  # fmt: skip
    for name in found.missing:
        say(words("× 文件缺失：{name}", name=name))
    for name in found.altered:
        say(words("× 文件被改动：{name}", name=name))
    for name in found.rewritten:
        say(words("× 文件字节已变，行内容仍相符：{name}", name=name))
    for row in found.rows:
        say(words(ROW_PROBLEMS[row.state], what=words(ROWS[row.kind]), name=row.name))
    for problem in found.chain.problems:
        code, _, number = problem.partition(":")
        say(words(CHAIN_PROBLEMS[code], number=number))
    head = found.chain.head
    if found.sound:
        say(words("√ 全部相符"))
    say(words("锚点（请另行保存）："), to_json({"sequence": head.sequence, "hash": head.hash}))
    return found.sound


CHAIN_PROBLEMS: Mapping[str, str] = {
    "broken": "× 审计链第 {number} 条与前后不衔接或被改动",
    "differs": "× 编号 {number} 的操作与审计链记录不一致",
    "missing": "× 编号 {number} 的操作在审计链中有、在状态库中没有",
    "anchor": "× 审计链中没有锚点所记的第 {number} 条，或其内容已变",
}
"""By the code of store.audit.Verdict."""
ROWS: Mapping[str, str] = {
    "batch": "批次", "register_row": "名册行", "evaluation": "评价", "results": "评价结果",
    "ruleset": "规则集",
}  # fmt: skip
ROW_PROBLEMS: Mapping[str, str] = {
    "missing": "× {what} {name} 有操作记录，状态库中没有",
    "altered": "× {what} {name} 与其摘要或操作记录不符，已被改动",
    "unrecorded": "× {what} {name} 在状态库中，没有操作记录",
}
"""By the state of store.acted.RowDamage."""


def print_ruleset(ruleset: str, language: str) -> bool:
    """Load a rule set, run its cases, and say what it holds; whether every case came out as it
    expects. RuleError where it can't be loaded."""
    rules, words = load_ruleset(ruleset), translator(language)
    held = cases(rules)
    say(
        f"{rules.title.in_language(language)}（{rules.id}）",
        words("规则 {digest}", digest=rules.hash),
    )
    numbers = [series for criterion in rules.criteria.values() for series in numbers_of(criterion)]
    defaults = [
        series for series in numbers if any(dated.status == "default" for dated in series.dated)
    ]
    say(
        words(
            "{criteria} 个评价项，{cases} 个用例；{numbers} 个数值，其中默认值 {defaults} 个",
            criteria=len(rules.criteria), cases=len(held), numbers=len(numbers),
            defaults=len(defaults),
        )
    )  # fmt: skip
    rows = [
        (group.id, group.title.in_language(language), figures.count(len(group.criteria)))
        for group in rules.groups
    ]
    print_table("", (words("评价组"), words("名称"), words("评价项")), rows, (2,))
    failed = failed_cases(rules)
    wrong = failed_set_cases(rules)
    for failure in failed:
        say(
            words(
                "× {criterion}：{name}——用例写的是 {expect}，实际是 {found}",
                criterion=failure.case.criterion, name=failure.case.name,
                expect=failure.case.expect, found=failure.found.finding,
            )
        )  # fmt: skip
    for case in wrong:
        say(
            words(
                "× 规则集用例：{name}——用例写的是 {expect}，实际是 {found}", name=case.case.name,
                expect=_told(case.case.expect), found=_told(case.found),
            )
        )  # fmt: skip
    return not failed and not wrong


def print_mutations(ruleset: str, language: str) -> bool:
    """Move each number of a set by its smallest step and say what no case notices; whether
    every move is noticed, or excused by a reason that is still needed."""
    found, words = report(load_ruleset(ruleset)), translator(language)
    say(found.text.in_language(language))
    for survivor in found.survivors:
        say(survivor.text.in_language(language))
    for reason in found.stale:
        say(words("× 不再需要的说明：{number}", number=reason.number))
    return not found.survivors and not found.stale


def _told(values: Mapping[str, object]) -> str:
    return "、".join(f"{name} {value}" for name, value in values.items())


def print_coverage(ruleset: str, language: str) -> bool:
    """What answers each clause of the set's documents; whether every clause is answered."""
    rules, words = load_ruleset(ruleset), translator(language)
    found = answers(rules)
    rows = [
        (
            name, words(CLAUSE_KINDS[clause.kind]), words(OBSERVED_AT[clause.observed_at]),
            words("、").join(_answer(answer, words) for answer in mine) or figures.MISSING,
        )
        for name, mine in found.items()
        if (clause := rules.sources.clauses[name])
    ]  # fmt: skip
    headings = ("条款", "性质", "在何处观察", "由什么回答")
    print_table("", tuple(words(text) for text in headings), rows)
    unanswered = [name for name, mine in found.items() if not mine]
    if unanswered:
        say(words("尚无回答的条款：{ids}", ids=words("、").join(unanswered)))
    return not unanswered


def _answer(answer: Answer, words: Words) -> str:
    """A criterion by its id; anything else after what it is."""
    if answer.kind == "criterion":
        return answer.id
    if answer.kind == "information":
        return words("说明")
    return words("{kind} {id}", kind=words(ANSWERS[answer.kind]), id=answer.id)


ANSWERS: Mapping[str, str] = {"duty": "职责", "procedure": "程序"}
CLAUSE_KINDS: Mapping[str, str] = {
    "duty": "部门职责", "required": "应当", "scored": "计分", "optional": "鼓励",
    "information": "说明",
}  # fmt: skip
OBSERVED_AT: Mapping[str, str] = {
    "market": "市场", "contract": "合同", "unit": "单位", "none": "不观察",
}  # fmt: skip
