"""Which bytes are kept, under which name? Files only ever appear; none is rewritten."""

import hashlib
import os
import shutil
import uuid
from pathlib import Path

from rules.value import Text
from store.errors import DamageError

ALGORITHM = "sha256"
PART = ".part"


def digest_bytes(content: bytes) -> str:
    """The digest of these bytes, written "sha256:…"."""
    return f"{ALGORITHM}:{hashlib.new(ALGORITHM, content).hexdigest()}"


def digest_file(path: Path) -> str:
    """The digest of the bytes of a file, read as a stream."""
    with path.open("rb") as handle:
        return f"{ALGORITHM}:{hashlib.file_digest(handle, ALGORITHM).hexdigest()}"


def path_of(folder: Path, digest: str, suffix: str = "") -> Path:
    """Where the file of this digest lies (a colon is no good in a file name)."""
    return folder / (digest.replace(":", "-") + suffix)


def put_file(folder: Path, source: Path, digest: str = "", suffix: str = "") -> str:
    """Copy `source` into `folder` under its digest, safe against a crash; the digest.

    `digest` names the file where its name is not that of its bytes (a segment is named by its
    rows). A file already there is left as it is; DamageError if its bytes are not its name's.
    """
    name = digest or digest_file(source)
    target = path_of(folder, name, suffix)
    if target.exists():
        if not digest and digest_file(target) != name:
            raise DamageError(damaged(target))
        return name
    part = folder / f"{uuid.uuid4().hex}{PART}"
    shutil.copyfile(source, part)
    publish(part, target)
    return name


def publish(part: Path, target: Path) -> None:
    """Bring a finished temporary file to its final name: fsync, rename, fsync the folder."""
    part.chmod(0o440)
    _sync(part)
    part.rename(target)
    _sync(target.parent)


def sweep(folder: Path) -> None:
    """Remove what a killed import left under temporary names (under the import lock only)."""
    for part in folder.glob(f"*{PART}"):
        part.unlink(missing_ok=True)


def damaged(path: Path) -> Text:
    return Text(
        f"文件 {path.name} 缺失或内容与其名称不符；请从备份恢复该文件后再试。",
        f"The file {path.name} is missing or its bytes are not those of its name; restore it "
        "from a backup and try again.",
    )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
