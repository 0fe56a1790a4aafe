"""What does a plain service record look like? Two markets of two counties of one city."""

from typing import Any

from store.batches import RegisterRow
from tests.store.making import at, fact

A, B = "320102001", "320106001"


def service(
    market: str, number: int, opened: str, closed: str | None, **more: Any
) -> dict[str, Any]:
    return {
        "market": market, "record_id": f"r{number}", "open": int(closed is None),
        "opened_at": at(opened), "kind": "matching", "closed_at": closed and at(closed), **more,
    }  # fmt: skip


def steps(market: str, number: int, *turns: tuple[str, str, str]) -> list[dict[str, Any]]:
    """The steps of a record: (moment, kind, member of staff)."""
    return [
        {"market": market, "record_id": f"r{number}", "seq": place, "at": at(moment),
         "kind": kind, "staff_key": staff}
        for place, (moment, kind, staff) in enumerate(turns, start=1)
    ]  # fmt: skip


def week(
    market: str, opens: str = "09:00", closes: str = "17:00", days: int = 5, **more: Any
) -> list[RegisterRow]:
    """The opening hours of the first `days` days of the week."""

    def clock(text: str) -> int:
        return int(text[:2]) * 60 + int(text[3:])

    values = {"valid_from": at("2026-01-01"), **more}
    return [
        fact("hours", market=market, weekday=day, opens=clock(opens), closes=clock(closes),
             **values)
        for day in range(1, days + 1)
    ]  # fmt: skip
