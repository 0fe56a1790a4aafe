"""Is a file that was altered, lost or merely written anew found, and told apart?"""

from pathlib import Path

import duckdb

from store.files import path_of
from store.home import Home
from store.manifest import active_segments
from store.scope import PROVINCE
from store.verification import Damage, damages
from tests.store.making import submit
from tests.store.records import A, service


def kept(home: Home, folder: Path) -> tuple[Path, str]:
    rows = [service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
    submit(home, folder, "320100", 202609, {"service": rows})
    (digest,) = active_segments(PROVINCE, home, [202609])["digest"]
    path = path_of(home.ledger, digest, ".parquet")
    path.chmod(0o640)
    return path, digest


def rewritten(path: Path, what: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * {what} FROM read_parquet('{path}')) TO '{path}.new' (FORMAT parquet)"
        )
    path.with_name(f"{path.name}.new").rename(path)


def test_a_home_as_it_was_left_is_sound(home: Home, tmp_path: Path) -> None:
    kept(home, tmp_path)
    assert damages(PROVINCE, home) == []


def test_the_same_rows_written_anew_are_named_as_such(home: Home, tmp_path: Path) -> None:
    path, digest = kept(home, tmp_path)
    before = path.read_bytes()
    rewritten(path, "")
    assert path.read_bytes() != before
    assert damages(PROVINCE, home) == [Damage("segment", digest, 1, "rewritten")]


def test_another_value_is_damage(home: Home, tmp_path: Path) -> None:
    path, digest = kept(home, tmp_path)
    rewritten(path, "REPLACE (closed_at + 60 AS closed_at)")
    assert damages(PROVINCE, home) == [Damage("segment", digest, 1, "altered")]


def test_bytes_that_are_no_table_are_damage(home: Home, tmp_path: Path) -> None:
    path, digest = kept(home, tmp_path)
    path.write_bytes(b"PAR1 but not really")
    assert damages(PROVINCE, home) == [Damage("segment", digest, 1, "altered")]


def test_lost_files_are_damage(home: Home, tmp_path: Path) -> None:
    path, digest = kept(home, tmp_path)
    path.unlink()
    (evidence,) = home.evidence.iterdir()
    evidence.chmod(0o640)
    evidence.write_bytes(b"another letter")
    altered, missing = damages(PROVINCE, home)
    assert (altered.kind, altered.state) == ("evidence", "altered")
    assert missing == Damage("segment", digest, 1, "missing")
    evidence.unlink()
    assert [damage.state for damage in damages(PROVINCE, home)] == ["missing", "missing"]
