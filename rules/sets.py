"""Which rule sets are there, and what does one hold? A folder of YAML becomes a RuleSet."""

from functools import lru_cache
from pathlib import Path

from rules.build import build
from rules.files import BOOK, OVERLAY, Files, Stamps, kept_files, read_files, stamps_of
from rules.load import Node, read_yaml
from rules.model import RuleSet
from rules.overlay import base_of, laid_over
from rules.reasons import rule_error
from rules.tighter import check_layer

FOLDER = Path(__file__).parent / "sets"
DEEPEST = 3
"""A contract's layer over a city's over the province's."""


def available() -> list[str]:
    """The ids of the rule sets that come with the project."""
    return sorted(path.parent.name for path in FOLDER.glob(f"*/{BOOK}"))


def load_ruleset(id_or_path: str | Path) -> RuleSet:
    """The rule set of that id, or in that folder, or the one an overlay file makes of another;
    read again only when a file has changed.

    Raises RuleError with file, line, key, what is wrong and what to do.
    """
    return _built(_files(_place(id_or_path), DEEPEST))


def kept_ruleset(content: str, path: Path) -> RuleSet:
    """A set from its kept content; `path` is where that lies. Raises RuleError."""
    return _kept(content, path)


def _place(id_or_path: str | Path, named: Node | None = None) -> Path:
    """The folder of a set, or the file of an overlay; `named`: where an overlay names it."""
    if str(id_or_path) in available():
        return FOLDER / str(id_or_path)
    place = Path(id_or_path) if named is None else named.path.parent / id_or_path
    try:
        if (place / OVERLAY).is_file():
            return (place / OVERLAY).resolve()
        if (place / BOOK).is_file() or (place.is_file() and place.suffix == ".yaml"):
            return place.resolve()
    except OSError:
        pass  # a name that no file can have
    if named is not None:
        raise named.error("unknown_set", name=id_or_path, known=available())
    raise rule_error(place, "unknown_set", name=id_or_path, known=available())


def _files(place: Path, deep: int) -> Files:
    if place.is_dir():
        return read_files(place)
    overlay = read_yaml(place)
    if not deep:
        raise base_of(overlay).error("deep_layers", limit=DEEPEST)
    base = _files(_place(base_of(overlay).text(), base_of(overlay)), deep - 1)
    own = place.stat()
    more = stamps_of(place.parent) if place.name == OVERLAY else ()
    return _laid(base, place, ((str(place), own.st_mtime_ns, own.st_size), *more))


@lru_cache(maxsize=32)
def _laid(base: Files, place: Path, _stamps: Stamps) -> Files:
    return laid_over(base, place)


@lru_cache(maxsize=32)
def _built(files: Files) -> RuleSet:
    ruleset = build(files, files.content())
    if files.base is not None:
        check_layer(_built(files.base), ruleset, files.parts["layer"])
    elif ruleset.id != files.folder.name:
        named = files.parts["ruleset"].mapping()["id"]
        raise named.error("id_mismatch", name=files.folder.name, value=ruleset.id)
    return ruleset


@lru_cache(maxsize=16)
def _kept(content: str, path: Path) -> RuleSet:
    return build(kept_files(content, path), content)
