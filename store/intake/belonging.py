"""Do the markets exist, do they belong to the unit, and may the unit file these registers?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from rules.calendar import date_of, day_start, month_bounds, month_end_day
from rules.codes import divisions
from store import registers
from store.contracts import Ledger, Register
from store.intake import csv_history
from store.intake.form import COVER_SHEET
from store.intake.job import Keys, Result
from store.intake.problems import Found
from store.ledger_sheets import LEDGERS
from store.months import DAY
from store.register_sheets import CONTRACT, MARKET, REGISTERS
from store.scope import PROVINCE
from store.tables import batch, register_row

Authority = Mapping[str, Sequence[str]]
"""Register name → who may file it: “own” (the market's filing unit; of a unit's own papers the
unit), “above” (a unit above the market)."""
MARKET_DIGITS = 9


@dataclass(frozen=True)
class Place:
    """A market on the last day of the file's month: its filing unit and its first and last
    moment (None: still open)."""

    unit: str
    opens: int
    closes: int | None


class Registers:
    """The market and contract registers as they stand at a receipt, read again only when a row
    has come."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[tuple[int, int], pd.DataFrame]] = {}

    def visible(self, connection: Connection, register: Register, as_of: int) -> pd.DataFrame:
        state = connection.execute(
            select(func.count(), func.coalesce(func.max(register_row.c.row_id), 0))
            .join(batch)
            .where(register_row.c.register == register.name, batch.c.received_at <= as_of)
        ).one()
        key = (int(state[0]), int(state[1]))
        if self._held.get(register.name, ((-1, -1), None))[0] != key:
            # Whose market it is must be known also where the person filing may not look.
            frame = registers.visible(PROVINCE, connection, register, as_of)
            self._held[register.name] = key, frame
        return self._held[register.name][1]


def check_unit(result: Result) -> Iterator[Found]:
    """Is the filing unit one, and is the month over?"""
    unit = result.unit
    if len(unit) == MARKET_DIGITS and unit.isdigit():
        yield Found("unit_not_allowed", COVER_SHEET, found=unit)
    elif unit and (len(unit) != 6 or divisions().get(unit) is None or unit in divisions().zones):
        yield Found("unit_unknown", COVER_SHEET, found=unit)
    if result.period and result.received_at < month_bounds(result.period)[1]:
        yield Found("month_not_over", COVER_SHEET, found=str(result.period))


def check_belonging(
    connection: Connection, result: Result, authority: Authority, known: Registers
) -> Iterator[Found]:
    """Everything about markets and registers that the state decides."""
    frame = known.visible(connection, MARKET, result.received_at)
    markets = _markets(frame, result)
    seen: set[str] = set()
    for market, _, _, row in result.covers:
        if market not in seen:
            seen.add(market)
            yield from _of_unit(market, markets, result.unit, COVER_SHEET, row)
    for name, keys in result.ledgers.items():
        yield from _while_open(name, keys, markets)
    contracts = _contracts(connection, result, known)
    # Whose a market is says the register, not the file that would make it another's.
    owners = {market: place.unit for market, place in markets.items()}
    before = {**owners, **dict(zip(frame["market"], frame["filing_unit"], strict=True))}
    before |= units_of(frame, result.period)
    for name, row, values in result.registers:
        held = before if name == MARKET.name else owners
        yield from _may_file(name, row, values, result.unit, authority, held, contracts)


def units_of(frame: pd.DataFrame, period: int) -> dict[str, str]:
    """The filing unit of each market on the register on the month's last day."""
    held = registers.holding(frame, day_start(month_end_day(period)))
    return dict(zip(held["market"], held["filing_unit"], strict=True))


def _markets(frame: pd.DataFrame, result: Result) -> dict[str, Place]:
    """The markets in force on the month's last day, with the file's own rows of the register."""
    last = day_start(month_end_day(result.period))
    held = registers.holding(frame, last)
    columns = ("market", "filing_unit", "opened_on", "closed_on")
    lines = [*zip(*(held[name] for name in columns), strict=True)]
    own = sorted(
        (values for name, _, values in result.registers if name == MARKET.name),
        key=lambda values: int(values["valid_from"] or 0),
    )
    lines += [
        tuple(values[name] for name in columns)
        for values in own
        if int(values["valid_from"] or 0) <= last and not values["withdrawn"]
    ]
    return {str(line[0]): _place(line) for line in lines}


def _place(line: Sequence[Any]) -> Place:
    _, unit, opened, closed = line
    return Place(str(unit), int(opened), None if closed is None or pd.isna(closed) else int(closed))


def _contracts(connection: Connection, result: Result, known: Registers) -> dict[str, str]:
    """The market of each contract."""
    own = {
        str(values["contract_no"]): str(values["market"])
        for name, _, values in result.registers
        if name == CONTRACT.name
    }
    if all(name != "payment" for name, _, _ in result.registers):
        return own
    frame = known.visible(connection, CONTRACT, result.received_at)
    return {**dict(zip(frame["contract_no"], frame["market"], strict=True)), **own}


def _of_unit(
    market: str, markets: Mapping[str, Place], unit: str, sheet: str, row: int
) -> Iterator[Found]:
    place = markets.get(market)
    if place is None:
        yield Found("unknown_market", sheet, row, found=market, place=1)
    elif place.unit != unit:
        yield Found("foreign_market", sheet, row, "", market, 1, {"owner": place.unit})


def _while_open(name: str, keys: Keys, markets: Mapping[str, Place]) -> Iterator[Found]:
    """Nothing begins before a market opened or after the day it closed."""
    sheet = LEDGERS[name]
    heading = sheet.column(sheet.begins).zh
    for market, begins, row in _begun(keys, sheet, markets):
        place = markets.get(market)
        if place is None:
            continue
        if begins < place.opens:
            limit = {"opened": str(date_of(place.opens))}
            yield Found("before_opening", sheet.zh, row, heading, str(date_of(begins)), 0, limit)
        elif place.closes is not None and begins >= place.closes + DAY:
            limit = {"closed": str(date_of(place.closes))}
            yield Found("after_closing", sheet.zh, row, heading, str(date_of(begins)), 0, limit)


def _begun(
    keys: Keys, sheet: Ledger, markets: Mapping[str, Place]
) -> Iterable[tuple[str, int, int]]:
    """Market, beginning and row of each record; of many records those outside the opening."""
    if not keys.typed:
        return zip(keys.market, keys.begins, keys.row, strict=True)
    bounds = {
        market: (place.opens, None if place.closes is None else place.closes + DAY)
        for market, place in markets.items()
    }
    return csv_history.outside_opening(keys, sheet, bounds)


def _may_file(
    name: str, row: int, values: Mapping[str, Any], unit: str, authority: Authority,
    owners: Mapping[str, str], contracts: Mapping[str, str],
) -> Iterator[Found]:  # fmt: skip
    register = REGISTERS[name]
    code = str(values[register.subject])
    if register.subject == "contract_no":
        code = str(values["market"]) if "market" in values else contracts.get(code, "")
    elif "market" in values:
        code = str(values["market"])
    heading = register.column(register.subject).zh
    if not code:
        shown = str(values[register.subject])
        yield Found("unknown_contract", register.zh, row, heading, shown)
        return
    is_market = len(code) == MARKET_DIGITS
    if is_market and code not in owners:
        yield Found("unknown_market", register.zh, row, heading, code)
        return
    roles = authority.get(name, ())
    own = owners[code] == unit if is_market else code == unit
    if not (("own" in roles and own) or ("above" in roles and is_above(unit, code))):
        yield Found("not_authorised", register.zh, row, heading, code)


def is_above(unit: str, code: str) -> bool:
    """Is the unit above this market (or county): the reporting unit it reports through, its own
    county, or the province? A market is never above itself."""
    if unit == divisions().province:
        return True
    if divisions().get(code) is None:
        return False
    county = len(code) == MARKET_DIGITS and code[:6] == unit
    return county or divisions().reporting_unit_of(code) == unit
