"""What does a criterion ask, in one plain sentence? Its numbers are those of the file."""

from collections.abc import Callable, Mapping
from datetime import date

from rules.codes import code_list
from rules.criteria import numbers_of
from rules.measures import measures
from rules.model import Criterion, Measure
from rules.numbers import MODES, TYPES
from rules.value import Dated, Series, Text

DEFAULT_BADGE = Text("默认值·非标准·待省厅确认", "default, not a standard, to be confirmed")
_FORMS = {
    "at_least": Text("不低于{limit}为达标", "met at {limit} or more"),
    "at_most": Text("不高于{limit}为达标", "met at {limit} or less"),
    "between": Text("在{low}至{high}之间为达标", "met between {low} and {high}"),
    "more": Text(
        "达到{full}得满分，{zero}及以下不得分，其间按比例计分",
        "full points at {full} or more, none at {zero} or less, in proportion between",
    ),
    "less": Text(
        "不高于{full}得满分，{zero}及以上不得分，其间按比例计分",
        "full points at {full} or less, none at {zero} or more, in proportion between",
    ),
    "step": Text("达到{at}得{share}的分", "{share} of the points from {at}"),
}
_BY = Text("按“{measure}”计，{asked}", "by “{measure}”, {asked}")
_MEASURED = {
    "items": Text("{n}项", "{n} items"),
    "months": Text("{n}个月", "{n} months"),
    "square_metres": Text("{n}平方米", "{n} m²"),
    "per_thousand": Text("每千件{n}件", "{n} per 1,000"),
    "per_year": Text("每年{n}次", "{n} a year"),
    "per_staff_year": Text("每人每年{n}次", "{n} per person and year"),
    "records_per_staff_month": Text("每人每月{n}件", "{n} per staff-month"),
    "fen_per_hour": Text("每小时{n}分", "{n} fen an hour"),
    "days": Text("{n}天", "{n} days"),
}
"""How a number of a comparison is said by what its metric is measured in; others stand bare."""
_ITEMS = {
    "inspection": Text("现场检查：{items}", "inspected on site: {items}"),
    "declaration": Text("申报并经核验：{items}", "declared and verified: {items}"),
}
_EQUAL = Text("{n}项同权", "{n} items of equal weight")
_INCIDENT = Text("没有查实的“{items}”为达标", "met while no case of “{items}” is confirmed")
_EFFECTS = {
    "points": Text("分值{points}", "worth {points}"),
    "bonus": Text("加分项，分值{points}", "a bonus worth {points}"),
    "entry": Text("准入条件", "an entry condition"),
    "veto": Text("一票否决", "a veto"),
}
_MIN_N = Text("样本少于{n}不评", "not judged below {n} in the denominator")
_VALID = Text("检查结论{n}个月内有效", "a result holds for {n} months")
_ONLY = Text("只适用于{names}", "only for: {names}")
_UNITS = {
    "h": Text("{n}小时（营业时间）", "{n} opening hours"),
    "d": Text("{n}个工作日", "{n} working days"),
}

_SERIAL = Text("、", ", ")

Write = Callable[[Series, str], str]


def sentence(
    criterion: Criterion,
    language: str,
    day: date | None = None,
    market_type: str = "",
    own: Mapping[str, Measure] | None = None,
) -> str:
    """One sentence with the numbers in force on `day` (the latest, where left out) for a type;
    without a type, a number that differs shows each. `own` are the metrics the rule set declares
    itself. A default number, or a veto that rests on nobody's word, puts the badge at the end."""

    def write(series: Series, measured_in: str = "") -> str:
        return _written(_in_force(series, day), market_type, language, measured_in)

    measure = {**measures(), **(own or {})}.get(criterion.metric)
    parts = [
        *_asked(criterion, language, write, day, market_type, measure),
        *_params(criterion, language, write, measure),
        *_conditions(criterion, language, write),
    ]
    comma, colon, end = ("；", "：", "。") if language == "zh" else ("; ", ": ", ".")
    told = criterion.title.in_language(language) + colon + comma.join(parts) + end
    badge = DEFAULT_BADGE.in_language(language)
    return f"{told}〔{badge}〕" if _has_default(criterion, day) else told


def _in_force(series: Series, day: date | None) -> Dated:
    return series.on(day) if day else series.dated[-1]


def _written(dated: Dated, market_type: str, language: str, measured_in: str) -> str:
    if "" in dated.shown or market_type:
        return _with_unit(dated.written(market_type), language, measured_in)
    bracket = "{said}（{kind}）" if language == "zh" else "{said} ({kind})"
    each = (
        bracket.format(
            said=_with_unit(shown, language, measured_in),
            kind=_title("market_type", kind, language),
        )
        for kind, shown in dated.shown.items()
    )
    return _SERIAL.in_language(language).join(each)


def _with_unit(shown: str, language: str, measured_in: str) -> str:
    if unit := _UNITS.get(shown[-1]):
        return unit.in_language(language).format(n=shown[:-1])
    measured = None if shown.endswith("%") else _MEASURED.get(measured_in)
    return measured.in_language(language).format(n=shown) if measured else shown


def _title(codes: str, code: str, language: str) -> str:
    found = code_list(codes).get(code)
    return found.title.in_language(language) if found else code


def _asked(
    criterion: Criterion, language: str, write: Write, day: date | None, market_type: str,
    measure: Measure | None,
) -> list[str]:  # fmt: skip
    """What must be reached."""
    compare, judged_by = criterion.compare, criterion.judged_by
    if judged_by == "incident":
        name = _title("incident_kind", criterion.incident, language)
        return [_INCIDENT.in_language(language).format(items=name)]
    if judged_by in _ITEMS:
        codes = [("inspection_item", item) for item in criterion.items]
        codes += [("declared_item", item) for item in criterion.declared]
        names = _SERIAL.in_language(language).join(_title(*code, language) for code in codes)
        asked = [_ITEMS[judged_by].in_language(language).format(items=names)]
        equal = _EQUAL.in_language(language).format(n=len(codes))
        return [*asked, equal] if len(codes) > 1 else asked
    measured_in = measure.measured_in if measure else ""
    numbers = {role: write(series, measured_in) for role, series in compare.numbers.items()}
    if compare.form == "steps":
        step = _FORMS["step"].in_language(language)
        asked = [
            step.format(at=numbers[f"at_{n}"], share=numbers[f"share_{n}"])
            for n in range(1, len(numbers) // 2 + 1)
        ]
    else:
        sliding = compare.form == "linear"
        form = _direction(criterion, day, market_type) if sliding else compare.form
        asked = [_FORMS[form].in_language(language).format(**numbers)]
    name = measure.title.in_language(language) if measure else criterion.metric
    first = _BY.in_language(language).format(measure=name, asked=asked[0])
    return [first, *asked[1:]]


def _direction(criterion: Criterion, day: date | None, market_type: str) -> str:
    kind = market_type or min(criterion.types)
    zero, full = (
        _in_force(criterion.compare.numbers[role], day).value(kind) for role in ("zero", "full")
    )
    return "more" if full > zero else "less"


def _params(
    criterion: Criterion, language: str, write: Write, measure: Measure | None
) -> list[str]:
    known = measure.params if measure else {}
    return [
        f"{known[name].title.in_language(language)} {write(series, '')}"
        for name, series in criterion.params.items()
    ]


def _conditions(criterion: Criterion, language: str, write: Write) -> list[str]:
    """From how many on, for how long, for whom, and what it is worth."""
    parts = []
    if criterion.min_n:
        parts.append(_MIN_N.in_language(language).format(n=write(criterion.min_n, "")))
    if criterion.valid_months:
        parts.append(_VALID.in_language(language).format(n=write(criterion.valid_months, "")))
    for codes, every, own in (
        ("market_type", TYPES, criterion.types), ("market_mode", MODES, criterion.modes),
    ):  # fmt: skip
        if own != set(every):
            names = _SERIAL.in_language(language).join(
                _title(codes, code, language) for code in every if code in own
            )
            parts.append(_ONLY.in_language(language).format(names=names))
    points = write(criterion.points, "") if criterion.points else ""
    return [*parts, _EFFECTS[criterion.effect].in_language(language).format(points=points)]


def _has_default(criterion: Criterion, day: date | None) -> bool:
    if criterion.basis and criterion.basis.status == "default":
        return True
    return any(_in_force(number, day).status == "default" for number in numbers_of(criterion))
