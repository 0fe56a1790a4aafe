from pathlib import Path

import pytest

from dashboard.file_links import MEDIA, made


def test_the_file_is_made_under_its_own_ending() -> None:
    def write(path: Path) -> None:
        path.write_bytes(path.suffix.encode())

    assert made("某报告.docx", write) == b".docx"


def test_a_file_that_cannot_be_made_is_no_empty_file() -> None:
    def fail(path: Path) -> None:
        raise ValueError("no ground")

    with pytest.raises(ValueError, match="no ground"):
        made("某报告.pdf", fail)


def test_every_form_offered_has_a_media_type() -> None:
    from exports.taken import FORMATS

    assert {form for forms in FORMATS.values() for form in forms} <= set(MEDIA)
