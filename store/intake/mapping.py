"""What does the system a unit uses call our columns and codes? Plain data, known to the child."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from store.contracts import Ledger, Register
from store.intake.form import SHEETS

BY_NAME = {sheet.name: sheet for sheet in SHEETS.values()}


@dataclass(frozen=True)
class SheetProfile:
    """One sheet: `columns` maps a heading of theirs to the name of our column (“”: left out),
    `absent` are columns of ours that they don't have, `values` maps a word of theirs to what our
    cell would hold, by column."""

    columns: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


NO_PROFILE = SheetProfile()


@dataclass(frozen=True)
class Profile:
    """What a unit's system calls things, by sheet name; `by` whom and `at` which moment (epoch
    seconds) it was confirmed."""

    unit: str
    sheets: Mapping[str, SheetProfile]
    by: str = ""
    at: int = 0

    def of(self, sheet: Ledger | Register) -> SheetProfile:
        return self.sheets.get(sheet.name, NO_PROFILE)

    def as_json(self) -> dict[str, Any]:
        sheets = {
            name: {"columns": dict(held.columns), "absent": sorted(held.absent),
                   "values": {column: dict(words) for column, words in held.values.items()}}
            for name, held in self.sheets.items()
        }  # fmt: skip
        return {"unit": self.unit, "sheets": sheets, "by": self.by, "at": self.at}

    def headings(self) -> dict[tuple[str, str], str]:
        """Their heading by the name of the sheet and of our column as people read them."""
        return {
            (BY_NAME[name].zh, BY_NAME[name].column(ours).zh): theirs
            for name, held in self.sheets.items()
            for theirs, ours in held.columns.items()
            if ours
        }


def read_profile(held: Mapping[str, Any]) -> Profile:
    """From `as_json`."""
    sheets = {
        name: SheetProfile(of["columns"], tuple(of["absent"]), of["values"])
        for name, of in held["sheets"].items()
    }
    return Profile(held["unit"], sheets, held["by"], held["at"])
