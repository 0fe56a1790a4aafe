"""By which sum did a value become points? The very numbers, written as one would on paper."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from exports import figures
from exports.values import number, places_of, value_text, whole
from exports.words import Words
from metrics.model import Metric
from metrics.points import earned
from rules.model import Criterion


@dataclass(frozen=True)
class Sum:
    """One value on its way to points: numerator, denominator, the numbers in force by role as
    the rule file writes them, and the share of the points it earns."""

    metric: Metric
    above: int
    below: int
    numbers: Mapping[str, str]
    share: Fraction
    words: Words

    @property
    def value(self) -> str:
        """The value without its unit, to stand in a sum."""
        if self.metric.measured_in == "share":
            return figures.percent(self.above, self.below)
        value = self.metric.scale * Fraction(self.above, self.below)
        return figures.fixed(value, places_of(self.metric, value))


def counted_lines(
    criterion: Criterion, metric: Metric, finding: Mapping[str, Any],
    thresholds: Sequence[Mapping[str, Any]], words: Words,
) -> tuple[str, ...]:  # fmt: skip
    """From the counts to the points of a computed criterion; empty when nothing was counted."""
    above, below = whole(finding["numerator"]), whole(finding["denominator"])
    if above is None or not below:
        return ()
    # Of two numbers of one role the first is the comparison's, the second a parameter's.
    numbers = {str(entry["role"]): str(entry["value"]) for entry in reversed(thresholds)}
    lines = [_value_line(metric, above, below, words)]
    if finding["reason"] == "small_sample":
        return (*lines, _small(below, numbers, words))
    if criterion.compare.form not in FORMS:
        return tuple(lines)
    share = earned_share(criterion, metric, above, below, numbers)
    sum_ = Sum(metric, above, below, numbers, share, words)
    return (*lines, FORMS[criterion.compare.form](sum_), *_points(sum_, finding))


def earned_share(
    criterion: Criterion, metric: Metric, above: int, below: int, numbers: Mapping[str, str]
) -> Fraction:
    """The share of its points a value earns, by the engine's own comparison."""
    roles = {role: number(numbers[role]) for role in criterion.compare.numbers}
    top = np.array([above * metric.scale.numerator], dtype=np.int64)
    bottom = np.array([below * metric.scale.denominator], dtype=np.int64)
    won, most = earned(criterion.compare.form, roles, top, bottom)
    return Fraction(int(won[0]), int(most[0]))


def _value_line(metric: Metric, above: int, below: int, words: Words) -> str:
    title, value = metric.title.in_language(words.language), value_text(metric, above, below, words)
    if metric.form == "count":
        return words("{title} = {value}", title=title, value=value)
    division = _division(metric, above, below)
    return words("{title} = {sum} = {value}", title=title, sum=division, value=value)


def _division(metric: Metric, above: int, below: int) -> str:
    """The scale of a fee is said in yuan, though fen are counted."""
    scale = Fraction(1, 100) if metric.measured_in == "fen_per_hour" else metric.scale
    before = f"{figures.count(scale.numerator)} × " if scale.numerator != 1 else ""
    after = f" ÷ {figures.count(scale.denominator)}" if scale.denominator != 1 else ""
    return f"{before}{figures.count(above)} ÷ {figures.count(below)}{after}"


def _linear(sum_: Sum) -> str:
    value, zero, full = sum_.value, sum_.numbers["zero"], sum_.numbers["full"]
    if sum_.share == 0:
        return sum_.words("{value} 未越过零分线 {zero}，按 0% 计分", value=value, zero=zero)
    if sum_.share == 1:
        return sum_.words("{value} 已达满分线 {full}，按 100% 计分", value=value, full=full)
    share = _percent(sum_.share)
    return sum_.words(
        "（{value} − {zero}）÷（{full} − {zero}）= {share}",
        value=value, zero=zero, full=full, share=share,
    )  # fmt: skip


def _at_least(sum_: Sum) -> str:
    return _compared(sum_, f"{sum_.value} ≥ {sum_.numbers['limit']}")


def _at_most(sum_: Sum) -> str:
    return _compared(sum_, f"{sum_.value} ≤ {sum_.numbers['limit']}")


def _between(sum_: Sum) -> str:
    return _compared(sum_, f"{sum_.numbers['low']} ≤ {sum_.value} ≤ {sum_.numbers['high']}")


def _compared(sum_: Sum, comparison: str) -> str:
    if sum_.share == 1:
        return sum_.words("{comparison} 成立，按 100% 计分", comparison=comparison)
    return sum_.words("{comparison} 不成立，按 0% 计分", comparison=comparison)


def _steps(sum_: Sum) -> str:
    share = _percent(sum_.share)
    return sum_.words("{value} 所在档次按 {share} 计分", value=sum_.value, share=share)


FORMS: dict[str, Callable[[Sum], str]] = {
    "linear": _linear, "at_least": _at_least, "at_most": _at_most, "between": _between,
    "steps": _steps,
}  # fmt: skip


def _small(below: int, numbers: Mapping[str, str], words: Words) -> str:
    least = numbers.get("min_n", "1")
    return words(
        "分母 {n} 少于最低样本 {least}：不评，本项退出计分", n=figures.count(below), least=least
    )


def _points(sum_: Sum, finding: Mapping[str, Any]) -> Iterator[str]:
    """Points won of the most there are, less what waits for missing months or undecided rows."""
    low, most = whole(finding["points_low"]), whole(finding["points_maximum"])
    if low is None or most is None or finding["finding"] == "not_applicable":
        return
    factors = [figures.score(most), _percent(sum_.share), *_held_back(sum_, finding)]
    yield sum_.words("得分 = {sum} = {points}", sum=" × ".join(factors), points=figures.score(low))


def _held_back(sum_: Sum, finding: Mapping[str, Any]) -> Iterator[str]:
    duty, filed = int(finding["months_duty"]), int(finding["months_filed"])
    undecided = whole(finding["undecided"]) or 0
    if filed < duty:
        yield sum_.words("已报 {filed} ÷ 应报 {duty} 个月", filed=filed, duty=duty)
    if undecided:
        known, every = figures.count(sum_.below), figures.count(sum_.below + undecided)
        yield sum_.words("可判 {known} ÷ 全部 {every} 条", known=known, every=every)


def _percent(share: Fraction) -> str:
    return figures.percent(share.numerator, share.denominator)
