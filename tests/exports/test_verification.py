"""Is an altered or missing file found, and an altered chain?"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.refusals import ExportError
from exports.verification import verification
from store import engine
from store.home import Home
from store.scope import PROVINCE
from tests.exports.town import MONTHS, copied


@pytest.fixture
def home(town: Home, tmp_path: Path) -> Iterator[Home]:
    made = copied(town, tmp_path / "copy")
    yield made
    engine.close(made)


def change(path: Path) -> None:
    path.chmod(0o640)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def test_an_untouched_home_is_sound_and_every_file_is_looked_at(home: Home) -> None:
    found = verification(PROVINCE, home)
    assert found.sound
    assert found.evidence == len(MONTHS) == len(list(home.evidence.iterdir()))
    assert found.segments == len(list(home.ledger.iterdir()))
    assert found.chain.links > 0


def test_one_changed_bit_of_evidence_is_found(home: Home) -> None:
    path = next(home.evidence.iterdir())
    change(path)
    found = verification(PROVINCE, home)
    assert (found.sound, found.altered, found.missing) == (False, (path.name,), ())


def test_one_changed_bit_of_a_segment_is_found(home: Home) -> None:
    path = next(home.ledger.iterdir())
    change(path)
    assert verification(PROVINCE, home).altered == (path.name,)


def test_a_missing_segment_is_found(home: Home) -> None:
    path = next(home.ledger.iterdir())
    path.unlink()
    assert verification(PROVINCE, home).missing == (path.name,)


def test_an_altered_act_breaks_the_chain(home: Home) -> None:
    with sqlite3.connect(home.audit_path) as connection:
        connection.execute("UPDATE chain SET actor = 'nobody' WHERE sequence = 2")
    connection.close()
    found = verification(PROVINCE, home)
    assert not found.sound
    assert "broken:2" in found.chain.problems


def test_an_anchor_noted_elsewhere_must_still_be_in_the_chain(home: Home, tmp_path: Path) -> None:
    head = verification(PROVINCE, home).chain.head
    noted = tmp_path / "anchor.json"
    noted.write_text(json.dumps({"sequence": head.sequence, "hash": head.hash}))
    assert verification(PROVINCE, home, noted).sound
    noted.write_text(json.dumps({"sequence": head.sequence, "hash": "sha256:" + "0" * 64}))
    assert verification(PROVINCE, home, noted).chain.problems == (f"anchor:{head.sequence}",)


@pytest.mark.parametrize("content", ["", "[]", '{"sequence": "x", "hash": "y"}', "{}"])
def test_a_file_that_is_no_anchor_is_refused(home: Home, tmp_path: Path, content: str) -> None:
    noted = tmp_path / "anchor.json"
    noted.write_text(content)
    with pytest.raises(ExportError) as refused:
        verification(PROVINCE, home, noted)
    assert "anchor.json" in refused.value.text.zh
