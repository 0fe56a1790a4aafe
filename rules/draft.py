"""What if a number were another? A draft: a few numbers of a set replaced from a day on."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rules.build import build
from rules.criteria import numbers_of
from rules.files import kept_files, node_of
from rules.fixed import fixed_on
from rules.model import RuleSet
from rules.numbers import EVERYBODY
from rules.overlay import lay
from rules.reasons import rule_error
from rules.sets import available
from rules.value import Series

MOVE = re.compile(r"([^\[\]=]+)(?:\[([^\[\]=]+)\])?\s*=(.+)")
DRAFT = Path("draft.yaml")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


@dataclass(frozen=True)
class Move:
    """One number moved: its key, whom the value is for ("" for everybody it held for), and the
    value as a file writes it (95%, 30, 2h)."""

    number: str
    kind: str
    value: str


def read_move(text: str) -> Move:
    """`function.time_limit.compare.full=97%`, or with whom it is for, in brackets, before the
    equals sign. Raises RuleError."""
    found = MOVE.fullmatch(text.strip())
    if not found:
        raise rule_error(DRAFT, "not_move", value=text)
    return Move(found[1].strip(), (found[2] or "").strip(), found[3].strip())


def movable(ruleset: RuleSet) -> dict[str, Series]:
    """Every number of a set that a draft can move, by its key."""
    series = [one for criterion in ruleset.criteria.values() for one in numbers_of(criterion)]
    for group in ruleset.groups:
        series += [*(branch.weight for branch in group.above), group.weight]
    for rule in ruleset.kinds.values():
        series += [rule.minimum_assessed, rule.minimum_applicable, rule.minimum_months]
    series += [*ruleset.bands.values(), ruleset.bonus_limit, *ruleset.numbers.values()]
    return {one.key: one for one in series}


def drafted(ruleset: RuleSet, moves: tuple[Move, ...], begins: date) -> RuleSet:
    """The set with numbers moved from a day on; nothing is written. Raises RuleError."""
    plain = _plain(ruleset, moves, begins, "draft", ruleset.title.zh, ruleset.title.en)
    files = lay(kept_files(ruleset.content, DRAFT), node_of(plain, DRAFT, ""))
    return build(files, files.content())


def tried(ruleset: RuleSet, moves: tuple[Move, ...], begins: date) -> RuleSet:
    """The drafted set as if its numbers of that day had always held."""
    return fixed_on(drafted(ruleset, moves, begins), begins)


def draft_text(ruleset: RuleSet, moves: tuple[Move, ...], begins: date, name: str) -> str:
    """The draft as an overlay file, to be kept beside others, tested and released. Raises
    RuleError for a name no file should have."""
    if not NAME.fullmatch(name):
        raise rule_error(DRAFT, "not_id", value=name)
    title = ruleset.title
    plain = _plain(ruleset, moves, begins, name, f"{title.zh}·修改稿", f"{title.en}, a draft")
    return "".join(_line(key, value) for key, value in plain.items())


def _line(key: str, value: object) -> str:
    """JSON is YAML: one line per key, one per change, so that an editor can go on."""
    if key == "changes" and isinstance(value, list) and value:
        lines = "".join(f"  - {json.dumps(change, ensure_ascii=False)}\n" for change in value)
        return f"{key}:\n{lines}"
    return f"{key}: {json.dumps(value, ensure_ascii=False)}\n"


def _plain(
    ruleset: RuleSet, moves: tuple[Move, ...], begins: date, name: str, zh: str, en: str
) -> dict[str, object]:
    known = movable(ruleset)
    by_number: dict[str, dict[str, str]] = {}
    for move in moves:
        if move.number not in known:
            raise rule_error(DRAFT, "unknown_number", value=move.number)
        by_number.setdefault(move.number, _held(known[move.number], begins))
        by_number[move.number] = _moved(by_number[move.number], move, known[move.number])
    base = ruleset.id if ruleset.id in available() else str(ruleset.folder)
    return {
        "id": name, "title": {"zh": zh, "en": en}, "base": base, "layer": "province",
        "changes": [
            {"number": number, "dated": [_dated(values, begins)]}
            for number, values in by_number.items()
        ],
    }  # fmt: skip


def _held(series: Series, begins: date) -> dict[str, str]:
    """The values in force on a day, as written; those of the beginning where none is yet."""
    return dict(series.on(max(begins, series.dated[0].since)).shown)


def _moved(values: Mapping[str, str], move: Move, series: Series) -> dict[str, str]:
    """One value moved, or without a kind all of them."""
    if not move.kind:
        return dict.fromkeys(values, move.value)
    if move.kind not in values:
        known = tuple(values) if "" not in values else ("—",)
        raise rule_error(DRAFT, "unknown_kind", value=move.kind, number=series.key, known=known)
    return {**values, move.kind: move.value}


def _dated(values: Mapping[str, str], begins: date) -> dict[str, object]:
    by_kind = {kind or EVERYBODY: value for kind, value in values.items()}
    value = values[""] if set(values) == {""} else by_kind
    return {"from": begins.isoformat(), "value": value, "status": "default", "source": "default"}
