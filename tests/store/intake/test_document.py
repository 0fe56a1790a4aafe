"""The page about filing names every sheet, column and refusal as the code has them."""

from pathlib import Path

import pytest

from store.intake.allowed import allowed_in
from store.intake.form import COVER_LABELS, COVER_TABLE, SHEETS
from store.intake.refusals import REFUSALS

PAGE = (Path(__file__).parents[3] / "docs" / "intake.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("title", SHEETS)
def test_the_page_lists_the_columns_of_every_sheet(title: str) -> None:
    sheet = SHEETS[title]
    start = PAGE.index(f"### {title} — {sheet.en} (`{sheet.name}`")
    rows = PAGE[start:].split("\n\n")[2].splitlines()[2:]
    assert rows == [
        f"| {column.zh} | {column.en} | `{column.name}` | {allowed_in(column).en} |"
        for column in sheet.columns
    ]


@pytest.mark.parametrize("code", REFUSALS)
def test_the_page_gives_the_sentence_of_every_refusal(code: str) -> None:
    assert f"| `{code}` | {REFUSALS[code].en} |" in PAGE


def test_the_page_names_every_label_of_the_cover() -> None:
    assert not [
        word for word in (*COVER_LABELS.values(), *COVER_TABLE.values()) if word not in PAGE
    ]
