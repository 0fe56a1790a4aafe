"""From the browser to the intake: checked without a trace, kept on confirmation, marked on
refusal; through the real child process where it matters."""

import tempfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import submit_check
from dashboard.submit_check import Terms, Upload
from rules.calendar import month_bounds, next_month
from rules.sets import load_ruleset
from store import batches
from store.home import Home, create_home
from store.intake import children
from store.scope import PROVINCE
from tests.dashboard.submit_files import broken, parse_here, sound
from tests.store.intake.month_files import DAY, MONTH

RULESET = load_ruleset("jiangsu-2024")
TERMS = Terms("tester", RULESET)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A real home on the 2nd of the month after MONTH, and an empty folder for uploads."""
    monkeypatch.setenv("BIAOCHI_NOW", str(month_bounds(next_month(MONTH))[0] + DAY))
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(uploads))
    return create_home(tmp_path / "home")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: a child takes a second to start."""
    monkeypatch.setattr(children, "parse_all", parse_here)


def written(home: Home, tmp_path: Path) -> list[str]:
    """What lies in the folders of evidence, rows and uploads."""
    folders = (home.evidence, home.ledger, tmp_path / "uploads")
    return [str(path) for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_a_check_in_a_limited_child_passes_and_writes_nothing(home: Home, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    held = submit_check.check(
        PROVINCE, home, [sound(tmp_path)], TERMS, lambda done, total: told.append((done, total))
    )
    assert [outcome.accepted for outcome in held] == [True], held[0].problems
    assert held[0].receipt is None
    assert held[0].rows["service"] == 3
    assert told == [(1, 1)]
    assert written(home, tmp_path) == []
    assert batches.history(PROVINCE, home).empty


@pytest.mark.usefixtures("here")
def test_what_is_kept_is_one_batch_received_now(home: Home, tmp_path: Path) -> None:
    (outcome,) = submit_check.keep(PROVINCE, home, [sound(tmp_path)], TERMS)
    assert outcome.receipt is not None
    held = batches.history(PROVINCE, home, "320100")
    assert held["batch_id"].tolist() == [outcome.receipt.batch_id]
    assert held["received_at"].tolist() == [home.now()]
    assert held["submitted_by"].tolist() == ["tester"]
    assert held["file_name"].tolist() == ["320100_202609.xlsx"]
    again = submit_check.keep(PROVINCE, home, [sound(tmp_path)], TERMS)
    assert again[0].receipt is not None
    assert again[0].receipt.repeated


@pytest.mark.usefixtures("here")
def test_of_a_refused_file_nothing_stays_but_its_problems(home: Home, tmp_path: Path) -> None:
    (outcome,) = submit_check.keep(PROVINCE, home, [broken(tmp_path)], TERMS)
    assert not outcome.accepted
    assert {problem.code for problem in outcome.problems} >= {"not_code", "not_moment"}
    assert written(home, tmp_path) == []
    assert batches.history(PROVINCE, home).empty
    used = {problem.column: problem.used_by for problem in outcome.problems}
    assert "function.time_limit" in used["受理时间"]


@pytest.mark.usefixtures("here")
def test_the_refused_workbook_comes_back_with_its_cells_marked(home: Home, tmp_path: Path) -> None:
    uploads = [broken(tmp_path)]
    (outcome,) = submit_check.check(PROVINCE, home, uploads, TERMS)
    assert submit_check.can_be_marked(outcome)
    book = openpyxl.load_workbook(BytesIO(submit_check.marked_file(outcome, uploads, "zh")))
    assert book.sheetnames[0] == "问题清单"
    commented = {cell.comment.text for row in book["工作日志"] for cell in row if cell.comment}
    wanted = {problem.text.zh for problem in outcome.problems if problem.sheet == "工作日志"}
    assert wanted <= commented
    assert written(home, tmp_path) == []


def test_what_is_no_workbook_is_refused_and_cannot_be_marked(home: Home, tmp_path: Path) -> None:
    (outcome,) = submit_check.check(PROVINCE, home, [Upload("x.xlsx", b"PK nonsense")], TERMS)
    assert not outcome.accepted
    assert not submit_check.can_be_marked(outcome)


@pytest.mark.usefixtures("here")
def test_two_files_of_one_name_are_two_submissions(home: Home, tmp_path: Path) -> None:
    good, bad = sound(tmp_path), broken(tmp_path)
    held = submit_check.check(PROVINCE, home, [good, bad], TERMS)
    assert [outcome.accepted for outcome in held] == [True, False]
    marked = submit_check.marked_file(held[1], [good, bad], "en")
    assert "问题清单" in openpyxl.load_workbook(BytesIO(marked)).sheetnames


NAMES = st.text(max_size=300) | st.sampled_from(["../../etc/x.xlsx", "C:\\报表\\a.csv", "..", "/"])


@given(NAMES)
def test_a_name_from_the_browser_is_a_file_name_and_no_path(name: str) -> None:
    safe = submit_check.safe_name(name)
    assert safe not in ("", ".", "..")
    assert not set("/\\\0") & set(safe)
    assert len(safe.encode()) <= 255


@pytest.mark.parametrize(("name", "safe"), [
    ("service_320100_202610.csv", "service_320100_202610.csv"),
    ("../../报表.xlsx", "报表.xlsx"),
    ("C:\\temp\\报表.xlsx", "报表.xlsx"),
    ("字" * 200 + ".xlsx", "字" * 65 + ".xlsx"),
])  # fmt: skip
def test_the_ending_and_the_last_part_stay(name: str, safe: str) -> None:
    assert submit_check.safe_name(name) == safe
