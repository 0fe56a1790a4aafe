"""What comes again as CSV: a repeat changes nothing, a correction supersedes and keeps both."""

from pathlib import Path

import pytest

from rules.calendar import month_bounds, next_month
from store import batches, manifest
from store.files import path_of
from store.home import Home
from store.scope import PROVINCE
from tests.store.intake.month_files import DAY, MONTH, A, Month, codes, market_row, submit_path
from tests.store.intake.test_csv_files import COVER, FILES, SERVICE, write

CORRECTED = {"service": SERVICE.replace("20.50", "30.00")}
WITH_REASON = {"cover": COVER.replace("\n\n", "\n更正原因,金额登错\n\n")}


@pytest.fixture
def folder(home: Home, tmp_path: Path) -> Path:
    """Where to write; the month is on file, as CSV."""
    register = Month(period=202608).add("market", market_row())
    assert submit_path(home, register.write(tmp_path / "register.xlsx")).accepted
    (tmp_path / "csv").mkdir()
    assert submit_path(home, write(tmp_path / "csv", FILES)).accepted
    return tmp_path / "csv"


def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The 21st of the month after."""
    monkeypatch.setenv("BIAOCHI_NOW", str(month_bounds(next_month(MONTH))[0] + 20 * DAY))


def test_the_same_rows_again_change_nothing_in_whatever_encoding(home: Home, folder: Path) -> None:
    again = submit_path(home, write(folder, FILES, "gb18030"))
    assert again.receipt is not None
    assert again.receipt.repeated
    assert len(batches.history(PROVINCE, home)) == 2


def test_a_correction_needs_its_reason(home: Home, folder: Path) -> None:
    refused = submit_path(home, write(folder, FILES | CORRECTED))
    assert codes(refused.problems) == ["reason_missing"]
    assert len(batches.history(PROVINCE, home)) == 2


def test_a_correction_supersedes_and_both_are_kept(home: Home, folder: Path) -> None:
    before = manifest.active_segments(PROVINCE, home, [MONTH]).set_index("ledger")["digest"]
    outcome = submit_path(home, write(folder, FILES | CORRECTED | WITH_REASON))
    assert outcome.receipt is not None
    assert (outcome.receipt.version, outcome.receipt.supersedes) == (2, (2,))
    after = manifest.active_segments(PROVINCE, home, [MONTH]).set_index("ledger")["digest"]
    assert after["service"] != before["service"]
    assert all(path_of(home.ledger, digest, ".parquet").exists() for digest in (*before, *after))
    assert batches.history(PROVINCE, home)["reason"].tolist()[0] == "金额登错"


def test_rows_after_closing_need_approval_and_reason(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(monkeypatch)
    paths = write(folder, FILES | CORRECTED | WITH_REASON)
    assert codes(submit_path(home, paths).problems) == ["approval_missing"]
    assert submit_path(home, paths, approved_by="省厅 李处").accepted
    only_approved = write(folder, FILES | {"service": SERVICE.replace("20.50", "40.00")})
    refused = submit_path(home, only_approved, approved_by="省厅 李处")
    assert codes(refused.problems) == ["reason_missing"]


def test_rows_that_first_come_after_closing_are_taken_as_late(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = Month(period=202608).add("market", market_row())
    assert submit_path(home, register.write(tmp_path / "register.xlsx")).accepted
    closed(monkeypatch)
    (tmp_path / "csv").mkdir()
    assert submit_path(home, write(tmp_path / "csv", FILES)).accepted
    covers = manifest.covers(PROVINCE, home, [MONTH])
    held = covers[(covers["market"] == A) & (covers["ledger"] == "service")]
    assert held["first_received_at"].item() > month_bounds(next_month(MONTH))[0] + 15 * DAY
