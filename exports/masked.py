"""How does a file lose its persons before it leaves the office? 脱敏 without importing."""

import os
from pathlib import Path

from exports.refusals import ExportError
from rules.value import Text
from store.intake.precheck import precheck
from store.intake.problems import Found, told
from store.intake.pseudonymise import copy
from store.intake.submit import KEY_BYTES, KEY_SETTING


def pseudonymise_file(path: Path, out: Path) -> None:
    """Write `path` to `out` with every ID number replaced by its key and every mobile number
    dropped; the key is that of the province (BIAOCHI_PERSON_KEY), so that an import of either
    knows the same persons.

    Raises ExportError when the key can't be used, the file is no workbook or CSV that may be
    opened, or `out` is the file itself.
    """
    key = _key()
    if out.resolve() == path.resolve():
        raise ExportError(_SAME)
    found, opened = precheck(path)
    if not opened:
        raise ExportError(told(path.name, found[0]).text)
    out.parent.mkdir(parents=True, exist_ok=True)
    copy(path, out, key)


def _key() -> bytes:
    path = Path(os.environ.get(KEY_SETTING) or "/nonexistent")
    key = path.read_bytes().strip() if path.is_file() else b""
    if len(key) < KEY_BYTES:
        raise ExportError(told("", Found("person_key_missing")).text)
    return key


_SAME = Text(
    "输出文件不能就是原文件；请用 --out 另写一个文件名。",
    "The output can't be the file itself; name another one with --out.",
)
