"""Are derived rows made once per key, and again when an input changes?"""

from pathlib import Path

import pytest
from sqlalchemy import select

from store import derived, derived_rows
from store.home import Home
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from tests.store.making import at, submit
from tests.store.records import A, B, service, steps, week

UNIT = "320100"
ROWS = [service(A, 1, "2026-09-01T16:00", "2026-09-02T10:00")]
COMPLAINT = {"market": A, "record_id": "c1", "open": 1, "filed_at": at("2026-09-01T09:00"),
             "channel": "12345", "kind": "delay"}  # fmt: skip
VACANCY = {"market": A, "record_id": "v1", "open": 1, "submitted_at": at("2026-09-01T09:00"),
           "published_at": at("2026-09-01T10:00"), "valid_until": at("2026-12-01"),
           "employer_key": "E", "industry": "I", "occupation": "O", "heads": 1}  # fmt: skip


def used(home: Home, as_of: int | None = None) -> list[int | None]:
    frame = ParquetLedger(home, as_of).query(
        PROVINCE, "service", lambda t: select(t.c.used_seconds), [202609]
    )
    return [None if missing else int(value)
            for value, missing in zip(frame["used_seconds"].fillna(0),
                                      frame["used_seconds"].isna(), strict=True)]  # fmt: skip


def made(home: Home) -> set[str]:
    return {path.name for path in home.derived.iterdir()}


def test_a_batch_s_files_are_made_once(home: Home, tmp_path: Path) -> None:
    ledgers = {"service": ROWS, "step": [], "vacancy": [VACANCY], "complaint": [COMPLAINT]}
    receipt = submit(home, tmp_path, UNIT, 202609, ledgers, *week(A))
    derived.derive(PROVINCE, home, [receipt.batch_id])
    files = made(home)
    assert len(files) == 3
    assert used(home) == [2 * 3600]
    derived.derive(PROVINCE, home, [receipt.batch_id])
    assert made(home) == files


def test_a_batch_is_kept_also_where_its_files_can_not_be_made(home: Home, tmp_path: Path) -> None:
    receipt = submit(home, tmp_path, UNIT, 202609, {"service": ROWS}, *week(A))
    home.derived.parent.mkdir(exist_ok=True)
    home.derived.rmdir()
    home.derived.write_text("in the way")
    derived.derive(PROVINCE, home, [receipt.batch_id])
    home.derived.unlink()
    assert used(home) == [2 * 3600]


def test_files_deleted_from_the_cache_are_made_again(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS}, *week(A))
    assert used(home) == [2 * 3600]
    files = made(home)
    for path in home.derived.iterdir():
        path.unlink()
    home.derived.rmdir()
    assert used(home) == [2 * 3600]
    assert made(home) == files


@pytest.mark.parametrize("place", [0, 100, -1])
def test_a_flipped_bit_in_the_cache_is_not_counted(home: Home, tmp_path: Path, place: int) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS}, *week(A))
    assert used(home) == [2 * 3600]
    (path,) = home.derived.iterdir()
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert used(home) == [2 * 3600]
    assert path.read_bytes() != content


def test_a_file_of_the_cache_without_its_digest_is_made_again(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS}, *week(A))
    assert used(home) == [2 * 3600]
    (path,) = home.derived.iterdir()
    (note,) = (home.cache / "digests").iterdir()
    note.unlink()
    path.write_bytes(b"")
    assert used(home) == [2 * 3600]
    assert note.exists()


def test_other_hours_of_the_market_make_other_times_and_as_of_keeps_the_old(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS}, *week(A))
    assert used(home) == [2 * 3600]
    submit(home, tmp_path, UNIT, 202610, {}, *week(A, closes="16:30", reason="录错"))
    assert used(home) == [3600 + 1800]
    assert used(home, at("2026-10-15")) == [2 * 3600]


def test_hours_that_begin_later_or_belong_to_another_market_change_no_key(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS}, *week(A))
    used(home)
    files = made(home)
    submit(home, tmp_path, UNIT, 202610, {}, *week(B),
           *week(A, closes="16:30", valid_from=at("2026-10-01")))  # fmt: skip
    assert used(home) == [2 * 3600]
    assert made(home) == files


def test_steps_filed_anew_change_the_times(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS, "step": []}, *week(A))
    assert used(home) == [2 * 3600]
    turns = steps(A, 1, ("2026-09-01T16:30", "waiting", "K"), ("2026-09-02T09:30", "resumed", "K"))
    submit(home, tmp_path, UNIT, 202609, {"service": ROWS, "step": turns}, reason="补报流转")
    assert used(home) == [3600]


def test_every_row_keeps_its_own_columns_beside_the_derived(home: Home, tmp_path: Path) -> None:
    rows = [service(A, n, f"2026-09-01T{9 + n:02d}:00", f"2026-09-01T{9 + n:02d}:0{n}")
            for n in range(1, 6)]  # fmt: skip
    submit(home, tmp_path, UNIT, 202609, {"service": rows}, *week(A))
    frame = ParquetLedger(home).query(
        PROVINCE, "service",
        lambda t: select(t.c.record_id, t.c.opened_at, t.c.used_seconds).order_by(t.c.record_id),
        [202609],
    )  # fmt: skip
    assert frame["record_id"].tolist() == [f"r{n}" for n in range(1, 6)]
    assert frame["used_seconds"].tolist() == [60 * n for n in range(1, 6)]
    assert frame["opened_at"].tolist() == [row["opened_at"] for row in rows]


def test_vacancies_and_complaints_get_theirs(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"vacancy": [VACANCY], "complaint": [COMPLAINT]}, *week(A))
    ledger = ParquetLedger(home)
    found = ledger.query(
        PROVINCE, "vacancy", lambda t: select(t.c.publish_seconds, t.c.publish_before), [202609]
    )
    assert found.iloc[0].tolist() == [3600, 0]
    found = ledger.query(
        PROVINCE, "complaint", lambda t: select(t.c.reply_days, t.c.close_before), [202609]
    )
    # From Wednesday 2 to 30 September 2026: 21 weekdays, less the 25th, and Sunday the 20th.
    assert found.iloc[0].tolist() == [21, 0]


def test_segments_made_together_or_in_parts_keep_their_own_rows_steps_and_hours(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "320200"
    far = "320205001"
    asked = [service(A, n, "2026-09-01T16:00", "2026-09-02T10:00") for n in (1, 2, 3)]
    paused = steps(
        far, 2, ("2026-09-01T16:30", "waiting", "K"), ("2026-09-02T09:30", "resumed", "K")
    )
    closed = steps(A, 3, ("2026-09-02T09:30", "closed", "K"))
    submit(home, tmp_path, UNIT, 202609, {"service": asked, "step": closed}, *week(A))
    theirs = [service(far, n, "2026-09-01T16:00", "2026-09-02T10:00") for n in (1, 2)]
    submit(home, tmp_path, other, 202609, {"service": theirs, "step": paused},
           *week(far, opens="08:00"))  # fmt: skip
    together = seen(home)
    assert together == {
        (A, "r1"): 7200, (A, "r2"): 7200, (A, "r3"): 5400, (far, "r1"): 10800, (far, "r2"): 3600,
    }  # fmt: skip
    for path in sorted(home.derived.iterdir())[:1]:
        path.unlink()
    assert seen(home) == together
    for number in (1, 2, 4):
        monkeypatch.setattr(derived_rows, "AT_ONCE", number)
        for path in home.derived.iterdir():
            path.unlink()
        assert seen(home) == together


def seen(home: Home) -> dict[tuple[str, str], int]:
    """The working time of each record of September."""
    frame = ParquetLedger(home).query(
        PROVINCE, "service", lambda t: select(t.c.market, t.c.record_id, t.c.used_seconds), [202609]
    )
    keys = zip(frame["market"], frame["record_id"], strict=True)
    return dict(zip(keys, frame["used_seconds"].tolist(), strict=True))
