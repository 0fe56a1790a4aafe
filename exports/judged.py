"""What is answered on a terminal about an evaluation? Its result, the ranking, one market, one
finding; as text tables, or as canonical JSON."""

from collections import Counter
from typing import Any

from exports import figures
from exports.appraised import HEADINGS, finding_cells
from exports.chosen import Judged, chosen, evaluate_and_keep
from exports.console import print_table, say
from exports.evidence import table_of
from exports.explained_json import explanation_object, market_object
from exports.explanation import explained
from exports.fingerprint import kind_title
from exports.list_words import grade_words, identity, rank_ends, records, remark
from exports.listing import ranking_rows, to_json
from exports.marks import DEFAULT_VALUE, GRADES, grade_key
from exports.provenance import marks_of, stamp_of
from exports.report import judged
from exports.standing import remark_lines, standing_grid
from exports.unit_lists import IDENTITY as UNIT
from exports.unit_lists import by_level, unit_identity
from exports.values import whole
from exports.words import Words, translator
from metrics.canonical import canonical_json
from metrics.explain import explain
from rules.model import RuleSet
from store import evaluations
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

__all__ = [
    "evaluate_and_keep", "print_evaluation", "print_explanation", "print_market", "print_ranking",
]  # fmt: skip
MARKET = ("市场代码", "市场名称", "设区市", "县（市、区）", "市场类型", "运行方式")
RESULT = ("等级", "得分", "得分区间", "已评比例", "说明")
MOST_ROWS = 20
SUBJECTS = {"market": "市场", "contract": "合同", "unit": "单位"}


def print_evaluation(made: Judged, language: str, *, as_json: bool) -> None:
    """What was just evaluated: as JSON its canonical bytes, else how many got which grade."""
    if as_json:
        print(canonical_json(made.evaluation).decode(), end="")
        return
    words, header = translator(language), made.evaluation.header
    period = figures.period(header.period, words)
    say(
        words(
            "{kind} {period}：评价编号 {number}", kind=kind_title(header, made.ruleset, words),
            period=period, number=made.evaluation_id,
        )
    )  # fmt: skip
    _print_grades(records(made.evaluation.results), words)
    say(words("规则 {digest}", digest=header.ruleset_hash))
    say(words("数据指纹 {digest}", digest=header.facts_hash))


def _print_grades(results: list[dict[str, object]], words: Words) -> None:
    """How many markets, contracts and units got which grade."""
    kinds = [kind for kind in SUBJECTS if any(row["subject_kind"] == kind for row in results)]
    counts = Counter(
        (row["subject_kind"], grade_key(_text(row["grade"]), _text(row["reason"])))
        for row in results
    )
    rows = [
        (mark.text(words), *(figures.count(counts[kind, key]) for kind in kinds))
        for key, mark in GRADES.items()
        if any(counts[kind, key] for kind in kinds)
    ]
    headings = (words("等级"), *(words(SUBJECTS[kind]) for kind in kinds))
    print_table("", headings, rows, range(1, len(headings)))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def print_ranking(
    scope: Scope, home: Home, kind: str, period: str, as_of: str, language: str, *, by: str,
    as_json: bool,
) -> None:  # fmt: skip
    """The ranking of an evaluation: one line (one object) per market; of the kind that judges
    units, per city and county."""
    header, ruleset = chosen(scope, home, kind, period, as_of, by)
    subject = _subject(header, ruleset)
    results = evaluations.results(scope, home, header.evaluation_id, subject)
    if as_json:
        print(to_json(ranking_rows(results, subject)))
        return
    words, of_unit = translator(language), subject == "unit"
    _head(scope, home, header, ruleset, words)
    rows = [_ranked(row, words) for row in records(by_level(results))]
    headings = ("名次", *(UNIT if of_unit else MARKET), *RESULT)
    score = headings.index("得分")
    print_table("", tuple(words(text) for text in headings), rows, (0, score, score + 2))
    say(DEFAULT_VALUE.text(words))


def _subject(header: Header, ruleset: RuleSet) -> str:
    """Whom an evaluation ranks: the first of the subjects its kind judges."""
    return ruleset.kinds[header.kind].subjects[0]


def _ranked(row: dict[str, object], words: Words) -> tuple[str, ...]:
    rank = figures.rank(whole(row["rank"]), whole(row["peers"]))
    ends = rank_ends(row)
    named = unit_identity if row["subject_kind"] == "unit" else identity
    shown = [str(cell) for cell in named(row, words)]
    score = figures.score(whole(row["score"])) if row["grade"] else figures.MISSING
    return (
        words("{place}（{ends}）", place=rank, ends=ends) if ends else rank,
        *shown,
        grade_words(row, words),
        score,
        figures.interval(whole(row["low"]), whole(row["high"])),
        figures.whole_share(whole(row["assessed_share"])),
        remark(row, words) or "",
    )


def print_market(
    scope: Scope, home: Home, code: str, kind: str, period: str, as_of: str, language: str, *,
    by: str, as_json: bool,
) -> None:  # fmt: skip
    """One market, or one unit of the kind that judges units: its standing and every finding."""
    header, ruleset = chosen(scope, home, kind, period, as_of, by)
    subject = _subject(header, ruleset)
    result, findings = judged(scope, home, header, code, subject)
    if as_json:
        results = evaluations.results(scope, home, header.evaluation_id, subject)
        own = results[results["subject"] == code]
        print(to_json(market_object(own, findings, ruleset)))
        return
    words = translator(language)
    _head(scope, home, header, ruleset, words)
    print_table(f"{result['name']} {code}", ("", ""), standing_grid(result, words).rows)
    say(*remark_lines(result, ruleset, words))
    rows = [_row(row, ruleset, words) for row in findings]
    headings = (words("评价项代码"), *(words(text) for text in HEADINGS))
    print_table("", headings, rows, (3, 4, 6))
    say(DEFAULT_VALUE.text(words))


def _row(row: dict[str, Any], ruleset: RuleSet, words: Words) -> tuple[str, ...]:
    cells = finding_cells(row, ruleset.criteria[row["criterion"]], words)
    return (str(row["criterion"]), *cells)


def print_explanation(
    scope: Scope, home: Home, code: str, criterion: str, kind: str, period: str, as_of: str,
    language: str, *, by: str, as_json: bool,
) -> None:  # fmt: skip
    """One finding: numbers, arithmetic, requirement, clause, rows; all the rows as JSON."""
    header, ruleset = chosen(scope, home, kind, period, as_of, by)
    explanation = explain(scope, home, header.evaluation_id, code, criterion, ruleset)
    if as_json:
        print(to_json(explanation_object(explanation)))
        return
    words = translator(language)
    _head(scope, home, header, ruleset, words)
    say(*explained(explanation, words).lines())
    for held in explanation.evidence:
        table = table_of(held, words, MOST_ROWS)
        print_table(table.title, table.headings, table.rows)
        if table.total > len(table.rows):
            say(
                words(
                    "共 {n} 条，只列前 {shown} 条；全部明细见 --json",
                    n=figures.count(table.total), shown=len(table.rows),
                )
            )  # fmt: skip


def _head(scope: Scope, home: Home, header: Header, ruleset: RuleSet, words: Words) -> None:
    """What a paper prints at its head: kind, period, marks and stamp."""
    period = figures.period(header.period, words)
    say(
        f"{kind_title(header, ruleset, words)} {period}", *marks_of(scope, home, header, words),
        stamp_of(header, ruleset, words).line(),
    )  # fmt: skip
