"""How is a number said in a sentence? With its unit, and for whom where it isn't for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.codes import code_list
from rules.model import Area
from rules.sentences_words import APART, CLOCKS, FOR_WHOM, MEASURED, SERIAL
from rules.value import Dated, Series, Text

TYPE_LISTS = ("market_type", "unit_type")


@dataclass(frozen=True)
class Teller:
    """Says numbers in one language: those in force on `day` (the latest, where left out) for a
    market type, or for each where none is named; `areas` are the classes of divisions a set
    treats apart, without which only the common numbers are told."""

    language: str
    day: date | None = None
    market_type: str = ""
    areas: Sequence[Area] = ()

    def in_force(self, series: Series) -> Dated:
        return series.on(self.day) if self.day else series.dated[-1]

    def said(self, series: Series, measured_in: str = "") -> str:
        """The value, and for whom, wherever it differs: of types that have no value in common
        each with its own in brackets; what is apart from everybody's in one bracket behind."""
        dated = self.in_force(series)
        told = [
            (self._with_unit(dated.written(kind), measured_in), label)
            for kind, label in self._kinds(dated)
        ]
        common = [said for said, label in told if not label]
        style = APART if common else FOR_WHOM
        each = [self._labelled(style, said, label) for said, label in told if label]
        apart = SERIAL.in_language(self.language).join(each)
        if not common:
            return apart
        return self._labelled(FOR_WHOM, common[0], apart) if apart else common[0]

    def _kinds(self, dated: Dated) -> list[tuple[str, str]]:
        """Whose values are told, and for whom each is (nothing for everybody)."""
        if "@" in self.market_type:
            return [(self.market_type, "")]
        known = {"", *(f"@{area.id}" for area in self.areas)}
        told = [kind for kind in dated.shown if kind[len(kind.partition("@")[0]) :] in known]
        if not self.market_type:
            return [(kind, self._label(kind)) for kind in told]
        areas = dict.fromkeys(kind.partition("@")[2] for kind in told if "@" in kind)
        apart = [(f"{self.market_type}@{area}", self._label(f"@{area}")) for area in areas]
        own = dated.written(self.market_type)
        return [(self.market_type, ""), *(held for held in apart if dated.written(held[0]) != own)]

    def _label(self, kind: str) -> str:
        market_type, _, area = kind.partition("@")
        names = [self._type(market_type)] if market_type else []
        names += [self._area(area)] if area else []
        return "·".join(names) if self.language == "zh" else ", ".join(names)

    def _type(self, code: str) -> str:
        titles = (self.title(name, code) for name in TYPE_LISTS)
        return next((said for said in titles if said != code), code)

    def title(self, codes: str, code: str) -> str:
        """The title of a code, or the code itself where the list doesn't have it."""
        found = code_list(codes).get(code)
        return found.title.in_language(self.language) if found else code

    def _area(self, area: str) -> str:
        """What its title puts in brackets says where its list comes from."""
        known = {held.id: held.title.in_language(self.language) for held in self.areas}
        return known[area].partition("（")[0].partition(" (")[0]

    def _labelled(self, style: Text, said: str, kind: str) -> str:
        return style.in_language(self.language).format(said=said, kind=kind)

    def _with_unit(self, shown: str, measured_in: str) -> str:
        if clock := CLOCKS.get(shown[-1]):
            return clock.in_language(self.language).format(n=shown[:-1])
        measured = None if shown.endswith("%") else MEASURED.get(measured_in)
        return measured.in_language(self.language).format(n=shown) if measured else shown
