"""What is the whole answer for a period? One evaluation: header, results, findings, aggregates."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pandas as pd

from metrics.aggregates import area_figures
from metrics.board import Board, board, criteria_of
from metrics.canonical import Evaluation, canonical_json
from metrics.facts import facts_of, read_registers, waived
from metrics.frames import finding_frame, result_frame
from metrics.graded import graded_figures
from metrics.judge import judge
from metrics.layered import narrowed, of_layer, subjects_of, unranked
from metrics.peers import size_bands
from metrics.periods import Window, window
from metrics.subjects import roster
from rules.calendar import load_calendar
from rules.model import KindRule, RuleSet
from store import manifest, registers, tables
from store.batches import last_batch
from store.evaluations import Header
from store.files import digest_bytes
from store.folder import Home
from store.ledgers import HomeLedger, ledger_of
from store.received import up_to_batch
from store.scope import Scope

__all__ = ["ENGINE", "Evaluation", "EvaluationError", "evaluate", "kind_rule"]

ENGINE = "3"
"""Changes whenever the same facts and rules could give another number."""
RESULT, FINDING, AGGREGATE = (
    [column.name for column in table.columns if column.name != "evaluation_id"]
    for table in (tables.result, tables.finding, tables.aggregate)
)


class EvaluationError(ValueError):
    """An evaluation nobody can make: an unknown kind or layer. Says what there is."""


def evaluate(
    scope: Scope, home: Home, ruleset: RuleSet, kind: str, period: str,
    as_of: int | None = None,
) -> Evaluation:  # fmt: skip
    """Evaluates everybody of one kind and period from the facts known now, or at `as_of`. A lower
    layer judges those it is for, without ranks and figures of areas.

    Raises EvaluationError for a kind or layer the set doesn't have, PeriodError for a period
    the kind doesn't have, RuleError when no value of a number is in force.
    """
    last = last_batch(scope, home)
    with registers.read_once():
        # what arrives while it runs isn't half of it
        known = up_to_batch(last) if as_of is None and last else as_of
        whole = _evaluated(narrowed(scope, ruleset.layer), home, ruleset, kind, period, known)
    content = digest_bytes(canonical_json(whole))
    header = replace(whole.header, content=content, as_of=as_of, last_batch=last)
    return replace(whole, header=header)


def _evaluated(
    scope: Scope, home: Home, ruleset: RuleSet, kind: str, period: str, as_of: int | None
) -> Evaluation:  # fmt: skip
    rule = kind_rule(ruleset, kind)
    months = window(rule, period)
    ledger = ledger_of(scope, home, as_of)
    boards = list(_boards(scope, home, ruleset, rule, months, ledger))
    results = _stacked(RESULT, [result_frame(item, ruleset) for item in boards])
    figures = []
    if ruleset.layer.name == "province":
        figures = [area_figures(ledger, scope, months.months[-1]), graded_figures(results)]
    return Evaluation(
        _header(scope, home, ruleset, kind, months, as_of),
        unranked(results, ruleset.layer),
        _stacked(FINDING, [finding_frame(item, ruleset, months) for item in boards]),
        _figures(figures),
    )


def kind_rule(ruleset: RuleSet, kind: str) -> KindRule:
    """The rule of a kind; EvaluationError says which there are."""
    if kind not in ruleset.kinds:
        known = [f"{code}（{rule.title.zh}）" for code, rule in ruleset.kinds.items()]
        raise EvaluationError(
            f"规则集 {ruleset.id} 没有评价种类“{kind}”，可用：{'、'.join(known)} / the rule set "
            f'{ruleset.id} has no kind "{kind}"; use one of: {", ".join(ruleset.kinds)}'
        )
    return ruleset.kinds[kind]


def _boards(
    scope: Scope, home: Home, ruleset: RuleSet, rule: KindRule, months: Window,
    ledger: HomeLedger,
) -> Iterator[Board]:  # fmt: skip
    registered = read_registers(scope, home, ruleset, months, ledger.as_of)
    for subject in subjects_of(rule, ruleset.layer):
        criteria = criteria_of(ruleset, subject)
        people = roster(scope, home, rule, subject, months, ledger.as_of, ruleset.area_of)
        people = of_layer(people, ruleset.layer)
        if criteria and len(people.frame):
            facts = facts_of(scope, ledger, criteria, people, months, registered)
            bands = size_bands(ruleset, months.last_day, facts.records, facts.months)
            yield board(
                ruleset, rule, people, months.last_day,
                partial(judge, roster=people, facts=facts),
                partial(waived, registered, roster=people),
                bands,
            )  # fmt: skip


def _stacked(columns: list[str], frames: list[pd.DataFrame]) -> pd.DataFrame:
    """One frame with these columns; without anybody to judge, one without rows."""
    if not frames:
        return pd.DataFrame(columns=columns)
    return pd.concat(frames, ignore_index=True)[columns]


def _figures(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The published figures in the order of their key, typed whatever frame was empty."""
    kinds = {"numerator": "Int64", "denominator": "Int64", "n": "int64"}
    known = [frame.astype(kinds) for frame in frames if len(frame)]
    return _stacked(AGGREGATE, known).sort_values(AGGREGATE[:3], ignore_index=True)


def _header(
    scope: Scope, home: Home, ruleset: RuleSet, kind: str, months: Window, as_of: int | None
) -> Header:  # fmt: skip
    facts_hash, text = manifest.facts_hash(scope, home, months.months, as_of)
    return Header(
        kind=kind,
        period=months.period,
        layer=ruleset.layer.name,
        first_month=months.months[0],
        last_month=months.months[-1],
        ruleset=ruleset.id,
        ruleset_hash=ruleset.hash,
        facts_hash=facts_hash,
        calendar_hash=load_calendar().hash,
        engine=ENGINE,
        as_of=as_of,
        manifest=text,
        content="",
    )
