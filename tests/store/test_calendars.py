"""Does a year's calendar come in whole or not at all, and is the one before it kept?"""

from pathlib import Path

import pytest

from rules.calendar import FOLDER, load_calendar
from rules.value import RuleError
from store import audit
from store.calendars import put_calendar
from store.folder import Home
from store.scope import PROVINCE


def notice(folder: Path, status: str = "official") -> Path:
    path = folder / "2027.yaml"
    text = (FOLDER / "2027.yaml").read_text("utf-8")
    path.write_text(text.replace("status: projected", f"status: {status}"), "utf-8")
    return path


def test_a_year_comes_in_and_makes_another_calendar(home: Home, tmp_path: Path) -> None:
    found = put_calendar(PROVINCE, home, notice(tmp_path), "王历")
    assert not found.projected(2027)
    assert found.hash != load_calendar().hash
    assert [path.name for path in (home.root / "calendar").iterdir()] == ["2027.yaml"]
    assert audit.verify(PROVINCE, home).sound


def test_the_one_before_is_kept(home: Home, tmp_path: Path) -> None:
    put_calendar(PROVINCE, home, notice(tmp_path, "projected"), "王历")
    put_calendar(PROVINCE, home, notice(tmp_path), "王历")
    (kept,) = (home.root / "calendar" / "earlier").iterdir()
    assert "status: projected" in kept.read_text("utf-8")


@pytest.mark.parametrize("text", ["", "year: 2026\n", "no: yaml: here"])
def test_what_is_no_calendar_is_refused_and_leaves_nothing(
    home: Home, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "2027.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError):
        put_calendar(PROVINCE, home, path, "王历")
    assert not (home.root / "calendar").exists()
    assert not [entry for entry in home.root.iterdir() if entry.name.startswith("tmp")]
