"""Who runs the contracted markets, for whom, until when, and what was paid?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from demo.ground import Ground
from demo.names import operator_code, operator_name
from demo.plants import CONTRACTED, changing_month
from rules.codes import divisions

DAY = 86400
TERM = 365
CONTENT = "零工市场日常运营、撮合对接、台账管理、投诉处理"
PROCEDURES = ("open_tender", "negotiation", "consultation", "framework")
COUNTY_BUYS = 0.7
PAST_END_DAYS = 40
QUIET_DAYS = 10
"""No term but a planted one ends this shortly before the demo's own day: its successor would begin
in a month nobody files any more, and it would look like one more that was let run out."""


@dataclass(frozen=True)
class Deal:
    """One term of one operator at one market, in days (epoch seconds)."""

    market: str
    number: str
    operator: str
    buyer: str
    starts: int
    ends: int
    replaced: bool


def deals_of(ground: Ground) -> list[Deal]:
    """Yearly contracts of every contracted market, back to back, up to the one in force."""
    markets = ground.markets[ground.markets["mode"].isin(CONTRACTED)]
    columns = (markets[name] for name in ("market", "division", "city", "plant", "opened_on"))
    return [deal for row in zip(*columns, strict=True) for deal in _deals(ground, *row)]


def _deals(
    ground: Ground, market: str, division: str, city: str, plant: str, opened_on: int
) -> list[Deal]:
    chance, span = ground.chance("deal", market), ground.span
    buyer = division if chance.random() < COUNTY_BUYS else city
    back = int(chance.integers(30, TERM - 30))
    start = _first_start(ground, plant, int(opened_on), back)
    stop = _cut(ground) if plant == "contract_past_end" else span.end
    starts = range(start, stop, TERM * DAY)
    return [
        Deal(market, f"HT-{market}-{turn + 1:02d}",
             operator_name(market, turn if plant == "operator_change" else 0),
             buyer, begins, begins + (TERM - 1) * DAY, turn + 1 < len(starts))
        for turn, begins in enumerate(starts)
    ]  # fmt: skip


def _first_start(ground: Ground, plant: str, opened_on: int, back: int) -> int:
    """The start of the term in force when the demo begins; planted markets fix its end."""
    span = ground.span
    if plant == "operator_change":
        return span.bounds(changing_month(span))[0] - TERM * DAY
    if plant == "contract_past_end":
        return _cut(ground) - TERM * DAY
    start = opened_on if plant == "new" else max(opened_on, span.start - back * DAY)
    left = (start - span.end) // DAY % TERM
    return start - (left + 1) * DAY if left < QUIET_DAYS else start


def _cut(ground: Ground) -> int:
    """The day after the planted contracts end."""
    return ground.span.end - PAST_END_DAYS * DAY


def contracts(ground: Ground, deals: list[Deal]) -> pd.DataFrame:
    """One row per contract as signed; one that was followed by another has a second row that
    ends it. A contract past its end that nobody followed up stays as it was."""
    names = divisions()
    rows = []
    for deal in deals:
        chance = ground.chance("price", deal.number)
        row = {
            "contract_no": deal.number, "market": deal.market, "operator": deal.operator,
            "operator_code": operator_code(deal.operator), "buyer": deal.buyer,
            "buyer_name": names.name(deal.buyer, "zh") + "人力资源和社会保障局",
            "procedure": str(chance.choice(PROCEDURES)), "content": CONTENT,
            "amount_fen": _amount(ground, deal),
            "starts_on": deal.starts, "ends_on": deal.ends, "valid_from": deal.starts,
        }  # fmt: skip
        rows += _told(ground, deal, row)
    return pd.DataFrame(rows)


def _amount(ground: Ground, deal: Deal) -> int:
    """What the term costs, in fen; each quarter pays a fourth of it."""
    return int(ground.chance("amount", deal.number).integers(18, 90)) * 1_000_000


def _told(ground: Ground, deal: Deal, row: dict[str, object]) -> list[dict[str, object]]:
    """The contract as signed and as ended; only the latter where one file tells both."""
    end = deal.ends + DAY
    ended = row | {"valid_to": end, "known_at": end, "reason": "合同到期"}
    if not deal.replaced or end >= ground.span.end:
        return [row]
    return [ended] if end < ground.span.bounds(ground.span.first)[1] else [row, ended]


def payments(ground: Ground, deals: list[Deal]) -> pd.DataFrame:
    """One row per quarterly payment, most of them after the quarter was assessed."""
    rows = []
    for deal in deals:
        chance = ground.chance("payment", deal.number)
        for turn in range(1, 5):
            assessed = deal.starts + DAY * (91 * turn - int(chance.integers(2, 14)))
            paid = assessed + DAY * int(chance.integers(3, 12))
            early = chance.random() < 0.06
            rows.append({
                "contract_no": deal.number, "voucher": f"FK-{turn:02d}", "paid_on": paid,
                "amount_fen": _amount(ground, deal) // 4,
                "assessed_on": np.nan if early else assessed, "valid_from": paid,
            })  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame[frame["paid_on"] < ground.span.end] if len(frame) else frame
