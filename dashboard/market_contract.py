"""Who runs this market, under which contract, and how long still?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from casework.supervision import MODES
from dashboard import ranking_rows, records
from dashboard.badges import coloured, plain
from dashboard.market_choice import Profile
from exports import figures
from exports.marks import DUE_SOON, OVERDUE
from exports.values import whole
from exports.words import Words
from rules.calendar import date_of, month_bounds, month_end_day


def show(profile: Profile) -> None:
    """Mode and managing unit; of a contracted market its operator, term and days left."""
    seen, words = profile.visit, profile.visit.words
    last_second = month_bounds(profile.header.last_month)[1] - 1
    register = records.markets_on(seen.scope, seen.home, last_second)
    held = register[register["market"] == profile.market]
    unit = str(held["managing_unit"].iloc[0]) if len(held) else figures.MISSING
    mode = str(profile.row["mode"])
    st.markdown(f"{ranking_rows.mode_words(mode, words)}　{plain(unit)}")
    if mode not in MODES:
        return
    contracts = records.register(seen.scope, seen.home, "contract")
    contract = current(contracts[contracts["market"] == profile.market], seen.home.now())
    if contract is None:
        st.markdown(coloured(OVERDUE, f"{OVERDUE.sign} {words('未登记购买服务合同')}"))
        return
    numbers = profile.ruleset.numbers["contract_warning_days"]
    soon = int(numbers.on(month_end_day(profile.header.last_month)).value())
    st.markdown(words("承接主体　{operator}", operator=plain(str(contract["operator"]))))
    st.markdown(term(contract, soon, date_of(seen.home.now()), words))


def current(contracts: pd.DataFrame, now: int) -> Mapping[Any, Any] | None:
    """The contract that began last, of those known and begun by `now`; None without one."""
    begun = contracts[(contracts["valid_from"] <= now) & (contracts["starts_on"] <= now)]
    begun = begun.sort_values(["starts_on", "contract_no", "valid_from"], kind="stable")
    return None if begun.empty else dict(begun.iloc[-1])


def term(contract: Mapping[Any, Any], soon: int, today: date, words: Words) -> str:
    """`合同 2025-01-01 至 2026-12-31` and how long it still runs, marked when that is short."""
    ends_on = int(str(whole(contract["ends_on"])))
    said = words("合同 {first} 至 {last}", first=figures.day(whole(contract["starts_on"])),
                 last=figures.day(ends_on))  # fmt: skip
    left = (date_of(ends_on) - today).days
    text = figures.days_left(left, words)
    if left < 0:
        return f"{said}　{coloured(OVERDUE, f'{OVERDUE.sign} {text}')}"
    if left <= soon:
        return f"{said}　{coloured(DUE_SOON, f'{DUE_SOON.sign} {text}')}"
    return f"{said}　{text}"
