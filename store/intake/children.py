"""How are foreign files parsed without risk to this process? By limited children, many at a time.

A file that ends its child is refused; the others of its round are parsed again, one by one.
"""

import json
import os
import queue
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from typing import Any

from store import storage
from store.intake.job import Job, Result, read_result
from store.intake.limits import allowed_seconds
from store.intake.problems import Found

ROOT = Path(__file__).resolve().parents[2]
ROUND_FILES = 16
ROUND_BYTES = 4 << 20
START_SECONDS = 60
TICK_SECONDS = 0.5
LARGE = 8 << 20
READINGS, MOST = 2.9, 0.95
"""A CSV is read about so many times its size: counted, typed, sorted, digested."""


class Child:
    """One process that parses; started when first asked, and again after it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asked, self._before = 0, 0

    @property
    def part(self) -> float:
        """How much of a large file is done, told by the bytes the process has read; else 0."""
        asked = self._asked  # the thread that waits for the answer may end it meanwhile
        if asked < LARGE:
            return 0.0
        return min((self._bytes_read() - self._before) / (READINGS * asked), MOST)

    def _bytes_read(self) -> int:
        try:
            counted = Path(f"/proc/{self._process.pid if self._process else 0}/io").read_text()
        except OSError:
            return self._before
        return int(counted.partition("rchar: ")[2].partition("\n")[0] or self._before)

    def ask(self, asked: Mapping[str, Any], size: int) -> bool:
        """Hand over one line and wait for the answer; False when the process died or took too
        long (it is ended then)."""
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the child was started without pipes")
        try:
            process.stdin.write(json.dumps({**asked, "size": size}).encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            self.close()
            return False
        self._before, self._asked = self._bytes_read(), size
        seconds = START_SECONDS + allowed_seconds(size)
        ready, _, _ = select.select([process.stdout], [], [], seconds)
        self._asked = 0
        answered = bool(ready) and process.stdout.readline() == b"done\n"
        if not answered:
            self.close()
        return answered

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "store.intake.child"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                cwd=ROOT, env=_environment(),
            )  # fmt: skip
        return self._process


def parse_all(jobs: Iterable[Job], processes: int = 2) -> Iterator[Result | float]:
    """The result of every job, in their order, parsed by up to `processes` children; between
    them, while one waits, how many files the children have read of those they are reading."""
    children = [Child() for _ in range(processes)]
    idle: queue.SimpleQueue[Child] = queue.SimpleQueue()
    for child in children:
        idle.put(child)

    def parse(jobs_of: Sequence[Job]) -> list[Result]:
        child = idle.get()
        try:
            return _parse(child, jobs_of)
        finally:
            idle.put(child)

    try:
        with ThreadPoolExecutor(processes) as pool:
            for future in [pool.submit(parse, jobs_of) for jobs_of in _rounds(jobs)]:
                while not wait([future], timeout=TICK_SECONDS).done:
                    yield sum(child.part for child in children)
                yield from future.result()
    finally:
        for child in children:
            child.close()


def mark(paths: Sequence[Path], target: Path, problems: Sequence[Mapping[str, Any]]) -> bool:
    """Have the marked workbook written to `target`; False when that was not possible."""
    child = Child()
    marks = {"paths": [*map(str, paths)], "target": str(target), "problems": [*problems]}
    try:
        return child.ask({"mark": marks}, _size(map(str, paths)) * 4) and target.exists()
    finally:
        child.close()


def _parse(child: Child, jobs: Sequence[Job]) -> list[Result]:
    size = sum(_size(job.paths) for job in jobs)
    if not child.ask({"jobs": [asdict(job) for job in jobs]}, size):
        if len(jobs) == 1:
            storage.check_space(Path(jobs[0].out))
            return [Result(problems=[Found("parse_failed")])]
        return [result for job in jobs for result in _parse(child, [_cleared(job)])]
    return [read_result(Path(job.out)) for job in jobs]


def _cleared(job: Job) -> Job:
    """The job with an empty folder again."""
    again = Path(f"{job.out}-again")
    again.mkdir()
    return Job(**{**asdict(job), "out": str(again)})


def _rounds(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    held: list[Job] = []
    size = 0
    for job in jobs:
        own = _size(job.paths)
        if held and (len(held) == ROUND_FILES or size + own > ROUND_BYTES):
            yield held
            held, size = [], 0
        held.append(job)
        size += own
    if held:
        yield held


def _size(paths: Any) -> int:
    return sum(Path(path).stat().st_size for path in paths)


def _environment() -> dict[str, str]:
    """Nothing of ours but the path, so that no setting that names a secret is passed on."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, **FEW_THREADS, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


# Each thread and each arena of the allocator reserves address space, which the limit counts.
FEW_THREADS = {
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_IO_THREADS": "1",
}
