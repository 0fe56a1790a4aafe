"""Which rows show the breach? Confirmed incidents with the records they came from, and what
each failed criterion rests on."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from exports import figures
from exports.document import Block, Grid, Heading, Paragraph
from exports.evidence import Table, table_of
from exports.explanation import explained
from exports.observations import label
from exports.values import whole
from exports.words import Words
from metrics.behind import rows_behind
from metrics.catalogue import metric
from metrics.evidence import Evidence
from metrics.explain import explain
from metrics.model import NO_VALUES
from rules.calendar import months_between
from rules.model import RuleSet
from store.evaluations import Header
from store.home import Home
from store.ledgers import ledger_of
from store.scope import Scope

RECORDS = {"service": "service.records", "complaint": "conduct.complaints_per_thousand"}
"""By ledger the metric whose first tally looks at every ended record of it."""
INCIDENT_HEADINGS = (
    "线索编号", "类别", "行为发生日", "来源", "涉及金额", "答复日期", "核实人", "核实文书",
)  # fmt: skip
TRAITS = ("sex", "birth_year")
"""What a person is has no part in a charge; it stays out of the paper, with all group columns."""
MOST_CRITERIA = 8
MOST_ROWS = 10
MOST_COLUMNS = 6


def incident_blocks(
    scope: Scope, home: Home, header: Header, incidents: pd.DataFrame, words: Words
) -> Iterator[Block]:
    """The confirmed facts, then the ledger record each of them came from."""
    rows = tuple(_incident(dict(row), words) for _, row in incidents.iterrows())
    widths = (1.6, 1.3, 1.2, 0.8, 1, 1.2, 1.5, 1.5)
    yield Grid(tuple(words(text) for text in INCIDENT_HEADINGS), rows, widths, (4,))
    for _, row in incidents.iterrows():
        yield from _record(scope, home, header, dict(row), words)


def _incident(row: dict[str, object], words: Words) -> tuple[str, ...]:
    officers = [str(row[name]) for name in ("officer_a", "officer_b") if isinstance(row[name], str)]
    return (
        str(row["incident_no"]), label("incident_kind", row["kind"], words),
        figures.day(whole(row["happened_on"])), label("incident_origin", row["origin"], words),
        figures.full_money(whole(row["fee_fen"]), words), figures.day(whole(row["answered_on"])),
        words("、").join(officers) or figures.MISSING, str(row["document"]),
    )  # fmt: skip


def _record(
    scope: Scope, home: Home, header: Header, incident: dict[str, object], words: Words
) -> Iterator[Block]:
    """The record of the ledger that first showed the incident, as the evaluation saw it."""
    ledger, record = incident["ledger"], incident["record_id"]
    if not isinstance(ledger, str) or not isinstance(record, str):
        return
    title = words(
        "{number} 的来源记录：{ledger} {record}", number=incident["incident_no"],
        ledger=label("ledger", ledger, words), record=record,
    )  # fmt: skip
    yield Heading(title, 2)
    found = source_record(scope, home, header, str(incident["market"]), ledger, record)
    if found is None or found.frame.empty:
        yield Paragraph(words("该记录不在评价期已办结的台账中，请查阅原始报送文件。"), "note")
        return
    yield from columns_as_facts(table_of(found, words, 1))


def source_record(
    scope: Scope, home: Home, header: Header, market: str, ledger: str, record: str
) -> Evidence | None:
    """The one ledger row an incident came from; None for a ledger no metric looks at whole."""
    name = RECORDS.get(ledger)
    if name is None:
        return None
    as_of = header.as_of if header.as_of is not None else header.created_at
    months = months_between(header.first_month, header.last_month)
    held = rows_behind(
        ledger_of(scope, home, as_of), scope, metric(name), NO_VALUES, market, months
    )[0]
    frame = held.frame[held.frame["record_id"] == record]
    traits = [name for name in frame if name in TRAITS or str(name).startswith("group_")]
    frame = frame.drop(columns=traits)
    return Evidence(held.title, ledger, frame.reset_index(drop=True))


def columns_as_facts(table: Table) -> Iterator[Block]:
    """One row standing upright: heading beside cell, so that a wide record fits the page."""
    for row in table.rows:
        pairs = zip(table.headings[:-1], row[:-1], strict=True)
        yield Grid((), tuple(pairs), (1.0, 4.2))


def criterion_blocks(
    scope: Scope, home: Home, header: Header, ruleset: RuleSet, market: str,
    criteria: list[str], words: Words,
) -> Iterator[Block]:  # fmt: skip
    """The explanation of each criterion and the first rows that cost it points."""
    for name in criteria[:MOST_CRITERIA]:
        explanation = explain(scope, home, header.evaluation_id, market, name, ruleset)
        said = explained(explanation, words)
        yield Heading(f"{said.title} {said.verdict}", 2)
        yield Paragraph(said.loss)
        for part in said.parts:
            if part.name in ("numbers", "arithmetic"):
                yield Paragraph(f"{part.heading}：{words('；').join(part.lines)}")
        for held in explanation.evidence:
            yield from _rows(held, words)


def _rows(held: Evidence, words: Words) -> Iterator[Block]:
    """The first rows that did not count; where all counted, rows show nothing of the loss."""
    lost = held.frame[held.frame["hit"].fillna(0) == 0]
    if lost.empty:
        return
    table = table_of(replace(held, frame=lost), words, MOST_ROWS, MOST_COLUMNS)
    widths = tuple(1.0 for _ in table.headings)
    yield Grid(table.headings, table.rows, widths)
    yield Paragraph(
        words(
            "{title}：未计入的共 {total} 条，列出 {shown} 条", title=table.title,
            total=figures.count(table.total), shown=figures.count(len(table.rows)),
        ),
        "note",
    )  # fmt: skip
