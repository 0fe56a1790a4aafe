"""Which encoding is a CSV file written in, and where does it break?"""

from pathlib import Path

from store.intake.problems import Found


def encoding_of(path: Path, title: str, problems: list[Found]) -> str:
    """“utf-8-sig” or “gb18030”; empty, with a problem, where a byte is neither. The heading line
    decides, so that one broken byte doesn't turn a UTF-8 file into nonsense."""
    with path.open("rb") as stream:
        first = stream.readline()
    order = ["utf-8-sig", "gb18030"] if first.isascii() else [of_line(first)]
    lines = [_bad_line(path, encoding) for encoding in order]
    if 0 in lines:
        return order[lines.index(0)]
    problems.append(Found("not_text_file", title, details={"row": str(lines[-1])}))
    return ""


def of_line(line: bytes) -> str:
    """The encoding that a line is written in, if it is text at all."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _bad_line(path: Path, encoding: str) -> int:
    """The first line with a byte that isn't of this encoding, or with a null byte, at which what
    reads it would stop; 0 if there is none."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                if b"\0" in line:
                    return number
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return 0
