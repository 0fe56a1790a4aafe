"""Which JSON Schema checks the cases of a whole rule set in an editor?"""

from typing import get_args

from rules.kinds import KINDS
from rules.model import GRADES, Subject
from rules.schema_shapes import (
    DAY,
    FRACTION,
    NAME,
    TEXT,
    TRUTH,
    Shape,
    chosen,
    coded,
    listed,
    mapping,
    ref,
    whole,
    without,
)
from rules.set_cases import CASE, EXPECTED, NONE, SIZES, STANDING, STATES, UNNOTICED

PERIOD: Shape = {"type": ["string", "integer"]}
BESIDE: dict[str, tuple[str, ...]] = {
    "period": (), "records": ("months",), "made_on": ("ordered_for",),
}  # fmt: skip
MONTH, MANY = whole(190001, 999912), whole(0, 10**9)
POINTS: Shape = {"type": "number", "minimum": 0, "maximum": 100}


def set_cases_shape() -> Shape:
    keys = {"cases": listed(_case()), "unnoticed": listed(_unnoticed(), 0)}
    return mapping("set_cases", keys, ("cases",))


def _case() -> Shape:
    required, optional = CASE
    keys: dict[str, Shape] = {
        "name": TEXT,
        "expect": _expect(),
        "kinds": listed(chosen(KINDS), distinct=True),
        "subject": chosen(get_args(Subject)),
        "type": {"anyOf": [coded("market_type"), coded("unit_type")]},
        "mode": coded("market_mode"),
        "area": TEXT,
        "on": DAY,
        "given": _given(),
    }
    shape = mapping("set_case", {key: keys[key] for key in (*required, *optional)}, required)
    return {**shape, "allOf": [_expected(form) for form in EXPECTED]}


def _expected(form: str) -> Shape:
    """What a form of case can expect, by what it is given; two of them need their kinds."""
    others = [key for key in BESIDE if key != form]
    given: Shape = {"required": [form]} if form in BESIDE else without(*others)
    if form:
        found: Shape = {"properties": {"given": given}, "required": ["given"]}
    else:
        found = without("given")
    then: Shape = {"properties": {"expect": {"propertyNames": chosen(EXPECTED[form])}}}
    if form in ("standing", "period"):
        then = {**then, "required": ["kinds"]}
    return {"if": found, "then": then}


def _given() -> Shape:
    state: Shape = {"anyOf": [chosen(STATES), FRACTION]}
    standing: dict[str, Shape] = {
        "otherwise": state,
        "findings": {"type": "object", "additionalProperties": state},
        "values": {"type": "object", "additionalProperties": {"type": "number"}},
        "pending": FRACTION,
        "months": whole(0, 120),
        "alike": whole(1, 100),
        "each": listed(NAME, distinct=True),
    }
    plain = {
        "period": PERIOD,
        "records": MANY,
        "months": MANY,
        "made_on": DAY,
        "ordered_for": MONTH,
    }
    forms = [
        mapping("given", {key: plain[key] for key in (form, *beside)}, (form, *beside))
        for form, beside in BESIDE.items()
    ]
    return {"anyOf": [mapping("standing", {key: standing[key] for key in STANDING}, ()), *forms]}


def _expect() -> Shape:
    keys: dict[str, Shape] = {
        "score": POINTS, "low": POINTS, "high": POINTS, "grade": chosen((*GRADES, NONE)),
        "provisional": TRUTH, "reason": chosen(("insufficient", "new", NONE)), "rank": MANY,
        "peers": MANY, "first_month": MONTH, "last_month": MONTH, "size": chosen(SIZES),
        "counted_on": DAY, "in_force": chosen(("all", NONE)),
    }  # fmt: skip
    names = [name for form in EXPECTED.values() for name in form]
    return {**mapping("expect", {name: keys[name] for name in names}, ()), "minProperties": 1}


def _unnoticed() -> Shape:
    required, optional = UNNOTICED
    keys = {"number": TEXT, "why": ref("words"), "to": {"type": ["string", "number"]}}
    return mapping("unnoticed", {key: keys[key] for key in (*required, *optional)}, required)
