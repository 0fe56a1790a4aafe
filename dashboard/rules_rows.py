"""Which rows do the tables of the rule book have? Clauses, criteria, their grid and cases."""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.badges import finding_badge, plain
from dashboard.rules_labels import EFFECTS, HAS_DEFAULT, JUDGED_BY, said
from dashboard.rules_numbers import by_kind
from dashboard.rules_words import Answers, answer_words
from exports.marks import REASONS
from exports.observations import label
from exports.words import Words
from rules.cases import Case
from rules.criteria import numbers_of
from rules.model import Criterion, RuleSet
from rules.numbers import MODES, TYPES

YES, NO = "√", "—"


def clause_rows(
    ruleset: RuleSet, answers: Answers, search: str, document: str, words: Words
) -> pd.DataFrame:
    """One row per clause of a document ("" for all) whose id, section or text holds `search`:
    `id`, `text`, `answered` (what answers it), `section`."""
    rows = []
    for name, mine in answers.items():
        clause = ruleset.sources.clauses[name]
        if document not in ("", clause.document):
            continue
        if search.lower() in f"{name} {clause.section} {clause.text}".lower():
            rows.append((name, clause.text, answer_words(mine, words), clause.section))
    return pd.DataFrame(rows, columns=["id", "text", "answered", "section"])


def criterion_rows(ruleset: RuleSet, search: str, only_default: bool, words: Words) -> pd.DataFrame:
    """One row per criterion in the order of its groups: `id`, `title`, `group`, `judged`,
    `effect`, `points` (as written), `default` (※ where a number is one)."""
    rows = []
    for criterion, group in in_order(ruleset):
        title, mark = criterion.title.in_language(words.language), default_sign(criterion)
        if search.lower() not in f"{criterion.id} {title} {group}".lower():
            continue
        if only_default and not mark:
            continue
        points = by_kind(ruleset, criterion.points.dated[-1], words) if criterion.points else NO
        rows.append((
            criterion.id, title, ruleset_group(ruleset, group, words),
            said(JUDGED_BY, criterion.judged_by, words.language),
            said(EFFECTS, criterion.effect, words.language), points, mark,
        ))  # fmt: skip
    columns = ["id", "title", "group", "judged", "effect", "points", "default"]
    return pd.DataFrame(rows, columns=columns)


def in_order(ruleset: RuleSet) -> list[tuple[Criterion, str]]:
    """Every criterion with the id of its group, by group; one of no group ("") comes last."""
    listed = [(name, group.id) for group in ruleset.groups for name in group.criteria]
    grouped = {name for name, _ in listed}
    listed += [(name, "") for name in ruleset.criteria if name not in grouped]
    return [(ruleset.criteria[name], group) for name, group in listed]


def ruleset_group(ruleset: RuleSet, name: str, words: Words) -> str:
    """The title of a group; of none, a dash."""
    titles = {group.id: group.title.in_language(words.language) for group in ruleset.groups}
    return titles.get(name, NO)


def default_sign(criterion: Criterion) -> str:
    """※ where the latest value of a number, or what the criterion rests on, is a default."""
    held = [series.dated[-1].status for series in numbers_of(criterion)]
    held += [criterion.basis.status] if criterion.basis else []
    return HAS_DEFAULT if "default" in held else ""


def applies_grid(criterion: Criterion, words: Words) -> pd.DataFrame:
    """One row per market type, one column per mode: √ where the criterion applies."""
    rows = {words("类型"): [label("market_type", kind, words) for kind in TYPES]}
    for mode in MODES:
        marks = [YES if criterion.applies(kind, mode) else NO for kind in TYPES]
        rows[label("market_mode", mode, words)] = marks
    return pd.DataFrame(rows)


def case_rows(
    cases: Iterable[Case], criterion: Criterion, areas: Mapping[str, str], words: Words
) -> pd.DataFrame:
    """One row per rule case of a criterion: its name, for whom and when, what it must find.
    `areas` names the area classes by their ids."""
    rows = []
    for case in cases:
        if case.criterion != criterion.id:
            continue
        whom = [label("market_type", case.type, words)] if case.type else []
        whom += [label("market_mode", case.mode, words)] if case.mode else []
        whom += [areas.get(case.area, case.area)] if case.area else []
        whom += [case.on.isoformat()] if case.on else []
        effect = "points" if case.expect == "partly" else criterion.effect
        found = finding_badge(words, case.expect, effect)
        reason = words(REASONS[case.reason]) if case.reason else ""
        rows.append((plain(case.name), plain(" · ".join(whom)) or NO, f"{found} {reason}".strip()))
    return pd.DataFrame(rows, columns=[words("用例"), words("对象"), words("应有结论")])
