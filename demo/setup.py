"""How does an empty machine come to see a whole province? Write, import, evaluate, publish.

Everything happens in a folder beside the home, which takes its name only when it is whole: a
first start that is interrupted leaves no half province behind.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import date
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from demo.write import write_province
from metrics.record import record
from rules.calendar import day_start, months_between, next_month
from rules.model import RuleSet
from rules.sets import load_ruleset
from store import derived, registers
from store.engine import close
from store.home import Home, create_home
from store.intake.submit import submit_in_turn
from store.ledger import DERIVED
from store.scope import PROVINCE

OWN_DAY = 5
"""A demo lives on the 5th after its last month."""
BY = "演示"
RULESET = "jiangsu-2024"
LAYERS = Path(__file__).parent / "layers"
"""Two examples of lower layers: a city's, and on top of it that of one of its contracts."""
WORKERS = 2
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
    with _workers() as pool:
        write_province(
            files, markets=markets, months=months, until=until, seed=seed, scale=scale,
            progress=lambda done, total: progress("write", done, total), pool=pool,
        )  # fmt: skip
        home = create_home(making / "home", demo=True, day=_own_day(until))
        ruleset = load_ruleset(RULESET)
        try:
            import_files(home, ruleset, files.glob("*.xlsx"), progress)
            evaluate_all(home, ruleset, next_month(until, 1 - months), until, progress, pool)
        finally:
            close(home)
    shutil.copy(files / "truth.json", home.root / "truth.json")
    home.root.rename(root)
    shutil.rmtree(making)
    return replace(home, root=root)


def _own_day(until: int) -> int:
    after = next_month(until)
    return day_start(date(after // 100, after % 100, OWN_DAY))


def import_files(home: Home, ruleset: RuleSet, files: Iterable[Path], progress: Progress) -> None:
    """Take in the generated files, month after month: while one is kept the next is read. Raises
    DemoRefusedError."""
    paths = sorted(files, key=_by_period)
    months = [list(of_month) for _, of_month in groupby(paths, key=_period)]
    outcomes = submit_in_turn(
        PROVINCE, home, months, BY, authority=ruleset.authority["submit"],
        progress=lambda done, total: progress("import", int(done), total),
    )  # fmt: skip
    refused = [problem for outcome in outcomes for problem in outcome.problems]
    if refused:
        reasons = "; ".join(f"{problem.file}: {problem.text.zh}" for problem in refused[:5])
        raise DemoRefusedError(reasons)


def _by_period(path: Path) -> tuple[str, str]:
    return _period(path), path.stem


def _period(path: Path) -> str:
    return path.stem.split("_")[1]


def evaluate_all(
    home: Home, ruleset: RuleSet, first: int, last: int, progress: Progress,
    pool: Executor | None = None,
) -> None:  # fmt: skip
    """Publish what can be judged: `monitoring` of every month with a full window, `performance`
    of the twelve months to the last, `area` of the last two months and quarters and the last
    year that lie in the demo as a whole, and beside them what the examples of lower layers say;
    by two processes, one a core."""
    months = months_between(first, last)
    wanted = [(ruleset.id, *one) for one in _wanted(ruleset, first, last)]
    wanted += _beside(home, last, [(kind, period) for _, kind, period in wanted])
    # First what all of them read, so that no two processes make the same file.
    waves = [(_derive, home, month) for month in months], [(_publish, home, *one) for one in wanted]
    done, total = 0, len(months) + len(wanted)
    progress("evaluate", done, total)
    with nullcontext(pool) if pool else _workers() as few:
        for wave in waves:
            for finished in as_completed([few.submit(*task) for task in wave]):
                finished.result()
                done += 1
                progress("evaluate", done, total)


def _workers() -> ProcessPoolExecutor:
    """One process a core of a small machine, for the files first and the judging after."""
    # spawn: a fork of a process with threads (DuckDB) can hang
    return ProcessPoolExecutor(WORKERS, get_context("spawn"), _see_one_state)


_STATE = ExitStack()


def _see_one_state() -> None:
    """A worker reads each register once: nobody else files while a demo is made."""
    _STATE.enter_context(registers.read_once())


def _derive(home: Home, month: int) -> None:
    for ledger in DERIVED:
        derived.files(PROVINCE, home, ledger, [month])
    derived.day_files(PROVINCE, home, [month])


def _publish(home: Home, ruleset: str, kind: str, period: str) -> None:
    record(PROVINCE, home, load_ruleset(ruleset), kind, period, BY, publish=True)


def _beside(
    home: Home, last: int, published: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """The second results: those of the last month that the examples of lower layers can give; a
    contract's only where the demo has that contract."""
    contracts = set(registers.rows(PROVINCE, home, "contract")["contract_no"])
    for folder in sorted(LAYERS.iterdir()):
        layer = load_ruleset(folder).layer
        kinds = ("performance",) if layer.name == "contract" else ("performance", "monitoring")
        if layer.name == "contract" and not contracts & set(layer.of):
            continue
        yield from (
            (str(folder), kind, str(last)) for kind in kinds if (kind, str(last)) in published
        )


def _wanted(ruleset: RuleSet, first: int, last: int) -> Iterator[tuple[str, str]]:
    for kind in ("performance", "monitoring"):
        window = ruleset.kinds[kind].window
        full = [
            month for month in months_between(first, last)
            if next_month(month, 1 - window) >= first
        ]  # fmt: skip
        chosen = full if kind == "monitoring" else full[-1:]
        yield from ((kind, str(month)) for month in chosen)
    yield from (("area", period) for period in periods_of_areas(first, last))


def periods_of_areas(first: int, last: int) -> list[str]:
    """The last year, the last two quarters and months that lie between these months: two, so
    that movement can be told."""
    return [
        period
        for length, most in ((12, 1), (3, 2), (1, 2))
        for period in _whole(first, last, length)[-most:]
    ]


def _whole(first: int, last: int, length: int) -> list[str]:
    """The months, quarters or years, by their length, all of whose months are there."""
    ends = [
        month for month in months_between(first, last)
        if month % 100 % length == 0 and next_month(month, 1 - length) >= first
    ]  # fmt: skip
    return [_written(month, length) for month in ends]


def _written(last: int, length: int) -> str:
    year, month = divmod(last, 100)
    return {1: str(last), 3: f"{year}Q{month // 3}", 12: str(year)}[length]
