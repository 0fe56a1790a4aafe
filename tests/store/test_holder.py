"""Two importers at once: both succeed, or the later is told who holds the data folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from store import batches, holder
from store.engine import import_lock
from store.errors import HomeError
from store.home import Home, create_home
from store.scope import PROVINCE
from tests.store.intake.month_files import KUNSHAN_UNIT, MONTH, filled_month

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from store.engine import import_lock
from store.home import open_home
with import_lock(open_home(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""
IMPORT = """
import sys
from pathlib import Path
from store.home import open_home
from tests.store.intake.month_files import submit_path
outcome = submit_path(open_home(Path(sys.argv[1])), Path(sys.argv[2]))
print(outcome.accepted, [problem.code for problem in outcome.problems])
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("BIAOCHI_NOW", "2026-10-02T10:05:00+08:00")
    return create_home(tmp_path / "home")


def started(code: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, *map(str, arguments)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_two_processes_that_import_at_once_both_succeed(home: Home, tmp_path: Path) -> None:
    files = [
        filled_month().write(tmp_path / "320100.xlsx"),
        filled_month(unit=KUNSHAN_UNIT).write(tmp_path / "320583.xlsx"),
    ]
    running = [started(IMPORT, home.root, file) for file in files]
    assert [process.communicate()[0].strip() for process in running] == ["True []"] * 2
    held = batches.history(PROVINCE, home)
    assert sorted(held["unit"]) == ["320100", KUNSHAN_UNIT]
    assert set(held["period"]) == {MONTH}


def test_who_waits_in_vain_is_told_who_holds_it_and_since_when(home: Home) -> None:
    process = started(HOLD, home.root)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        with pytest.raises(HomeError) as refused, import_lock(home, patience=0.05):
            pass
    finally:
        process.communicate("\n")
    said = refused.value.text
    for part in (f"进程 {process.pid}", "2026-10-02 10:05", "请等它结束后再导入"):
        assert part in said.zh
    assert f"process {process.pid}" in said.en
    with import_lock(home, patience=5):  # given back when the other ended
        assert f'"pid": {os.getpid()}' in (home.root / holder.LOCK).read_text(encoding="utf-8")


@pytest.mark.parametrize("left", ["", "damaged", "[1]"])
def test_a_lock_file_without_a_note_is_told_all_the_same(left: str, tmp_path: Path) -> None:
    path = tmp_path / holder.LOCK
    path.write_text(left, encoding="utf-8")
    assert "请等它结束后再导入" in holder.busy(path).zh
    assert "nothing was written" in holder.busy(tmp_path / "none").en
