"""A CSV file is read as it lies only where every reader would read the same."""

import csv
import io
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendar import month_bounds
from store.contracts import Column, Ledger
from store.intake.cover import Cover
from store.intake.csv_check import check_file
from store.intake.csv_plain import plain
from store.intake.csv_read import RawCsv
from store.intake.csv_typed import engine, texts
from store.ledger_sheets import LEDGERS
from tests.store.intake.month_files import MONTH, A

SHEET = Ledger("odd", "奇", "Odd", (Column("a", "text", "a", "a"),), ("a",), "a", ())


LINES = ("1,2\n", "甲,\n", ",\n", " 1, 2\t\n", "1,2\r\n", "\n", "1\n", "1,2,\n", "\r", "x,",
         '"1",2\n', '1"2,3\n', "1\r2,3\n", "é,\u3000\n")  # fmt: skip


def read_by_python(content: bytes) -> list[list[str]]:
    stream = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [*csv.reader(stream, strict=True)][1:]


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.sampled_from(LINES), max_size=6))
def test_what_is_read_as_it_lies_is_what_a_strict_reader_reads(
    rows: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "odd.csv"
    content = ("a,b\n" + "".join(rows)).encode()
    path.write_bytes(content)
    headings, lines = plain(path)
    if not headings:
        return
    raw = RawCsv(SHEET, path, {"a": 1}, 2, numbered=False, lines=lines)
    with engine(folder) as connection:
        try:
            found = connection.execute(f"SELECT * FROM {texts(raw)}").fetchall()
        except duckdb.Error:
            return  # rewritten line by line then
    if len(found) == lines - 1:  # else rewritten too
        cells = [["" if cell is None else cell for cell in row[1:]] for row in found]
        assert cells == read_by_python(content)
        assert [row[0] for row in found] == [*range(2, lines + 1)]


@pytest.mark.parametrize(
    "content",
    [b'a,b\n"1",2\n', b"a,b\r\n1,2\n", b"a,b\n1,2,\n", b"a,b\n1\n", b"a,b\n\n1,2\n",
     b"a,b\n1,\x002\n", "甲,乙\n1,2\n".encode("gb18030"), b"a,b", b""],
)  # fmt: skip
def test_anything_unusual_is_rewritten_line_by_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert plain(tmp_path / "a.csv") == ([], 0)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n3,4", b"a,b\r\n1,2\r\n", b"\xef\xbb\xbfa,b\n,\n"])
def test_what_machines_write_is_read_as_it_lies(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert plain(tmp_path / "a.csv") == (["a", "b"], 3 if b"3,4" in content else 2)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_of_very_many_rows_the_odd_and_the_repeated_are_told_by_their_line(
    ending: str, tmp_path: Path
) -> None:
    """More rows than any reader takes at once, so that the order is not a matter of luck."""
    step, number = LEDGERS["step"], 400_000
    start = month_bounds(MONTH)[0]
    lines = [",".join(column.zh for column in step.columns)]
    lines += [f"{A},F{row},1,2026-09-05 09:{row % 60:02d},s1,受理" for row in range(number)]
    lines[250_000] = lines[250_000].replace("受理", "算命")
    lines[399_999] = lines[17]
    path = tmp_path / f"step_320100_{MONTH}.csv"
    path.write_text(ending.join(lines), encoding="utf-8", newline="")
    cover = Cover("320100", MONTH)
    _, problems = check_file(step, path, tmp_path, cover, start + 40 * 86400)
    assert [(found.code, found.row) for found in problems] == [
        ("not_code", 250_001), ("repeated", 400_000),
    ]  # fmt: skip
