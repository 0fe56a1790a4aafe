"""What do inspected or declared items say about a criterion? A share of a checklist."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from metrics.checks import Checks
from metrics.findings import (
    FINDINGS,
    MET,
    NO_DATA,
    NO_REASON,
    NOT_APPLICABLE,
    NOT_MET,
    NOT_OWED,
    REASONS,
    Detail,
    Findings,
    settled,
)
from metrics.score import Flags, Ints
from metrics.weights import Floats
from rules.model import Form


def judge_checks(
    form: Form,
    checks: Checks,
    items: Sequence[str],
    markets: Sequence[str],
    last_day: date,
    valid_months: Ints | int | None,
    months_duty: Ints,
) -> Findings:
    """The findings of an inspected or declared criterion, one element per entry of `markets`.

    `items` weighs its items equally; `all` and `any` give all points or none. An item that
    doesn't apply leaves; a pending one holds back only its own part.
    """
    state, reason = checks.states(items, markets, last_day, valid_months)
    met, failed = (state == MET).sum(axis=0), (state == NOT_MET).sum(axis=0)
    waiting = (state == NO_DATA).sum(axis=0)
    owed = met + failed + waiting
    won, pending = _shares(form, met, failed, waiting)
    out = (owed == 0) | (months_duty == 0)
    finding = np.where(out, NOT_APPLICABLE, settled(won, pending))
    return Findings(
        finding=finding,
        reason=np.where(out, NOT_OWED, np.where(finding == NO_DATA, _first(reason), NO_REASON)),
        won=np.where(out, 0.0, won),
        pending=np.where(out, 0.0, pending),
        numerator=met,
        denominator=owed,
        undecided=waiting,
        valued=~out,
        months_duty=months_duty,
        months_filed=months_duty,
        detail=_details(items, state, reason),
    )


def _shares(form: Form, met: Ints, failed: Ints, waiting: Ints) -> tuple[Floats, Floats]:
    """The shares won and pending. With `all` one failed item decides, with `any` one met."""
    if form == "items":
        owed = np.maximum(met + failed + waiting, 1)
        return met / owed, waiting / owed
    if form not in ("all", "any"):
        raise ValueError(f"the form {form} does not judge a checklist")
    decides: Flags = failed > 0 if form == "all" else met > 0
    open_still = (waiting > 0) & ~decides
    won = (met > 0) & ~decides if form == "all" else decides
    return (won & ~open_still).astype(np.float64), open_still.astype(np.float64)


def _first(reason: Ints) -> Ints:
    """The reason of the first item that has one."""
    at = (reason != NO_REASON).argmax(axis=0)
    first: Ints = np.take_along_axis(reason, at[np.newaxis, :], axis=0)[0]
    return first


def _details(items: Sequence[str], state: Ints, reason: Ints) -> list[Detail]:
    details: list[Detail] = []
    for states, reasons in zip(state.T.tolist(), reason.T.tolist(), strict=True):
        named = list(zip(items, states, reasons, strict=True))
        detail: Detail = {"items": {item: FINDINGS[finding] for item, finding, _ in named}}
        open_items = {item: REASONS[why] for item, _, why in named if why != NO_REASON}
        if open_items:
            detail["item_reasons"] = open_items
        details.append(detail)
    return details
