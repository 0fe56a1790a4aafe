"""How long does each of several tasks take, in turns, so that a slow minute meets them all?"""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


def nothing() -> None:
    """What most tasks need before them."""


@dataclass(frozen=True)
class Task:
    """Something to be timed. `prepare` runs before it, untimed; the work stands for `times` as
    much (a sample)."""

    run: Callable[[], object]
    prepare: Callable[[], object] = nothing
    times: float = 1.0


def medians(tasks: Mapping[str, Task], rounds: int) -> dict[str, float]:
    """The median of each task in milliseconds, after one round that doesn't count. Each round
    begins with another task. What was in memory before isn't looked through for garbage."""
    gc.freeze()
    try:
        return _timed(tasks, rounds)
    finally:
        gc.unfreeze()


def _timed(tasks: Mapping[str, Task], rounds: int) -> dict[str, float]:
    names = list(tasks)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for lap in range(rounds + 1):
        at = lap % len(names)
        for name in (*names[at:], *names[:at]):
            spent = _milliseconds(tasks[name])
            if lap:
                taken[name].append(spent)
    return {name: median(spent) for name, spent in taken.items()}


def _milliseconds(task: Task) -> float:
    task.prepare()
    gc.collect()
    begin = time.perf_counter()
    task.run()
    return (time.perf_counter() - begin) * 1000 * task.times
