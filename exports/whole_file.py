"""How does a paper reach its place whole? Under a temporary name first, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".~"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write what shall be `path`: it appears there when the block has ended, or not at
    all. What a killed export of the same file left behind is removed first."""
    for left in path.parent.glob(f"{PREFIX}*.{path.name}"):
        if not _is_running(left.name.removeprefix(PREFIX).partition(".")[0]):
            left.unlink(missing_ok=True)
    part = path.with_name(f"{PREFIX}{os.getpid()}.{path.name}")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
