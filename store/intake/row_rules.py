"""Which cells of one row must agree with each other, with the month and with the receipt?

Declared once; `sheets` turns them into pandera checks, `csv_check` into SQL.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from store.contracts import Ledger, Register
from store.ledger_sheets import FINAL_STATUSES

Op = Literal["<", "<=", ">", ">=", "present", "absent"]
START, END, RECEIVED, ENDED = "_start", "_end", "_received", "_ended"
"""What a row is checked against: the first second of the file's month and of the next, the
receipt, and the moment the record ended (`ended_by`)."""

LATER_ALLOWED = ("valid_until",)
EARLIER_ALLOWED = ("verified_at",)
PAST = (
    "paid_on", "assessed_on", "held_on", "visited_at", "declared_on", "verified_on", "day",
    "published_on", "filed_at", "happened_on", "answered_on", "given_on",
)  # fmt: skip
"""Days and moments of registers that speak of what has happened."""

PAIRS: tuple[tuple[str, Op, str], ...] = (
    ("valid_to", "<", "valid_from"), ("closes", "<=", "opens"), ("ends_on", "<", "starts_on"),
    ("closed_on", "<", "opened_on"), ("required_age_max", "<", "required_age_min"),
)  # fmt: skip


@dataclass(frozen=True)
class RowRule:
    """A row is refused when `left op right` holds, of the rows whose `open` flag is `when`
    (None: of all). An empty cell makes no comparison true. `column` is where it is shown."""

    code: str
    column: str
    left: str
    op: Op
    right: str = ""
    when: int | None = None


@cache
def rules_of(sheet: Ledger | Register) -> tuple[RowRule, ...]:
    """The rules of a sheet, in the order in which they are reported."""
    names = {column.name for column in sheet.columns}
    pairs = [RowRule("reversed", a, a, op, b) for a, op, b in PAIRS if {a, b} <= names]
    if isinstance(sheet, Register):
        past = [c.name for c in sheet.columns if c.name in PAST]
        return (*pairs, *(RowRule("in_future", name, name, ">", RECEIVED) for name in past))
    moments = [c.name for c in sheet.columns if c.kind == "moment"]
    settled = sheet.ends if "open" in names else ()
    return (
        *pairs,
        *(RowRule("after_month", name, name, ">=", END)
          for name in moments if name not in (*settled, *LATER_ALLOWED)),
        *(RowRule("before_begin", name, name, "<", sheet.begins)
          for name in moments if name not in (sheet.begins, *EARLIER_ALLOWED)),
        *(_end_rules(sheet) if settled else ()),
    )  # fmt: skip


def _end_rules(ledger: Ledger) -> tuple[RowRule, ...]:
    """A month's file holds what ended in it and, flagged open, what is open at its end."""
    shown = "status" if "status_at" in ledger.ends else ledger.ends[0]
    return (
        *_open_rules(ledger),
        RowRule("ended_without_end", shown, ENDED, "absent", when=0),
        RowRule("ended_in_other_month", ledger.ends[-1], ENDED, "<", START, when=0),
        RowRule("ended_in_other_month", ledger.ends[-1], ENDED, ">=", END, when=0),
    )


def _open_rules(ledger: Ledger) -> tuple[RowRule, ...]:
    if "status_at" in ledger.ends:
        return (
            RowRule("open_but_ended", "status", ENDED, "present", when=1),
            RowRule("after_month", "status_at", "status_at", ">=", END, when=1),
        )
    return tuple(
        RowRule("open_but_ended", name, name, "<", END, when=1)
        if name in LATER_ALLOWED
        else RowRule("open_but_ended", name, name, "present", when=1)
        for name in ledger.ends
    )


def ended_by(ledger: Ledger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of which the earliest is the end, and the statuses in which it counts (empty:
    whatever the status)."""
    return ledger.ends, FINAL_STATUSES if "status_at" in ledger.ends else ()
