"""How do people read and write what a unit's system calls our columns? As a YAML file.

`suggest` writes a draft from the headings of a file, a person corrects and confirms it, and the
store remembers it. Sheets and columns stand in it by the headings people know.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from exports.chosen import rules_today
from exports.refusals import ExportError
from rules.load import Node, read_yaml
from rules.value import Text
from store.contracts import Ledger, Register
from store.home import Home
from store.intake import profiles
from store.intake.form import SHEETS
from store.intake.mapping import Profile, SheetProfile
from store.intake.submit import submit
from store.intake.suggest import Guess, Suggestion
from store.intake.suggest import suggest as suggested
from store.scope import Scope

_HEAD = """\
# 建议稿：请逐行核对、改正，再用 manage.py profile confirm 确认。
# A draft: check and correct every line, then confirm it.
"""
LEFT_OUT = "不导入"
"""Stands in the place of our column for one of theirs that isn't taken in."""


def suggest(scope: Scope, home: Home, path: Path, unit: str, by: str) -> str:
    """A draft for the headings of `path` that the intake doesn't know, as YAML. Nothing is kept.
    Raises ExportError when every heading is known."""
    authority = rules_today(scope, home).authority["submit"]
    outcome = submit(scope, home, path, by, authority=authority, dry_run=True)
    found = suggested(outcome.problems)
    if not found.guesses and not found.absent and not found.lacking:
        raise ExportError(_nothing(path))
    return "\n".join([*_draft(found, unit), ""])


def confirm(scope: Scope, home: Home, path: Path, by: str) -> Profile:
    """Keep the profile of a YAML file in place of the unit's earlier one. Raises RuleError with
    file and line, or ProfileError."""
    return profiles.confirm(scope, home, read(path), by)


def show(scope: Scope, home: Home, unit: str) -> str:
    """What is remembered for a unit, as YAML. Raises ExportError when nothing is."""
    held = profiles.profiles(scope, home).get(unit)
    if held is None:
        raise ExportError(_none(unit))
    return "\n".join([*_lines(held), ""])


def read(path: Path) -> Profile:
    """The profile in a YAML file. Raises RuleError."""
    entries = read_yaml(path).keys(("unit", "sheets"))
    sheets = {}
    for title, node in entries["sheets"].mapping().items():
        sheet = _sheet(node, title)
        sheets[sheet.name] = _sheet_profile(sheet, node)
    return Profile(entries["unit"].text(), sheets)


def _sheet(node: Node, title: str) -> Ledger | Register:
    for sheet in SHEETS.values():
        if title in (sheet.zh, sheet.en, sheet.name):
            return sheet
    raise node.error("not_choice", value=title, allowed=tuple(SHEETS))


def _sheet_profile(sheet: Ledger | Register, node: Node) -> SheetProfile:
    held = node.keys((), ("columns", "absent", "values"))
    names = {word: c.name for c in sheet.columns for word in (c.name, c.en, c.zh)}
    columns = held["columns"].mapping() if "columns" in held else {}
    absent = held["absent"].sequence() if "absent" in held else ()
    values = held["values"].mapping() if "values" in held else {}
    taken = names | {LEFT_OUT: ""}
    return SheetProfile(
        {theirs: taken[ours.choice(taken)] for theirs, ours in columns.items()},
        tuple(names[entry.choice(names)] for entry in absent),
        {
            _ours(column, words, names): {w: t.text() for w, t in words.mapping().items()}
            for column, words in values.items()
        },
    )


def _ours(column: str, node: Node, names: Mapping[str, str]) -> str:
    if column not in names:
        raise node.error("not_choice", value=column, allowed=tuple(names))
    return names[column]


def _draft(found: Suggestion, unit: str) -> Iterator[str]:
    similar = {(guess.sheet.name, guess.theirs): guess for guess in found.guesses}
    yield from _HEAD.splitlines()
    for sheet, column in found.lacking:
        yield f"# 必填而没有对应的列 / required, without a counterpart: {sheet.zh} {column.zh}"
    yield from _lines(found.profile(unit), similar)


def _lines(
    profile: Profile, similar: Mapping[tuple[str, str], Guess] | None = None
) -> Iterator[str]:
    if profile.by:
        yield f"# {profile.by}"
    yield f"unit: {_quoted(profile.unit)}"
    yield "sheets:" if profile.sheets else "sheets: {}"
    by_name = {sheet.name: sheet for sheet in SHEETS.values()}
    for name, held in profile.sheets.items():
        sheet = by_name[name]
        yield f"  {_quoted(sheet.zh)}:"
        if held.columns:
            yield "    columns:"
        for theirs, ours in held.columns.items():
            title = sheet.column(ours).zh if ours else LEFT_OUT
            guess = (similar or {}).get((name, theirs))
            note = f"  # {guess.similarity} %" if guess and ours else ""
            yield f"      {_quoted(theirs)}: {_quoted(title)}{note}"
        titles = ", ".join(_quoted(sheet.column(ours).zh) for ours in held.absent)
        yield f"    absent: [{titles}]"
        if held.values:
            yield "    values:"
        for column, words in held.values.items():
            pairs = ", ".join(f"{_quoted(a)}: {_quoted(b)}" for a, b in words.items())
            yield f"      {_quoted(sheet.column(column).zh)}: {{{pairs}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _nothing(path: Path) -> Text:
    return Text(
        f"{path.name} 的表头都认得，不需要对应关系。",
        f"Every heading of {path.name} is known; no mapping is needed.",
    )


def _none(unit: str) -> Text:
    return Text(
        f"报送单位 {unit} 还没有确认过表头对应关系。",
        f"No mapping of headings has been confirmed for unit {unit}.",
    )
