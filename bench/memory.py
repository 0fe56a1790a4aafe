"""How much memory does it take to derive and to count very many rows? `python -m bench.memory`."""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench.province import write_province
from bench.records import Size
from bench.tallies import Counting
from store import duck, engine
from store.home import open_home

ROWS, MARKETS = 100_000_000, 3_000
GOAL = 1024
"""MiB."""
WORK = ("derive", "tally")


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes a home of this size, derives and counts in a process each, and prints their peaks."""
    asked = _parser().parse_args(arguments)
    size = Size(asked.rows, asked.markets, asked.months)
    with tempfile.TemporaryDirectory() as folder:
        home = write_province(Path(folder), size)
        engine.close(home)
        duck.close(home.ledger, home.derived)
        print(f"{size.rows:,} rows · {size.markets:,} markets · {size.months} months", flush=True)
        for name in WORK:
            seconds, peak = _alone(home.root, tuple(size.window), name)
            met = "met" if peak <= GOAL else "missed"
            print(
                f"{name}: {seconds:.1f} s, peak {peak:,.0f} MiB, ≤ {GOAL:,} MiB {met}", flush=True
            )
    return 0


def _alone(root: Path, months: tuple[int, ...], name: str) -> tuple[float, float]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        return process.submit(measured, root, months, name).result()


def measured(root: Path, months: tuple[int, ...], name: str) -> tuple[float, float]:
    """Seconds the work takes, and the most memory this process has ever held, in MiB."""
    counting = Counting(open_home(root), months)
    begin = time.perf_counter()
    if name == "derive":
        counting.files(months)
    else:
        counting.forget()
        counting.tally(months)
    spent = time.perf_counter() - begin
    # Not ru_maxrss: that remembers the process this one came from.
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak,) = (int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    return spent, peak / 1024


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the service ledger")
    parser.add_argument("--markets", type=int, default=MARKETS)
    parser.add_argument("--months", type=int, default=Size().months)
    return parser


if __name__ == "__main__":
    sys.exit(main())
