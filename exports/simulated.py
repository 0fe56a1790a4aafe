"""What if a number were another? A trial told on a terminal; nothing of it is kept but the file."""

from datetime import date
from pathlib import Path

from exports.compared import Comparison, compare_sets, comparison_object, print_comparison
from exports.console import say
from exports.listing import to_json
from exports.refusals import ExportError
from exports.words import translator
from rules.calendar import date_of
from rules.draft import Move, draft_text, drafted, read_move, tried
from rules.model import RuleSet
from rules.sets import load_ruleset
from rules.value import Text
from store.home import Home
from store.scope import Scope

UNOFFICIAL = "试算，非正式"


def simulate(
    scope: Scope, home: Home, ruleset: str, moves: list[str], begins: date | None, kind: str,
    period: str,
) -> tuple[Comparison, tuple[Move, ...], date]:  # fmt: skip
    """A period under a set and under the same with numbers moved, the moves as read, and the day
    they would begin (without one, today)."""
    base, read = load_ruleset(ruleset), tuple(read_move(text) for text in moves)
    day = begins or date_of(home.now())
    made = compare_sets(scope, home, base, tried(base, read, day), kind, period)
    return made, read, day


def print_simulation(made: Comparison, language: str, *, as_json: bool) -> None:
    """The trial as a comparison of two sets, marked as none."""
    if as_json:
        print(to_json(comparison_object(made) | {"official": 0}))
        return
    say(translator(language)(UNOFFICIAL))
    print_comparison(made, language, as_json=False)


def keep_draft(ruleset: RuleSet, moves: tuple[Move, ...], begins: date, path: Path) -> None:
    """Writes the draft as an overlay file named after itself. Raises RuleError for moves the set
    can't have, ExportError where the file is there already."""
    drafted(ruleset, moves, begins)
    text = draft_text(ruleset, moves, begins, path.stem)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise _there(path) from None


def _there(path: Path) -> ExportError:
    return ExportError(
        Text(f"{path} 已经存在，不覆盖；请换一个文件名。",
             f"{path} exists and isn't overwritten; choose another name.")
    )  # fmt: skip
