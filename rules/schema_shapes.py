"""Of which shapes are the JSON Schemas of rule files made? Each key with its description."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from rules.clauses import sources
from rules.codes import code_list
from rules.numbers import CLOCKS, TYPES, UNIT_TYPES
from rules.schema_words import described
from rules.value import Status

Shape = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Shape = {"type": "string", "minLength": 1}
FREE: Shape = {"type": ["string", "number", "boolean"]}
"""What an editor takes for a number or a truth is text here."""
DAY: Shape = {"type": "string", "format": "date"}
NAME: Shape = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"}
FRACTION: Shape = {
    "anyOf": [{"enum": [0, 1]}, {"type": "string", "pattern": "^[0-9]{1,9}(/0*[1-9][0-9]{0,8})?$"}]
}
PLAIN = "^-?[0-9]{1,12}([.][0-9]{1,9})?"
NUMBER: Shape = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"{PLAIN}%?$"}]}
"""A number or a share; a time limit carries the suffix of its clock."""
TRUTH: Shape = {"type": "boolean"}


def mapping(place: str, keys: Mapping[str, Shape], required: Iterable[str]) -> Shape:
    """A mapping of exactly these keys, each described."""
    return {
        "type": "object",
        "properties": {key: told(shape, described(place, key)) for key, shape in keys.items()},
        "required": list(required),
        "additionalProperties": False,
    }


def told(shape: Shape, description: str) -> Shape:
    """A shape with its description; a reference can't have one beside it."""
    return {"allOf": [shape], "description": description} if "$ref" in shape else {
        **shape, "description": description
    }  # fmt: skip


def ref(name: str) -> Shape:
    return {"$ref": f"#/definitions/{name}"}


def whole(low: int, high: int) -> Shape:
    return {"type": "integer", "minimum": low, "maximum": high}


def listed(entry: Shape, least: int = 1, *, distinct: bool = False) -> Shape:
    shape: Shape = {"type": "array", "items": entry, "minItems": least}
    return {**shape, "uniqueItems": True} if distinct else shape


def chosen(codes: Iterable[str]) -> Shape:
    return {"enum": list(codes)}


def coded(name: str) -> Shape:
    """One code of a list, each with its titles."""
    return {
        "oneOf": [
            {"const": code.code, "description": f"{code.title.zh} / {code.title.en}"}
            for code in code_list(name).codes
        ]
    }


def suggested(names: Iterable[str], otherwise: Shape = TEXT) -> Shape:
    """Known names for an editor to offer, and any other a set brings itself."""
    return {"anyOf": [chosen(names), otherwise]}


def document(name: str, title: str, shape: Shape) -> Shape:
    """A whole schema with the definitions it refers to."""
    return {
        "$schema": DRAFT,
        "$id": f"biaochi/{name}.schema.json",
        "title": title,
        **shape,
        "definitions": definitions(),
    }


def definitions() -> Shape:
    """Words, clauses and sources; a dated number, a time limit by each clock, either of them."""
    known = sources()
    spans = {
        clock: {"type": "string", "pattern": f"{PLAIN}{end}$"} for clock, end in CLOCKS.items()
    }
    return {
        "words": mapping("words", {"zh": TEXT, "en": TEXT}, ("zh", "en")),
        "clause": suggested(known.clauses),
        "source": suggested([*known.clauses, *known.references, "default"]),
        "dated": _dated(NUMBER),
        "span": _dated({"anyOf": [NUMBER, *spans.values()]}),
        **{clock: _clocked(clock, span) for clock, span in spans.items()},
        "limit": {"anyOf": [ref("dated"), *(ref(clock) for clock in CLOCKS)]},
    }  # fmt: skip


def _clocked(clock: str, span: Shape) -> Shape:
    keys = {"clock": {"const": clock}, "dated": _dated(span)}
    return mapping("limit", keys, ("clock", "dated"))


def when(key: str, values: Iterable[str], then: Shape, otherwise: Shape | None = None) -> Shape:
    """What must hold while a key has one of these values, and otherwise."""
    found = {"properties": {key: {"enum": list(values)}}, "required": [key]}
    rule: Shape = {"if": found, "then": then}
    return rule if otherwise is None else {**rule, "else": otherwise}


def without(*keys: str) -> Shape:
    """None of these keys may stand here."""
    return {"properties": dict.fromkeys(keys, False)}


def grounds() -> dict[str, Shape]:
    """The keys `status` and `source`."""
    return {"status": chosen(get_args(Status)), "source": ref("source")}


def _dated(number: Shape) -> Shape:
    by_kind = _by_kind(number)
    keys = {"from": DAY, "value": {"anyOf": [number, by_kind]}, **grounds(), "review": DAY,
            "note": TEXT}  # fmt: skip
    shape = mapping("dated", keys, ("from", "value", "status", "source"))
    default = {"properties": {"source": {"const": "default"}}}
    other = {"properties": {"source": {"not": {"const": "default"}}}}
    return listed({**shape, **when("status", ("default",), default, other)})


def _by_kind(number: Shape) -> Shape:
    """One value for `all` or by type, and those of area classes: `@island`, `general@island`."""
    kinds = [*TYPES, *UNIT_TYPES]
    titles = [code for name in ("market_type", "unit_type") for code in code_list(name).codes]
    properties = {code.code: told(number, f"{code.title.zh} / {code.title.en}") for code in titles}
    return {
        "type": "object",
        "properties": {"all": told(number, "所有类型 / every type"), **properties},
        "patternProperties": {f"^({'|'.join(kinds)})?@[A-Za-z_][A-Za-z0-9_]*$": number},
        "minProperties": 1,
        "additionalProperties": False,
    }
