"""What changed between two rule sets? One row per clause-bound thing or number that differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rules.model import RuleSet
from rules.stated import Entries, Side, entries

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `part` says of what (set, kind, group, band, cap, adjustment,
    criterion, number, area, metric, duty, authority, procedure), `id` which one, `key` the place
    in it as rule files write it; "" for the whole of it, which is then added or removed.
    `clauses` are those it answers, before or after. `before` and `after` are the dated values of
    a number, words, or codes; None where there is none."""

    part: str
    id: str
    key: str
    change: Change
    clauses: tuple[str, ...]
    before: Side
    after: Side


def differences(before: RuleSet, after: RuleSet) -> tuple[Difference, ...]:
    """All that differs, in the order of the sets: what the second has no longer comes where it
    stood in the first. How a set is called (its id) is no difference."""
    old, new = entries(before), entries(after)
    clauses = _clauses(before, after)
    found = [
        row
        for whole in dict.fromkeys([*old, *new])
        for row in _between(whole, old.get(whole), new.get(whole), clauses.get(whole, ()))
    ]
    return (*found, *_reordered(before, after, old, new))


def by_clause(found: Iterable[Difference]) -> dict[str, tuple[Difference, ...]]:
    """Each clause with what changed about it, sorted by clause; last, under "", what answers no
    clause."""
    rows: dict[str, list[Difference]] = {}
    for row in found:
        for clause in row.clauses or ("",):
            rows.setdefault(clause, []).append(row)
    return {clause: tuple(rows[clause]) for clause in sorted(rows, key=lambda c: (not c, c))}


def _between(
    whole: tuple[str, str], old: Mapping[str, Side] | None, new: Mapping[str, Side] | None,
    clauses: tuple[str, ...],
) -> Iterable[Difference]:  # fmt: skip
    if old is None or new is None:
        kept = old if old is not None else new
        title = (kept or {}).get("title")
        change: Change = "added" if old is None else "removed"
        sides = (None, title) if old is None else (title, None)
        yield Difference(*whole, "", change, clauses, *sides)
        return
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        if was != now:
            yield Difference(*whole, key, _change(was, now), clauses, was, now)


def _change(was: Side, now: Side) -> Change:
    if was is None:
        return "added"
    return "removed" if now is None else "changed"


def _clauses(before: RuleSet, after: RuleSet) -> dict[tuple[str, str], tuple[str, ...]]:
    """The clauses each criterion and duty answers in either set."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for ruleset in (before, after):
        pairs = [(("criterion", name), c.clauses) for name, c in ruleset.criteria.items()]
        pairs += [(("duty", duty.id), duty.clauses) for duty in ruleset.duties]
        for whole, clauses in pairs:
            found[whole] = tuple(dict.fromkeys([*found.get(whole, ()), *clauses]))
    return found


def _reordered(before: RuleSet, after: RuleSet, old: Entries, new: Entries) -> Iterable[Difference]:
    """Steps after the points are taken in their order: another order can give another score."""
    common = [name for part, name in old if part == "adjustment" and (part, name) in new]
    now = [name for part, name in new if part == "adjustment" and (part, name) in old]
    if common != now:
        sides = tuple(common), tuple(now)
        yield Difference("set", after.id, "adjustments", "changed", (), *sides)
