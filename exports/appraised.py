"""How is one finding laid out in a table of findings, on every paper?"""

from collections.abc import Mapping
from typing import Any

from exports import figures, marks
from exports.document import Grid
from exports.explanation import verdict_words
from exports.values import has_default, parts_text, required_text, value_text, whole
from exports.words import Words
from metrics.catalogue import metric_of
from rules.model import Criterion, RuleSet

HEADINGS = ("评价项", "结论", "实测", "分子 / 分母", "要求", "得分 / 满分", "条款")
WIDTHS = (2.3, 1.6, 1.1, 1.2, 1.7, 1.1, 1.5)
RIGHT = (2, 3, 5)


def finding_grid(findings: list[dict[str, Any]], ruleset: RuleSet, words: Words) -> Grid:
    """One row per finding, in the given order."""
    rows = tuple(finding_cells(row, ruleset.criteria[row["criterion"]], words) for row in findings)
    return Grid(tuple(words(text) for text in HEADINGS), rows, WIDTHS, RIGHT)


def finding_cells(row: Mapping[str, Any], criterion: Criterion, words: Words) -> tuple[str, ...]:
    """The cells of one finding; a default requirement wears its sign."""
    required = required_text(criterion, row["threshold"], words)
    if required != figures.MISSING and has_default(row["threshold"]):
        required = f"{required} {marks.DEFAULT_VALUE.sign}"
    return (
        criterion.title.in_language(words.language),
        verdict_words(row, words),
        measured(row, criterion, words),
        parts(row, criterion),
        required,
        won(row),
        words("、").join(criterion.clauses),
    )


def measured(row: Mapping[str, Any], criterion: Criterion, words: Words) -> str:
    """The measured value with its unit: of a checklist the share met, of incidents their number."""
    above, below = whole(row["numerator"]), whole(row["denominator"])
    if criterion.judged_by == "incident":
        return words.count("查实 {n} 件", above) if above is not None else figures.MISSING
    if not criterion.metric:
        return figures.percent(above, below)
    return value_text(metric_of(criterion), above, below, words)


def parts(row: Mapping[str, Any], criterion: Criterion) -> str:
    """Numerator and denominator."""
    above, below = whole(row["numerator"]), whole(row["denominator"])
    if criterion.judged_by == "incident":
        return figures.count(above)
    return parts_text(metric_of(criterion) if criterion.metric else None, above, below)


def won(row: Mapping[str, Any]) -> str:
    """`2.4 / 4.0`; `—` where no points are at stake."""
    low, most = whole(row["points_low"]), whole(row["points_maximum"])
    if most is None or row["finding"] == "not_applicable":
        return figures.MISSING
    return f"{figures.score(low)} / {figures.score(most)}"
