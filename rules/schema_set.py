"""Which JSON Schemas check the other files of a rule set in an editor?"""

from typing import get_args

from rules.authority import ACTS, FILERS, LEVELS, ONLY_ABOVE
from rules.build import OPTIONAL, REQUIRED
from rules.clauses import CONFIDENCE, KINDS, OBSERVED_AT, sources
from rules.extras import RHYTHMS
from rules.groups import FINDINGS, WHEN
from rules.kinds import CASES, LONGEST_WINDOW, PEERS, PERIODS
from rules.kinds import KINDS as EVALUATIONS
from rules.measures import BETTER, CLOCKS, MEASURED_IN
from rules.model import GRADES, LAYERS, Subject
from rules.overlay import OPTIONAL as OVERLAY_OPTIONAL
from rules.overlay import REQUIRED as OVERLAY_REQUIRED
from rules.schema_shapes import (
    DAY,
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
    suggested,
    when,
    whole,
    without,
)

DIVISION: Shape = {"anyOf": [whole(100000, 999999), {"type": "string", "pattern": r"^\d{6}$"}]}
MINIMUMS = ("minimum_assessed", "minimum_applicable", "minimum_months")


def ruleset_shape() -> Shape:
    keys: dict[str, Shape] = {
        "id": TEXT, "title": ref("words"), "since": DAY,
        "kinds": mapping("kinds", dict.fromkeys(EVALUATIONS, _kind()), ()),
        "groups": listed({"anyOf": [ref("group"), ref("branch")]}),
        "bands": mapping("bands", {grade: ref("dated") for grade in GRADES}, GRADES),
        "bonus_limit": ref("dated"),
        "caps": listed(_cap(), 0),
        "numbers": {"type": "object", "additionalProperties": ref("limit")},
        "metrics": listed(_measure()),
        "documents": listed(suggested(sources().documents), distinct=True),
        "areas": listed(_area()),
        "adjustments": listed({"anyOf": _steps()}),
        "notice": ref("words"),
    }  # fmt: skip
    return mapping("ruleset", {key: keys[key] for key in (*REQUIRED, *OPTIONAL)}, REQUIRED)


def group_definitions() -> dict[str, Shape]:
    """Groups hang on branches, which hang on branches."""
    common = {"id": TEXT, "title": ref("words"), "weight": ref("dated")}
    own = {"criteria": listed(NAME, distinct=True), "optional": TRUTH, "subject": _subject()}
    below = {"groups": listed({"anyOf": [ref("group"), ref("branch")]})}
    return {
        "group": mapping("group", {**common, **own}, (*common, "criteria")),
        "branch": mapping("group", {**common, **below}, (*common, "groups")),
    }


def _subject() -> Shape:
    return chosen(get_args(Subject))


def _kind() -> Shape:
    required: dict[str, Shape] = {
        "title": ref("words"),
        "periods": listed(chosen(PERIODS), distinct=True),
        "window": whole(0, LONGEST_WINDOW),
        "subjects": listed(_subject(), distinct=True),
        "starts": listed(chosen(CASES), 0, distinct=True),
        **dict.fromkeys(MINIMUMS, ref("dated")),
    }
    more = {
        "modes": listed(coded("market_mode"), distinct=True),
        "cut_off_month": ref("dated"),
        "peers": listed(chosen(PEERS), distinct=True),
    }
    yearly = {"properties": {"periods": {"items": {"const": "year"}}}}
    shape = mapping("kind", {**required, **more}, required)
    return {**shape, "dependencies": {"cut_off_month": yearly}}


def _cap() -> Shape:
    """Held by exactly one of its findings and the two sides of its value."""
    required = {"criterion": NAME, "highest": chosen(GRADES), **grounds()}
    more = {"findings": listed(chosen(FINDINGS), distinct=True), "below": ref("limit"),
            "above": ref("limit")}  # fmt: skip
    shape = mapping("cap", {**required, **more}, required)
    return {**shape, "oneOf": [{"required": [side]} for side in WHEN]}


def _measure() -> Shape:
    param = {"name": TEXT, "title": ref("words"), "clock": chosen(CLOCKS)}
    keys = {
        "name": NAME, "title": ref("words"), "measured_in": chosen(MEASURED_IN),
        "better": chosen(BETTER), "subject": _subject(),
    }  # fmt: skip
    params = listed(mapping("param", param, ("name", "title")))
    return mapping("measure", {**keys, "params": params}, keys)


def _area() -> Shape:
    keys = {"id": TEXT, "title": ref("words"), "divisions": listed(DIVISION, 0, distinct=True),
            **grounds()}  # fmt: skip
    return mapping("area", keys, keys)


def _steps() -> list[Shape]:
    worth, held = (
        {"criterion": NAME, "points": ref("dated")},
        {"low": ref("dated"), "high": ref("dated")},
    )
    return [mapping("adjustment", worth, worth), mapping("adjustment", held, held)]


def authority_shape() -> Shape:
    who = listed(chosen(LEVELS), distinct=True)
    above = {"type": "array", "items": {"const": "above"}, "minItems": 1, "maxItems": 1}
    filed = {"type": "object", "properties": dict.fromkeys(ONLY_ABOVE, above),
             "additionalProperties": listed(chosen(FILERS), distinct=True),
             "required": ["ledgers", *ONLY_ABOVE]}  # fmt: skip
    by_object = {"type": "object", "additionalProperties": who}
    acts = {act: filed if act == "submit" else by_object for act in ACTS}
    return mapping("authority", acts, ACTS)


def procedure_shape() -> Shape:
    names, text = listed(TEXT, distinct=True), ref("words")
    keys = {
        "title": text, "clauses": listed(ref("clause"), distinct=True), "legal_form": text,
        "modes": listed(coded("market_mode"), distinct=True),
        "from": listed(chosen(EVALUATIONS), 0, distinct=True), "grounds": names,
        "public_interest": NAME, "otherwise": TEXT, "proposes": names, "decides": names,
        "steps": names, "source": ref("source"),
        "limits": {"type": "object", "additionalProperties": ref("span")},
        "documents": names, "remedy": text,
    }  # fmt: skip
    return {
        "type": "object",
        "additionalProperties": mapping("procedure", keys, ()),
    }


def duties_shape() -> Shape:
    required = {
        "id": TEXT, "title": ref("words"), "clauses": listed(ref("clause"), distinct=True),
        "owed_by": TEXT, "rhythm": chosen(RHYTHMS), "shown_by": ref("words"),
    }  # fmt: skip
    return listed(mapping("duty", {**required, "due": ref("dated")}, required))


def sources_shape() -> Shape:
    document = {"id": TEXT, "title": TEXT, "number": TEXT, "issued": DAY}
    clause = {"id": TEXT, "section": TEXT, "text": TEXT, "kind": chosen(KINDS), "owed_by": TEXT,
              "observed_at": chosen(OBSERVED_AT)}  # fmt: skip
    keys = {
        "document": mapping("document", document, document),
        "clauses": listed(mapping("clause", clause, clause)),
    }
    return mapping("sources", keys, keys)


def references_shape() -> Shape:
    keys = {"id": TEXT, "title": TEXT, "number": TEXT, "seen": TEXT,
            "confidence": chosen(CONFIDENCE), "address": TEXT}  # fmt: skip
    listed_ = listed(mapping("reference", keys, keys))
    return mapping("references", {"references": listed_}, ("references",))


def overlay_shape() -> Shape:
    change = {"number": TEXT, "dated": ref("span")}
    added = {"id": NAME, "group": TEXT}
    keys: dict[str, Shape] = {
        "id": TEXT, "title": ref("words"), "base": TEXT, "layer": chosen(LAYERS),
        "changes": listed(mapping("change", change, change), 0),
        "for": {"anyOf": [DIVISION, listed({"type": ["string", "integer"]}, distinct=True)]},
        "criteria": listed(mapping("added", added, added), 0),
        "notice": ref("words"),
    }  # fmt: skip
    names = (*OVERLAY_REQUIRED, *OVERLAY_OPTIONAL)
    shape = mapping("overlay", {key: keys[key] for key in names}, OVERLAY_REQUIRED)
    return {**shape, **when("layer", ("province",), without("for"), {"required": ["for"]})}
