"""Which bytes stand for an evaluation? The same for the same facts, rules and engine."""

import json
from collections.abc import Mapping, Sequence

FORMAT = "biaochi-evaluation/1"
HEADER = (
    "kind", "period", "layer", "first_month", "last_month", "ruleset", "ruleset_hash",
    "facts_hash", "calendar_hash", "engine",
)  # fmt: skip
JSON_COLUMNS = ("vetoes", "entries", "caps", "threshold", "detail")
"""Columns that hold canonical JSON and stand in it as what they mean."""
Columns = Mapping[str, Sequence[object]]
"""The rows of a table by column, all of one length, in the order they are written in."""


def canonical_bytes(
    header: Mapping[str, object], results: Columns, findings: Columns, aggregates: Columns
) -> bytes:
    """UTF-8 JSON with sorted keys, integers and text only, and a newline at its end, of a header
    (the columns HEADER) and the rows without evaluation_id. It holds no time, user or path, and
    not the moment the facts were chosen by: their hash says which they were. Raises TypeError for
    anything but integers, text and None."""
    content = {
        "aggregates": _listed(aggregates), "findings": _listed(findings), "format": _text(FORMAT),
        "header": _text({name: header[name] for name in HEADER}), "results": _listed(results),
    }  # fmt: skip
    return f"{{{','.join(f'{_text(name)}:{held}' for name, held in content.items())}}}\n".encode()


def _listed(columns: Columns) -> str:
    """The rows as a list of objects. Written column by column, because a word or list of JSON
    recurs in thousands of rows."""
    names = sorted(columns)
    shape = "{" + ",".join(f"{_text(name)}:%s" for name in names) + "}"
    written = [_written(columns[name], name) for name in names]
    return f"[{','.join(shape % cells for cells in zip(*written, strict=True))}]"


def _written(values: Sequence[object], name: str) -> list[str]:
    known = {value: _cell(value, name) for value in set(values)}
    return [known[value] for value in values]


def _cell(value: object, name: str) -> str:
    if value is not None and not isinstance(value, (int, str)):
        raise TypeError(f"{name}: {value!r} is neither an integer nor text")
    if name in JSON_COLUMNS and isinstance(value, str):
        return _text(json.loads(value))
    return _text(value)


def _text(value: object) -> str:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
