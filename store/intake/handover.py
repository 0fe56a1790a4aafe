"""Does each market's month stand in one unit's file, also where a market has changed its unit?"""

from collections.abc import Iterator, Set

from sqlalchemy import Connection, select

from store import manifest
from store.intake.belonging import Registers, units_of
from store.intake.form import COVER_SHEET
from store.intake.job import Result
from store.intake.problems import Found
from store.ledger_sheets import LEDGERS
from store.prepared import Prepared
from store.register_sheets import MARKET
from store.revision import Revision
from store.tables import cover, segment


def filed_elsewhere(connection: Connection, result: Result, foreign: Set[str]) -> Iterator[Found]:
    """The lines of the cover that stand in another unit's file of this month and would be counted
    twice; of markets that are not `foreign`, which is told already."""
    lines = {
        (market, ledger): row for market, ledger, _, row in result.covers if market not in foreign
    }
    same = (cover.c.batch_id == segment.c.batch_id) & (cover.c.ledger == segment.c.ledger)
    found = connection.execute(
        select(cover.c.market, cover.c.ledger, cover.c.batch_id, segment.c.unit)
        .join(segment, same & (cover.c.month == segment.c.month))
        .where(
            cover.c.market.in_({market for market, _ in lines}),
            cover.c.month == result.period,
            segment.c.unit != result.unit,
        )
        .order_by(cover.c.market, cover.c.ledger)
    ).all()
    if not found:
        return
    active = {
        (row.ledger, row.batch_id)
        for row in manifest.active(connection, [result.period], result.received_at)
    }
    for market, ledger, batch_id, unit in found:
        if (market, ledger) in lines and (ledger, batch_id) in active:
            details = {"ledger": LEDGERS[ledger].zh, "month": str(result.period), "owner": unit}
            row = lines[market, ledger]
            yield Found("filed_elsewhere", COVER_SHEET, row, "", market, 1, details)


def dropped(
    connection: Connection, prepared: Prepared, plan: Revision, known: Registers
) -> Iterator[Found]:
    """A segment is superseded as a whole: a market of the unit left out would silently become
    unfiled. One that is another unit's by now must be left out."""
    listed = {(market, ledger) for market, ledger, _, _ in prepared.covers}
    left = [
        (market, part.ledger)
        for part, number in plan.segments
        for market in connection.scalars(
            select(cover.c.market)
            .where(
                cover.c.batch_id == number,
                cover.c.ledger == part.ledger,
                cover.c.month == part.month,
            )
            .order_by(cover.c.market)
        )
        if (market, part.ledger) not in listed
    ]
    if not left:
        return
    frame = known.visible(connection, MARKET, prepared.received_at)
    units = units_of(frame, prepared.period)
    for market, ledger in left:
        if units.get(market, prepared.unit) == prepared.unit:
            details = {"market": market, "ledger": LEDGERS[ledger].zh}
            yield Found("market_dropped", COVER_SHEET, details=details)
