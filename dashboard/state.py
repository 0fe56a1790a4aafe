"""What does the URL ask for? Codes in, checked values out; a wrong one falls back and says so.

The shared names are `period area type mode code criterion tab lang` and, of single pages, their
own. Values are codes, never labels, so a link outlives a change of wording or language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WHOLE = "all"
"""The choice of no restriction (all types, all modes)."""


@dataclass(frozen=True)
class Asked:
    """One checked value; `refused` is set when the URL asked for something that isn't offered.

    Unknown and out of scope are refused alike: a link never tells that a thing exists.
    """

    value: str
    refused: bool = False


def asked(params: Mapping[str, str], name: str, offered: Sequence[str], default: str) -> Asked:
    """The value of `name` among those offered; `default` when absent, and when refused."""
    wanted = params.get(name)
    if wanted is None or wanted == default:
        return Asked(default)
    return Asked(wanted) if wanted in offered else Asked(default, refused=True)


def remembered(
    params: Mapping[str, str], memory: Mapping[str, str], name: str,
    offered: Sequence[str], default: str,
) -> Asked:  # fmt: skip
    """Like `asked`; without a parameter the choice made on an earlier page holds, if offered."""
    if name not in params and memory.get(name) in offered:
        return Asked(memory[name])
    return asked(params, name, offered, default)


def with_choice(params: Mapping[str, str], name: str, value: str, default: str) -> dict[str, str]:
    """The parameters after a choice: the default leaves none, the others stay."""
    others = {key: held for key, held in params.items() if key != name}
    return others if value == default else {**others, name: value}


def link(params: Mapping[str, str], **more: str | int | None) -> dict[str, str]:
    """Parameters for a link to another page: the shared filters kept, `more` set on top."""
    kept = {name: params[name] for name in ("period", "area", "type", "lang") if name in params}
    return kept | {name: str(value) for name, value in more.items() if value is not None}


def areas_in(
    prefixes: Sequence[str], province: str, cities: Sequence[str], counties: Sequence[str]
) -> list[str]:
    """The areas a viewer may choose, widest first: the province, its cities, then counties.

    A city is offered to who sees all of it; a county bureau gets its county alone.
    """
    seen = tuple(prefixes)
    return [area for area in (province, *cities, *counties) if prefix(area).startswith(seen)]


def prefix(area: str) -> str:
    """The beginning that codes inside an area share: 320000 → 32, 320100 → 3201, 320102."""
    return area.removesuffix("00").removesuffix("00")
