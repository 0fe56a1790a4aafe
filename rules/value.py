"""What is a number of the rules? A value for whom, since when, and on whose word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Status = Literal["official", "reference", "default"]


class RuleError(ValueError):
    """A rule file that can't be used; the message names file, line, key and the mend."""


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Basis:
    """What a demand without a number rests on: a clause or reference, or nobody's word."""

    status: Status
    source: str


@dataclass(frozen=True)
class Dated:
    """One value in force from `since` on, with where it comes from.

    `values` maps whom a value is for to it: a market type, an area class ("@island"), both
    ("general@island"), or "" for everybody. `shown` is the value as written ("95%"), by the same
    keys. A share is held as a fraction of 1. `review` is the day by which somebody must look at
    the value again, `note` what is worth knowing about it.
    """

    since: date
    values: Mapping[str, Fraction]
    shown: Mapping[str, str]
    status: Status
    source: str
    review: date | None = None
    note: str = ""

    def value(self, kind: str = "") -> Fraction:
        """The value for a market type, an area class or both; the closest one written."""
        return self.values[self._closest(kind)]

    def written(self, kind: str = "") -> str:
        return self.shown[self._closest(kind)]

    def _closest(self, kind: str) -> str:
        if kind in self.values:
            return kind
        market_type, at, area = kind.partition("@")
        if at + area in self.values:
            return at + area
        return market_type if market_type in self.values else ""


@dataclass(frozen=True)
class Series:
    """The dated values of one number, oldest first."""

    key: str
    dated: tuple[Dated, ...]

    def on(self, day: date) -> Dated:
        """The value in force on `day`; a day before the first value is an error."""
        for value in reversed(self.dated):
            if value.since <= day:
                return value
        raise RuleError(f"{self.key}: no value is in force on {day}; add one that begins by then")
