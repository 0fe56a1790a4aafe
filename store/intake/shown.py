"""What is shown of a row that is refused: the value found and what it is held against?"""

from collections.abc import Callable

from store.contracts import Ledger, Register
from store.intake.problems import Found
from store.intake.row_rules import PAIRS

Cell = Callable[[str], str]
"""From a column's name to what the cell of the row holds, as text."""

_ENDED = ("open_but_ended", "ended_in_other_month")


def found_in(
    sheet: Ledger | Register, row: int, name: str, place: int, code: str, cell: Cell
) -> Found:
    """The finding on one cell of row `row`; `place` is the number of its column, 0 if unknown."""
    shown = cell(name)
    if code in _ENDED and isinstance(sheet, Ledger):
        shown = next((cell(end) for end in sheet.ends if cell(end)), shown)
    elif code == "repeated":
        shown = " / ".join(cell(key) for key in sheet.key)
    details = {"other": _other(sheet, name, code, cell)}
    return Found(code, sheet.zh, row, sheet.column(name).zh, shown, place, details)


def _other(sheet: Ledger | Register, name: str, code: str, cell: Cell) -> str:
    """The other side of a comparison within the row."""
    other = ""
    if code == "before_begin" and isinstance(sheet, Ledger):
        other = sheet.begins
    elif code == "reversed":
        other = next(right for left, _, right in PAIRS if left == name)
    return f"{sheet.column(other).zh} {cell(other)}" if other else ""
