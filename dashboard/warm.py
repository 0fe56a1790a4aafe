"""What is looked at before anybody asks? The published evaluations, so that no page waits for it.

Each is compared with its digest once per process (store.intact), a fifth of a second for 300
markets; a page that shows a year needs a dozen.
"""

import logging
from threading import Thread

from store import evaluations
from store.errors import StoreError
from store.home import open_home
from store.scope import PROVINCE
from store.storage import told

_LOG = logging.getLogger("biaochi.dashboard")


def begin() -> Thread:
    """Start looking, the last period first; what is damaged goes to the log now, and to whoever
    opens its page."""
    thread = Thread(target=_look, name="biaochi-warm", daemon=True)
    thread.start()
    return thread


def _look() -> None:
    try:
        with told():
            home = open_home()
            numbers = evaluations.published(PROVINCE, home)["evaluation_id"].tolist()
    except StoreError:
        return  # no data folder yet: the first page says so
    for number in numbers:
        try:
            evaluations.aggregates(PROVINCE, home, number)
        except StoreError as damage:
            _LOG.error("%s", damage)
