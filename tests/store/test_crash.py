"""Does an import killed at any moment leave a whole batch or none?"""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store import audit, files
from store.batches import commit
from store.canonical import digest_segment
from store.engine import reading
from store.home import Home, open_home
from store.ledger_sheets import SERVICE
from store.scope import PROVINCE
from store.tables import batch, cover, outbox, register_row, segment
from tests.store.making import at, fact, submission
from tests.store.records import A, service


def import_without_end(
    root: Path, folder: Path, ready: "multiprocessing.synchronize.Event"
) -> None:
    home = open_home(root)
    for number in range(10_000):
        rows = [service(A, number, "2026-09-01T09:00", "2026-09-01T10:00")]
        told = fact("training", market=A, session=f"{number}", held_on=at("2026-09-03"),
                    attendances=1, valid_from=at("2026-09-03"))  # fmt: skip
        made = submission(folder, "320100", 202609, {"service": rows}, told, reason="重报")
        ready.set()
        commit(PROVINCE, home, made)


def check_whole(home: Home) -> int:
    """Every batch has its segment, cover, fact, act and files; the number of batches."""
    with reading(home) as connection:
        number = connection.scalar(select(func.count()).select_from(batch)) or 0
        for table in (segment, cover, register_row, outbox):
            assert connection.scalar(select(func.count()).select_from(table)) == number, table
        parts = connection.execute(select(segment.c.digest, batch.c.evidence).join(batch)).all()
    for digest, evidence in parts:
        kept = files.path_of(home.ledger, digest, ".parquet")
        assert digest_segment(SERVICE, kept) == (digest, 1)
        assert files.digest_file(files.path_of(home.evidence, evidence)) == evidence
    return number


@pytest.mark.parametrize("delay", [0.02, 0.11, 0.23])
def test_a_killed_import_leaves_whole_batches_only(
    home: Home, tmp_path: Path, delay: float
) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    worker = context.Process(target=import_without_end, args=(home.root, tmp_path, ready))
    worker.start()
    assert ready.wait(60)
    time.sleep(delay)
    os.kill(worker.pid or 0, signal.SIGKILL)
    worker.join(60)
    number = check_whole(home)
    rows = [service(A, 99_999, "2026-09-01T09:00", "2026-09-01T10:00")]
    told = fact("training", market=A, session="after", held_on=at("2026-09-03"), attendances=1,
                valid_from=at("2026-09-03"))  # fmt: skip
    commit(PROVINCE, home, submission(
        tmp_path, "320100", 202609, {"service": rows}, told, reason="重报"))  # fmt: skip
    assert check_whole(home) == number + 1
    assert audit.verify(PROVINCE, home).links == number + 1
    assert not [*home.evidence.glob(f"*{files.PART}"), *home.ledger.glob(f"*{files.PART}")]
