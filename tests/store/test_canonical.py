"""Is the digest of rows that of their canonical form, whoever wrote them, in whatever order?"""

import hashlib
import unicodedata
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.canonical import digest_segment, write_segment
from store.contracts import Column, Ledger
from store.errors import CommitError
from store.ledger_sheets import COMPLAINT, STEP
from tests.store.making import Rows, frame

LEDGERS = {ledger.name: ledger for ledger in (COMPLAINT, STEP)}


def by_hand(ledger: Ledger, rows: Rows) -> str:
    """The canonical form written out in plain Python: the slow oracle."""

    def cell(column: Column, value: Any) -> str:
        if value is None:
            return "\x1e"
        return unicodedata.normalize("NFC", value) if column.sql == "VARCHAR" else str(value)

    def place(row: Any) -> list[Any]:
        return [
            unicodedata.normalize("NFC", row[name]).encode()
            if ledger.column(name).sql == "VARCHAR"
            else row[name]
            for name in ledger.key
        ]

    kinds = [f"{column.name} {column.sql}" for column in ledger.columns]
    text = "\x1f".join(["biaochi-rows/1", ledger.name, *kinds]) + "\n"
    for row in sorted(rows, key=place):
        text += "\x1f".join(cell(c, row.get(c.name)) for c in ledger.columns) + "\n"
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("e\u0301零A\u030a|"),
    max_size=6,
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Ledger, list[dict[str, Any]]]:
    ledger = LEDGERS[draw(st.sampled_from(sorted(LEDGERS)))]

    def cell(column: Column) -> st.SearchStrategy[Any]:
        if column.sql == "VARCHAR":
            values: st.SearchStrategy[Any] = texts
        elif column.sql == "SMALLINT":
            values = st.integers(0, 1)
        else:
            values = st.integers(-(2**62), 2**62)
        required = column.name in ledger.key or column.kind == "flag"
        return values if required else st.none() | values

    row = st.fixed_dictionaries({column.name: cell(column) for column in ledger.columns})
    return ledger, draw(
        st.lists(
            row, max_size=5,
            unique_by=lambda r: tuple(
                unicodedata.normalize("NFC", str(r[name])) for name in ledger.key
            ),
        )
    )  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tables())
def test_the_digest_is_that_of_the_canonical_form(
    tmp_path: Path, table: tuple[Ledger, list[dict[str, Any]]]
) -> None:
    ledger, rows = table
    path = tmp_path / "rows.parquet"
    expected = (by_hand(ledger, rows), len(rows))
    assert write_segment(ledger, frame(ledger, rows), path) == expected
    assert digest_segment(ledger, path) == expected
    backwards = frame(ledger, rows[::-1])
    assert write_segment(ledger, backwards, path) == expected


def step(number: int, **more: Any) -> dict[str, Any]:
    return {"market": "320102001", "record_id": "r1", "seq": number, "at": number, "kind": "told",
            **more}  # fmt: skip


def test_a_file_another_writer_made_of_the_same_rows_has_the_same_digest(tmp_path: Path) -> None:
    rows = [step(10), step(9, staff_key="K")]
    ours = write_segment(STEP, frame(STEP, rows), tmp_path / "ours.parquet")
    with duckdb.connect() as connection:
        connection.execute(
            'COPY (SELECT record_id, market, CAST(seq AS INTEGER) AS seq, "at", kind, staff_key '
            f"FROM read_parquet('{tmp_path}/ours.parquet') ORDER BY seq DESC) "
            f"TO '{tmp_path}/theirs.parquet' (FORMAT parquet, COMPRESSION snappy)"
        )
    assert (tmp_path / "ours.parquet").read_bytes() != (tmp_path / "theirs.parquet").read_bytes()
    assert digest_segment(STEP, tmp_path / "theirs.parquet") == ours


def test_rows_lie_in_the_order_of_their_key_with_the_declared_types(tmp_path: Path) -> None:
    write_segment(STEP, frame(STEP, [step(10), step(2)]), tmp_path / "a.parquet")
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM read_parquet('{tmp_path}/a.parquet')")
        assert [str(column[1]) for column in found.description] == [c.sql for c in STEP.columns]
        assert [row[2] for row in found.fetchall()] == [2, 10]


@pytest.mark.parametrize("mark", ["\n", "\x1e", "\x1f"])
def test_text_that_would_blur_the_form_is_refused(tmp_path: Path, mark: str) -> None:
    rows = [step(1, staff_key=f"a{mark}b")]
    with pytest.raises(CommitError) as caught:
        write_segment(STEP, frame(STEP, rows), tmp_path / "a.parquet")
    assert "320102001" in caught.value.text.zh


def test_a_missing_value_is_neither_empty_nor_zero(tmp_path: Path) -> None:
    digests = {
        write_segment(STEP, frame(STEP, [step(1, staff_key=key)]), tmp_path / "a.parquet")[0]
        for key in (None, "", "0")
    }
    assert len(digests) == 3
