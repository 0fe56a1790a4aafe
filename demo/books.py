"""What does a unit know in all: the whole lives of its records, and every register row?"""

from dataclasses import dataclass

import pandas as pd

from demo.asked import Asked
from demo.charges import with_charges
from demo.complaints import complaint_lives
from demo.copying import copied, copied_steps
from demo.ground import Ground, ground_of
from demo.lives import Lives, month_rows, month_steps
from demo.matching import seekers_and_matches
from demo.province import Province
from demo.register_rows import Tables, filed_in, registers_of
from demo.services import service_lives
from demo.uploads import uploads
from demo.vacancies import vacancy_lives
from store.ledger_sheets import LEDGERS

NOT_FILED = ("vacancy", "seeker", "match", "complaint")
"""The ledgers a market with too little data never files."""


@dataclass(frozen=True)
class Books:
    """One unit's whole lives by ledger, its steps, and its register rows by register."""

    ground: Ground
    lives: dict[str, Lives]
    steps: pd.DataFrame
    registers: Tables


def books_of(province: Province, unit: str, inspected: Asked, declared: Asked) -> Books:
    ground = ground_of(province, unit)
    service, steps = service_lives(ground)
    service = copied(ground, service)
    steps = copied_steps(ground, steps, service)
    service, incidents = with_charges(ground, service)
    vacancies = vacancy_lives(ground)
    seekers, matches = seekers_and_matches(ground, vacancies)
    others = (vacancies, seekers, matches, complaint_lives(ground))
    every = [service, *(copied(ground, life) for life in others)]
    lives = {life.ledger: life.in_order() for life in every}
    registers = registers_of(ground, province.units, inspected, declared)
    return Books(ground, lives, steps, {**registers, "incident": incidents})


def ledger_tables(books: Books, month: int) -> Tables:
    """The ledger sheets of a month's file, in the order of the workbook; what a market with too
    little data doesn't file is left out."""
    span = books.ground.span
    tables: dict[str, pd.DataFrame] = {}
    for ledger in LEDGERS:
        if ledger == "step":
            tables[ledger] = month_steps(books.steps, tables["service"], span, month)
        else:
            tables[ledger] = month_rows(books.lives[ledger], span, month)
    silent = _planted(books.ground, "insufficient")
    return {
        ledger: rows[~rows["market"].isin(silent)] if ledger in NOT_FILED else rows
        for ledger, rows in tables.items()
    }


def cover_rows(books: Books, tables: Tables, month: int) -> dict[tuple[str, str], int]:
    """One line per market and ledger filed, with its number of rows: 0 is a true zero."""
    end = books.ground.span.bounds(month)[1]
    markets = books.ground.markets
    open_by_then = markets[markets["opened_on"] < end]
    counts = {ledger: rows["market"].value_counts().to_dict() for ledger, rows in tables.items()}
    return {
        (market, ledger): counts[ledger].get(market, 0)
        for market, plant in zip(open_by_then["market"], open_by_then["plant"], strict=True)
        for ledger in LEDGERS
        if not (plant == "insufficient" and ledger in NOT_FILED)
    }


def late_markets(books: Books, month: int) -> list[str]:
    """The markets whose rows come in a second file: in the last month only."""
    last = month == books.ground.span.last
    return _planted(books.ground, "late") if last else []


def month_registers(books: Books, tables: Tables, month: int) -> Tables:
    """The register sheets of a month's file: only those with rows."""
    sheets = {**books.registers, "upload": uploads(books.ground, tables, month)}
    found = {name: filed_in(rows, books.ground.span, month) for name, rows in sheets.items()}
    return {name: rows for name, rows in found.items() if len(rows)}


def _planted(ground: Ground, kind: str) -> list[str]:
    return [str(code) for code in ground.markets.loc[ground.markets["plant"] == kind, "market"]]
