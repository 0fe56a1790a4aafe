"""What does a full disk, or a folder that can't be written, say to a person?

Python, the database and DuckDB each have their own error for it. Whatever was begun has been
undone by then: files lie under temporary names, rows in a transaction.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from sqlalchemy.exc import DBAPIError

from rules.value import Text
from store.errors import StoreError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
BROKEN = {errno.EIO}
LEAST = 16 << 20
"""Bytes that must be free for a file to be read in at all."""


class StorageError(StoreError):
    """Nothing could be written (or read) there; nothing was changed."""


@contextmanager
def told(where: Path | None = None) -> Iterator[None]:
    """Within it, an error of the disk is raised as StorageError; `where` names the folder if the
    error doesn't."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        refusal = explained(error, where)
        if refusal is None:
            raise
        raise refusal from error


def explained(error: BaseException, where: Path | None = None) -> StorageError | None:
    """The refusal for an error of the disk; None for any other."""
    of_disk = _os_error(error)
    if of_disk is not None:
        place = str(of_disk.filename or _place(where))
        for numbers, text in ((FULL, _full), (CLOSED, _closed), (BROKEN, _broken)):
            if of_disk.errno in numbers:
                return StorageError(text(place))
    if isinstance(error, (DBAPIError, duckdb.Error)):
        said = str(error).casefold()
        for phrases, text in _PHRASES:
            if any(phrase in said for phrase in phrases):
                return StorageError(text(_place(where)))
    return None


def check_space(folder: Path) -> None:
    """Raises StorageError when hardly anything is free where `folder` lies."""
    if shutil.disk_usage(folder).free < LEAST:
        raise StorageError(_full(str(folder)))


def _os_error(error: BaseException) -> OSError | None:
    """The error of the system itself, also where a writer wrapped it in its own."""
    for one in (error, *error.args, error.__cause__):
        if isinstance(one, OSError) and one.errno is not None:
            return one
    return None


def _place(where: Path | None) -> str:
    return str(where or Path(os.environ.get("BIAOCHI_HOME") or "data").absolute())


def _full(place: str) -> Text:
    return Text(
        f"磁盘空间不足，写不进 {place}；本次操作没有留下任何内容。请腾出空间（cache 文件夹可以"
        "清空）后重试。",
        f"The disk is full: nothing could be written to {place}, and nothing of this was kept. "
        "Free some space (the folder cache may be emptied) and try again.",
    )


def _closed(place: str) -> Text:
    return Text(
        f"{place} 不能读写（只读，或不属于运行本程序的账户）；数据没有改变。请管理员改正权限后"
        "重试。",
        f"{place} can't be read or written (it is read-only, or belongs to another account than "
        "this program's); nothing was changed. Ask the administrator to mend the permissions and "
        "try again.",
    )


def _broken(place: str) -> Text:
    return Text(
        f"读写 {place} 时磁盘出错或已满；本次操作没有留下任何内容。请检查磁盘空间和硬件后重试。",
        f"The disk failed or is full at {place}; nothing of this was kept. Check free space and "
        "hardware and try again.",
    )


_PHRASES = (
    (("disk is full", "no space left", "file too large", "disk quota"), _full),
    (("readonly database", "read-only file system", "permission denied", "unable to open"),
     _closed),
    (("disk i/o error", "input/output error"), _broken),
)  # fmt: skip
"""What the databases say, in lower case."""
