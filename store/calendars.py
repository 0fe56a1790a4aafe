"""Which years of the working-day calendar does a data folder hold itself? Put in by a person.

A State Council notice comes out once a year, after the program. The year's file goes into the
data folder; what stood there before is kept under its digest. It holds from the next start on.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from rules.calendar import FOLDER, Calendar, read_calendar
from store import audit
from store.engine import import_lock, writing
from store.files import digest_file
from store.folder import Home
from store.scope import Scope

EARLIER = "earlier"


def put_calendar(scope: Scope, home: Home, path: Path, by: str) -> Calendar:
    """Takes in the file of one year; the calendar as it is then. Raises RuleError where it isn't
    one, and keeps nothing."""
    own = home.root / "calendar"
    with TemporaryDirectory(dir=home.root) as folder:
        tried = Path(folder) / path.name
        shutil.copyfile(path, tried)
        read_calendar(Path(folder))
        with import_lock(home):
            _keep_earlier(own, path.name)
            own.mkdir(exist_ok=True)
            tried.replace(own / path.name)
    with writing(home) as connection:
        audit.record(
            scope, connection, at=home.now(), actor=by, action="calendar",
            object=f"calendar:{path.stem}", content=digest_file(own / path.name),
        )  # fmt: skip
    audit.carry(scope, home)
    return read_calendar(FOLDER, own)


def _keep_earlier(own: Path, name: str) -> None:
    held = own / name
    if held.exists():
        kept = own / EARLIER
        kept.mkdir(exist_ok=True)
        digest = digest_file(held).removeprefix("sha256:")
        held.replace(kept / f"{held.stem}-{digest}.yaml")
