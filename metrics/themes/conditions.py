"""Which conditions do several themes share? SQL expressions on the rows of a month's file."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import BigInteger, and_, cast, func, literal, or_, true

from metrics.model import Column, Expression, Rows, Tally
from rules.value import Text

DAY = 86400
SHANGHAI_OFFSET = 8 * 3600


def every(_rows: Rows) -> Column:
    return true()


def yes(column: Column) -> Column:
    """A box left blank on the sheet isn't ticked."""
    return func.coalesce(column, 0) == 1


def filled(name: str) -> Expression:
    return lambda rows: rows[name].is_not(None)


def amount(name: str) -> Expression:
    return lambda rows: cast(rows[name], BigInteger)


def in_month(name: str) -> Expression:
    """The moment lies in the month of the file the row stands in; one not yet come doesn't."""
    return lambda rows: and_(
        rows[name].is_not(None),
        rows[name] >= rows["month_start"],
        rows[name] < rows["month_end"],
    )


def day_after(moment: Column) -> Column:
    """The midnight in Shanghai after a moment; China has had no daylight saving since 1991."""
    return moment - (moment + SHANGHAI_OFFSET) % DAY + DAY


def last_day(rows: Rows) -> Column:
    """The day (its first second) on which the month of a row ends."""
    return rows["month_end"] - DAY


def whole(number: int) -> Column:
    return cast(literal(number), BigInteger)


@dataclass(frozen=True)
class Clock:
    """A time limit and the pair of columns that measure against it: `used` up to `done` or the
    month's end, `before` up to the end of the month before. `ended` is a moment after which
    nothing more is waited for, though nothing was done."""

    done: str
    used: str
    before: str
    limit: Callable[[Rows], Column]
    ended: str = ""

    def settles(self, rows: Rows) -> Column:
        """Design §4: used_before <= limit and (closed or used_seconds > limit). What was done
        in an earlier month has settled there, though an open row comes back."""
        limit, done, start = self.limit(rows), rows[self.done], rows["month_start"]
        over = [and_(done.is_not(None), done >= start), rows[self.used] > limit]
        if self.ended:
            over.append(rows[self.ended].is_not(None))
        waiting = or_(done.is_(None), done >= start)
        return and_(waiting, rows[self.before] <= limit, or_(*over))

    def kept(self, rows: Rows) -> Column:
        return and_(rows[self.done].is_not(None), rows[self.used] <= self.limit(rows))


def in_time(title: Text, source: str, clock: Clock, among: Expression = every) -> Tally:
    """Of the rows whose time limit settles in the month, those done within it."""
    return Tally(
        title,
        source,
        population=lambda rows: and_(among(rows), clock.settles(rows)),
        hit=clock.kept,
    )
