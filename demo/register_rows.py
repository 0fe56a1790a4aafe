"""Which register rows stand in the file of a month?"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from demo.asked import Asked
from demo.checks import declarations, inspections
from demo.crew import staff
from demo.deals import contracts, deals_of, payments
from demo.ground import Ground
from demo.months import Span
from demo.names import operator_name
from demo.plants import changing_month
from demo.sessions import activities, trainings
from demo.sites import awards, disclosures, documents, platforms, premises
from demo.subsidies import subsidies
from demo.units import minimum_wages, publications, reports

Tables = Mapping[str, pd.DataFrame]
MARKET_COLUMNS = [
    "market", "name", "type", "mode", "division", "filing_unit", "managing_unit", "address",
    "longitude_e4", "latitude_e4", "hotline", "opened_on", "valid_from",
]  # fmt: skip


def registers_of(ground: Ground, units: list[str], inspected: Asked, declared: Asked) -> Tables:
    """Every register row the unit ever files, by register; each with `valid_from`."""
    deals = deals_of(ground)
    declaration, verification = declarations(ground, declared)
    return {
        "market": markets(ground), "premises": premises(ground), "hours": ground.hours,
        "closure": ground.closures, "contract": contracts(ground, deals),
        "payment": payments(ground, deals), "staff": staff(ground), "training": trainings(ground),
        "inspection": inspections(ground, inspected), "declaration": declaration,
        "verification": verification, "disclosure": disclosures(ground),
        "document": documents(ground), "platform": platforms(ground),
        "activity": activities(ground), "publication": publications(ground),
        "report": reports(ground, units), "award": awards(ground),
        "subsidy": subsidies(ground),
        "minimum_wage": minimum_wages(ground),
    }  # fmt: skip


def markets(ground: Ground) -> pd.DataFrame:
    """One row per market, and a second one where the operator, and with it the managing unit,
    changes."""
    rows = ground.markets.assign(filing_unit=ground.unit, valid_from=ground.markets["opened_on"])
    changed = rows[rows["plant"] == "operator_change"]
    start = ground.span.bounds(changing_month(ground.span))[0]
    changed = changed.assign(
        managing_unit=[operator_name(str(code), 1) for code in changed["market"]],
        valid_from=start, reason="承接主体变更",
    )  # fmt: skip
    both = pd.concat([rows.assign(reason=None), changed], ignore_index=True)
    return both[[*MARKET_COLUMNS, "reason"]]


def filed_in(table: pd.DataFrame, span: Span, month: int) -> pd.DataFrame:
    """The rows of a register that the file of `month` is the first to bring: what became known
    in the month or, in the first file, before it. A row is known from `known_at` where the
    table has that column and a value, else from `valid_from`."""
    if table.empty:
        return table
    moment = table["valid_from"].to_numpy(dtype=np.float64)
    if "known_at" in table:
        moment = table["known_at"].fillna(table["valid_from"]).to_numpy(dtype=np.float64)
    kept = span.filed_in(moment.astype(np.int64)) == month
    rows = table[kept] if kept.any() else table.iloc[:0]
    return rows.drop(columns="known_at") if "known_at" in rows else rows
