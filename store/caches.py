"""Is a file that can be made again still as it was made?

Its digest is noted beside it. One that is missing or altered is made again, and nobody need know;
so it isn't brought to the disk with the care of what can't be made again.
"""

import uuid
from pathlib import Path

from store.files import PART, digest_file

_sound: dict[Path, tuple[int, int, int]] = {}
"""Size, time of change and inode of the files found sound."""


def keep(part: Path, target: Path) -> None:
    """Bring a finished temporary file of the cache to its name, and note its digest."""
    note = _note(target)
    note.parent.mkdir(parents=True, exist_ok=True)
    written = note.with_name(f"{uuid.uuid4().hex}{PART}")
    written.write_text(digest_file(part), encoding="ascii")
    written.replace(note)
    part.replace(target)


def is_sound(path: Path) -> bool:
    """Digested once per process, and again when its size, time or place changes."""
    try:
        held = path.stat()
        stamp = (held.st_size, held.st_mtime_ns, held.st_ino)
        if _sound.get(path) != stamp and digest_file(path) != _note(path).read_text("ascii"):
            return False
    except FileNotFoundError:
        return False
    _sound[path] = stamp
    return True


def _note(path: Path) -> Path:
    return path.parent.with_name("digests") / path.name
