"""How fast is it, beside stated baselines? `python -m bench.run` prints the table."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import duckdb

from bench.measures import database_task, month_tasks, tasks
from bench.province import write_province
from bench.records import Size
from bench.report import Report, environment
from bench.tallies import Counting
from bench.timing import medians
from store import duck, engine
from store.home import Home
from tests import postgres

ROUNDS = 5
T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 0 whether the goals were met or not."""
    asked = _parser().parse_args(arguments)
    report = measure(Size(asked.rows, asked.markets, asked.months), asked.rounds)
    print(json.dumps(report.as_data(), ensure_ascii=False) if asked.json else report.as_table())
    return 0


def measure(size: Size, rounds: int) -> Report:
    """Writes a home of this size into a temporary folder and times everything there."""
    where = environment()
    with tempfile.TemporaryDirectory() as folder:
        home, writing = _timed(lambda: write_province(Path(folder), size))
        with _given_back(home), duckdb.connect() as connection:
            counting = Counting(home, tuple(size.window))
            files, deriving = _timed(lambda: counting.files(counting.months))
            weight = sum(path.stat().st_size for path, _ in files) / 2**20
            held = {
                "rows": size.rows, "markets": size.markets, "months": size.months,
                "files": len(files), "MiB": round(weight, 1), "rounds": rounds,
                "s to write": round(writing, 1), "s to derive": round(deriving, 1),
            }  # fmt: skip
            every = {
                **tasks(counting, connection),
                **database_task(replace(counting, url=postgres.new_database())),
                **month_tasks(Path(folder) / "months", size),
            }
            return Report(where, held, medians(every, rounds))


@contextmanager
def _given_back(home: Home) -> Iterator[None]:
    """Its connections end before its folder does."""
    try:
        yield
    finally:
        postgres.stop()
        engine.close(home)
        duck.close(home.ledger, home.derived)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begin = time.perf_counter()
    return work(), time.perf_counter() - begin


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    size = Size()
    parser.add_argument("--rows", type=int, default=size.rows, help="rows of the service ledger")
    parser.add_argument("--markets", type=int, default=size.markets)
    parser.add_argument("--months", type=int, default=size.months)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="timed repetitions")
    parser.add_argument("--json", action="store_true", help="JSON in place of the table")
    return parser


if __name__ == "__main__":
    sys.exit(main())
