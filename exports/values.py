"""How are a metric's value and its required value written, with unit and sign?"""

import json
from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from exports import figures
from exports.words import Words
from metrics.model import Metric
from rules.model import Criterion

UNITS = {
    "records_per_staff_month": "{value} 件/人月",
    "per_thousand": "每千件 {value}",
    "per_staff_year": "每人每年 {value} 次",
    "per_year": "每年 {value} 次",
    "heads_per_seeker": "{value}",
    "items": "{value} 项",
    "months": "{value} 个月",
    "square_metres": "{value} ㎡",
    "count": "{value}",
    "days": "{value} 天",
}


def whole(stored: object) -> int | None:
    """A number of a result or finding row as a plain integer; a missing one is None."""
    missing = stored is None or stored is pd.NA or stored != stored  # NaN is unlike itself
    return None if missing else int(str(stored))


def written(value: str, words: Words) -> str:
    """A number of a rule file for people: `2h` and `5d` name their clock, the rest stays."""
    if value.endswith("h"):
        return words("{n} 小时（营业时间）", n=value[:-1])
    if value.endswith("d"):
        return words("{n} 个工作日", n=value[:-1])
    return value


def value_text(metric: Metric, numerator: int | None, denominator: int | None, words: Words) -> str:
    """`31.2%`, `23.8 元/小时`, `412.0 件/人月`; nothing to divide by is `—`."""
    if numerator is None or not denominator:
        return figures.MISSING
    if metric.measured_in == "share":
        return figures.percent(numerator, denominator)
    if metric.measured_in == "fen_per_hour":
        return figures.hourly_pay(numerator, denominator, words)
    value = metric.scale * Fraction(numerator, denominator)
    said = figures.fixed(value, places_of(metric, value))
    return words(UNITS[metric.measured_in], value=said)


def places_of(metric: Metric, value: Fraction) -> int:
    """Decimals of a value: one where it isn't whole, two always for 求人倍率."""
    if metric.measured_in == "heads_per_seeker":
        return 2
    return 0 if value.denominator == 1 else 1


def parts_text(metric: Metric | None, numerator: int | None, denominator: int | None) -> str:
    """`412 / 1,321`; a plain count has no denominator worth saying."""
    if numerator is None or denominator is None:
        return figures.MISSING
    if metric is not None and metric.form == "count":
        return figures.count(numerator)
    return f"{figures.count(numerator)} / {figures.count(denominator)}"


def required_text(criterion: Criterion, threshold: str, words: Words) -> str:
    """What the criterion asks for, from the threshold kept with the finding: `≥ 95%`. Of a
    subject it isn't for, nothing was kept."""
    values = compared(threshold)
    if criterion.compare.numbers and not values:
        return figures.MISSING
    form = criterion.compare.form
    if form == "at_least":
        return f"≥ {values['limit']}"
    if form == "at_most":
        return f"≤ {values['limit']}"
    if form == "between":
        return f"{values['low']}{figures.DASH}{values['high']}"
    if form == "linear":
        return _linear(values)
    if form == "steps":
        return _steps(values)
    if form == "items":
        count = len(criterion.items or criterion.declared)
        return words.count("{n} 项全部达标", count)
    return words("无查实") if form == "all" else figures.MISSING


def compared(threshold: str) -> dict[str, str]:
    """The kept numbers by role, as written. The comparison's own come first and win over a
    parameter of the same name."""
    values: dict[str, str] = {}
    for entry in json.loads(threshold):
        values.setdefault(entry["role"], str(entry["value"]))
    return values


def _linear(values: Mapping[str, str]) -> str:
    sign = "≥" if number(values["full"]) >= number(values["zero"]) else "≤"
    return f"{sign} {values['full']}"


def _steps(values: Mapping[str, str]) -> str:
    """The step that earns all points; where the steps fall, less is better."""
    roles = [role for role in values if role.startswith("at_")]
    numbers = [values[role] for role in sorted(roles, key=lambda role: int(role[3:]))]
    return f"{'≤' if number(numbers[-1]) < number(numbers[0]) else '≥'} {numbers[-1]}"


def number(written: str) -> Fraction:
    """A number as a rule file writes it: `95%` is 95/100, `1.5`, `2h` and `5d` their figure."""
    if written.endswith("%"):
        return Fraction(written[:-1]) / 100
    return Fraction(written.rstrip("hd"))


def has_default(threshold: str) -> bool:
    """Does any value behind this finding have no official text?"""
    return any(entry["status"] == "default" for entry in json.loads(threshold))
