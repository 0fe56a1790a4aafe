"""What is measured, beside which baseline, and how far may it be from it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import duckdb

from bench import bare, in_pandas
from bench.compared import compare, score_both, stricter
from bench.judged import MARKETS, made_up
from bench.naive import loop_over
from bench.new_month import NewMonth
from bench.records import Size
from bench.rule_files import check_all, load_all, parse_all, parse_with_cases, try_number
from bench.tallies import SOURCE, Counting, columns, shown
from bench.timing import Task
from store.contents import markets_of
from store.manifest import active_segments
from store.scope import PROVINCE

SAMPLE = 300
"""Markets of the plain loop; its time stands for all."""
MARKETS_OF_UNIT = 100


@dataclass(frozen=True)
class Goal:
    """How it should be: at most so many times the baseline, at least so many times faster, or
    at most so many milliseconds."""

    kind: Literal["times", "faster", "ms"]
    number: float

    def met(self, ms: float, beside: float) -> bool:
        if self.kind == "ms":
            return ms <= self.number
        return ms <= self.number * beside if self.kind == "times" else beside >= self.number * ms


@dataclass(frozen=True)
class Line:
    """One line of the table: a task of ours and the task it stands beside, by their names."""

    what: str
    task: str
    baseline: str
    beside: str
    goal: Goal | None = None


LINES = (
    Line("full tally, cold", "full", "bare DuckDB scan", "full scan", Goal("times", 2.0)),
    Line("full tally, cold", "full", "pandas", "full pandas", Goal("faster", 12.0)),
    Line("full tally, cold", "full", "the same on PostgreSQL", "full sql", Goal("faster", 2.0)),
    Line("full tally, kept", "full kept", "bare DuckDB scan", "full scan"),
    Line("one month's tally, cold", "month", "bare DuckDB scan", "month scan"),
    Line("one month's tally, cold", "month", "pandas", "month pandas"),
    Line("evaluation", "judge", "one numpy pass", "numpy"),
    Line("evaluation", "judge", f"plain Python loop ({SAMPLE} markets, extrapolated)", "loop"),
    Line("comparing two rule sets", "compare", "scoring under both", "both", Goal("times", 3.0)),
    Line("trying a number on 3,000 markets", "trial", "scoring once", "judge", Goal("ms", 1000.0)),
    Line("loading both rule sets", "load", "bare YAML parse", "parse", Goal("times", 3.0)),
    Line("loading, and running all cases", "check", "bare YAML parse, cases too", "parse cases"),
    Line(
        "new month, CSV to scores",
        "month new",
        "DuckDB: CSV as Parquet",
        "rewrite",
        Goal("times", 3.0),
    ),
    Line("new month after many", "month late", "after one", "month first", Goal("times", 1.2)),
    Line("rows behind a metric", "behind", "bare DuckDB query", "behind query", Goal("ms", 50.0)),
)


def tasks(counting: Counting, connection: duckdb.DuckDBPyConnection) -> dict[str, Task]:
    """The tasks on one home by name; `connection` is the baseline's own, in memory."""
    months, last = counting.months, counting.months[-1]
    market = _busy_market(counting, last)
    paths = [path for path, _ in counting.files([last])]
    return {
        **_tallies(counting, connection, "full", months),
        "full kept": Task(partial(counting.tally, months), partial(counting.tally, months)),
        **_tallies(counting, connection, "month", (last,)),
        **_judging(),
        "behind": Task(
            partial(counting.behind, market, last), partial(counting.behind, market, last)
        ),
        "behind query": Task(partial(bare.rows_of, connection, paths, shown(), market)),
    }


def database_task(counting: Counting) -> dict[str, Task]:
    """The same full tally, counted where `counting` says."""
    return {"full sql": Task(partial(counting.tally, counting.months), counting.forget)}


def month_tasks(folder: Path, size: Size) -> dict[str, Task]:
    """A new month of two fifths of the rows; and one of an average month, after all the months
    before it and after one."""
    new = NewMonth(folder / "new", size.rows * 2 // 5, MARKETS_OF_UNIT)
    average = size.rows // size.months
    late, first = (
        NewMonth(folder / name, average, MARKETS_OF_UNIT, history)
        for name, history in (("late", size.months - 1), ("first", 1))
    )
    return {
        "month new": Task(new.score, new.prepare),
        "rewrite": Task(new.rewrite, new.prepare),
        "month late": Task(late.score, late.prepare),
        "month first": Task(first.score, first.prepare),
    }


def _tallies(
    counting: Counting, connection: duckdb.DuckDBPyConnection, name: str, months: tuple[int, ...]
) -> dict[str, Task]:
    files, read = counting.files(months), columns()
    paths: list[Path] = [path for path, _ in files]
    return {
        name: Task(partial(counting.tally, months), counting.forget),
        f"{name} scan": Task(partial(bare.scan, connection, paths, read)),
        f"{name} pandas": Task(partial(in_pandas.tally, files, list(read))),
    }


def _judging() -> Mapping[str, Task]:
    case = made_up()
    harder = stricter(case)
    plain: Callable[[], object] = partial(loop_over(case).scores, range(SAMPLE))
    return {
        "judge": Task(case.judge),
        "numpy": Task(case.one_pass()),
        "loop": Task(plain, times=MARKETS / SAMPLE),
        "compare": Task(compare(case, harder)),
        "both": Task(score_both(case, harder)),
        "trial": Task(try_number(case, harder)),
        "load": Task(load_all),
        "parse": Task(parse_all),
        "check": Task(check_all),
        "parse cases": Task(parse_with_cases),
    }


def _busy_market(counting: Counting, month: int) -> str:
    """The first market that has rows in a month."""
    held = active_segments(PROVINCE, counting.home, [month])
    digests = held.loc[(held["ledger"] == SOURCE) & (held["rows"] > 0), "digest"].tolist()
    found = markets_of(PROVINCE, counting.home, digests)
    return min(market for markets in found.values() for market in markets)
