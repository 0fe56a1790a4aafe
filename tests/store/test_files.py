"""Do files only ever appear, under the digest of their bytes?"""

import hashlib
from pathlib import Path

import pytest

from store import files
from store.errors import DamageError


def test_a_digest_says_how_it_was_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("零工".encode())
    told = "sha256:" + hashlib.sha256("零工".encode()).hexdigest()
    assert files.digest_bytes("零工".encode()) == told
    assert files.digest_file(tmp_path / "a") == told


def test_a_file_is_copied_to_its_digest_and_the_source_stays(tmp_path: Path) -> None:
    folder, source = tmp_path / "evidence", tmp_path / "报表.xlsx"
    folder.mkdir()
    source.write_bytes(b"bytes as received")
    digest = files.put_file(folder, source)
    assert files.path_of(folder, digest).read_bytes() == source.read_bytes()
    assert [path.name for path in folder.iterdir()] == [digest.replace(":", "-")]


def test_evidence_is_never_rewritten(tmp_path: Path) -> None:
    folder, source = tmp_path / "evidence", tmp_path / "a"
    folder.mkdir()
    source.write_bytes(b"once")
    kept = files.path_of(folder, files.put_file(folder, source))
    before = kept.stat()
    files.put_file(folder, source)
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert kept.stat().st_mode & 0o222 == 0


def test_evidence_that_was_altered_is_reported_not_replaced(tmp_path: Path) -> None:
    folder, source = tmp_path / "evidence", tmp_path / "a"
    folder.mkdir()
    source.write_bytes(b"once")
    kept = files.path_of(folder, files.put_file(folder, source))
    kept.chmod(0o600)
    kept.write_bytes(b"twice")
    with pytest.raises(DamageError) as caught:
        files.put_file(folder, source)
    assert kept.name in caught.value.text.en
    assert kept.read_bytes() == b"twice"


def test_what_a_killed_import_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / f"left{files.PART}").write_bytes(b"half")
    (tmp_path / "sha256-0").write_bytes(b"whole")
    files.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["sha256-0"]
