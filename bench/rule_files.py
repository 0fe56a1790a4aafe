"""What does it cost to load both rule sets, check them and try a number? Files read anew."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import yaml

from bench.compared import side_of
from bench.judged import Case
from metrics.changes import changes, movements, movers
from metrics.rescore import Rescored
from metrics.rule_cases import failed_cases
from metrics.set_cases import failed_set_cases
from rules import cases, files, sets
from rules.draft import Move, tried
from rules.model import RuleSet
from rules.sets import FOLDER, available, load_ruleset

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
BEGINS = date(2027, 1, 1)
Counted = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
MOVE = Move("function.time_limit.compare.full", "", "97%")


def load_all() -> list[RuleSet]:
    """Every set of the project from its files, with everything the loader checks."""
    files._read.cache_clear()
    sets._built.cache_clear()
    return [load_ruleset(name) for name in available()]


def check_all() -> int:
    """The same, and every rule case put to the judges: how many come out otherwise."""
    cases._read.cache_clear()
    return sum(len(failed_cases(held)) + len(failed_set_cases(held)) for held in load_all())


def parse_all() -> int:
    """The bare parse of the files the loader reads: how many there are."""
    return _parsed(_read_by_loader())


def parse_with_cases() -> int:
    """The bare parse of those and of the rule cases."""
    return _parsed([*_read_by_loader(), *FOLDER.glob("*/cases/**/*.yaml")])


def _read_by_loader() -> list[Path]:
    return [path for path in FOLDER.glob("**/*.yaml") if "cases" not in path.parts]


def _parsed(paths: list[Path]) -> int:
    for path in paths:
        with path.open("rb") as file:
            yaml.load(file, Loader=LOADER)
    return len(paths)


def try_number(before: Case, after: Case) -> Callable[[], Counted]:
    """One number moved in the province's set and read again; everybody under both, whose grade
    changes, where and by what."""
    base, held = load_ruleset("jiangsu-2024"), side_of(before)

    def run() -> Counted:
        tried(base, (MOVE,), BEGINS)
        both = Rescored(held, side_of(after))
        found = changes(both)
        return movements(both, found, "city"), movements(both, found, "type"), movers(found)

    return run
