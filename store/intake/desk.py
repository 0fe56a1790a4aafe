"""Where does a submission lie while it is checked? In a folder that goes when the check ends."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".intake-"


@contextmanager
def desk(root: Path) -> Iterator[Path]:
    """An empty folder in `root`, readable by nobody else, removed at the end; what a killed process
    left behind is removed first, because it holds rows nobody accepted."""
    for left in root.glob(f"{PREFIX}*"):
        if not _is_running(left.name.split("-")[1]):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", dir=root) as folder:
        yield Path(folder)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
