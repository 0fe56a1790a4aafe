"""How are the readings shown? As a table of ratios, or as JSON; always with where and on what."""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from bench.measures import LINES, Goal, Line

LIBRARIES = ("duckdb", "numpy", "pandas", "pyarrow", "sqlalchemy")
HEADINGS = ("what", "ms", "beside", "ms", "ratio", "goal", "")
SIGNS = {"times": "≤ {:.1f} ×", "faster": "≥ {:.0f} × faster", "ms": "≤ {:.0f} ms"}
LEFT = (0, 2, 5, 6)
"""The columns that are words."""


@dataclass(frozen=True)
class Report:
    """What was measured where: `environment` and `size` by name, medians in milliseconds by
    task."""

    environment: Mapping[str, str]
    size: Mapping[str, float]
    medians: Mapping[str, float]

    def as_data(self) -> dict[str, object]:
        """What the JSON holds: environment, size, and one object per line of the table. `ratio`
        is ms ÷ baseline_ms; `met` is null without a goal."""
        lines = [self._line(line) for line in LINES]
        return {"environment": dict(self.environment), "size": dict(self.size), "lines": lines}

    def as_table(self) -> str:
        where = " · ".join(f"{name} {value}" for name, value in self.environment.items())
        what = " · ".join(f"{number:,} {name}" for name, number in self.size.items())
        rows = [HEADINGS, *(self._cells(line) for line in LINES)]
        widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
        return "\n".join([where, what, "", *(_laid(row, widths) for row in rows)])

    def _line(self, line: Line) -> dict[str, object]:
        ms, beside, goal = *self._pair(line), line.goal
        return {
            "what": line.what, "ms": round(ms, 3),
            "baseline": line.baseline, "baseline_ms": round(beside, 3),
            "ratio": round(ms / beside, 4),
            "goal": None if goal is None else {"kind": goal.kind, "number": goal.number},
            "met": None if goal is None else goal.met(ms, beside),
        }  # fmt: skip

    def _cells(self, line: Line) -> tuple[str, ...]:
        ms, beside = self._pair(line)
        ratio = f"{ms / beside:.2f} ×" if ms >= beside else f"{beside / ms:.2f} × faster"
        return (
            line.what, f"{ms:,.1f}", line.baseline, f"{beside:,.1f}", ratio,
            *_judged(line.goal, ms, beside),
        )  # fmt: skip

    def _pair(self, line: Line) -> tuple[float, float]:
        return self.medians[line.task], self.medians[line.beside]


def environment() -> dict[str, str]:
    """Cores, load and versions: without them no number means anything."""
    cores = len(os.sched_getaffinity(0))
    return {
        "cores": str(cores),
        "load": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def _judged(goal: Goal | None, ms: float, beside: float) -> tuple[str, str]:
    if goal is None:
        return "", ""
    return SIGNS[goal.kind].format(goal.number), "met" if goal.met(ms, beside) else "missed"


def _laid(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        cell.ljust(width) if at in LEFT else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
