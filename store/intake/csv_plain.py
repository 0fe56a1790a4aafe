"""May a CSV file be handed to DuckDB as it lies, without changing what it says?

Its reader skips empty lines and spaces beside quotes and takes a comma too many at the end of a
line. Without any quote, and with as many commas as its lines must have, there is only one way to
read a file.
"""

from pathlib import Path

import numpy as np

from store.intake.encoding import of_line

_CHUNK = 1 << 20
_COMMA, _LINE, _RETURN = b",\n\r"
HEADING_BYTES = 1 << 16


def plain(path: Path) -> tuple[list[str], int]:
    """The headings of such a file and the number of its lines; none of one to be rewritten."""
    with path.open("rb") as stream:
        first = stream.readline(HEADING_BYTES)
    if not first.endswith(b"\n") or of_line(first) != "utf-8-sig":
        return [], 0
    headings = first.decode("utf-8-sig").rstrip("\r\n").split(",")
    lines = _lines(path, len(headings) - 1, returns=first.endswith(b"\r\n"))
    return (headings, lines) if lines else ([], 0)


def _lines(path: Path, commas: int, *, returns: bool) -> int:
    """How many lines there are; 0 unless all end the same way and the commas are as many as they
    must be."""
    found = dict.fromkeys((_COMMA, _LINE, _RETURN), 0)
    last = b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b'"' in chunk or b"\0" in chunk:
                return 0
            last = chunk[-1:]
            signs = np.frombuffer(chunk, dtype=np.uint8)
            for sign in found:
                found[sign] += int(np.count_nonzero(signs == sign))
    lines = found[_LINE] + (last != b"\n")
    same = found[_RETURN] == (found[_LINE] if returns else 0)
    return lines if same and found[_COMMA] == commas * lines else 0
