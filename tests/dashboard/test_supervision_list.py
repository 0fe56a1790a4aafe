"""Can every name of 运营监督 be read whole on a small screen?"""

import pytest

from dashboard.supervision_list import _WIDTHS
from dashboard.supervision_rows import COLUMNS
from dashboard.widgets import widths
from exports.words import translator

SIGN, PADDING = 12.25, 12
"""Pixels of a Chinese letter in a table, and what a cell leaves empty at its sides."""
SMALL_SCREEN = 1366 - 200 - 49
"""Beside the rail, within the margins."""
WIDE = widths(_WIDTHS, translator("zh"))


@pytest.mark.parametrize(("column", "name"), [
    ("name", "连云港市赣榆区维修安装零工市场"),
    ("managing", "连云港惠民人力资源服务有限责任公司"),
    ("buyer", "连云港市人力资源和社会保障局"),
    ("operator", "连云港惠民人力资源服务有限责任公司"),
])  # fmt: skip
def test_a_name_fits_its_column(column: str, name: str) -> None:
    assert WIDE[column] >= SIGN * len(name) + PADDING


def test_what_matters_most_fits_a_small_screen_beside_the_rail() -> None:
    first = COLUMNS[: COLUMNS.index("leads") + 1]
    assert {"managing", "buyer"} < set(first)
    assert sum(WIDE[name] for name in first) <= SMALL_SCREEN


def test_every_column_has_a_width() -> None:
    assert set(WIDE) == set(COLUMNS)


def test_english_words_have_more_room() -> None:
    english = widths(_WIDTHS, translator("en"))
    assert all(english[name] >= WIDE[name] for name in COLUMNS)
