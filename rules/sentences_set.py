"""What does a rule set do after the points, in plain sentences? Its adjustments and its caps."""

from datetime import date

from rules.model import Cap, Criterion, RuleSet, Step
from rules.sentences_numbers import Teller
from rules.sentences_words import (
    CAP_ABOVE,
    CAP_BELOW,
    CAP_FOUND,
    END,
    FINDINGS,
    GRADES,
    OR,
    STEP_ADDS,
    STEP_DEDUCTS,
    STEP_HELD,
)


def adjustment_sentences(ruleset: RuleSet, language: str, day: date | None = None) -> list[str]:
    """The steps after the points, in the order in which they are taken; none where there are
    none. The numbers are those in force on `day` (the latest, where left out)."""
    teller = Teller(language, day, "", ruleset.areas)
    return [
        _step(ruleset, step, at, teller) + END.in_language(language)
        for at, step in enumerate(ruleset.adjustments, start=1)
    ]


def cap_sentences(ruleset: RuleSet, language: str, day: date | None = None) -> list[str]:
    """The caps of a set, in its order."""
    teller = Teller(language, day, "", ruleset.areas)
    return [_cap(ruleset, cap, teller) + END.in_language(language) for cap in ruleset.caps]


def _step(ruleset: RuleSet, step: Step, at: int, teller: Teller) -> str:
    if step.points is None:
        ends = {"low": step.low, "high": step.high}
        said = {side: teller.said(series) for side, series in ends.items() if series is not None}
        return STEP_HELD.in_language(teller.language).format(n=at, **said)
    deducts = teller.in_force(step.points).value() < 0
    return (STEP_DEDUCTS if deducts else STEP_ADDS).in_language(teller.language).format(
        n=at, criterion=_title(ruleset.criteria[step.criterion], teller),
        points=teller.said(step.points).replace("-", ""),
    )  # fmt: skip


def _cap(ruleset: RuleSet, cap: Cap, teller: Teller) -> str:
    criterion, language = ruleset.criteria[cap.criterion], teller.language
    measured_in = criterion.measure.measured_in if criterion.measure else ""
    known = {
        "criterion": _title(criterion, teller),
        "grade": GRADES[cap.highest].in_language(language),
    }
    for told, series in ((CAP_BELOW, cap.below), (CAP_ABOVE, cap.above)):
        if series is not None:
            limit = teller.said(series, measured_in)
            return told.in_language(language).format(**known, limit=limit)
    found = OR.in_language(language).join(
        FINDINGS[name].in_language(language) for name in cap.findings
    )
    return CAP_FOUND.in_language(language).format(**known, findings=found)


def _title(criterion: Criterion, teller: Teller) -> str:
    return criterion.title.in_language(teller.language)
