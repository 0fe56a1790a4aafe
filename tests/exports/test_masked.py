"""Does a file leave the office without its persons?"""

from pathlib import Path

import openpyxl
import pytest

from exports.masked import pseudonymise_file
from exports.refusals import ExportError
from store.intake.persons import person_key

KEY = b"0123456789abcdef-province"
ID = "11010519491231002X"  # the worked example of GB 11643
MOBILE = "13800138000"


@pytest.fixture
def keyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "key"
    path.write_bytes(KEY + b"\n")
    monkeypatch.setenv("BIAOCHI_PERSON_KEY", str(path))
    return path


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["张三", ID, MOBILE, 12])
    book.save(path)
    return path


def test_an_id_becomes_its_key_and_a_mobile_number_goes(keyed: Path, tmp_path: Path) -> None:
    source, out = workbook(tmp_path / "320100_202610.xlsx"), tmp_path / "new" / "a.xlsx"
    pseudonymise_file(source, out)
    cells = [cell.value for cell in openpyxl.load_workbook(out).worksheets[0][1]]
    assert cells[0] == "张三"
    assert cells[1] == person_key(ID, KEY)
    assert MOBILE not in str(cells)
    assert cells[3] == 12


def test_a_csv_loses_its_persons_too(keyed: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "service_320100_202610.csv", tmp_path / "out.csv"
    source.write_text(f"编号,标识\n1,{ID}\n2,{MOBILE}\n", encoding="utf-8")
    pseudonymise_file(source, out)
    text = out.read_text(encoding="utf-8")
    assert ID not in text
    assert MOBILE not in text
    assert person_key(ID, KEY) in text


@pytest.mark.parametrize("content", [None, b"short"])
def test_without_a_usable_key_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    key = tmp_path / "key"
    if content is not None:
        key.write_bytes(content)
    monkeypatch.setenv("BIAOCHI_PERSON_KEY", str(key))
    with pytest.raises(ExportError) as refused:
        pseudonymise_file(workbook(tmp_path / "320100_202610.xlsx"), tmp_path / "out.xlsx")
    assert "BIAOCHI_PERSON_KEY" in refused.value.text.zh
    assert not (tmp_path / "out.xlsx").exists()


def test_a_file_that_may_not_be_opened_is_refused(keyed: Path, tmp_path: Path) -> None:
    source = tmp_path / "320100_202610.xlsx"
    source.write_bytes(b"no workbook")
    with pytest.raises(ExportError) as refused:
        pseudonymise_file(source, tmp_path / "out.xlsx")
    assert refused.value.text.en
    assert not (tmp_path / "out.xlsx").exists()


def test_the_file_itself_is_never_overwritten(keyed: Path, tmp_path: Path) -> None:
    source = workbook(tmp_path / "320100_202610.xlsx")
    before = source.read_bytes()
    with pytest.raises(ExportError):
        pseudonymise_file(source, source)
    assert source.read_bytes() == before
