"""Is the memory that of the work alone, and is it told beside the goal?"""

import os
import re
from pathlib import Path

import pytest

from bench import memory
from bench.memory import main, measured
from bench.tallies import Counting
from store.home import Home


def test_both_kinds_of_work_are_measured_and_judged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "GOAL", 1)
    assert main(["--rows", "2000", "--markets", "16", "--months", "1"]) == 0
    size, derive, tally = capsys.readouterr().out.splitlines()
    assert size == "2,000 rows · 16 markets · 1 months"
    for name, line in (("derive", derive), ("tally", tally)):
        assert re.fullmatch(rf"{name}: [0-9.]+ s, peak [0-9]+ MiB, ≤ 1 MiB missed", line)


def test_it_is_the_most_this_process_ever_held(counting: Counting) -> None:
    home: Home = counting.home
    seconds, peak = measured(home.root, counting.months, "tally")
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    assert seconds > 0
    assert peak >= pages * os.sysconf("SC_PAGE_SIZE") / 2**20 * 0.9
