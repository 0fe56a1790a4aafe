"""Is what an import left cleared away, and nothing else?"""

from pathlib import Path

from store import files, pending
from store.home import Home
from store.scope import PROVINCE
from tests.store.making import submit
from tests.store.records import A, service


def import_one(home: Home, folder: Path) -> None:
    rows = [service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
    submit(home, folder, "320100", 202609, {"service": rows})


def names(home: Home) -> list[str]:
    held = [*home.evidence.iterdir(), *home.ledger.iterdir()]
    return sorted(path.relative_to(home.root).as_posix() for path in held)


def test_files_of_an_import_that_ended_are_kept(home: Home, tmp_path: Path) -> None:
    import_one(home, tmp_path)
    before = names(home)
    assert len(before) == 2
    pending.clear(PROVINCE, home)
    assert names(home) == before
    assert not (home.root / pending.NOTE).exists()


def test_files_that_no_batch_names_go_when_they_were_noted(home: Home, tmp_path: Path) -> None:
    import_one(home, tmp_path)
    before = names(home)
    (tmp_path / "a").write_bytes(b"rows nobody accepted")
    evidence = files.digest_file(tmp_path / "a")
    rows = "sha256:" + "0" * 64
    with pending.pending(PROVINCE, home, evidence, [rows]):
        files.put_file(home.evidence, tmp_path / "a")
        files.put_file(home.ledger, tmp_path / "a", rows, ".parquet")
        (home.ledger / f"half{files.PART}").touch()
        assert len(names(home)) == len(before) + 3
    assert names(home) == before
    assert not (home.root / pending.NOTE).exists()


def test_a_file_nobody_noted_stays_whatever_the_state_says(home: Home, tmp_path: Path) -> None:
    # It may be all that is left to mend a damaged state from.
    other = home.evidence / ("sha256-" + "1" * 64)
    other.write_bytes(b"from a backup")
    import_one(home, tmp_path)
    assert other.exists()


def test_a_file_of_an_earlier_batch_is_not_noted(home: Home, tmp_path: Path) -> None:
    import_one(home, tmp_path)
    (path,) = home.evidence.iterdir()
    digest = path.name.replace("-", ":")
    with pending.pending(PROVINCE, home, digest, []):
        assert (home.root / pending.NOTE).read_text() == ""
