"""How does an empty machine come to see a whole province? Write, import, evaluate, publish.

Everything happens in a folder beside the home, which takes its name only when it is whole: a
first start that is interrupted leaves no half province behind.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from demo.write import write_province
from metrics.record import record
from rules.calendar import day_start, months_between, next_month
from rules.model import RuleSet
from rules.sets import load_ruleset
from store import registers
from store.engine import close
from store.home import Home, create_home
from store.intake.submit import submit_many
from store.scope import PROVINCE

OWN_DAY = 5
"""A demo lives on the 5th after its last month."""
BY = "演示"
RULESET = "jiangsu-2024"
Progress = Callable[[str, int, int], None]


class DemoRefusedError(RuntimeError):
    """A file of the generated province was refused by the intake: the demo is wrong."""


def build(
    root: Path, *, markets: int = 300, months: int = 13, until: int = 202610, seed: int = 7,
    scale: int = 1, progress: Progress,
) -> Home:  # fmt: skip
    """Create the demo home at `root`. `progress` hears the stage, the part done and the whole."""
    making = root.with_name(f".{root.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    files = making / "files"
    write_province(
        files, markets=markets, months=months, until=until, seed=seed, scale=scale,
        progress=lambda done, total: progress("write", done, total),
    )  # fmt: skip
    home = create_home(making / "home", demo=True, day=_own_day(until))
    ruleset = load_ruleset(RULESET)
    _import_all(home, ruleset, files, progress)
    evaluate_all(home, ruleset, next_month(until, 1 - months), until, progress)
    shutil.copy(files / "truth.json", home.root / "truth.json")
    close(home)
    home.root.rename(root)
    shutil.rmtree(making)
    return replace(home, root=root)


def _own_day(until: int) -> int:
    after = next_month(until)
    return day_start(date(after // 100, after % 100, OWN_DAY))


def _import_all(home: Home, ruleset: RuleSet, files: Path, progress: Progress) -> None:
    paths = sorted(files.glob("*.xlsx"), key=_by_period)
    outcomes = submit_many(
        PROVINCE, home, paths, BY, authority=ruleset.authority["submit"],
        progress=lambda done, total: progress("import", done, total),
    )  # fmt: skip
    refused = [problem for outcome in outcomes for problem in outcome.problems]
    if refused:
        reasons = "; ".join(f"{problem.file}: {problem.text.zh}" for problem in refused[:5])
        raise DemoRefusedError(reasons)


def _by_period(path: Path) -> tuple[str, str]:
    unit, _, period = path.stem.partition("_")
    return period, unit


def evaluate_all(home: Home, ruleset: RuleSet, first: int, last: int, progress: Progress) -> None:
    """Publish what can be judged: `monitoring` and `area` of every month with a full window,
    and `performance` of the twelve months to the last."""
    wanted = list(_wanted(ruleset, first, last))
    with registers.read_once():
        for done, (kind, period) in enumerate(wanted):
            progress("evaluate", done, len(wanted))
            record(PROVINCE, home, ruleset, kind, period, BY, publish=True)
    progress("evaluate", len(wanted), len(wanted))


def _wanted(ruleset: RuleSet, first: int, last: int) -> Iterator[tuple[str, str]]:
    for kind in ("monitoring", "area", "performance"):
        window = ruleset.kinds[kind].window
        full = [
            month for month in months_between(first, last)
            if next_month(month, 1 - window) >= first
        ]  # fmt: skip
        chosen = full if kind != "performance" else full[-1:]
        yield from ((kind, str(month)) for month in chosen)
