"""Which numbers was a finding held against, since when, and who says so?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exports.marks import DEFAULT_VALUE
from exports.values import written
from exports.words import Words
from metrics.model import Metric
from rules.calendar import month_end_day
from rules.clauses import references
from rules.model import Criterion
from rules.value import Dated

ROLES = {
    "limit": "要求值",
    "low": "区间下限",
    "high": "区间上限",
    "zero": "零分线",
    "full": "满分线",
    "min_n": "最低样本",
    "valid_months": "检查结论有效月数",
}
"""What each role of a comparison is called; a parameter has its metric's own name."""

DEMANDS = {"veto": "列为一票否决", "entry": "列为准入条件"}
"""What a criterion with a `basis` demands; one that scores has its points."""


def requirement_lines(
    criterion: Criterion, thresholds: Sequence[Mapping[str, Any]], metric: Metric | None,
    last_month: int, market_type: str, words: Words,
) -> tuple[str, ...]:  # fmt: skip
    """One line per number behind a finding, in the order of its threshold, then the points the
    criterion carries in its group, or what makes it a veto. A default wears its badge, a number
    that changed within the window shows what it was."""
    lines = [
        _line(
            name, str(entry["value"]), str(entry["since"]), str(entry["status"]),
            str(entry["source"]), entry["was"], words,
        )
        for name, entry in named_numbers(criterion, thresholds, metric, words)
    ]  # fmt: skip
    if criterion.basis is not None and criterion.effect in DEMANDS:
        source = source_words(criterion.basis.status, criterion.basis.source, words)
        lines.append(
            words("{effect}，{source}", effect=words(DEMANDS[criterion.effect]), source=source)
        )
    if criterion.points is not None and market_type in criterion.types | {""}:
        points = criterion.points.on(month_end_day(last_month))
        lines.append(_points_line(points, market_type, words))
    return tuple(lines)


def source_words(status: str, source: str, words: Words) -> str:
    """Where a number comes from: its clause or the reference it was seen in; a default has
    none, and says so."""
    if status == "default":
        return DEFAULT_VALUE.text(words)
    known = references().get(source)
    if status == "reference":
        if known is None:  # a clause or paper of the set's own
            return words("参考 {source}", source=source)
        return words("参考 {title}（{source}）", title=known.title, source=source)
    return words("依据 {source}", source=source)


def _points_line(points: Dated, market_type: str, words: Words) -> str:
    return _line(
        words("组内权数"), points.written(market_type), points.since.isoformat(), points.status,
        points.source, None, words,
    )  # fmt: skip


def _line(
    name: str, value: str, since: str, status: str, source: str, was: object, words: Words
) -> str:
    told = words(
        "{name} {value}，自 {since} 起施行，{source}",
        name=name, value=written(value, words), since=since,
        source=source_words(status, source, words),
    )  # fmt: skip
    if was is None:
        return told
    return words("{told}；评价期内由 {was} 调整而来", told=told, was=written(str(was), words))


def named_numbers(
    criterion: Criterion, thresholds: Sequence[Mapping[str, Any]], metric: Metric | None,
    words: Words,
) -> Iterator[tuple[str, Mapping[str, Any]]]:  # fmt: skip
    """Each kept number after its name. The comparison's own come before the parameters, so a
    role seen a second time is a parameter's."""
    params = {param.name: param.title for param in metric.params} if metric else {}
    left = set(criterion.compare.numbers)
    for entry in thresholds:
        role = str(entry["role"])
        own = role in left or role not in params
        left.discard(role)
        yield role_name(role, words) if own else params[role].in_language(words.language), entry


def role_name(role: str, words: Words) -> str:
    """The name of a number's role; steps are numbered."""
    if role.startswith("at_"):
        return words("第 {n} 档起点", n=role[3:])
    if role.startswith("share_"):
        return words("第 {n} 档得分比例", n=role[6:])
    return words(ROLES[role]) if role in ROLES else role
