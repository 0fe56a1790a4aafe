"""Which workers were charged, and what did the verification find? The planted fee facts."""

from typing import Any

import numpy as np
import pandas as pd

from demo.chance import Flags, keys, mixed
from demo.ground import Ground
from demo.lives import Lives
from demo.province import DemoError
from store.leads import incident_no

FEE_ITEM = "信息服务费"
FEE_FEN = 3000
CHARGED = {"fee_confirmed": 2, "fee_refuted": 1, "fee_open": 1}
"""How many workers each planted market charged."""
STATUS = {"fee_confirmed": "confirmed", "fee_refuted": "refuted"}
DOCUMENT = {
    "fee_confirmed": "零工市场收费问题核实认定书",
    "fee_refuted": "零工市场收费线索核查结论书",
}
WHY = {"fee_confirmed": "核查属实", "fee_refuted": "核查不属实，系用工单位缴费误录"}
DAY = 86400
OFFICER = 5
INCIDENT_COLUMNS = [
    "incident_no", "market", "kind", "happened_on", "status", "origin", "ledger", "record_id",
    "fee_fen", "answered_on", "officer_a", "officer_b", "document", "reason", "valid_from",
]  # fmt: skip


def with_charges(ground: Ground, service: Lives) -> tuple[Lives, pd.DataFrame]:
    """The service records with the planted charges written into them, and one incident row per
    charge that was answered. A charge is made in the last month but one and answered in the
    last; one still open is made in the last."""
    rows, answers = service.rows.copy(), []
    for market in ground.markets[ground.markets["plant"].isin(CHARGED)].itertuples():
        plant = str(market.plant)
        month = ground.span.months[-1 if plant == "fee_open" else -2]
        chosen = _chargeable(service, str(market.market), ground.span.bounds(month))
        if len(chosen) < CHARGED[plant]:
            raise DemoError(
                f"市场 {market.market} 在 {month} 的办件太少，无法安排收费线索；"
                "请增大倍数或换一个种子。 / "
                f"Market {market.market} has too few records in {month} to plant a charge; "
                "raise the scale or choose another seed."
            )
        for row in chosen[: CHARGED[plant]]:
            _charge(rows, row)
            if plant in STATUS:
                answers.append(_answer(ground, plant, rows.loc[row].to_dict()))
    return (
        Lives("service", rows, service.begins, service.ends),
        pd.DataFrame(answers, columns=INCIDENT_COLUMNS),
    )


def _chargeable(service: Lives, market: str, bounds: tuple[int, int]) -> list[int]:
    """Rows of the market's records that begin and end in the month, nil entries left out."""
    start, end = bounds
    rows = service.rows
    inside: Flags = (service.begins >= start) & (service.ends < end)
    inside &= ((rows["market"] == market) & (rows["kind"] != "nil")).to_numpy()
    return [int(row) for row in np.flatnonzero(inside)[2:]]


def _charge(rows: pd.DataFrame, row: int) -> None:
    rows.loc[row, ["kind", "fee_payer", "fee_item"]] = ["matching", "worker", FEE_ITEM]
    rows.loc[row, "fee_fen"] = FEE_FEN


def _answer(ground: Ground, plant: str, record: dict[Any, Any]) -> dict[str, object]:
    opened = int(record["opened_at"])
    happened = (opened + 8 * 3600) // DAY * DAY - 8 * 3600
    answered = ground.span.bounds(ground.span.last)[0] + 13 * DAY
    officers = keys(mixed(ground.seed, OFFICER, int(ground.unit), np.arange(2)))
    return {
        "incident_no": incident_no("service", str(record["market"]), str(record["record_id"])),
        "market": record["market"], "kind": "fee", "happened_on": happened,
        "status": STATUS[plant], "origin": "ledger", "ledger": "service",
        "record_id": record["record_id"], "fee_fen": FEE_FEN, "answered_on": answered,
        "officer_a": officers[0], "officer_b": officers[1], "document": DOCUMENT[plant],
        "reason": WHY[plant], "valid_from": answered,
    }  # fmt: skip
