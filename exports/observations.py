"""What was seen before anything was reckoned? Counts, the items of a checklist, incidents."""

from collections.abc import Iterator, Mapping
from typing import Any

from exports import figures
from exports.marks import FINDINGS, REASONS
from exports.values import whole
from exports.words import Words
from metrics.evidence import Evidence
from metrics.explain import Explanation
from rules.codes import code_list
from rules.value import Text


def observed_lines(explanation: Explanation, words: Words) -> tuple[str, ...]:
    """The numbers or facts of a finding, whichever way it is judged."""
    judged_by = explanation.criterion.judged_by
    if judged_by == "computation":
        return tuple(_counts(explanation, words))
    if judged_by == "incident":
        return tuple(_incidents(explanation, words))
    return tuple(_items(explanation, words))


def item_title(item: str, words: Words) -> str:
    """The title of an inspected or declared item; an unknown code is said as it is."""
    for name in ("inspection_item", "declared_item"):
        found = code_list(name).get(item)
        if found is not None:
            return found.title.in_language(words.language)
    return item


def label(codes: str, code: object, words: Words) -> str:
    """The title of a code, or the code itself where the list doesn't have it."""
    found = code_list(codes).get(str(code))
    return found.title.in_language(words.language) if found else str(code)


def _counts(explanation: Explanation, words: Words) -> Iterator[str]:
    finding, metric = explanation.finding, explanation.metric
    above, below = whole(finding["numerator"]), whole(finding["denominator"])
    if metric is not None and above is not None:
        titles = [item.title for item in explanation.evidence] or [metric.title]
        yield words("{title}：{n}", title=_said(titles[0], words), n=figures.count(above))
        if metric.form != "count":
            base = _joined(titles[1:], words) or words("应计总数")
            yield words("{title}：{n}", title=base, n=figures.count(below))
    source = explanation.detail.get("source")
    if source:
        name = label("satisfaction_source", source, words)
        yield words("数据来源：{source}", source=name)
    yield from _filed(explanation, words)


def _filed(explanation: Explanation, words: Words) -> Iterator[str]:
    finding = explanation.finding
    duty, filed = int(finding["months_duty"]), int(finding["months_filed"])
    yield words("应报 {duty} 个月，已报 {filed} 个月", duty=duty, filed=filed)
    missing = explanation.detail.get("missing_months") or []
    if missing:
        months = words("、").join(figures.month(int(month), words) for month in missing)
        yield words("未报送：{months}", months=months)
    undecided = whole(finding["undecided"])
    if undecided:
        yield words.count("{n} 条无法判定是否计入，待核", undecided)


def _joined(titles: list[Text], words: Words) -> str:
    return words("、").join(dict.fromkeys(_said(title, words) for title in titles))


def _said(title: Text, words: Words) -> str:
    return title.in_language(words.language)


def _items(explanation: Explanation, words: Words) -> Iterator[str]:
    """Item by item: met, failed or pending, and for a pending one who differs or what expired."""
    states: Mapping[str, str] = explanation.detail.get("items") or {}
    reasons: Mapping[str, str] = explanation.detail.get("item_reasons") or {}
    for item, state in states.items():
        told = words(
            "{item}：{finding}", item=item_title(item, words), finding=FINDINGS[state].text(words)
        )
        why = _why(explanation, item, reasons.get(item, ""), words)
        yield words("{told}（{why}）", told=told, why=why) if why else told


def _why(explanation: Explanation, item: str, reason: str, words: Words) -> str:
    last = _last(explanation.evidence, item)
    if not reason:
        return _made(last, words) if last is not None else ""
    if last is None:
        return words(REASONS[reason])
    detail = _disagreeing(last, words) if reason == "inspectors_disagree" else _made(last, words)
    return words("{reason}；{detail}", reason=words(REASONS[reason]), detail=detail)


def _last(evidence: list[Evidence], item: str) -> Mapping[str, Any] | None:
    """The latest check of an item on file; of declared ones the verification, if there is one."""
    for held in reversed(evidence):
        rows = held.frame[held.frame["item"] == item]
        if len(rows):
            return dict(rows.iloc[-1])
    return None


def _made(row: Mapping[str, Any], words: Words) -> str:
    for column, text in (
        ("visited_at", "{day} 检查"), ("verified_on", "{day} 核验"), ("declared_on", "{day} 申报"),
    ):  # fmt: skip
        if column in row:
            return words(text, day=figures.day(whole(row[column])))
    return ""


def _disagreeing(row: Mapping[str, Any], words: Words) -> str:
    return words(
        "{made}，检查人甲认定{a}，检查人乙认定{b}", made=_made(row, words),
        a=label("check_result", row["result_a"], words),
        b=label("check_result", row["result_b"], words),
    )  # fmt: skip


def _incidents(explanation: Explanation, words: Words) -> Iterator[str]:
    finding = explanation.finding
    yield words.count("评价期内查实 {n} 件", whole(finding["numerator"]) or 0)
    yield words.count("未结线索 {n} 件", whole(finding["undecided"]) or 0)
    if int(finding["months_filed"]) < int(finding["months_duty"]):
        yield from _filed(explanation, words)
    named = set(explanation.detail.get("incidents") or [])
    for held in explanation.evidence:
        for row in held.frame[held.frame["incident_no"].isin(named)].to_dict("records"):
            yield incident_line({str(key): value for key, value in row.items()}, words)


def incident_line(row: Mapping[str, Any], words: Words) -> str:
    """One incident: its number, kind, state, the day of the act, and how it was answered."""
    told = words(
        "{number}：{kind}，{status}，行为发生日 {day}", number=row["incident_no"],
        kind=label("incident_kind", row["kind"], words),
        status=label("incident_status", row["status"], words),
        day=figures.day(whole(row["happened_on"])),
    )  # fmt: skip
    parts = [told]
    if whole(row["answered_on"]) is not None:
        parts.append(words("{day} 答复", day=figures.day(whole(row["answered_on"]))))
    officers = [str(row[name]) for name in ("officer_a", "officer_b") if _present(row[name])]
    if officers:
        parts.append(words("核实人 {names}", names=words("、").join(officers)))
    if _present(row["document"]):
        parts.append(words("文书 {name}", name=row["document"]))
    return words("，").join(parts)


def _present(value: object) -> bool:
    return isinstance(value, str) and bool(value)
