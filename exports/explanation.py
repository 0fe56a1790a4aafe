"""Why did a criterion come out as it did, in words? The same on page, command line and paper.

The order is fixed: what was lost, then numbers, arithmetic, requirement with its source and
status, the clause's own words, and what rows there are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exports import figures
from exports.arithmetic import counted_lines
from exports.marks import REASONS, finding_mark
from exports.observations import observed_lines
from exports.requirements import requirement_lines
from exports.values import required_text, value_text, whole
from exports.words import Words
from metrics.evidence import Evidence
from metrics.explain import Explanation
from store.prepared import canonical_json


@dataclass(frozen=True)
class Part:
    """One step of an explanation: its heading and its lines; `quoted` are a clause's own words."""

    name: str
    heading: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True)
class Explained:
    """The explanation of one finding in one language. `loss` leads; `parts` follow in fixed
    order, named numbers, arithmetic, requirement, clauses, rows; an empty part is left out."""

    title: str
    verdict: str
    loss: str
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)

    def lines(self) -> tuple[str, ...]:
        """The whole in lines, as a terminal prints it."""
        said = [f"{self.title} {self.verdict}", self.loss]
        for part in self.parts:
            said += [part.heading, *(f"  {line}" for line in part.lines)]
        return tuple(said)


def explained(explanation: Explanation, words: Words) -> Explained:
    """Put a finding into words."""
    parts = (
        Part("numbers", words("数字"), observed_lines(explanation, words)),
        Part("arithmetic", words("算式"), arithmetic_lines(explanation, words)),
        Part("requirement", words("要求"), tuple(_requirement(explanation, words))),
        Part("clauses", words("条款"), clause_lines(explanation, words), quoted=True),
        Part("rows", words("明细"), tuple(_rows(explanation, words))),
    )
    return Explained(
        explanation.criterion.title.in_language(words.language),
        verdict_words(explanation.finding, words),
        loss_words(explanation.finding, words),
        tuple(part for part in parts if part.lines),
    )


def verdict_words(finding: Mapping[str, Any], words: Words) -> str:
    """The finding with its sign, and its reason where it has one."""
    said = finding_mark(str(finding["finding"]), str(finding["effect"])).text(words)
    if finding["waived"]:
        return words("{finding}（{reason}）", finding=said, reason=words("豁免"))
    reason = finding["reason"]
    if not isinstance(reason, str):
        return said
    return words("{finding}（{reason}）", finding=said, reason=words(REASONS[reason]))


def loss_words(finding: Mapping[str, Any], words: Words) -> str:
    """What the finding cost, in points; of a veto or entry condition, what it decides."""
    if finding["finding"] == "not_applicable":
        return words("本项不计分")
    if finding["effect"] in ("veto", "entry"):
        return _gate(str(finding["effect"]), str(finding["finding"]), words)
    low, high, most = (
        whole(finding[name]) or 0 for name in ("points_low", "points_high", "points_maximum")
    )
    if finding["effect"] == "bonus":
        return words("加分 {won}，最多 {most}", won=figures.score(low), most=figures.score(most))
    if high == most:
        lost = words("未失分，满分 {most}", most=figures.score(most))
    else:
        lost = words("失分 {lost}", lost=figures.lost(high, most))
    if high == low:
        return lost
    return words("{lost}，另有 {pending} 分待核", lost=lost, pending=figures.score(high - low))


def _gate(effect: str, finding: str, words: Words) -> str:
    if effect == "veto":
        said = {
            "met": "一票否决项，未触发", "not_met": "一票否决项，已触发，等级为不合格",
            "no_data": "一票否决项，待核，暂不推荐",
        }  # fmt: skip
    else:
        said = {
            "met": "准入条件，已满足", "not_met": "准入条件，未满足，不得参加评选",
            "partly": "准入条件，未满足，不得参加评选", "no_data": "准入条件，待核，暂不推荐",
        }  # fmt: skip
    return words(said.get(finding, said["not_met"]))


def arithmetic_lines(explanation: Explanation, words: Words) -> tuple[str, ...]:
    """The sum from what was seen to the points."""
    finding = explanation.finding
    if explanation.criterion.judged_by == "computation" and explanation.metric is not None:
        return counted_lines(
            explanation.criterion, explanation.metric, finding, explanation.thresholds, words
        )
    if explanation.criterion.judged_by == "incident":
        return ()
    met, owed = whole(finding["numerator"]), whole(finding["denominator"])
    if met is None or not owed or finding["finding"] == "not_applicable":
        return ()
    return tuple(_checklist(explanation, met, owed, words))


def _checklist(explanation: Explanation, met: int, owed: int, words: Words) -> Iterator[str]:
    finding = explanation.finding
    low, most = whole(finding["points_low"]), whole(finding["points_maximum"])
    share = figures.percent(met, owed)
    yield words("应查 {owed} 项，达标 {met} 项，达标 {share}", owed=owed, met=met, share=share)
    if low is not None and most is not None and explanation.criterion.compare.form == "items":
        yield words(
            "得分 = {sum} = {points}", sum=f"{figures.score(most)} × {met} ÷ {owed}",
            points=figures.score(low),
        )  # fmt: skip


def _requirement(explanation: Explanation, words: Words) -> Iterator[str]:
    criterion, finding = explanation.criterion, explanation.finding
    required = required_text(criterion, canonical_json(explanation.thresholds), words)
    if required != figures.MISSING:
        yield words("要求 {required}", required=required)
    yield from requirement_lines(
        criterion, explanation.thresholds, explanation.metric, explanation.header.last_month,
        str(explanation.result["type"]), words,
    )  # fmt: skip
    if not explanation.same_rules:
        yield words("规则集在评价后有改动，以上数值为评价时的数值")
    if finding["waived"]:
        yield words("本项已豁免")


def clause_lines(explanation: Explanation, words: Words) -> tuple[str, ...]:
    """Each clause with the number of its document and its own words (Chinese in any language)."""
    return tuple(
        words(
            "{clause}（{number}）：{text}", clause=clause.id,
            number=explanation.sources.documents[clause.document].number, text=clause.text,
        )
        for clause in explanation.clauses
    )  # fmt: skip


def _rows(explanation: Explanation, words: Words) -> Iterator[str]:
    for held in explanation.evidence:
        yield rows_words(held, words)
    if not explanation.same_facts:
        yield words("数据在评价后有更正，明细为评价时点的数据")


def rows_words(held: Evidence, words: Words) -> str:
    """How many rows stand behind a tally, and how many of them counted."""
    hit = held.frame["hit"]
    counted, open_ = int(hit.fillna(0).sum()), int(hit.isna().sum())
    said = words(
        "{title}：共 {n} 条，计入 {counted} 条，未计入 {missed} 条",
        title=held.title.in_language(words.language), n=figures.count(len(hit)),
        counted=figures.count(counted), missed=figures.count(len(hit) - counted - open_),
    )  # fmt: skip
    return (
        words("{said}，无法判定 {open} 条", said=said, open=figures.count(open_)) if open_ else said
    )


def shown_value(explanation: Explanation, words: Words) -> str:
    """The measured value of the finding with its unit; of a checklist the share met."""
    above, below = (whole(explanation.finding[name]) for name in ("numerator", "denominator"))
    if explanation.metric is None:
        return figures.percent(above, below)
    return value_text(explanation.metric, above, below, words)
