"""Which JSON Schema checks a criterion and its cases in an editor?"""

from typing import get_args

from rules.case_facts import COUNTS, INCIDENTS, ITEM_STATES, TIMES
from rules.cases import KEYS, NOT_APPLICABLE, REASONS
from rules.codes import code_list
from rules.compare import FORMS, ROLES
from rules.criteria import ALWAYS, OPTIONAL, REQUIRED, SOMETIMES
from rules.groups import FINDINGS
from rules.measures import measures
from rules.model import Effect, Judged, Subject
from rules.schema_shapes import (
    DAY,
    FRACTION,
    FREE,
    NAME,
    TEXT,
    TRUTH,
    Shape,
    chosen,
    coded,
    grounds,
    listed,
    mapping,
    ref,
    told,
    when,
    whole,
    without,
)

WHERE_MORE = {"steps": ("steps",), "table": ("rows", "columns", "shares")}
"""The keys of the forms that have more than numbers."""
MANY = 10**15


def criterion_shape() -> Shape:
    keys: dict[str, Shape] = {
        "title": ref("words"),
        "clauses": listed(ref("clause"), distinct=True),
        "judged_by": chosen(REQUIRED),
        "compare": compare_shape(),
        "effect": chosen(get_args(Effect)),
        "applies": mapping("criterion", {"types": listed(_type()), "modes": _modes()}, ()),
        "subject": chosen(get_args(Subject)),
        "points": ref("dated"),
        "basis": mapping("criterion", grounds(), ("status", "source")),
        "example": TRUTH,
        "metric": _metric(),
        "second": _metric(),
        "params": _params(),
        "items": listed(coded("inspection_item"), distinct=True),
        "declared": listed(coded("declared_item"), distinct=True),
        "incident": coded("incident_kind"),
        "leads": listed(coded("incident_kind"), distinct=True),
        "min_n": ref("dated"),
        "valid_months": ref("dated"),
    }
    known = {*ALWAYS, *SOMETIMES}
    known |= {key for more in (REQUIRED, OPTIONAL) for keys_ in more.values() for key in keys_}
    shape = mapping("criterion", {key: keys[key] for key in keys if key in known}, ALWAYS)
    return {**shape, "allOf": [*map(_way_of_judging, REQUIRED), *_together(), *_wanted_params()]}


def _together() -> list[Shape]:
    """Keys that go with the value of another: points, basis, the second metric, the types."""
    table = {"properties": {"compare": {"properties": {"form": {"const": "table"}}}}}
    markets, units = (listed(coded(name), distinct=True) for name in ("market_type", "unit_type"))
    of_units = {"properties": {"types": units, "modes": False}}
    return [
        when("effect", ("points", "bonus"), {"required": ["points"]}, without("points")),
        when("effect", ("veto",), {"required": ["basis"]}),
        {"if": table, "then": {"required": ["second"]}, "else": without("second")},
        when("subject", ("unit",), {"properties": {"applies": of_units}},
             {"properties": {"applies": {"properties": {"types": markets}}}}),
    ]  # fmt: skip


def compare_shape() -> Shape:
    """Every form has its own keys and no others."""
    numbers = {role: ref("limit") for roles in ROLES.values() for role in roles}
    step = mapping("step", {"at": ref("limit"), "share": ref("dated")}, ("at", "share"))
    bounds, line = listed(ref("limit")), listed(ref("dated"))
    more = {"steps": listed(step), "rows": bounds, "columns": bounds, "shares": listed(line)}
    forms = list(dict.fromkeys(form for forms in FORMS.values() for form in forms))
    keys = {"form": chosen(forms), **numbers, **more}
    rules = []
    for form in forms:
        own = WHERE_MORE.get(form, ROLES.get(form, ()))
        others = {key: False for key in (*numbers, *more) if key not in own}
        rules.append(when("form", (form,), {"required": list(own), "properties": others}))
    return {**mapping("compare", keys, ("form",)), "allOf": rules}


def case_list_shape() -> Shape:
    """The cases of one criterion."""
    required, optional = KEYS
    pending = sorted({reason for known in REASONS.values() for reason in known})
    keys = {
        "name": TEXT,
        "given": _given(),
        "expect": chosen(FINDINGS),
        "reason": chosen((*pending, *NOT_APPLICABLE)),
        "points": FRACTION,
        "type": _type(),
        "mode": coded("market_mode"),
        "area": TEXT,
        "on": DAY,
    }
    shape = mapping("case", {key: keys[key] for key in (*required, *optional)}, required)
    clear = [finding for finding in FINDINGS if finding not in ("no_data", "not_applicable")]
    rules = [
        when("expect", clear, without("reason")),
        when("expect", ("no_data",), {"properties": {"reason": chosen(pending)}}),
        when("expect", ("not_applicable",), {"properties": {"reason": chosen(NOT_APPLICABLE)}}),
    ]
    return listed({**shape, "allOf": rules})


def _given() -> Shape:
    required, optional = COUNTS
    pair = mapping("given", {key: _count(key) for key in required}, required)
    counts = {key: _count(key) for key in (*required, *optional)}
    row = mapping("row", {TIMES: whole(1, 5000)}, ())
    rows = {"type": "object", "minProperties": 1,
            "additionalProperties": listed({**row, "additionalProperties": FREE})}  # fmt: skip
    items = {
        code.code: told(chosen(ITEM_STATES), f"{code.title.zh} / {code.title.en}")
        for name in ("inspection_item", "declared_item")
        for code in code_list(name).codes
    }
    states = {"type": "object", "properties": items, "additionalProperties": False}
    return {
        "anyOf": [
            mapping("given", {**counts, "second": pair}, required),
            mapping("given", {"rows": rows}, ("rows",)),
            mapping("given", {"items": states, "made_on": DAY}, ("items",)),
            mapping("given", {key: whole(0, MANY) for key in INCIDENTS}, INCIDENTS),
        ]
    }


def _count(key: str) -> Shape:
    return whole(-MANY if key == "numerator" else 0, MANY)


def _type() -> Shape:
    return {"anyOf": [coded("market_type"), coded("unit_type")]}


def _modes() -> Shape:
    return listed(coded("market_mode"), distinct=True)


def _metric() -> Shape:
    """The metrics there are, each with its name in words; a set may declare others."""
    known = [
        {"const": name, "description": f"{held.title.zh} / {held.title.en}"}
        for name, held in measures().items()
    ]
    return {"anyOf": [*known, NAME]}


def _params() -> Shape:
    faces = {name: face for held in measures().values() for name, face in held.params.items()}
    return {
        "type": "object",
        "properties": {
            name: told(ref("limit"), f"{face.title.zh} / {face.title.en}")
            for name, face in faces.items()
        },
        "minProperties": 1,
    }


def _way_of_judging(way: Judged) -> Shape:
    """What a way of judging asks for, and the keys that belong to another one."""
    own = {*REQUIRED[way], *OPTIONAL[way]}
    foreign = {key for more in (REQUIRED, OPTIONAL) for keys in more.values() for key in keys} - own
    forms = {"properties": {"form": chosen(FORMS[way])}}
    then = {"required": list(REQUIRED[way]),
            "properties": {**dict.fromkeys(sorted(foreign), False), "compare": forms}}  # fmt: skip
    return when("judged_by", (way,), then)


def _wanted_params() -> list[Shape]:
    """A metric gets exactly its parameters, each by its own clock; most take none."""
    plain = [name for name, held in measures().items() if not held.params]
    rules = [when("metric", plain, without("params"))]
    for name, held in measures().items():
        clocks = {param: ref(face.clock or "dated") for param, face in held.params.items()}
        params = {"required": list(clocks), "propertyNames": {"enum": list(clocks)},
                  "properties": clocks}  # fmt: skip
        then = {"required": ["params"], "properties": {"params": params}}
        rules += [when("metric", (name,), then)] if clocks else []
    return rules
