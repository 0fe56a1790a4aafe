"""What does every key of a rule file mean? One line each, Chinese and English, for editors."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rules.load import read_yaml
from rules.value import Text

FOLDER = Path(__file__).parent / "schema"


def described(place: str, key: str) -> str:
    """The description of a key where it stands, or wherever it stands; KeyError without one."""
    own, shared = words()
    told = own.get(f"{place}.{key}") or shared[key]
    return f"{told.zh} / {told.en}"


@cache
def words() -> tuple[Mapping[str, Text], Mapping[str, Text]]:
    """The words of rules/schema/words.yaml: those of one place, and the shared ones. Raises
    RuleError."""
    entry = read_yaml(FOLDER / "words.yaml").keys(("shared", "own"))
    own, shared = (
        {key: node.words() for key, node in entry[part].mapping().items()}
        for part in ("own", "shared")
    )
    return own, shared
