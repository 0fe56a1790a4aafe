"""Whatever is done to its files: a rule set, or a RuleError?"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.cases import cases
from rules.load import read_yaml
from rules.model import RuleSet
from rules.set_cases import set_cases
from rules.sets import load_ruleset
from rules.value import RuleError

TINY = Path(__file__).parent / "tiny"
LAYERS = Path(__file__).parent / "layers"
SOURCES = {
    str(path.relative_to(folder)): path
    for folder in (TINY, LAYERS)
    for path in sorted(folder.rglob("*.yaml"))
}
FILES = sorted(SOURCES)
SCRAPS = st.sampled_from(
    [
        "", " ", "-", ":", "[", "]", "{", "}", "'", "#", "&a", "*a", "!!int", "%", "h", "0",
        "9" * 40, "-1", "1/0", "null", "~", "2024-02-30", "general", "default", "zh", "from",
        "value", "{0}", "\n", "\t", "\x00", "　", "１", "\ufeff", "\u2028", "---\n", "...\n",
        "<<: ", "? ", "| \n",
    ]
)  # fmt: skip
CHANGE = st.tuples(st.floats(0, 1), st.integers(0, 12), SCRAPS | st.text(max_size=3))
VALUE = st.recursive(
    SCRAPS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCRAPS, inner, max_size=3),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(TINY, tmp_path_factory.mktemp("fuzz") / "tiny")
    return shutil.copytree(LAYERS, folder, dirs_exist_ok=True)


def read_with(root: Path, name: str, content: bytes) -> RuleSet | RuleError:
    """The set with one file written anew, or why it is refused; then the file is put back."""
    (root / name).write_bytes(content)
    try:
        ruleset = load_ruleset(root)
        cases(ruleset)
        set_cases(ruleset)
        for layer in LAYERS.iterdir():
            load_ruleset(root / layer.name)
    except RuleError as error:
        return error
    finally:
        shutil.copy(SOURCES[name], root / name)
    return ruleset


def is_whole(outcome: RuleSet | RuleError) -> bool:
    """A set, or an error that tells a file in both languages."""
    if isinstance(outcome, RuleError):
        return str(outcome).count(".yaml") >= 2
    return outcome.id == "tiny"


def mangled(text: str, changes: list[tuple[float, int, str]]) -> str:
    """The text, at each place cut by some characters and given others."""
    for place, cut, scrap in changes:
        at = int(place * len(text))
        text = text[:at] + scrap + text[at + cut :]
    return text


@settings(deadline=None, max_examples=200)
@given(name=st.sampled_from(FILES), changes=st.lists(CHANGE, min_size=1, max_size=3))
def test_mangled_text_is_read_or_refused(
    name: str, changes: list[tuple[float, int, str]], root: Path
) -> None:
    text = mangled(SOURCES[name].read_text("utf-8"), changes)
    assert is_whole(read_with(root, name, text.encode("utf-8", errors="replace")))


def places(data: object) -> Iterator[tuple[Any, str | int]]:
    """Every place in nested data at which a value can be exchanged."""
    if isinstance(data, dict):
        entries: list[tuple[str | int, object]] = list(data.items())
    elif isinstance(data, list):
        entries = list(enumerate(data))
    else:
        return
    for key, value in entries:
        yield data, key
        yield from places(value)


@settings(deadline=None, max_examples=300)
@given(name=st.sampled_from(FILES), place=st.floats(0, 0.999), value=VALUE)
def test_an_exchanged_value_is_read_or_refused(
    name: str, place: float, value: object, root: Path
) -> None:
    data = read_yaml(SOURCES[name]).plain()
    spots = list(places(data))
    holder, key = spots[int(place * len(spots))]
    holder[key] = value
    assert is_whole(read_with(root, name, json.dumps(data, ensure_ascii=False).encode()))
