"""Which codes may a cell hold, and what are they called? Code lists and divisions."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from rules.load import Node, read_yaml
from rules.reasons import rule_error
from rules.value import Text

FOLDER = Path(__file__).parent / "codes"
_PLACES = ("divisions", "zones", "reporting")
_KINDS = ("province", "city", "district", "county_city", "county")


@dataclass(frozen=True)
class Code:
    """One code; `parent` is a code of the same list, or empty."""

    code: str
    title: Text
    parent: str = ""


@dataclass(frozen=True)
class CodeList:
    """A closed list of codes, in the order in which they are offered."""

    name: str
    title: Text
    source: str
    codes: tuple[Code, ...]

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {code.code: code for code in self.codes}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        named = {
            _plain(name): code.code
            for code in self.codes
            for name in (code.title.zh, code.title.en)
        }
        return {**named, **{_plain(code.code): code.code for code in self.codes}}

    def get(self, code: str) -> Code | None:
        return self._by_code.get(code)

    def find(self, text: str) -> str | None:
        """The code that `text` means: the code itself or its title in either language."""
        return self._by_name.get(_plain(text))


@dataclass(frozen=True)
class Division:
    """A province, city, county-level unit or functional zone; `kind` is one of province, city,
    district 市辖区, county_city 县级市, county 县, zone 功能区. Its label stands at lon, lat."""

    code: str
    title: Text
    parent: str
    kind: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Divisions:
    """The administrative tree and, apart from it, the reporting units; all by code.

    A market's code is accepted wherever a division's is: its first six digits are its county.
    """

    province: str
    cities: tuple[str, ...]
    counties: tuple[str, ...]
    zones: tuple[str, ...]
    reporting_units: tuple[str, ...]
    entries: Mapping[str, Division]

    def get(self, code: str) -> Division | None:
        return self.entries.get(code[:6])

    def name(self, code: str, language: str) -> str:
        """The division's name. Raises KeyError for a code that isn't listed."""
        return self.entries[code[:6]].title.in_language(language)

    def parent(self, code: str) -> str:
        """The code above: a county's city, a city's province; empty for the province."""
        return self.entries[code[:6]].parent

    def children(self, code: str) -> tuple[str, ...]:
        """The divisions (not the zones) right below."""
        return tuple(c for c in (*self.cities, *self.counties) if self.parent(c) == code)

    def city_of(self, code: str) -> str:
        """The city that a county, zone, market or city lies in. KeyError for the province."""
        entry = self.entries[code[:6]]
        if entry.kind == "province":
            raise KeyError(code)
        return entry.code if entry.kind == "city" else entry.parent

    def reporting_unit_of(self, code: str) -> str:
        """The unit, among the 16, that a county, zone, market or city reports through."""
        return code[:6] if code[:6] in self.reporting_units else self.city_of(code)

    @property
    def units(self) -> tuple[str, ...]:
        """Whose work is judged: every city and county, by code."""
        return tuple(sorted((*self.cities, *self.counties)))

    def unit_type(self, code: str) -> str:
        """The level of a city or county: city, county, or direct where a county reports for
        itself."""
        if code in self.cities:
            return "city"
        return "direct" if code in self.reporting_units else "county"

    def center(self, code: str) -> tuple[float, float]:
        """Longitude and latitude of the label; a zone has its city's."""
        entry = self.entries[code[:6]]
        return entry.lon, entry.lat


@cache
def code_list(name: str) -> CodeList:
    """The list in `rules/codes/<name>.yaml`. Raises RuleError."""
    path = FOLDER / f"{name}.yaml"
    if name not in code_list_names():
        raise rule_error(path, "unknown_list", name=name)
    return read_code_list(path)


@cache
def code_list_names() -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml") if p.stem not in _PLACES))


def read_code_list(path: Path) -> CodeList:
    """The list in `path`; codes and titles are distinct and every parent is in the list."""
    entries = read_yaml(path).keys(("title", "source", "codes"))
    codes = tuple(_code(node) for node in entries["codes"].filled())
    taken: dict[str, str] = {}
    for code, node in zip(codes, entries["codes"].sequence(), strict=True):
        for name in {_plain(n) for n in (code.code, code.title.zh, code.title.en)}:
            if name in taken:
                raise node.error("repeated_value", value=name)
            taken[name] = code.code
        if code.parent and code.parent not in {each.code for each in codes}:
            raise node.error("unknown_parent", value=code.parent)
    return CodeList(path.stem, entries["title"].words(), entries["source"].text(), codes)


def _code(node: Node) -> Code:
    entry = node.keys(("code", "zh", "en"), ("parent",))
    title = Text(entry["zh"].text(), entry["en"].text())
    return Code(entry["code"].text(), title, entry["parent"].text() if "parent" in entry else "")


def _plain(text: str) -> str:
    """Spelling that doesn't distinguish: width, surrounding space, capitals."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


@cache
def divisions() -> Divisions:
    """The province, its cities, counties, zones and reporting units. Raises RuleError."""
    return read_divisions(FOLDER)


def read_divisions(folder: Path) -> Divisions:
    """The tree in `folder`: divisions.yaml, zones.yaml, reporting.yaml."""
    listed = _listed(folder / "divisions.yaml", "divisions")
    places: dict[str, Division] = {}
    for node in listed:
        _add(places, node, _division(node))
    for node in _listed(folder / "zones.yaml", "zones"):
        _add(places, node, _zone(node, places))
    units = _listed(folder / "reporting.yaml", "units")

    def of(*kinds: str) -> tuple[str, ...]:
        return tuple(code for code, place in places.items() if place.kind in kinds)

    if len(of("province")) != 1:
        raise rule_error(folder / "divisions.yaml", "not_one_province", key="divisions")
    return Divisions(
        of("province")[0],
        of("city"),
        of("district", "county_city", "county"),
        of("zone"),
        tuple(node.choice(places) for node in units),
        places,
    )


def _listed(path: Path, name: str) -> tuple[Node, ...]:
    return read_yaml(path).keys(("title", "source", name))[name].filled()


def _add(places: dict[str, Division], node: Node, place: Division) -> None:
    if place.code in places:
        raise node.error("repeated_value", value=place.code)
    if place.kind != "province" and place.parent not in places:
        raise node.error("unknown_parent", value=place.parent)
    places[place.code] = place


def _division(node: Node) -> Division:
    entry = node.keys(("code", "zh", "en", "kind", "lon", "lat"), ("parent",))
    return Division(
        entry["code"].text(),
        Text(entry["zh"].text(), entry["en"].text()),
        entry["parent"].text() if "parent" in entry else "",
        entry["kind"].choice(_KINDS),
        float(entry["lon"].number()),
        float(entry["lat"].number()),
    )


def _zone(node: Node, places: Mapping[str, Division]) -> Division:
    entry = node.keys(("code", "zh", "en", "parent"))
    parent = entry["parent"].choice(places)
    title = Text(entry["zh"].text(), entry["en"].text())
    city = places[parent]
    return Division(entry["code"].text(), title, parent, "zone", city.lon, city.lat)
