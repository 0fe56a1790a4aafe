"""Is a paper there whole, or not at all?"""

import os
from pathlib import Path

import pytest

from exports.whole_file import PREFIX, whole_file


def test_what_was_written_stands_under_its_name_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with whole_file(path) as part:
        part.write_bytes(b"whole")
        assert not path.exists()
        assert part.suffix == path.suffix
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"whole"


def write_half(path: Path) -> None:
    with whole_file(path) as part:
        part.write_bytes(b"half")
        raise OSError("no space")


def test_a_failure_leaves_the_earlier_paper_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"earlier")
    with pytest.raises(OSError, match="no space"):
        write_half(path)
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"earlier"


def test_what_a_killed_export_left_goes_and_that_of_a_running_one_stays(tmp_path: Path) -> None:
    running = tmp_path / f"{PREFIX}{os.getppid()}.a.xlsx"
    for left in (tmp_path / f"{PREFIX}999999999.a.xlsx", tmp_path / f"{PREFIX}x.a.xlsx", running):
        left.touch()
    with whole_file(tmp_path / "a.xlsx") as part:
        part.touch()
    assert {each.name for each in tmp_path.iterdir()} == {"a.xlsx", running.name}
