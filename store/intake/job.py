"""What passes between the store and the process that parses? Jobs in, results out, as JSON."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.intake.problems import Found

RESULT = "result.json"


@dataclass(frozen=True)
class Job:
    """One submission to be parsed: an .xlsx, or the .csv files of one unit and month. `out` is
    an empty folder for what comes of it; `now` is the receipt, unless the home is a `demo` and
    the cover names another; `key` is the file with the key for pseudonymising, `profiles` the
    one with the profiles of the units (see `mapping`); both may be empty."""

    paths: tuple[str, ...]
    out: str
    now: int
    demo: bool = False
    key: str = ""
    profiles: str = ""

    @property
    def is_csv(self) -> bool:
        return self.paths[0].casefold().endswith(".csv")


@dataclass
class Keys:
    """One ledger of a file: its Parquet and, row by row, what the checks against the store need:
    market, record id, open flag, beginning (epoch seconds), row of the sheet. A CSV may have
    millions of rows: its lists are empty, and the same stands in the Parquet `typed` (see
    `csv_typed`)."""

    parquet: str
    digest: str
    rows: int
    market: list[str] = field(default_factory=list)
    record_id: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    typed: str = ""
    numbered: bool = False


@dataclass
class Result:
    """What was read from one submission. `registers` are (register, row of the sheet, values);
    `covers` are (market, ledger, rows, row of the cover); `evidence` are the files to keep."""

    unit: str = ""
    period: int = 0
    reason: str = ""
    received_at: int = 0
    evidence: list[str] = field(default_factory=list)
    covers: list[tuple[str, str, int, int]] = field(default_factory=list)
    ledgers: dict[str, Keys] = field(default_factory=dict)
    registers: list[tuple[str, int, dict[str, str | int | None]]] = field(default_factory=list)
    problems: list[Found] = field(default_factory=list)


def write_result(result: Result, folder: Path) -> None:
    # Without `asdict`, which copies every id of every list one by one.
    held = vars(result) | {
        "ledgers": {name: vars(keys) for name, keys in result.ledgers.items()},
        "problems": [found.as_json() for found in result.problems],
    }
    (folder / RESULT).write_text(json.dumps(held), encoding="utf-8")


def read_result(folder: Path) -> Result:
    """The result a child left in `folder`; JSON only, nothing a child could make us execute."""
    held: dict[str, Any] = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    held["ledgers"] = {name: Keys(**keys) for name, keys in held["ledgers"].items()}
    held["problems"] = [Found(**found) for found in held["problems"]]
    for name in ("covers", "registers"):
        held[name] = [tuple(line) for line in held[name]]
    return Result(**held)
