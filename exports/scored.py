"""What does a table of values score? Printed, or as the JSON of a ranking with its findings."""

from pathlib import Path

from exports import figures
from exports.console import print_table, say
from exports.list_words import grade_words
from exports.listing import ranking_rows, records, to_json
from exports.marks import DEFAULT_VALUE
from exports.values import whole
from exports.words import translator
from metrics.evaluate import EvaluationError
from metrics.frames import finding_frame, result_frame
from metrics.periods import Window, window
from metrics.score_table import Scored, score_table
from metrics.table_rows import read_table
from rules.calendar import date_of, day_start, month_of, now
from rules.model import KindRule, RuleSet
from rules.sets import load_ruleset

FINDING_KEYS = (
    "criterion", "finding", "reason", "numerator", "denominator", "points_low", "points_high",
    "points_maximum",
)  # fmt: skip
HEADINGS = ("代码", "名称", "名次", "等级", "得分", "得分区间", "已评比例")


def print_scored(
    path: Path, ruleset: str, kind: str, period: str, language: str, *, as_json: bool
) -> None:
    """Scores the table in a CSV file. Raises TableError, RuleError, EvaluationError or
    PeriodError, each with its reason."""
    rules = load_ruleset(ruleset)
    rule = _rule(rules, kind)
    months = window(rule, period) if period else None
    day = months.last_day if months else date_of(now())
    scored = score_table(rules, rule, read_table(path), day)
    if as_json:
        print(to_json(scored_rows(scored, rules)))
    else:
        _print(scored, rules, language)


def _rule(rules: RuleSet, kind: str) -> KindRule:
    """The kind asked for; without one, the first the set has."""
    if not kind:
        return next(iter(rules.kinds.values()))
    if kind not in rules.kinds:
        raise EvaluationError(
            f"规则集 {rules.id} 没有评价种类“{kind}”，可用：{'、'.join(rules.kinds)} / "
            f"the rule set "
            f'{rules.id} has no kind "{kind}"; use one of: {", ".join(rules.kinds)}'
        )
    return rules.kinds[kind]


def scored_rows(scored: Scored, rules: RuleSet) -> list[dict[str, object]]:
    """One object per unit: that of `ranking --json`, and its findings."""
    months = Window("", (month_of(day_start(scored.day)),))
    held = finding_frame(scored.board, rules, months)
    rows = ranking_rows(result_frame(scored.board, rules), "unit")
    for row in rows:
        row["findings"] = records(held[held["subject"] == row["unit"]], FINDING_KEYS)
    return rows


def _print(scored: Scored, rules: RuleSet, language: str) -> None:
    words = translator(language)
    say(rules.title.in_language(language), words("规则 {digest}", digest=rules.hash))
    if rules.notice:
        say(rules.notice.in_language(language))
    frame = result_frame(scored.board, rules).sort_values(
        ["type", "rank", "subject"], na_position="last"
    )
    rows = [
        (
            str(row["subject"]), str(row["name"]),
            figures.rank(whole(row["rank"]), whole(row["peers"])), grade_words(row, words),
            figures.score(whole(row["score"])),
            figures.interval(whole(row["low"]), whole(row["high"])),
            figures.whole_share(whole(row["assessed_share"])),
        )
        for row in records(frame)
    ]  # fmt: skip
    print_table("", tuple(words(text) for text in HEADINGS), rows, (2, 4, 6))
    say(DEFAULT_VALUE.text(words))
