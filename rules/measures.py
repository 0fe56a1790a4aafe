"""Which numbers may a criterion name? The metrics' faces: what each is a number of, and in what.

measures.yaml lists the metrics the project counts itself (`make words` renews it from their
declarations); a rule set may add others under `metrics`, whose values come from a table.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from rules.load import Node, read_yaml
from rules.model import Measure, ParamFace, Subject

FILE = Path(__file__).parent / "measures.yaml"
BETTER = ("more", "less", "none")
MEASURED_IN = (
    "share", "count", "items", "points", "months", "days", "per_thousand", "per_year",
    "per_staff_year", "records_per_staff_month", "heads_per_seeker", "fen_per_hour",
    "square_metres", "index",
)  # fmt: skip
CLOCKS = ("market_hours", "working_days")


@cache
def measures() -> Mapping[str, Measure]:
    """The metrics the project counts, by name. Raises RuleError."""
    return read_measures(read_yaml(FILE).keys(("measures",))["measures"])


def read_measures(node: Node, known: Mapping[str, Measure] | None = None) -> dict[str, Measure]:
    """The measures listed in `node`, none of them named twice or already known. Raises
    RuleError."""
    found: dict[str, Measure] = {}
    for written in node.filled():
        measure = _measure(written)
        if measure.name in found or measure.name in (known or {}):
            raise written.error("repeated_value", value=measure.name)
        found[measure.name] = measure
    return found


def _measure(node: Node) -> Measure:
    entry = node.keys(("name", "title", "measured_in", "better", "subject"), ("params",))
    subject = entry["subject"].choice(get_args(Subject))
    return Measure(
        measure_name(entry["name"]),
        entry["title"].words(),
        entry["measured_in"].choice(MEASURED_IN),
        entry["better"].choice(BETTER),
        next(known for known in get_args(Subject) if known == subject),
        _params(entry["params"]) if "params" in entry else {},
    )


def measure_name(node: Node) -> str:
    """A metric's name, "<theme>.<name>" in small letters. Raises RuleError."""
    name = node.text()
    theme, _, rest = name.partition(".")
    if not (_is_name(theme) and _is_name(rest)):
        raise node.error("not_name", value=name)
    return name


def _is_name(text: str) -> bool:
    return text.isascii() and text.isidentifier() and text == text.lower()


def _params(node: Node) -> dict[str, ParamFace]:
    found = {}
    for written in node.filled():
        entry = written.keys(("name", "title"), ("clock",))
        clock = entry["clock"].choice(CLOCKS) if "clock" in entry else ""
        found[entry["name"].text()] = ParamFace(entry["title"].words(), clock)
    return found
