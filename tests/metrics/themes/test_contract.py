from typing import Any

import pytest

from metrics.catalogue import metric
from metrics.themes.contract import PARTICULARS
from tests.metrics.small import SmallLedger, at, sums

SEPTEMBER, OCTOBER = 202609, 202610


@pytest.mark.parametrize(
    ("assessed", "hit"), [("2026-10-09", 1), ("2026-10-10", 1), ("2026-10-11", 0), (None, 0)]
)
def test_a_payment_follows_an_assessment(engine: str, assessed: str | None, hit: int) -> None:
    payment = {
        "month": OCTOBER, "contract_no": "C1", "paid_on": at("2026-10-10"),
        "assessed_on": at(assessed) if assessed else None,
    }  # fmt: skip
    ledger = SmallLedger({"register:payment": [payment]}, engine)
    counted = sums(ledger, "contract.payments_after_assessment", [OCTOBER])
    assert counted == {"C1": (hit, 1, 0)}


@pytest.mark.parametrize("missing", ["", *PARTICULARS])
def test_a_contract_that_lacks_a_particular_is_not_complete(engine: str, missing: str) -> None:
    contract: dict[str, Any] = {name: 1 if name == "amount_fen" else "x" for name in PARTICULARS}
    contract |= {"month": OCTOBER, "contract_no": "C1", "market": "320102001"}
    contract.pop(missing, None)
    ledger = SmallLedger({"register:contract": [contract]}, engine)
    assert sums(ledger, "contract.complete", [OCTOBER]) == {"C1": (int(not missing), 1, 0)}


def test_months_run_after_the_end_of_a_contract_are_not_in_term(engine: str) -> None:
    held = {"contract_no": "C1", "starts_on": at("2025-10-01"), "ends_on": at("2026-09-30")}
    rows = [{"month": month, **held} for month in (SEPTEMBER, OCTOBER)]
    ledger = SmallLedger({"register:contract": rows}, engine)
    assert sums(ledger, "contract.in_term", [SEPTEMBER, OCTOBER]) == {"C1": (1, 2, 0)}


def test_assessments_are_counted_once_and_by_the_months_in_term(engine: str) -> None:
    held = {"contract_no": "C1", "starts_on": at("2025-10-01"), "ends_on": at("2026-10-31")}
    assessed = ["2026-09-05", "2026-09-05", "2026-10-07", None]
    payments = [
        {"month": OCTOBER, "contract_no": "C1", "voucher": str(number), "amount_fen": 1,
         "assessed_on": at(day) if day else None}
        for number, day in enumerate(assessed)
    ]  # fmt: skip
    ledger = SmallLedger(
        {
            "register:payment": payments,
            "register:contract": [{"month": month, **held} for month in (SEPTEMBER, OCTOBER)],
        },
        engine,
    )
    assert metric("contract.assessments").scale == 12
    assert sums(ledger, "contract.assessments", [SEPTEMBER, OCTOBER]) == {"C1": (2, 2, 0)}


def test_what_is_paid_is_held_against_the_amount_last_agreed(engine: str) -> None:
    payments = [
        {"month": month, "contract_no": "C1", "voucher": str(month), "amount_fen": 300}
        for month in (SEPTEMBER, OCTOBER)
    ]
    contracts = [
        {"month": SEPTEMBER, "contract_no": "C1", "amount_fen": 500},
        {"month": OCTOBER, "contract_no": "C1", "amount_fen": 1000},
    ]
    ledger = SmallLedger({"register:payment": payments, "register:contract": contracts}, engine)
    assert sums(ledger, "contract.paid_share", [SEPTEMBER, OCTOBER]) == {"C1": (600, 1000, 0)}
