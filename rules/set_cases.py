"""What should a whole rule set find? Set cases 总用例: a few findings given, the score expected.

cases/ruleset.yaml holds them beside those of the criteria. `cases` are of five forms: how somebody
stands who is found so and so (`findings`), which months a `period` looks at, how big `records` make
a market, the day on which a check `made_on` another counts, and (nothing given) whether the set's
numbers are in force. `unnoticed` lists the moves of a number that no case can notice, and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import get_args

from rules.cases import read_share
from rules.load import Node, read_yaml
from rules.model import GRADES, RuleSet, Subject
from rules.numbers import MODES, types_of
from rules.value import Text

FILE = "ruleset.yaml"
STATES = ("met", "not_met", "no_data", "not_applicable", "small_sample")
"""How a criterion can be found, beside a share of its points."""
SIZES = ("small", "medium", "large")
NONE = "none"
CASE = ("name", "expect"), ("kinds", "subject", "type", "mode", "area", "on", "given")
STANDING = ("otherwise", "findings", "values", "pending", "months", "alike", "each")
EXPECTED: Mapping[str, tuple[str, ...]] = {
    "standing": ("score", "low", "high", "grade", "provisional", "reason", "rank", "peers"),
    "period": ("first_month", "last_month"),
    "records": ("size",),
    "made_on": ("counted_on",),
    "": ("in_force",),
}
"""What each form of a case can expect, by what it is given."""
UNNOTICED = ("number", "why"), ("to",)
_LARGE = 10**9
_POINT = 10_000
Expected = str | int | bool | date


@dataclass(frozen=True)
class State:
    """How one criterion is found: a name of STATES, or "partly" with the share it wins."""

    finding: str
    won: Fraction = Fraction(0)


@dataclass(frozen=True)
class Standing:
    """Somebody, `alike` of whom there are, in operation for `months` full months (None: long
    enough): `otherwise` is how the scored criteria are found that `findings` doesn't name (by id,
    or by group), `values` what was measured, where a cap asks for it; `pending` is the share of
    each that is not reported. With `each`, the case holds for each of these criteria alone not
    being met."""

    otherwise: State
    findings: Mapping[str, State]
    values: Mapping[str, Fraction]
    pending: Fraction
    months: int | None
    alike: int
    each: tuple[str, ...]


@dataclass(frozen=True)
class SetCase:
    """One set case. `form` is a key of EXPECTED; `standing` is there for that form, `given` are
    the whole numbers and days of the others by key; `kinds` are those under each of which it
    holds; `on` is the last day of the period."""

    name: str
    form: str
    kinds: tuple[str, ...]
    subject: Subject
    type: str
    mode: str
    area: str
    on: date | None
    standing: Standing | None
    given: Mapping[str, str]
    expect: Mapping[str, Expected]


@dataclass(frozen=True)
class Unnoticed:
    """A move of a number that no case can notice: `to` the value as written, "" for any."""

    number: str
    to: str
    why: Text


@dataclass(frozen=True)
class SetCases:
    """All of cases/ruleset.yaml; nothing where there is no such file."""

    cases: tuple[SetCase, ...] = ()
    unnoticed: tuple[Unnoticed, ...] = ()


def set_cases(ruleset: RuleSet) -> SetCases:
    """The set cases of a rule set. Raises RuleError."""
    path = ruleset.folder / "cases" / FILE
    if not path.is_file():
        return SetCases()
    entry = _read(path, path.stat().st_mtime_ns).keys(("cases",), ("unnoticed",))
    found: dict[str, SetCase] = {}
    for written in entry["cases"].filled():
        case = _case(written, ruleset)
        if case.name in found:
            raise written.error("repeated_value", value=case.name)
        found[case.name] = case
    unnoticed = entry["unnoticed"].sequence() if "unnoticed" in entry else ()
    return SetCases(tuple(found.values()), tuple(_unnoticed(node) for node in unnoticed))


@lru_cache(maxsize=16)
def _read(path: Path, _stamp: int) -> Node:
    return read_yaml(path)


def _unnoticed(node: Node) -> Unnoticed:
    entry = node.keys(*UNNOTICED)
    to = entry["to"].text() if "to" in entry else ""
    return Unnoticed(entry["number"].text(), to, entry["why"].words())


def _case(node: Node, ruleset: RuleSet) -> SetCase:
    entry = node.keys(*CASE)
    given = entry.get("given")
    form = _form(given)
    if form in ("standing", "period") and "kinds" not in entry:
        raise node.error("missing_key", name="kinds")
    kinds = entry["kinds"].choices(ruleset.kinds) if "kinds" in entry else ()
    subject = _subject(entry)
    return SetCase(
        name=entry["name"].text(),
        form=form,
        kinds=kinds,
        subject=subject,
        type=entry["type"].choice(types_of(subject)) if "type" in entry else "",
        mode=entry["mode"].choice(MODES) if "mode" in entry else "",
        area=entry["area"].choice(area.id for area in ruleset.areas) if "area" in entry else "",
        on=entry["on"].day() if "on" in entry else None,
        standing=_standing(given, ruleset) if given and form == "standing" else None,
        given=_plain(given, form) if given and form != "standing" else {},
        expect=_expect(entry["expect"], form),
    )


def _subject(entry: Mapping[str, Node]) -> Subject:
    if "subject" not in entry:
        return "market"
    written = entry["subject"].choice(get_args(Subject))
    return next(subject for subject in get_args(Subject) if subject == written)


def _form(given: Node | None) -> str:
    if given is None:
        return ""
    return next((form for form in ("period", "records", "made_on") if form in given.mapping()),
                "standing")  # fmt: skip


def _plain(given: Node, form: str) -> dict[str, str]:
    beside = {"period": (), "records": ("months",), "made_on": ("ordered_for",)}[form]
    entry = given.keys((form, *beside))
    for name in ("records", "months", "ordered_for"):
        if name in entry:
            entry[name].integer(0, _LARGE)
    if form == "made_on":
        entry[form].day()
    return {name: node.text() for name, node in entry.items()}


def _standing(given: Node, ruleset: RuleSet) -> Standing:
    entry = given.keys((), STANDING)
    findings = entry["findings"].mapping() if "findings" in entry else {}
    _check_names(findings, {*ruleset.criteria, *(group.id for group in ruleset.groups)})
    values = entry["values"].mapping() if "values" in entry else {}
    _check_names(values, set(ruleset.criteria))
    return Standing(
        _state(entry["otherwise"]) if "otherwise" in entry else State("met", Fraction(1)),
        {name: _state(node) for name, node in findings.items()},
        {name: node.number() for name, node in values.items()},
        read_share(entry["pending"]) if "pending" in entry else Fraction(0),
        entry["months"].integer(0, 120) if "months" in entry else None,
        entry["alike"].integer(1, 100) if "alike" in entry else 1,
        entry["each"].choices(ruleset.criteria) if "each" in entry else (),
    )


def _check_names(named: Mapping[str, Node], known: set[str]) -> None:
    for name, node in named.items():
        if name not in known:
            raise node.error("unknown_criterion", name=name)


def _state(node: Node) -> State:
    text = node.text()
    if text in STATES:
        return State(text, Fraction(text == "met"))
    return State("partly", read_share(node))


def _expect(node: Node, form: str) -> dict[str, Expected]:
    entry = node.keys((), EXPECTED[form])
    if not entry:
        raise node.error("missing_key", name=EXPECTED[form][0])
    return {name: _expected(name, value) for name, value in entry.items()}


def _expected(name: str, node: Node) -> Expected:
    choices = {
        "grade": (*GRADES, NONE), "reason": ("insufficient", "new", NONE), "size": SIZES,
        "in_force": ("all", NONE), "provisional": ("true", "false"),
    }  # fmt: skip
    if name == "counted_on":
        return node.day()
    if name in choices:
        text = node.choice(choices[name])
        return text == "true" if name == "provisional" else text
    if name in ("score", "low", "high"):
        points = node.number() * _POINT
        if points.denominator != 1:
            raise node.error("not_number", value=node.text())
        return int(points)
    return node.integer(0, _LARGE)
