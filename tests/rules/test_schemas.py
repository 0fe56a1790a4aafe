"""Do the JSON Schemas say what the loader asks, and accept what an editor reads?"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from rules.cases import cases
from rules.load import read_yaml
from rules.reasons import RuleFileError
from rules.schema_words import described, words
from rules.schemas import FOLDER, SCHEMAS, file_of, schema_of, text_of
from rules.set_cases import set_cases
from rules.sets import FOLDER as SETS
from rules.sets import available, load_ruleset

HERE = Path(__file__).parent
SOURCES = SETS.parent / "sources"
ROOTS = [*(SETS / name for name in available()), HERE / "tiny", *(HERE / "frameworks").iterdir()]
FILES = sorted(path for root in (*ROOTS, SOURCES) for path in root.rglob("*.yaml"))
BROKEN = sorted((HERE / "broken").iterdir())
VALIDATORS = {
    name: Draft7Validator(schema_of(name), format_checker=Draft7Validator.FORMAT_CHECKER)
    for name in SCHEMAS
}
LAYER = HERE / "layers" / "city"
PROBE = "no_such_key"


class Editor(yaml.SafeLoader):
    """YAML as editors read it (the core schema of YAML 1.2): a day is text, `on` is a word."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"), ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?\d+\.\d+", "-+0123456789"), ("null", r"~|null|", ["~", "n", ""]),
):  # fmt: skip
    Editor.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


def as_json(data: object) -> object:
    if isinstance(data, dict):
        return {str(key): as_json(value) for key, value in data.items()}
    return [as_json(entry) for entry in data] if isinstance(data, list) else data


def read(path: Path) -> object:
    return as_json(yaml.load(path.read_text("utf-8"), Editor))


def schema_for(place: str) -> str:
    """The schema of a file, by its path inside a set; "" where it has none."""
    parts = Path(place).parts
    stem = Path(parts[-1]).stem
    if "criteria" in parts:
        return "criterion"
    if "cases" in parts:
        return "set_cases" if stem == "ruleset" else "cases"
    if "sources" in parts:
        return "references" if stem == "references" else "sources"
    return stem if stem in SCHEMAS else ""


def complaints(name: str, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[name].iter_errors(data)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_is_what_the_loader_asks_now(name: str) -> None:
    assert file_of(name).read_text("utf-8") == text_of(name), "renew it with: make words"
    Draft7Validator.check_schema(schema_of(name))


def test_there_is_no_schema_of_anything_else() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {file_of(name).name for name in SCHEMAS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_file_is_accepted_as_an_editor_reads_it(path: Path) -> None:
    name = schema_for(path.as_posix().rpartition("/rules/")[2])
    assert name
    assert complaints(name, read(path)) == []


def broken() -> Iterator[tuple[str, str, object]]:
    """Broken files that YAML can read and a schema is for: their name, the schema, what they
    say."""
    for path in BROKEN:
        lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
        act, place = lines[0].removeprefix("# ").split(": ", 1)
        name = schema_for(place)
        if act != "in" or not name:
            continue
        try:
            yield path.stem, name, read(path)
        except (yaml.YAMLError, UnicodeDecodeError):
            continue


def test_what_is_wrong_with_a_file_by_itself_is_refused_and_nothing_else() -> None:
    found = list(broken())
    refused = {stem for stem, name, data in found if complaints(name, data)}
    wanted = {stem for stem, _, _ in found if stem.partition("--")[0] in SEEN_BY_A_SCHEMA}
    assert refused == wanted - UNSEEN


def shapes(shape: Any, whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A shape and all those it may be instead."""
    if not isinstance(shape, dict):
        return
    yield shape
    if "$ref" in shape:
        yield from shapes(whole["definitions"][shape["$ref"].rpartition("/")[2]], whole)
    for way in ("allOf", "anyOf", "oneOf"):
        for inner in shape.get(way, ()):
            yield from shapes(inner, whole)


def inside(shape: dict[str, Any], step: str | int, whole: dict[str, Any]) -> Iterator[Any]:
    """The shapes of what stands at one step below."""
    for held in shapes(shape, whole):
        if isinstance(step, int):
            yield held.get("items")
        else:
            yield held.get("properties", {}).get(step)
            yield held.get("additionalProperties")


def described_keys(name: str, steps: tuple[str | int, ...]) -> set[str]:
    """The keys the schema knows at a place, each of them with its description."""
    whole = schema_of(name)
    found: list[Any] = [whole]
    for step in steps:
        found = [inner for held in found for inner in inside(held, step, whole) if inner]
    known = [held.get("properties", {}) for shape in found for held in shapes(shape, whole)]
    return {key for keys in known for key, held in keys.items() if held and "description" in held}


def mappings(data: object, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(data, dict):
        yield steps
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    if isinstance(data, dict | list):
        for step, value in entries:
            yield from mappings(value, (*steps, step))


def probed(data: object, steps: tuple[str | int, ...]) -> object:
    """The data with a key at the place that nobody knows."""
    if not steps:
        return {**data, PROBE: "1"}  # type: ignore[dict-item]
    copy = dict(data) if isinstance(data, dict) else list(data)  # type: ignore[call-overload]
    copy[steps[0]] = probed(copy[steps[0]], steps[1:])
    return copy


def loader_keys(root: Path, place: str, text: str) -> set[str]:
    """What the loader says is known at the place of the key nobody knows; nothing where any
    name will do."""
    path = root / place
    before = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    try:
        ruleset = load_ruleset(root)
        cases(ruleset)
        set_cases(ruleset)
    except RuleFileError as error:
        named = error.reason == "unknown_key" and error.details["name"] == PROBE
        return set(error.details["allowed"]) if named else set()
    finally:
        path.write_text(before, "utf-8")
    return set()


def copied(root: Path, to: Path) -> Path:
    """A copy of a set; of a layer, beside the set it is laid over."""
    if root != LAYER:
        return shutil.copytree(root, to / root.name)
    shutil.copytree(HERE / "tiny", to / "tiny")
    return shutil.copytree(root, to / "tiny" / root.name)


def test_every_key_the_loader_knows_has_its_description(tmp_path: Path) -> None:
    """Every kind of place in every file is given a key nobody knows; the loader says which it
    does know there, and the schema must describe each of them."""
    seen: set[tuple[object, ...]] = set()
    asked = 0
    for number, root in enumerate((*ROOTS[2:], LAYER, *reversed(ROOTS[:2]))):
        copy = copied(root, tmp_path / str(number))
        for path in sorted(copy.rglob("*.yaml")):
            place = path.relative_to(copy).as_posix()
            name, data = schema_for(place), read_yaml(path).plain()
            for steps in mappings(data):
                kind = (name, tuple(0 if isinstance(step, int) else step for step in steps))
                if name == "criterion":
                    kind = (*kind, data["judged_by"], data["compare"]["form"])  # type: ignore
                if kind in seen:
                    continue
                seen.add(kind)
                text = json.dumps(probed(data, steps), ensure_ascii=False)
                allowed = {key for key in loader_keys(copy, place, text) if "@" not in key}
                asked += bool(allowed)
                assert allowed <= described_keys(name, steps), (place, steps)
    assert asked > 100


@pytest.mark.parametrize("part", [0, 1])
def test_every_description_is_used_and_says_both_languages(part: int) -> None:
    told = words()[part]
    used = "\n".join(text_of(name) for name in SCHEMAS)
    for text in told.values():
        assert json.dumps(f"{text.zh} / {text.en}", ensure_ascii=False) in used, text
        assert not any("一" <= letter <= "鿿" for letter in text.en)


def test_a_key_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        described("criterion", "speed")


SEEN_BY_A_SCHEMA = {
    "cap_when", "default_source", "empty_file", "empty_list", "empty_value", "foreign_clock",
    "missing_key", "must_be_above", "needless_cut_off", "needless_for", "needless_points",
    "needless_second", "no_clock", "not_choice", "not_day", "not_division", "not_fraction",
    "not_integer", "not_list", "not_mapping", "not_name", "not_number", "not_text",
    "repeated_key", "repeated_value", "too_deep", "unknown_key", "wrong_clock", "wrong_reason",
}  # fmt: skip
"""What is wrong with a file by itself; the others need the rest of the set, or arithmetic."""
UNSEEN = {
    "missing_key--type-of-a-case", "missing_key--type-of-a-number", "not_choice--area-of-a-case",
    "not_fraction--above-one", "repeated_value--case", "repeated_value--clause",
    "not_number--score-too-fine", "repeated_value--group", "repeated_value--metric",
    "repeated_value--set-case", "unknown_key--area-class",
    "unknown_key--market-type-of-a-unit-s-number", "unknown_key--type-not-applicable",
}  # fmt: skip
"""Of these only what needs the criterion, the areas or another entry beside it."""
