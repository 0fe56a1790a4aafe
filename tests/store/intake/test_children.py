"""A file that ends the process that reads it harms nobody else."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from store.intake import children, limits
from store.intake.children import Child, mark
from store.intake.job import Job, Result
from store.ledger_sheets import LEDGERS
from tests.store.intake.month_files import filled_month

pytestmark = pytest.mark.usefixtures("real_children")


def job(path: Path, folder: Path) -> Job:
    folder.mkdir()
    return Job((str(path),), str(folder), 2_000_000_000)


def test_a_file_that_ends_its_child_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    far = Workbook()
    far["Sheet"]["A1"] = far["Sheet"]["XFD1048576"] = 1
    far.save(tmp_path / "far.xlsx")
    good = filled_month().write(tmp_path / "good.xlsx")
    paths = [good, tmp_path / "far.xlsx", good]
    jobs = [job(path, tmp_path / str(i)) for i, path in enumerate(paths)]
    found = children.parse_all(jobs, processes=1)
    results = [result for result in found if isinstance(result, Result)]
    assert [[found.code for found in result.problems] for result in results] == [
        [], ["parse_failed"], [],
    ]  # fmt: skip
    assert results[2].ledgers["service"].rows == 3


def test_a_child_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "START_SECONDS", 0)
    monkeypatch.setattr(children, "allowed_seconds", lambda size: 0)
    child = Child()
    assert not child.ask({"jobs": []}, 0)
    child.close()


def test_while_a_large_file_is_read_its_part_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "TICK_SECONDS", 0.005)
    lines = [",".join(column.zh for column in LEDGERS["step"].columns)]
    lines += [f"320102001,F{row},1,2026-09-05 09:00,s1,受理" for row in range(300_000)]
    path = tmp_path / "step_320100_202609.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [*children.parse_all([job(path, tmp_path / "out")], processes=1)]
    parts = [part for part in found if isinstance(part, float) and part]
    assert isinstance(found[-1], Result)
    assert parts == sorted(parts)
    assert 0.3 < parts[-1] <= children.MOST


def test_time_is_counted_by_size() -> None:
    assert limits.allowed_seconds(0) == limits.FIRST_SECONDS
    assert limits.allowed_seconds(4 << 20) > limits.allowed_seconds(1 << 20)


def test_no_setting_of_ours_reaches_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_PERSON_KEY", "/secret")
    monkeypatch.setenv("BIAOCHI_DATABASE_URL", "postgresql://user:password@host/db")
    assert not [name for name in children._environment() if name.startswith("BIAOCHI")]


def test_marking_an_unreadable_file_fails_quietly(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"nothing")
    assert mark([tmp_path / "a.xlsx"], tmp_path / "b.xlsx", []) is False
