"""The process that parses answers each line with a line, under its limits."""

import io
import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from store.intake import child, limits
from store.intake.job import Job, read_result
from tests.store.intake.month_files import filled_month

LIMITS = """
import resource
from store.intake import limits
limits.limit_memory()
limits.limit_time(0)
print([resource.getrlimit(each)[0] for each in
       (resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_CPU)])
"""


def test_rounds_and_marks_are_answered_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(limits, "limit_memory", lambda: seen.append(-1))
    monkeypatch.setattr(limits, "limit_time", seen.append)
    path = filled_month().write(tmp_path / "a.xlsx")
    (tmp_path / "out").mkdir()
    job = Job((str(path),), str(tmp_path / "out"), 2_000_000_000)
    marks = {"paths": [str(path)], "target": str(tmp_path / "marked.xlsx"), "problems": []}
    asked = [{"jobs": [asdict(job)], "size": 7}, {"mark": marks, "size": 8}]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(map(json.dumps, asked))))
    child.main()
    assert capsys.readouterr().out == "done\ndone\n"
    assert seen == [-1, 7, 8]
    assert read_result(tmp_path / "out").ledgers["service"].rows == 3
    assert (tmp_path / "marked.xlsx").exists()


def test_the_limits_hold_in_the_process_that_sets_them() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITS], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    memory, core, seconds = json.loads(done.stdout)
    assert (memory, core) == (2 << 30, 0)
    assert limits.FIRST_SECONDS <= seconds <= limits.FIRST_SECONDS + 10
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != memory
