"""What does a file look like without its persons? IDs become keys, mobile numbers go.

The copy is what is parsed and kept; of the original only the digest stays. A number the copy
still shows (split over formatted runs, say) is found by the ordinary check and refused.
"""

import re
import zipfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

from store.intake.encoding import encoding_of
from store.intake.persons import without_persons

_CELL = re.compile(r"<((?:\w+:)?(?:t|v))((?:\s[^>]*)?)>([^<]*\d[^<]*)</\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def copies(paths: Sequence[Path], out: Path, key: bytes) -> list[Path]:
    """A copy of each file in `out`, under the same name, without ID and mobile numbers."""
    folder = out / "pseudonymised"
    folder.mkdir()
    return [copy(path, folder / path.name, key) for path in paths]


def copy(path: Path, target: Path, key: bytes) -> Path:
    """`path` without its persons, written to `target`. A workbook keeps its layout; a CSV becomes
    UTF-8. An undecodable CSV is copied as it is, to be refused by the check."""
    if path.suffix.casefold() == ".csv":
        _copy_csv(path, target, key)
    else:
        _copy_workbook(path, target, key)
    return target


def _copy_csv(path: Path, target: Path, key: bytes) -> None:
    encoding = encoding_of(path, "", [])
    if not encoding:
        target.write_bytes(path.read_bytes())
        return
    with (
        path.open(encoding=encoding, newline="") as source,
        target.open("w", encoding="utf-8", newline="") as written,
    ):
        for line in source:
            written.write(",".join(without_persons(cell, key) for cell in line.split(",")))


def _copy_workbook(path: Path, target: Path, key: bytes) -> None:
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as written:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith(".xml"):
                content = _without(content.decode("utf-8"), key).encode()
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, content)


def _without(xml: str, key: bytes) -> str:
    def instead(match: "re.Match[str]") -> str:
        tag, attributes, text = match.groups()
        meant = unescape(text)
        plain = without_persons(meant, key)
        if plain == meant:
            return match.group()
        return f"<{tag}{attributes}>{escape(plain)}</{tag}>"

    return _CELL.sub(instead, xml)
