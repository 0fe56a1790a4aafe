"""Is a rule file read as it is written, with its places, and nothing guessed?"""

import contextlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules.load import Node, read_yaml
from rules.value import RuleError, Text

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
DATA = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
).filter(lambda data: data != [])


def written(tmp_path: Path, text: str) -> Node:
    path = tmp_path / "rule.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


@given(data=DATA)
def test_whatever_is_written_is_read_back_as_text(
    data: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, default_style='"'), "utf-8")
    assert read_yaml(path).plain() == data


@pytest.mark.parametrize(
    "text", ["12.10", "010", "on", "no", "~", "null", "1e3", "2024-04-11", "0x10", "1_000", "12:30"]
)
def test_nothing_is_guessed(text: str, tmp_path: Path) -> None:
    assert written(tmp_path, f"key: {text}\n").mapping()["key"].text() == text
    assert written(tmp_path, f"{text}: value\n").plain() == {text: "value"}


def test_every_value_knows_its_line_and_the_way_to_it(tmp_path: Path) -> None:
    node = written(tmp_path, "# first\na: 1\nb:\n  - x\n  - c: 2\n    d:\n      e: 3\nf: {g: 4}\n")
    b = node.mapping()["b"]
    assert (b.line, b.key) == (3, "b")
    assert [(entry.line, entry.key) for entry in b.sequence()] == [(4, "b[0]"), (5, "b[1]")]
    d = b.sequence()[1].mapping()["d"]
    assert (d.line, d.key) == (6, "b[1].d")
    assert (d.mapping()["e"].line, d.mapping()["e"].key) == (7, "b[1].d.e")
    assert node.mapping()["f"].mapping()["g"].key == "f.g"


def test_a_text_is_trimmed_and_both_languages_are_asked_for(tmp_path: Path) -> None:
    node = written(tmp_path, "title: {zh: ' 零工市场 ', en: Market}\n")
    assert node.mapping()["title"].words() == Text("零工市场", "Market")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert written(tmp_path, "\ufeffid: tiny\n").plain() == {"id": "tiny"}


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml", Path("a\0b")):
        with pytest.raises(RuleError):
            read_yaml(path)


@pytest.mark.parametrize("opener", ["[", "{a: ", "- "])
def test_a_bottomless_file_is_refused_without_exhausting_the_reader(
    opener: str, tmp_path: Path
) -> None:
    with pytest.raises(RuleError):
        written(tmp_path, opener * 100_000)


@given(noise=st.binary(max_size=60))
def test_noise_is_read_or_refused(noise: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.yaml"
    path.write_bytes(noise)
    with contextlib.suppress(RuleError):
        read_yaml(path)
