"""Who holds the data folder while another wants it? Noted in the lock file, told to the other."""

import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from rules.calendar import SHANGHAI, now
from rules.value import Text

LOCK = "import.lock"


def note(handle: IO[str]) -> None:
    """Write into the lock file that this process holds it, from now on."""
    who = {"user": _user(), "host": socket.gethostname(), "pid": os.getpid(), "since": now()}
    handle.seek(0)
    handle.truncate()
    handle.write(json.dumps(who, ensure_ascii=False))
    handle.flush()


def busy(path: Path) -> Text:
    """What to tell who has waited in vain: who holds it, since when, what to do."""
    who = _held_by(path)
    since = _minute(int(who["since"]))
    return Text(
        f"另一项导入仍在进行：{who['host']} 上的用户 {who['user']}（进程 {who['pid']}）自 {since} "
        "起占用这个数据目录，本次没有写入任何内容；请等它结束后再导入，久等不结束的，请与其联系。",
        f"Another import is still running: {who['user']} on {who['host']} (process {who['pid']}) "
        f"has held the data folder since {since}; nothing was written. Import again when that has "
        "ended, or ask them if it doesn't end.",
    )


def _held_by(path: Path) -> dict[str, Any]:
    unknown = {"user": "?", "host": "?", "pid": "?", "since": now()}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return unknown
    return unknown | held if isinstance(held, dict) else unknown


def _minute(at: int) -> str:
    return f"{datetime.fromtimestamp(at, SHANGHAI):%Y-%m-%d %H:%M}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
