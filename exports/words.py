"""In which words is it said?

Chinese is the source language: the text in the code is the text people read. The other
language comes from the gettext catalogues `locale/<language>/*.mo`, one per room or page, made
from the .po beside each by `make words`.
"""

from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("zh", "en")
LOCALE = Path(__file__).parent / "locale"


@dataclass(frozen=True)
class Words:
    """Says a Chinese text in `language`. A text without a translation is said in Chinese."""

    language: str
    catalogue: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)

    def __call__(self, text: str, /, **values: object) -> str:
        """The text in this language, its {fields} filled from `values`."""
        said = self.catalogue.gettext(text)
        return said.format(**values) if values else said

    def count(self, text: str, n: int, /, **values: object) -> str:
        """Like a call, in the singular where `n` is 1; `{n}` is filled with it."""
        said = self.catalogue.ngettext(text, text, n)
        if said == text:
            said = self.catalogue.gettext(text)  # a translation without a plural
        return said.format(**{"n": f"{n:,}", **values})


@cache
def translator(language: str) -> Words:
    """The words of a language: "zh" or "en"; any other is read as "zh"."""
    if language not in LANGUAGES or language == "zh":
        return Words("zh")
    return Words(language, chained(sorted((LOCALE / language).glob("*.mo"))))


def chained(paths: list[Path]) -> NullTranslations:
    """One catalogue that asks each compiled file in turn."""
    whole = NullTranslations()
    for path in paths:
        with path.open("rb") as handle:
            whole.add_fallback(GNUTranslations(handle))
    return whole
