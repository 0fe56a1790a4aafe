"""What does a criterion ask, in one plain sentence? Its numbers are those of the file."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from rules.criteria import numbers_of
from rules.measures import measures
from rules.model import Area, Criterion, Measure, RuleSet, Step
from rules.numbers import MODES, types_of
from rules.sentences_numbers import Teller
from rules.sentences_words import (
    ABOVE,
    ADDS,
    BADGE,
    BELOW,
    BY,
    CLAUSE,
    COLON,
    CROSSED,
    DEDUCTS,
    DEFAULT_BADGE,
    EFFECTS,
    END,
    EQUAL,
    FORMS,
    INCIDENT,
    ITEMS,
    MIN_N,
    ONLY,
    ROW,
    SERIAL,
    VALID,
    WITHIN,
)
from rules.value import Text


def sentence_of(
    ruleset: RuleSet, name: str, language: str, day: date | None = None, market_type: str = ""
) -> str:
    """The sentence of one criterion of a set, in the set's own words for its metrics and area
    classes, and with what its adjustments add or deduct. See `sentence`."""
    return sentence(
        ruleset.criteria[name], language, day, market_type, ruleset.measures, ruleset.areas,
        ruleset.adjustments,
    )  # fmt: skip


def sentence(
    criterion: Criterion,
    language: str,
    day: date | None = None,
    market_type: str = "",
    own: Mapping[str, Measure] | None = None,
    areas: Sequence[Area] = (),
    steps: Sequence[Step] = (),
) -> str:
    """One sentence with the numbers in force on `day` (the latest, where left out) for a type;
    without a type, a number that differs shows each. `own` are the metrics the rule set declares
    itself, `areas` its classes of divisions, `steps` its adjustments. A default number, or a veto
    that rests on nobody's word, puts the badge at the end."""
    teller = Teller(language, day, market_type, areas)
    measure = {**measures(), **(own or {})}.get(criterion.metric)
    parts = [
        *_asked(criterion, teller, measure),
        *_params(criterion, teller, measure),
        *_conditions(criterion, teller),
        _effect(criterion, teller, steps),
    ]
    told = criterion.title.in_language(language) + COLON.in_language(language)
    told += CLAUSE.in_language(language).join(parts) + END.in_language(language)
    if not _has_default(criterion, teller, steps):
        return told
    badge = DEFAULT_BADGE.in_language(language)
    return BADGE.in_language(language).format(told=told, badge=badge)


def _asked(criterion: Criterion, teller: Teller, measure: Measure | None) -> list[str]:
    """What must be reached."""
    if criterion.judged_by == "incident":
        name = teller.title("incident_kind", criterion.incident)
        return [INCIDENT.in_language(teller.language).format(items=name)]
    if criterion.judged_by in ITEMS:
        return _listed(criterion, teller)
    if criterion.second is not None:
        return _crossed(criterion, criterion.second, teller)
    measured_in = measure.measured_in if measure else ""
    asked = _compared(criterion, teller, measured_in)
    name = measure.title.in_language(teller.language) if measure else criterion.metric
    first = BY.in_language(teller.language).format(measure=name, asked=asked[0])
    return [first, *asked[1:]]


def _listed(criterion: Criterion, teller: Teller) -> list[str]:
    codes = [("inspection_item", item) for item in criterion.items]
    codes += [("declared_item", item) for item in criterion.declared]
    names = SERIAL.in_language(teller.language).join(teller.title(*code) for code in codes)
    asked = [ITEMS[criterion.judged_by].in_language(teller.language).format(items=names)]
    equal = EQUAL.in_language(teller.language).format(n=len(codes))
    return [*asked, equal] if len(codes) > 1 else asked


def _compared(criterion: Criterion, teller: Teller, measured_in: str) -> list[str]:
    compare = criterion.compare
    numbers = {r: teller.said(series, measured_in) for r, series in compare.numbers.items()}
    if compare.form == "steps":
        step = FORMS["step"].in_language(teller.language)
        return [
            step.format(at=numbers[f"at_{n}"], share=numbers[f"share_{n}"])
            for n in range(1, len(numbers) // 2 + 1)
        ]
    form = _direction(criterion, teller) if compare.form == "linear" else compare.form
    return [FORMS[form].in_language(teller.language).format(**numbers)]


def _direction(criterion: Criterion, teller: Teller) -> str:
    kind = teller.market_type or min(criterion.types)
    zero, full = (
        teller.in_force(criterion.compare.numbers[role]).value(kind) for role in ("zero", "full")
    )
    return "more" if full > zero else "less"


def _crossed(criterion: Criterion, other: Measure, teller: Teller) -> list[str]:
    """The classes of the second metric, and what each of them gives in each of the first."""
    language, first = teller.language, criterion.measure
    names = {
        "first": first.title.in_language(language) if first else criterion.metric,
        "second": other.title.in_language(language),
    }
    join = SERIAL.in_language(language).join
    rows = _classes(criterion, "row_", teller, first.measured_in if first else "")
    columns = _classes(criterion, "column_", teller, other.measured_in)
    lines = [CROSSED.in_language(language).format(**names, columns=join(columns))]
    for r, row in enumerate(rows):
        cells = (criterion.compare.numbers[f"share_{r}_{c}"] for c in range(len(columns)))
        shares = join(teller.said(cell) for cell in cells)
        lines.append(ROW.in_language(language).format(**names, row=row, shares=shares))
    return lines


def _classes(criterion: Criterion, side: str, teller: Teller, measured_in: str) -> list[str]:
    """The classes between the rising bounds of one side of a table, the lowest first."""
    bounds = [
        teller.said(series, measured_in)
        for role, series in criterion.compare.numbers.items()
        if role.startswith(side)
    ]
    within = [
        WITHIN.in_language(teller.language).format(lower=lower, upper=upper)
        for lower, upper in pairwise(bounds)
    ]
    return [
        BELOW.in_language(teller.language).format(upper=bounds[0]),
        *within,
        ABOVE.in_language(teller.language).format(lower=bounds[-1]),
    ]


def _params(criterion: Criterion, teller: Teller, measure: Measure | None) -> list[str]:
    known = measure.params if measure else {}
    return [
        f"{known[name].title.in_language(teller.language)} {teller.said(series)}"
        for name, series in criterion.params.items()
    ]


def _conditions(criterion: Criterion, teller: Teller) -> list[str]:
    """From how many on, for how long and for whom."""
    parts = []
    for told, series in ((MIN_N, criterion.min_n), (VALID, criterion.valid_months)):
        if series is not None:
            parts.append(told.in_language(teller.language).format(n=teller.said(series)))
    types = types_of(criterion.subject)
    for codes, every, own in (
        ("unit_type" if criterion.subject == "unit" else "market_type", types, criterion.types),
        ("market_mode", MODES, criterion.modes),
    ):
        if own != set(every):
            names = SERIAL.in_language(teller.language).join(
                teller.title(codes, code) for code in every if code in own
            )
            parts.append(ONLY.in_language(teller.language).format(names=names))
    return parts


def _effect(criterion: Criterion, teller: Teller, steps: Sequence[Step]) -> str:
    """What it is worth, or does."""
    points = next((step.points for step in steps if step.criterion == criterion.id), None)
    told: Text = EFFECTS[criterion.effect]
    if points is not None:
        told = DEDUCTS if teller.in_force(points).value(teller.market_type) < 0 else ADDS
    shown = points or criterion.points
    said = teller.said(shown) if shown else ""
    return told.in_language(teller.language).format(points=said.replace("-", ""))


def _has_default(criterion: Criterion, teller: Teller, steps: Sequence[Step]) -> bool:
    if criterion.basis and criterion.basis.status == "default":
        return True
    numbers = numbers_of(criterion)
    numbers += [step.points for step in steps if step.criterion == criterion.id and step.points]
    return any(teller.in_force(number).status == "default" for number in numbers)
